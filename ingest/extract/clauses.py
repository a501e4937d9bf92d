"""Clauses: what the commas and colons of a sentence part (分句), with quoted words blanked out for the cues."""

import re
from dataclasses import dataclass

from ingest.lexicon import load_data
from ingest.model import Span
from ingest.script import simplified_forms
from ingest.words import cut as words_of

BLANK = "□"
"""Stands for each character that must not be taken for a cue."""
LONGEST_SENTENCE = 800
"""Beyond this a line without end marks is cut at a comma, so that no line takes more than linear time."""

_QUOTED = re.compile(
    r"""
    “[^”]{0,120}” | "[^"]{0,120}" | ‘[^’]{0,120}’ | 《[^》]{0,120}》 | 「[^」]{0,120}」
    | （[^）]{0,120}） | \([^)]{0,120}\) | 〔[^〕]{0,120}〕 | 【[^】]{0,120}】
    """,
    re.VERBOSE,
)
# 18:00 and 3,000 are one number.
_COMMA = re.compile(r"(?<!\d)[，,：:]|[，,：:](?!\d)")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `text` is its simplified form, `bare` the same with quotes and false friends of cues blanked."""

    span: Span
    text: str
    bare: str


def one_of(words: list[str]) -> str:
    """A pattern for any of `words`, the longest first; an entry may hold several words with blanks between."""
    return _branches(frozenset(word for entry in words for word in entry.split()))


def _branches(words: frozenset[str]) -> str:
    """The same as all words with | between, as a tree: of a thousand words the engine tries a few dozen at a place."""
    by_first: dict[str, set[str]] = {}
    for word in words:
        by_first.setdefault(word[0], set()).add(word[1:])
    branches = []
    for first in sorted(by_first):
        tails = frozenset(by_first[first] - {""})
        ends = "" in by_first[first]
        tail = f"(?:{_branches(tails)})" if tails else ""
        branches.append(re.escape(first) + tail + ("?" if ends and tails else ""))
    return "|".join(branches)


# 三个严禁 and 两个务必 are names of lists; 可开可不开的会 says which.
_COUNTED = r"[二三四五六七八九十两几]个(?:严禁|不准|不得|必须|务必|一律|不能|坚持|应当|禁止|不要|要)"
_EITHER = r"可[\u4e00-\u9fff]{1,2}可不"
# 应收尽收 is a saying, and 不能适应形势 tells what is wanting; 不能满足于现状 forbids.
_WANTING = r"应(?P<done>[\u4e00-\u9fff])尽(?P=done)|不能(?:适应|满足(?!于|现状))"
# 应对申请进行审查 is 应 + 对.
_TOWARDS = "应对(?=[^，]{1,30}(?:进行|予以|作出|给予|实施|采取|提供|开展))"
_MASKED_WORDS: list[str] = load_data("cues")["masked"]
# What any of it begins with comes first, so that the engine tries nothing at two of three places.
_FIRST = "".join(sorted({word[0] for entry in _MASKED_WORDS for word in entry.split()}))
_MASKED = re.compile(
    f"(?=[二三四五六七八九十两几可应不{_FIRST}])(?:{_COUNTED}|{_EITHER}|{_WANTING}|(?!{_TOWARDS}|[\u4e00-\u9fff]应[当该])(?:{one_of(_MASKED_WORDS)}))"
)
# 要紧扣 is 要 + 紧扣 though 要紧 is a word: only the words around it tell.
_MAY_PART = re.compile("[要应需须可].")
_AROUND = 4
"""How far around such a word its neighbours are looked at."""


def simplified(text: str) -> str:
    """`text` with each traditional character in its simplified form, as long as before."""
    return text.translate(simplified_forms())


def cut(text: str, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence of `text` (simplified), without their marks; commas inside quotes part nothing."""
    words = text[sentence.start : sentence.end]
    unquoted = _QUOTED.sub(lambda match: BLANK * len(match[0]), words)
    found, start = [], 0
    for comma in [*(match.start() for match in _COMMA.finditer(unquoted)), len(words)]:
        if words[start:comma].strip():
            span = Span(sentence.start + start, sentence.start + comma)
            found.append(Clause(span, words[start:comma], _masked(unquoted[start:comma])))
        start = comma + 1
    return tuple(found)


def bounded(text: str, sentence: Span) -> tuple[Span, ...]:
    """The sentence itself, or its pieces where it is longer than any sentence of prose."""
    pieces, start = [], sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        comma = max(text.rfind(mark, start, start + LONGEST_SENTENCE) for mark in "，,")
        end = comma if comma > start else start + LONGEST_SENTENCE
        pieces.append(Span(start, end))
        start = end + 1 if comma > start else end
    return (*pieces, Span(start, sentence.end)) if start < sentence.end else tuple(pieces)


def _masked(bare: str) -> str:
    return _MASKED.sub(lambda match: match[0] if _parts(bare, match) else BLANK * len(match[0]), bare)


def _parts(bare: str, match: re.Match[str]) -> bool:
    """Whether the cue that begins a masked word stands alone there, by how the words around it are cut."""
    if not _MAY_PART.fullmatch(match[0]):
        return False
    at = min(match.start(), _AROUND)
    position = 0
    for word in words_of(bare[match.start() - at : match.end() + _AROUND]):
        if position > at:
            return position == at + 1
        position += len(word)
    return False
