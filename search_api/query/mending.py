"""Misprints, homophones and pinyin in a query, mended towards what the lexicon and the collection call things."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from ingest.lexicon import load_lexicon
from ingest.script import is_hanzi
from ingest.words import cut, lexicon_words
from search_api.lexicon import load_data
from search_api.query.vocabulary import Vocabulary, sound_of

LONGEST = 80
"""Characters; longer queries have enough right words to be found by."""
_LETTERS = re.compile(r"[a-z]+(?:['’ ]+[a-z]+)*")
_WINDOW = 6
_SHORTEST_EDIT = 4
"""With fewer characters, one other character is another word: 值班 and 值勤."""
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
        if name in vocabulary.names and name != word and _shares(name, word)
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
    """Where the longest run of words from `start` that is a misprint ends, and what it should be."""
    found = None
    window = ""
    for end in range(start, len(words)):
        window += words[end]
        if len(window) > _WINDOW + 2 or not all(map(is_hanzi, words[end])):
            break
        if len(window) > 1 and _is_suspect(words[start : end + 1], vocabulary):
            right = _right(window, vocabulary, broken=end > start)
            if right:
                found = (end + 1, right)
    return found


def _is_suspect(window: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether words could be one word misprinted: a character left alone, or one that nobody knows, and no more."""
    text = "".join(window)
    if text in vocabulary.known:
        return False
    loose = [word for word in window if len(word) == 1 or word not in vocabulary.known]
    if not loose or window[0] in _function_words() or window[-1] in _function_words():
        return False
    return len(window) == len(loose) or len(text) >= _SHORTEST_EDIT


def _right(window: str, vocabulary: Vocabulary, *, broken: bool) -> str | None:
    """The word that a window was meant to be, None where none is near.

    One that segmentation has not broken may be a good word that this collection lacks (补休): only a name is nearer.
    """
    sounds = vocabulary.sounds if broken else vocabulary.name_sounds
    alike = [word for word in sounds.get(sound_of(window), ()) if _shares(word, window)]
    if alike:
        return alike[0]
    alone = vocabulary.name_sounds.get(sound_of(window), ())
    if alone and broken:
        return alone[0]
    if len(window) < _SHORTEST_EDIT - 1:
        return None
    near = [name for name in _long_names() if abs(len(name) - len(window)) <= 1]
    distances = sorted((Levenshtein.distance(window, name, score_cutoff=1), name) for name in near)
    return distances[0][1] if distances and distances[0][0] == 1 else None


@cache
def _long_names() -> Sequence[str]:
    return [word for word in lexicon_words(load_lexicon()) if len(word) >= _SHORTEST_EDIT]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load_data("asking")["empty"].split())


def _shares(word: str, other: str) -> bool:
    return len(word) == len(other) and any(a == b for a, b in zip(word, other, strict=True))


def _from_pinyin(letters: str, vocabulary: Vocabulary) -> str | None:
    """The words that letters spell, None where they are no pinyin of known words or a word of the collection."""
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
    return "".join(whole[1]) if whole and spelled else None
