"""Debris of the site that a text was copied from: notes, buttons, addresses, forum posts."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ingest.clean.page import Page, ends_sentence, starts_with_label
from ingest.lexicon import load_data
from ingest.model import Noise, NoiseKind, Span
from ingest.script import is_hanzi

LINE_FINDER, INLINE_FINDER = "debris_lines", "debris_inline"
_DATE = re.compile(
    r"(?:(?:发布|发表|更新|添加|上传)?(?:时间|日期)\s*[:：]\s*)?\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?"
)
_CONTEXT = 12
"""How far before an address a word may stand that makes it part of the sentence."""


@cache
def _patterns(key: str) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in load_data("noise")[key].items()}


@cache
def _belongs() -> re.Pattern[str]:
    return re.compile("|".join(load_data("noise")["belongs_to_text"]))


def find_debris_lines(page: Page) -> Iterator[Noise]:
    """Lines that are nothing but debris; a date in them is kept, for it may be all that dates the text."""
    for line in page.lines:
        words = line.of(page.plain)
        if len(words) > 240:
            continue
        for name, pattern in _patterns("debris_lines").items():
            if pattern.fullmatch(words):
                dated = _DATE.search(words)
                fix = dated.group() if dated else ""
                if fix != words:
                    span = line if fix else joined(page, line)
                    yield Noise(span=span, finder=LINE_FINDER, cue=name, kind=NoiseKind.ADVERTISEMENT, fix=fix)
                break


def find_debris_inline(page: Page) -> Iterator[Noise]:
    """Notes and addresses of a site that stand inside a line of the text."""
    for name, pattern in _patterns("debris_inline").items():
        for match in pattern.finditer(page.plain):
            before = page.plain[max(0, match.start() - _CONTEXT) : match.start()]
            if name in ("web_address", "bare_domain") and (_belongs().search(before) or "gov.cn" in match.group()):
                continue
            yield Noise(
                span=joined(page, Span(*match.span())),
                finder=INLINE_FINDER,
                cue=match.group().strip(),
                kind=NoiseKind.ADVERTISEMENT,
                fix="",
            )


def joined(page: Page, span: Span) -> Span:
    """`span` with the line breaks at its edges where it broke a sentence in two, so that the sentence closes again."""
    text = page.plain
    start, end = span.start, span.end
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    if "\n" not in text[start : span.start] + text[span.end : end]:
        return span
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : end + 20]
    return Span(start, end) if _goes_on(before, after) else span


def _goes_on(before: str, after: str) -> bool:
    """Whether a line that ends in `before` is the first half of a sentence that `after` continues."""
    if not before or not after or ends_sentence(before) or not is_hanzi(after[0]) or starts_with_label(after):
        return False
    return before[-1] in "、，,和与及的" or (len(before) > 30 and not starts_with_label(before))
