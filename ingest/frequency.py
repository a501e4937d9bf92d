"""How common a word is, by the counts of jieba's dictionary, and how likely a run of characters is as words."""

import math
from collections.abc import Mapping
from functools import cache

from ingest.words import dictionary

LONGEST = 6
"""Characters of the longest word that is looked for; longer entries are names and set phrases."""


@cache
def word_counts() -> Mapping[str, int]:
    """Each word of up to `LONGEST` characters with its count."""
    return {word: count for word, count, _ in dictionary() if len(word) <= LONGEST}


@cache
def _log_total() -> float:
    return math.log(sum(word_counts().values()))


def log_likelihood(run: str) -> float:
    """Log likelihood of the best way to cut `run` into words; a character that is no word counts as seen once."""
    counts, log_total = word_counts(), _log_total()
    best = [0.0]
    for end in range(1, len(run) + 1):
        options = [best[end - 1] + math.log(counts.get(run[end - 1], 0) or 1) - log_total]
        for start in range(max(0, end - LONGEST), end - 1):
            count = counts.get(run[start:end])
            if count:
                options.append(best[start] + math.log(count) - log_total)
        best.append(max(options))
    return best[-1]


def word_over(run: str, at: int, *, at_least: int) -> str | None:
    """The most common word of two characters or more that covers `run[at]`, if its count is `at_least` that."""
    counts = word_counts()
    words = (
        run[start:end]
        for start in range(max(0, at - LONGEST + 1), at + 1)
        for end in range(max(at + 1, start + 2), min(len(run), start + LONGEST) + 1)
    )
    best = max(words, key=lambda word: counts.get(word, 0), default=None)
    return best if best is not None and counts.get(best, 0) >= at_least else None
