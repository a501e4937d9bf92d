"""Characters that a reader of print, or a font table, took for others of like shape (OCR)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from ingest.clean.page import Page
from ingest.frequency import log_likelihood, word_counts, word_over
from ingest.lexicon import load_data
from ingest.model import Noise, NoiseKind, Span
from ingest.script import common_rank, is_hanzi

FINDER = "glyphs"
REACH = 6
"""Characters on either side that are weighed."""
ANY_WORD, COMMON_WORD = 3, 60
"""Count of a word that may be what is printed, and of one common enough to be what was meant."""
MISPRINT = 100
"""How much more common a word must be than the printed one, which then is a misprint in the dictionary (自已)."""
GAIN_UNUSED, GAIN_ALIKE, GAIN_CONFUSED = 1.0, 4.0, 6.0
"""How much likelier (log) the run must be with the other glyph. On 2,000,000 characters of official text with one in
500 confusable glyphs swapped, these find 86 % of the swaps (95 % of those to unused glyphs); on the same text as it
is they find ten things, eight of which are true misprints."""

# 3曰内, 3OOO字: what a number is of, and its zeros.
_BESIDE_NUMBERS = re.compile(r"(?<=[0-9])曰|(?<=[1-9])O{2,}(?=[\u4e00-\u9fff])")
_NUMERIC = str.maketrans("曰O", "日0")


@cache
def known_glyphs() -> Mapping[str, tuple[str, ...]]:
    """For each glyph those that it may stand for."""
    meant: dict[str, list[str]] = defaultdict(list)
    data = load_data("noise")
    for printed, right in data["glyphs_unused"].split():
        meant[printed].append(right)
    for group in (*data["glyphs_alike"].split(), *data["glyphs_confused"].split()):
        for glyph in group:
            meant[glyph] += (other for other in group if other != glyph)
    return {printed: tuple(dict.fromkeys(others)) for printed, others in meant.items()}


@cache
def _confusable() -> re.Pattern[str]:
    return re.compile(f"[{''.join(known_glyphs())}]")


@cache
def _alike() -> tuple[str, ...]:
    return tuple(load_data("noise")["glyphs_alike"].split())


def find_misread_glyphs(page: Page) -> Iterator[Noise]:
    """Glyphs that make no common word where they stand, while one of like shape does."""
    meant, text = known_glyphs(), page.plain
    for match in _BESIDE_NUMBERS.finditer(text):
        right = match[0].translate(_NUMERIC)
        cue = f"{match[0]}→{right}"
        yield Noise(span=Span(*match.span()), finder=FINDER, cue=cue, kind=NoiseKind.OCR, fix=right)
    for match in _confusable().finditer(text):
        at, glyph = match.start(), match[0]
        likely = _likely(text[at - 1 : at], glyph, text[at + 1 : at + 2], meant[glyph])
        found = _misread(page, at, likely) if likely else None
        if found:
            yield found


def _likely(before: str, glyph: str, after: str, others: tuple[str, ...]) -> list[str]:
    """Those of `others` that make a common word with a neighbour, and one far more common than what is printed."""
    counts = word_counts()
    printed = max(counts.get(before + glyph, 0), counts.get(glyph + after, 0))
    least = COMMON_WORD if printed < ANY_WORD else max(COMMON_WORD, printed * MISPRINT)
    return [
        other
        for other in others
        if counts.get(before + other, 0) >= least or counts.get(other + after, 0) >= least or other in _FUNCTION_WORDS
    ]


def _misread(page: Page, at: int, others: list[str]) -> Noise | None:
    """The finding where the run of characters is much likelier with one of `others` at `at`."""
    run, place = run_around(page.plain, at)
    printed = log_likelihood(run)
    gains = {other: log_likelihood(run[:place] + other + run[place + 1 :]) - printed for other in others}
    best = max(others, key=lambda other: gains[other])
    return word_noise(page, at, best, FINDER) if gains[best] >= _threshold(run[place], best) else None


def _threshold(printed: str, other: str) -> float:
    """How much likelier a run must be with `other` than with the printed glyph."""
    if printed not in common_rank():
        return GAIN_UNUSED
    return GAIN_ALIKE if any(printed in group and other in group for group in _alike()) else GAIN_CONFUSED


def word_noise(page: Page, at: int, other: str, finder: str) -> Noise:
    """The finding that `other` belongs at `at`, over the whole word that was misread, which a reader looks for."""
    run, place = run_around(page.plain, at)
    mended = run[:place] + other + run[place + 1 :]
    word = word_over(mended, place, at_least=COMMON_WORD) or other
    start = next(
        (s for s in range(place, place - len(word), -1) if s >= 0 and mended[s : s + len(word)] == word), place
    )
    first = at - (place - start)
    span = Span(first, first + len(word))
    printed = span.of(page.text)
    fix = printed[: place - start] + other + printed[place - start + 1 :]
    return Noise(span=span, finder=finder, cue=f"{run[place]}→{other}", kind=NoiseKind.OCR, fix=fix)


def run_around(text: str, at: int) -> tuple[str, int]:
    """The Chinese characters around `text[at]`, and its place among them."""
    start = at
    while start > max(0, at - REACH) and is_hanzi(text[start - 1]):
        start -= 1
    end = at + 1
    while end < min(len(text), at + REACH + 1) and is_hanzi(text[end]):
        end += 1
    return text[start:end], at - start


_FUNCTION_WORDS = frozenset("的不于或之和")
"""Words of one character, which no longer word vouches for."""
