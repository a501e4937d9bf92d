"""Pinyin that stands beside a character, or instead of one."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

from ingest.clean.page import Page
from ingest.frequency import log_likelihood, word_counts
from ingest.model import Noise, NoiseKind, Span
from ingest.script import common_rank, is_hanzi

FINDER = "pinyin"
COMMON_WORD = 100
"""Count of a word that pinyin may stand for."""
COMMON_CHAR = 2500
"""Rank up to which a character is one that people look up no pinyin for but censors and input methods do."""
REACH = 3

_TONED = "a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_BESIDE = re.compile(rf"[(（\[]\s*([{_TONED}][{_TONED}1-4' ]*)\s*[)）\]]", re.IGNORECASE)
_MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_ANY_MARKED = re.compile(f"[{_MARKED}]")
_TONED_RUN = re.compile(
    rf"(?<![{_TONED}])(?=[{_TONED}' ]{{0,6}}[{_MARKED}])[{_TONED}]+(?:[ '][{_TONED}]+){{0,5}}", re.IGNORECASE
)
_INSTEAD = re.compile(r"(?<![A-Za-z0-9./@_-])[a-z]{2,12}(?![A-Za-z0-9./@_ü-ǜà-ɏ-])")


def find_pinyin(page: Page) -> Iterator[Noise]:
    """Readings in brackets after their characters, and readings where the characters should stand."""
    for match in _BESIDE.finditer(page.plain):
        if is_hanzi(page.plain[match.start() - 1 : match.start()] or " ") and _reads(
            page.plain[max(0, match.start() - 4) : match.start()], match[1]
        ):
            yield _noise(Span(*match.span()), NoiseKind.ADVERTISEMENT, "注音", "")
    if _ANY_MARKED.search(page.plain):
        yield from _toned(page.plain)
    for match in _INSTEAD.finditer(page.plain):
        meant = _meant(page.plain, Span(*match.span()))
        if meant:
            yield _noise(Span(*match.span()), NoiseKind.ENCODING, f"拼音代替汉字：{match.group()}→{meant}", meant)


def _toned(text: str) -> Iterator[Noise]:
    """Readings with tone marks that stand right behind their characters, without brackets (督查dūchá)."""
    for match in _TONED_RUN.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        if is_hanzi(before[-1:] or " ") and _reads(before, match.group()):
            yield _noise(Span(*match.span()), NoiseKind.ADVERTISEMENT, "注音", "")


def _reads(characters: str, reading: str) -> bool:
    """Whether `reading` is the pinyin of the last of `characters`."""
    plain = _toneless(reading)
    for length in range(1, len(characters) + 1):
        if not is_hanzi(characters[-length]):
            break
        options = pinyin(characters[-length:], style=Style.NORMAL, heteronym=True, errors="ignore")
        if len(options) == length and plain in _joined(options):
            return True
    return False


def _joined(options: list[list[str]]) -> set[str]:
    readings = {""}
    for syllables in options:
        readings = {reading + syllable for reading in readings for syllable in syllables}
    return readings


def _toneless(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading.lower())
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def _meant(text: str, span: Span) -> str | None:
    """The characters that make a common word where their pinyin stands."""
    before, after = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]
    if not is_hanzi(before[-1:] or " ") and not is_hanzi(after[:1] or " "):
        return None
    best: tuple[float, str] | None = None
    for words in _words_by_pinyin().get(span.of(text), ()):
        if len(words) > 1 or _makes_word(before, words, after):
            score = log_likelihood(before + words + after)
            if best is None or score > best[0]:
                best = (score, words)
    return best[1] if best else None


def _makes_word(before: str, char: str, after: str) -> bool:
    """Whether `char` and its neighbours are a common word."""
    counts = word_counts()
    return any(
        counts.get(before[len(before) - left :] + char + after[:right], 0) >= COMMON_WORD
        for left in range(min(2, len(before)) + 1)
        for right in range(min(2, len(after)) + 1)
        if left + right
    )


@cache
def _words_by_pinyin() -> dict[str, tuple[str, ...]]:
    """Common characters, and common words of two, by their pinyin without tones."""
    by_pinyin: dict[str, list[str]] = {}
    readings: dict[str, list[str]] = {}
    for char, rank in common_rank().items():
        if rank < COMMON_CHAR:
            toned = PINYIN_DICT.get(ord(char), "").split(",")
            readings[char] = list(dict.fromkeys(_toneless(reading) for reading in toned if reading))
            for reading in readings[char]:
                by_pinyin.setdefault(reading, []).append(char)
    for word, count in word_counts().items():
        if count >= COMMON_WORD and len(word) == 2 and all(char in readings for char in word):
            for reading in {a + b for a in readings[word[0]] for b in readings[word[1]]}:
                by_pinyin.setdefault(reading, []).append(word)
    return {reading: tuple(words) for reading, words in by_pinyin.items()}


def _noise(span: Span, kind: NoiseKind, cue: str, fix: str) -> Noise:
    return Noise(span=span, finder=FINDER, cue=cue, kind=kind, fix=fix)
