"""What a stretch of text that is no word may have been meant for: by sound, look, a character too many or too few.

Two things speak for a misprint: characters side by side that official Chinese does not have so, and that the text is
far less likely as it stands than as what it may have been meant for.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from ingest.frequency import log_likelihood, word_counts
from ingest.lexicon import load_lexicon
from ingest.usage import KNOWN_WORD, look_alikes, unknown_pairs
from ingest.words import lexicon_words
from search_api.query.vocabulary import Vocabulary, sound_of

_SHORTEST_EDIT = 4
"""With fewer characters, one other character is another word: 值班 and 值勤."""
_MOST_ALIKE = 8
NUMERALS = frozenset("〇零一二三四五六七八九十百千万两")
_LACKS, _DOUBLED, _BROKEN = 0.0, 4.0, 10.0
"""How much likelier (in nats) a text must get by one character more; by one less, if it stood there twice; by any less.
A character that was left out makes a text less likely although it is shorter; any text is likelier without one, most of
all where the character broke a word."""
_SPOILED = 4.5
"""The same for a word that sounds alike and is no name: 党日 is no misprint of 当日 because no text has it."""
_FAR = 7.0
"""The same where the characters do stand together in some texts (干步, and 干部 which is meant)."""
_SAME_SOUND, _LIKE_SHAPE, _CHARACTER, _OTHER = range(4)


def make_ready() -> None:
    """Loads now what the first misprint would wait for."""
    unknown_pairs("")
    _looked_like()
    _long_names()


def is_word(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is known for a word: to lexicon and collection, or in the language."""
    return text in vocabulary.known or word_counts().get(text, 0) >= KNOWN_WORD


def meant(text: str, vocabulary: Vocabulary) -> tuple[int, str] | None:
    """The likeliest word that a text was meant for, after how far that is to seek; None where none is near."""
    numbers = _numbers(text)
    guesses = (*_out_of_place(text, vocabulary), *_of_another_length(text, vocabulary))
    # 三未 is no 尚未: a number is meant as it stands.
    likely = (guess for guess in guesses if _numbers(guess[1]) == numbers)
    return min(likely, key=lambda guess: (guess[0], _rank(guess[1], vocabulary)), default=None)


def _out_of_place(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """Words with other characters where the text has some that do not stand together."""
    strange = unknown_pairs(text)
    alike = vocabulary.sounds.get(sound_of(text), ())
    if not strange:
        # The characters do stand together, and are no word even so.
        spoiled = (word for word in alike if is_used(word, vocabulary) and _is_spoiled(text, word, _FAR))
        yield from ((_SAME_SOUND, word) for word in spoiled)
        return
    for word in alike:
        if _is_spoiled(text, word, _SPOILED if is_used(word, vocabulary) else _FAR):
            yield _SAME_SOUND, word
    for word in vocabulary.name_sounds.get(sound_of(text), ()):
        if word in vocabulary.names or shares(word, text):
            yield _OTHER, word
    for at, char in enumerate(text):
        if any(char in pair for pair in strange):
            looking = (text[:at] + other + text[at + 1 :] for other in _like(char))
            yield from ((_LIKE_SHAPE, word) for word in looking if is_used(word, vocabulary))
    for length in range(len(text) - 1, len(text) + 2):
        for name in _long_names().get(length, ()):
            # A name beside a character (四涉密人员) is a name.
            if Levenshtein.distance(text, name, score_cutoff=1) == 1 and name not in text:
                needed = _FAR if length == len(text) else _LACKS
                if log_likelihood(name) - log_likelihood(text) >= needed:
                    yield _OTHER, name


def _is_spoiled(text: str, word: str, needed: float) -> bool:
    """Whether a text is so much likelier a word spoiled than one of its own, which a rare one (练好) is as well."""
    return shares(word, text) and text not in word_counts() and log_likelihood(word) - log_likelihood(text) >= needed


def _of_another_length(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """Longer words that the text lacks a character of, and words that are in it but for one."""
    likely = log_likelihood(text)
    for word in vocabulary.shortened.get(text, ()):
        if log_likelihood(word) - likely >= _LACKS:
            yield _CHARACTER, word
    for at in range(1, len(text)):
        word = text[:at] + text[at + 1 :]
        doubled = text[at] == text[at - 1]
        if len(text) < _SHORTEST_EDIT - doubled:
            continue
        if is_used(word, vocabulary) and log_likelihood(word) - likely >= (_DOUBLED if doubled else _BROKEN):
            yield _CHARACTER, word


def _numbers(text: str) -> Sequence[str]:
    return [char for char in text if char in NUMERALS or char == "几"]


def shares(word: str, other: str) -> bool:
    """Whether two words are as long and have a character in the same place."""
    return len(word) == len(other) and any(a == b for a, b in zip(word, other, strict=True))


def is_used(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is a name, or more than one passage has it: a misprint in a text is no aim."""
    return word in vocabulary.names or vocabulary.words.get(word, 0) > 1


def _rank(word: str, vocabulary: Vocabulary) -> tuple[bool, int, str]:
    """Names first, then what stands in most passages."""
    return word not in vocabulary.names, -vocabulary.words.get(word, 0), word


@cache
def _long_names() -> Mapping[int, Sequence[str]]:
    """Those of the lexicon that one other character leaves what they are, by their length."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for word in lexicon_words(load_lexicon()):
        if len(word) >= _SHORTEST_EDIT:
            found[len(word)].append(word)
    return found


@cache
def _like(char: str) -> str:
    """The characters that look like one, in either direction of the table."""
    return "".join(dict.fromkeys((*look_alikes().get(char, "")[:_MOST_ALIKE], *_looked_like().get(char, ()))))


@cache
def _looked_like() -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for char, others in look_alikes().items():
        for other in others[:_MOST_ALIKE]:
            found[other].append(char)
    return found
