"""Characters of no modern text that stand where one and the same common character would make words each time.

PDF files with a broken font table replace a character throughout: 任 is 仸 in 仸务, 责仸 and 仸何 alike. No table of
look-alikes needs to know the pair, for the words around it name the character that is meant.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ingest.clean.glyphs import known_glyphs
from ingest.clean.page import Page
from ingest.frequency import word_counts
from ingest.model import Noise, NoiseKind, Span
from ingest.script import common_rank, is_hanzi

FINDER = "strange_glyphs"
COMMON_WORD = 300
"""Count of a word that may have been meant."""
MIN_WORDS = 2
"""Different words that one character must complete."""


def find_strange_glyphs(page: Page) -> Iterator[Noise]:
    """Unused characters that a single common one explains in two or more different words."""
    strange = {char for char in set(page.plain) if _is_strange(char)}
    if not strange:
        return
    places: dict[str, list[int]] = defaultdict(list)
    for at, char in enumerate(page.plain):
        if char in strange:
            places[char].append(at)
    for where in places.values():
        words = [_completions(page.plain[at - 1 : at], page.plain[at + 1 : at + 2]) for at in where]
        meant = _meant(words)
        if meant is None:
            continue
        for at, completed in zip(where, words, strict=True):
            if meant in completed:
                yield _noise(page, at, meant, completed[meant])


def _is_strange(char: str) -> bool:
    """Whether GB 2312, the 6,763 characters that simplified Chinese is printed with, has no place for `char`."""
    if not is_hanzi(char) or char == "〇" or char in common_rank() or char in known_glyphs():
        return False
    return not char.encode("gb2312", errors="ignore")


def _meant(words: Sequence[Mapping[str, str]]) -> str | None:
    """The one character that completes a word nearly everywhere, in words that differ."""
    different: dict[str, set[str]] = defaultdict(set)
    places: dict[str, int] = defaultdict(int)
    for completed in words:
        for char, word in completed.items():
            different[char].add(word)
            places[char] += 1
    able = [char for char in different if len(different[char]) >= MIN_WORDS and places[char] > 0.7 * len(words)]
    return able[0] if len(able) == 1 else None


def _completions(before: str, after: str) -> dict[str, str]:
    """Each character that makes a common word of two with a neighbour, with that word."""
    first, second = _partners()
    completed = {char: char + after for char in second.get(after, ())}
    completed.update((char, before + char) for char in first.get(before, ()))
    return completed


@cache
def _partners() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """The common words of two characters: what may follow each first one, and what may precede each second one."""
    first: dict[str, list[str]] = defaultdict(list)
    second: dict[str, list[str]] = defaultdict(list)
    for word, count in word_counts().items():
        if len(word) == 2 and count >= COMMON_WORD:
            first[word[0]].append(word[1])
            second[word[1]].append(word[0])
    return {k: tuple(v) for k, v in first.items()}, {k: tuple(v) for k, v in second.items()}


def _noise(page: Page, at: int, meant: str, word: str) -> Noise:
    start = at if word.startswith(meant) else at - 1
    cue = f"{page.plain[at]}→{meant}：在多处都只有“{meant}”能成词"
    return Noise(span=Span(start, start + 2), finder=FINDER, cue=cue, kind=NoiseKind.OCR, fix=word)
