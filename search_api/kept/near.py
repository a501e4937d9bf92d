"""Which words of the collection might be meant by one that it does not have: by characters, sound and company."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.access import Reader
from ingest.script import is_hanzi
from ingest.words import cut
from search_api.analysis.tokens import normalise
from search_api.index.base import SearchIndex
from search_api.index.fields import IndexQuery, Term, TextField
from search_api.lexicon import load_data
from search_api.query.vocabulary import Vocabulary, sound_of

_MOST_COMPARED = 12
"""Candidates whose company is looked up, at one question to the index each."""
_LONGEST_WORD = 8
# What each kind of evidence says. Chinese compounds end in what they are: 带班 is a kind of 班, as 值班 is.
_SHARED, _SAME_END, _SOUND, _COMPANY = 0.5, 0.2, 0.2, 0.3
_ENOUGH = 0.15


@dataclass(frozen=True, slots=True)
class Near:
    """A word of the collection, how near it is (0 to 1), and why it is thought so."""

    word: str
    score: float
    passages: int
    evidence: tuple[str, ...]


def unknown_words(query: str, vocabulary: Vocabulary) -> Sequence[str]:
    """What a query says that neither the collection nor the lexicon has a word for."""
    asking = frozenset(" ".join(load_data("asking").values()).split())
    found: list[str] = []
    for stretch in normalise(query).text.split():
        run = ""
        for word in [*cut(stretch), ""]:
            known = word in vocabulary.known or word in asking
            # 带岗 falls apart into single characters, each of which the collection may well have.
            if word and all(map(is_hanzi, word)) and (len(word) == 1 or not known):
                run += word
                continue
            found += [run] if 1 < len(run) <= _LONGEST_WORD else []
            run = ""
    return list(dict.fromkeys(word for word in found if word not in vocabulary.known))


def nearest(word: str, vocabulary: Vocabulary, index: SearchIndex, reader: Reader, *, limit: int = 5) -> Sequence[Near]:
    """Words that might mean `word`, the likeliest first."""
    likely = sorted(_candidates(word, vocabulary), key=lambda near: (-near.score, -near.passages, near.word))
    judged = [_with_company(near, word, index, reader) for near in likely[:_MOST_COMPARED]]
    judged.sort(key=lambda near: (-near.score, -near.passages, near.word))
    return [near for near in judged if near.score >= _ENOUGH][:limit]


def _candidates(word: str, vocabulary: Vocabulary) -> Iterator[Near]:
    characters, sound = frozenset(word), sound_of(word).split()
    alike = frozenset(vocabulary.sounds.get(" ".join(sound), ()))
    for other, passages in _known(vocabulary).items():
        shared = characters.intersection(other)
        if other != word and (shared or other in alike) and 1 < len(other) <= _LONGEST_WORD:
            yield _compared(word, other, passages, shared, sounds_alike=other in alike)


def _known(vocabulary: Vocabulary) -> Mapping[str, int]:
    """Words with their passages; a name that is several words has those of its canonical form, if that is one."""
    named = {name.name: vocabulary.words.get(name.name, 0) for name in vocabulary.names.values()}
    return {**named, **vocabulary.words}


def _compared(word: str, other: str, passages: int, shared: frozenset[str], *, sounds_alike: bool) -> Near:
    score, evidence = 0.0, []
    if shared:
        score += _SHARED * 2 * len(shared) / (len(set(word)) + len(set(other)))
        evidence.append(f"共有“{''.join(c for c in word if c in shared)}”")
        score += _SAME_END if word[-1] == other[-1] else 0.0
    if sounds_alike:
        score += _SOUND
        evidence.append("读音相同或相近")
    # Of words equally near, the one that the collection uses is meant.
    score *= 0.7 + 0.3 * min(1.0, math.log1p(passages) / math.log(100))
    return Near(other, score, passages, tuple(evidence))


def _with_company(near: Near, word: str, index: SearchIndex, reader: Reader) -> Near:
    """The candidate with what its passages add: the other characters of the word stand in them, too."""
    missing = [char for char in dict.fromkeys(word) if char not in near.word]
    if not missing or not near.passages:
        return near
    terms = (Term(TextField.WORDS, near.word), *(Term(TextField.GRAMS, char) for char in missing))
    together = index.search(IndexQuery(must=terms), reader, limit=1).total
    if not together:
        return near
    score = near.score + _COMPANY * together / near.passages
    return Near(
        near.word, min(score, 1.0), near.passages, (*near.evidence, f"与“{''.join(missing)}”同段 {together} 处")
    )
