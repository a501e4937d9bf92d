"""The text that likeness is measured on: words alone, in one spelling, each character with its place in the source.

Left out is what an editor changes without changing what is said: blanks, most punctuation, the label in front, which
article is referred to, and whether a number is printed in Chinese or Arabic digits. Where a clause ends stays to be
seen, as one comma.
"""

import re
from dataclasses import dataclass

from ingest.clean.normalise import normalise
from ingest.model import Span
from ingest.numerals import NUMERAL, to_int

_LABEL = re.compile(
    r"""
    [\s*•·#>-]*
    (?: 第[一二三四五六七八九十百零〇\d]{1,6}[条章节款项编](?:之[一二三四五六七八九十])?(?=[\s、：:　]|$)   # 第三条
      | 第[一二三四五六七八九十\d]{1,3}[，、]                    # 第一，
      | [（(]\s*[一二三四五六七八九十百\d]{1,3}\s*[）)] | [①-⑳]  # （一）
      | \d{1,2}[.、．)）](?!\d) | [一二三四五六七八九十]{1,3}[、.．]
      | [一二三四五六七八九十]{1,2}(?:是|要(?!求)|来)(?=.{3}) | 其[一二三四五六七八九十][，、]
    )
    [\s、，：:*]*
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(rf"第[{NUMERAL}]{{1,9}}(?=[条款项章节])")
_UNIT = "年月日天周时分秒个名人元万亿倍次级户件份册届%％"
_AMOUNT = re.compile(
    rf"[{NUMERAL}]{{1,12}}(?=(?:多|余|来|以上|以下)?[{_UNIT}])|[零一二三四五六七八九十百千万两]{{2,12}}"
)
_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff〇%]|[，,：:](?!$)")
COMMA = "，"
"""Between two clauses of a normal text."""


@dataclass(frozen=True, slots=True)
class Normal:
    """`text` with, for each of its characters, the stretch `[starts[i], ends[i])` of the source that it stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def source(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the source; of nothing, an empty stretch."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])


def body(text: str) -> int:
    """Where the words begin after the labels in front: 第三十四条, （一）, 一是."""
    at = 0
    while (label := _LABEL.match(text, at)) and label.end() > at:
        at = label.end()
    return at if at < len(text) else 0


def normal(text: str) -> Normal:
    """The words of one sentence in one spelling."""
    spelled = normalise(text)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    written = body(spelled)
    for start, end, words in _rewritten(spelled, written):
        _copy(spelled, written, start, chars, starts, ends)
        for char in words:
            chars.append(char)
            starts.append(start)
            ends.append(end)
        written = end
    _copy(spelled, written, len(spelled), chars, starts, ends)
    while chars and chars[-1] == COMMA:
        chars.pop()
    return Normal("".join(chars), tuple(starts), tuple(ends))


def _rewritten(text: str, start: int) -> list[tuple[int, int, str]]:
    """Stretches that are spelled in another way, in order: references without their number, amounts in digits."""
    found = [(match.start(), match.end(), "第") for match in _REFERENCE.finditer(text, start)]
    taken = [(a, b) for a, b, _ in found]
    for match in _AMOUNT.finditer(text, start):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        number = to_int(match[0])
        if number is not None and str(number) != match[0]:
            found.append((match.start(), match.end(), str(number)))
    return sorted(found)


def _copy(text: str, start: int, end: int, chars: list[str], starts: list[int], ends: list[int]) -> None:
    for match in _WORD.finditer(text, start, end):
        char = COMMA if match[0] in "，,：:" else match[0]
        if char == COMMA and (not chars or chars[-1] == COMMA):
            continue
        chars.append(char)
        starts.append(match.start())
        ends.append(match.end())
