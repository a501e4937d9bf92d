"""What stands next to what in official Chinese, and which characters look alike: evidence for what is out of place."""

from collections.abc import Mapping
from functools import cache
from operator import add

from ingest.frequency import word_counts
from ingest.lexicon import load_lines
from ingest.script import is_hanzi

KNOWN_WORD = 20
"""Count from which a word of the dictionary vouches for the characters that stand together in it."""


@cache
def known_pairs() -> frozenset[str]:
    """Pairs of characters that official texts or common words have side by side."""
    pairs = {line[0] + char for line in load_lines("pairs") for char in line[1:]}
    for word, count in word_counts().items():
        if count >= KNOWN_WORD:
            pairs.update(map(add, word, word[1:]))
    return frozenset(pairs)


@cache
def known_sequences() -> frozenset[tuple[str, str]]:
    """Two words that belong together: the second follows the first far more often than chance would have it."""
    lines = (line.split(" ") for line in load_lines("sequences"))
    return frozenset((first, second) for first, *following in lines for second in following)


@cache
def official_words() -> frozenset[str]:
    """The words that official texts use often enough to go with others."""
    return frozenset(word for pair in known_sequences() for word in pair)


@cache
def look_alikes() -> Mapping[str, str]:
    """For each character the common ones of like shape, most alike first."""
    return {line[0]: line[1:] for line in load_lines("shapes")}


def unknown_pairs(text: str) -> set[tuple[str, str]]:
    """The pairs of Chinese characters in `text` that nothing vouches for."""
    unknown = set(map(add, text, text[1:])) - known_pairs()
    return {(first, second) for first, second in unknown if is_hanzi(first) and is_hanzi(second)}
