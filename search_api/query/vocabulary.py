"""The words that search knows, of the lexicon, its own data and the collection: how they sound, what means the same."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache

from pypinyin import lazy_pinyin

from graph.access import Reader
from graph.schema import ENTITIES, NodeKind
from graph.store.base import View
from ingest.lexicon import Lexicon, load_lexicon
from ingest.script import is_hanzi
from search_api.analysis.tokens import simplify
from search_api.index.base import SearchIndex
from search_api.index.fields import IndexQuery, MarkField
from search_api.lexicon import load_data
from search_api.query.beginnings import Beginnings

_MOST_WORDS = 500_000
_MOST_NAMES = 5_000
_MOST_OPENINGS = 20_000
_MOST_BY_INITIALS = 10_000
_MOST_SPELLED_OPENINGS = 2_000
_ALIAS_WEIGHT = 0.6
SAME_WEIGHT = 0.5
_APPROVED_WEIGHT = 0.6
_KEPT = ("begun_names", "begun", "initials", "spellings", "begun_in_pinyin", "begun_in_initials", "begun_openings",
         "name_sounds", "sounds", "shortened", "formulas")  # fmt: skip
"""What is costly to make, in the order in which people who type come to need it."""
_WIDER_WEIGHT = 0.35
_FUZZY = (("zh", "z"), ("ch", "c"), ("sh", "s"))
"""What many speakers do not tell apart at the start of a syllable; at its end it is n and ng."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the graph: canonical, with its kind."""

    kind: NodeKind
    name: str


@dataclass(frozen=True)
class Vocabulary:
    """What is known at one state of the collection. `words` are the collection's, with the passages that hold each."""

    words: Mapping[str, int]
    names: Mapping[str, Name]
    """What the lexicon and the collection call things → the name of the graph."""

    passages: int = 0
    """How many the reader may open."""
    entities: tuple[Name, ...] = ()
    """What the collection speaks of, kind by kind in the order in which they are shown, the best borne out first."""
    openings: Mapping[str, int] = field(default_factory=dict)
    """How rules begin, with the passages that have such a rule, most first; what begins but one rule is left out."""
    approved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that a curator wants searched for as well, beside those of the lexicon."""

    def with_synonyms(self, approved: Mapping[str, tuple[str, ...]]) -> "Vocabulary":
        """The same words with other synonyms of the curator's."""
        changed = replace(self, approved=approved)
        # What is costly to make does not depend on them.
        costly = {name: value for name, value in vars(self).items() if name in _KEPT}
        vars(changed).update(costly)
        return changed

    def make_ready(self) -> None:
        """Works out now what else the first query or suggestion would wait for."""
        for name in _KEPT:
            getattr(self, name)

    def others(self, word: str) -> Mapping[str, float]:
        """Words that mean `word` or something near, with what they weigh against it.

        Those of everyday words are for words that the collection lacks: 公开 is what papers say themselves.
        """
        known = synonyms().get(word, {})
        if word not in self.words and word in everyday():
            known = {**dict.fromkeys(everyday()[word], _WIDER_WEIGHT), **known}
        return {**known, **dict.fromkeys(self.approved.get(word, ()), _APPROVED_WEIGHT)} if self.approved else known

    def rarity(self, word: str, parts: Sequence[str] = ()) -> float:
        """How much a word tells, from 0 (stands everywhere) to 1: its inverse document frequency."""
        held = self.words.get(word)
        if held is None:
            # Of an expression that is not one word, its rarest part says most.
            held = min((self.words[part] for part in parts if part in self.words), default=0)
        return math.log(1 + self.passages / (1 + held)) / math.log(1 + max(self.passages, 1))

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word that is no misprint."""
        typed = frozenset(everyday())
        return (
            frozenset(self.words)
            | frozenset(self.names)
            | frozenset(general_words())
            | frozenset(self.approved)
            | typed
        )

    @cached_property
    def sounds(self) -> Mapping[str, Sequence[str]]:
        """How words sound → the words, names first, then those that stand in most passages."""
        return _by_sound(self._ranked())

    @cached_property
    def name_sounds(self) -> Mapping[str, Sequence[str]]:
        """The same for names and general words alone."""
        return _by_sound(dict.fromkeys([*self.names, *general_words()]))

    @cached_property
    def shortened(self) -> Mapping[str, Sequence[str]]:
        """Names and words of four characters and more that stand in several passages, by what is left without one."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        used = (word for word, held in self.words.items() if held > 1)
        for word in filter(lambda word: 4 <= len(word) <= 8, (*self.names, *used)):
            for at in range(len(word)):
                found[word[:at] + word[at + 1 :]][word] = None
        return {short: tuple(words) for short, words in found.items()}

    @cached_property
    def formulas(self) -> Mapping[str, Sequence[str]]:
        """The formulas that the collection speaks of (四个表率) by their first two characters, the longest first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self.names, key=lambda word: (-len(word), word)):
            if self.names[word].kind is NodeKind.FORMULA:
                found[word[:2]].append(word)
        return found

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """How words are spelled in pinyin → the first of them in the order of `sounds`."""
        found: dict[str, str] = {}
        for word in self._ranked():
            if 1 < len(word) <= 8 and all(map(is_hanzi, word)):
                found.setdefault("".join(_syllables(word)), word)
        return found

    @cached_property
    def initials(self) -> Mapping[str, str]:
        """The first letters of the syllables of names → the name that the collection speaks of most: zb → 值班."""
        named = dict.fromkeys([*(simplify(name.name) for name in self.entities), *self.names])
        words = [word for word in named if 1 < len(word) <= 6 and all(map(is_hanzi, word))]
        return {_initials(word): word for word in reversed(words)}

    @cached_property
    def begun(self) -> Beginnings[str]:
        """The words of more than one character by their beginnings, those that stand in most passages first."""
        counted = sorted(self.words, key=lambda word: (-self.words[word], word))
        return Beginnings((word, word) for word in counted if len(word) > 1)

    @cached_property
    def begun_in_pinyin(self) -> Beginnings[str]:
        """Words by the beginnings of their pinyin, in the order of `sounds`."""
        return Beginnings(self.spellings.items())

    @cached_property
    def begun_in_initials(self) -> Beginnings[str]:
        """Names, then the words that stand in most passages, by the first letters of their syllables: zb → 值班."""
        counted = sorted(self.words, key=lambda word: (-self.words[word], word))[:_MOST_BY_INITIALS]
        words = (word for word in dict.fromkeys([*self.names, *counted]) if 1 < len(word) <= 8)
        return Beginnings((_initials(word), word) for word in words if all(map(is_hanzi, word)))

    @cached_property
    def begun_openings(self) -> Beginnings[str]:
        """How rules begin, by their own beginnings, as written, in pinyin and by first letters."""
        written = [(opening, opening) for opening in self.openings]
        common = list(self.openings)[:_MOST_SPELLED_OPENINGS]
        spelled = [("".join(_syllables(opening)), opening) for opening in common]
        return Beginnings([*written, *spelled, *((_initials(opening), opening) for opening in common)])

    @cached_property
    def begun_names(self) -> Beginnings[Name]:
        """What the collection speaks of, by the beginnings of its names, then of words that lead there."""
        held = set(self.entities)
        named = [(simplify(name.name), name) for name in self.entities]
        return Beginnings([*named, *(one for one in self.names.items() if one[1] in held)])

    def _ranked(self) -> Iterable[str]:
        empty = load_data("asking")["empty"].split()
        words = {*self.words, *general_words()}.difference(empty)
        counted = sorted(words, key=lambda word: (-self.words.get(word, 0), word))
        return dict.fromkeys([*self.names, *counted, *empty])


def lexicon_names(lexicon: Lexicon | None = None) -> dict[str, Name]:
    """Every word of the lexicon → what it names; a canonical name outranks an alias."""
    known = lexicon or load_lexicon()
    found: dict[str, Name] = {}
    for kind, terms in ((NodeKind.DUTY, known.duties), (NodeKind.ROLE, known.roles)):
        for term in terms.values():
            for word in term.aliases:
                found.setdefault(word, Name(kind, term.name))
    for kind, terms in ((NodeKind.DUTY, known.duties), (NodeKind.ROLE, known.roles)):
        found |= {name: Name(kind, name) for name in terms}
    return found


def read_vocabulary(index: SearchIndex, view: View, reader: Reader) -> Vocabulary:
    """What the reader may know of: the lexicon is everybody's, words and names are those of what they may open."""
    words = dict(index.words("", reader, limit=_MOST_WORDS))
    names = dict(lexicon_names())
    held = {
        kind: [Name(kind, entity.name) for entity in view.entities(kind, limit=_MOST_NAMES).items] for kind in ENTITIES
    }
    for kind in (NodeKind.ABILITY, NodeKind.FORMULA, NodeKind.DUTY, NodeKind.ROLE):
        for name in held[kind]:
            names.setdefault(simplify(name.name), name)
    passages = index.search(IndexQuery(), reader, limit=1).total
    openings = {value: n for value, n in index.values(MarkField.OPENING, reader)[:_MOST_OPENINGS] if n > 1}
    return Vocabulary(words, names, passages, tuple(name for kind in ENTITIES for name in held[kind]), openings)


@cache
def synonyms() -> Mapping[str, Mapping[str, float]]:
    """Each word → words that mean it or something near, with what they weigh against it."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    lexicon = load_lexicon()
    for term in (*lexicon.duties.values(), *lexicon.roles.values()):
        _all_ways(found, term.words, _ALIAS_WEIGHT)
    data = load_data("synonyms")
    for group in data["same"]:
        _all_ways(found, group, SAME_WEIGHT)
    for word, others in data["wider"].items():
        for other in others:
            found[word].setdefault(other, _WIDER_WEIGHT)
    return found


def everyday() -> Mapping[str, Sequence[str]]:
    """The words that papers have for how people say things every day."""
    found: Mapping[str, Sequence[str]] = load_data("questions")["everyday"]
    return found


@cache
def general_words() -> tuple[str, ...]:
    """Words of search's own data, which people type and no text need hold."""
    data = load_data("synonyms")
    listed = [word for group in data["same"] for word in group]
    listed += [word for head, others in data["wider"].items() for word in (head, *others)]
    asking = load_data("asking")
    listed += [*asking["empty"].split(), *asking["faint"].split()]
    return tuple(dict.fromkeys(word for word in listed if len(word) > 1))


def sound_of(word: str) -> str:
    """How a word sounds, without tones, and without what many speakers do not tell apart."""
    return " ".join(map(_blurred, _syllables(word)))


@lru_cache(maxsize=200_000)
def _syllables(word: str) -> tuple[str, ...]:
    """Kept from one state of the collection to the next, which has nearly the same words."""
    return tuple(lazy_pinyin(word))


def _initials(word: str) -> str:
    return "".join(syllable[:1] for syllable in _syllables(word))


def _blurred(syllable: str) -> str:
    for exact, blurred in _FUZZY:
        if syllable.startswith(exact):
            syllable = blurred + syllable.removeprefix(exact)
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


def _by_sound(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if 1 < len(word) <= 8 and all(map(is_hanzi, word)):
            found[sound_of(word)].append(word)
    return found


def _all_ways(found: defaultdict[str, dict[str, float]], group: Sequence[str], weight: float) -> None:
    for word in map(simplify, group):
        for other in map(simplify, group):
            if other != word:
                found[word].setdefault(other, weight)
