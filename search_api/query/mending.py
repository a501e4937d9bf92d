"""Misprints, homophones and pinyin in a query, mended towards what the lexicon and the collection call things."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.script import is_hanzi
from ingest.usage import unknown_pairs
from ingest.words import cut
from search_api.lexicon import load_data
from search_api.query.misprints import is_used, is_word, meant, shares
from search_api.query.vocabulary import Vocabulary, sound_of

LONGEST = 80
"""Characters; longer queries have enough right words to be found by."""
_LETTERS = re.compile(r"[a-z]+(?:['’ ]+[a-z]+)*")
_WINDOW = 8
"""Characters of the longest misprint."""
_LONGEST_PINYIN = 60


def mend(text: str, vocabulary: Vocabulary) -> str:
    """`text` (in normal form) with misprints mended; the same where nothing is to be mended."""
    if len(text) > LONGEST:
        return text
    spelled = _LETTERS.sub(lambda match: _from_pinyin(match[0], vocabulary) or match[0], text)
    mended = list(_mended(spelled, vocabulary))
    return "".join(mended)


def homophones(word: str, vocabulary: Vocabulary) -> Sequence[str]:
    """Names that sound like a word, are as long and share a character with it: 督察 → 督查."""
    if len(word) < 2 or word in vocabulary.names or not all(map(is_hanzi, word)):
        return ()
    return [
        name
        for name in vocabulary.name_sounds.get(sound_of(word), ())
        if name in vocabulary.names and name != word and shares(name, word)
    ]


def _mended(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    words = cut(text)
    index = 0
    while index < len(words):
        best = _best_window(words, index, vocabulary)
        if best is None:
            yield words[index]
            index += 1
        else:
            yield best[1]
            index = best[0]


def _best_window(words: Sequence[str], start: int, vocabulary: Vocabulary) -> tuple[int, str] | None:
    """Where the run of words from `start` that is most surely one misprint ends, and what it should be."""
    found = None
    nearest = 0
    window = ""
    for end in range(start, len(words)):
        window += words[end]
        if len(window) > _WINDOW or not all(map(is_hanzi, words[end])):
            break
        if len(window) > 1 and _is_suspect(words[start : end + 1], vocabulary):
            right = meant(window, vocabulary)
            if right and _at_edge(words[start : end + 1]) and not _is_within(window, right[1], vocabulary):
                continue
            # A long word that nearly stands there says more than a short one that does.
            if right and (found is None or right[0] - len(window) < nearest):
                nearest = right[0] - len(window)
                found = (end + 1, right[1])
    return found


def _is_suspect(window: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether words could be one word misprinted: a character left alone, or one that nobody knows, and no more."""
    if is_word("".join(window), vocabulary):
        return False
    loose = [word for word in window if len(word) == 1 or not is_word(word, vocabulary)]
    if set("".join(window)) <= _function_words():
        return False
    return bool(loose) and not (_at_edge(window) and not unknown_pairs("".join(window)))


def _at_edge(window: Sequence[str]) -> bool:
    """Whether a word that says little stands first or last: it may be one (档按), or stand beside one (值班按)."""
    return window[0] in _function_words() or window[-1] in _function_words()


def _is_within(window: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether a used word is meant by a window at whose edge a little word stands: not 办公室干部 by 办公室干."""
    is_longer = len(right) > len(window)
    return is_used(right, vocabulary) and not (is_longer and (right.startswith(window) or right.endswith(window)))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load_data("asking")["empty"].split())


def _from_pinyin(letters: str, vocabulary: Vocabulary) -> str | None:
    """The words that letters spell, or the name that they are the first letters of.

    None where they are neither, or a word of the collection.
    """
    if letters in vocabulary.words or len(letters) > _LONGEST_PINYIN:
        return None
    spelled = "".join(char for char in letters if char.isalpha())
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(spelled)
    for end in range(1, len(spelled) + 1):
        for start in range(max(0, end - 36), end):
            before, word = best[start], vocabulary.spellings.get(spelled[start:end])
            if before is None or word is None:
                continue
            # The fewest words, the earliest of equals.
            candidate = (before[0] + 1, (*before[1], word))
            now = best[end]
            if now is None or candidate[0] < now[0]:
                best[end] = candidate
    whole = best[-1]
    return "".join(whole[1]) if whole and spelled else vocabulary.initials.get(spelled)
