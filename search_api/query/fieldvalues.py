"""The values that conditions may have: those of the lexicon, and those that the collection holds for the reader."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from graph.access import Reader
from graph.store.base import View
from ingest.lexicon import Term, load_lexicon
from search_api.analysis.limits import words_of
from search_api.analysis.tokens import simplify, whole_words
from search_api.index.base import SearchIndex
from search_api.index.fields import ExactField, FacetField, MarkField
from search_api.query.beginnings import Beginnings
from search_api.query.fieldnames import FieldName, fields, is_spelling, spellings
from search_api.query.vocabulary import sound_of

INDEXED: Mapping[FieldName, ExactField] = {
    FieldName.ROLE: FacetField.ROLE,
    FieldName.DUTY: FacetField.DUTY,
    FieldName.ABILITY: MarkField.ABILITY,
    FieldName.MODALITY: FacetField.MODALITY,
    FieldName.FORCE: FacetField.FORCE,
    FieldName.LIMIT: MarkField.LIMIT,
    FieldName.SANCTION: MarkField.SANCTION,
    FieldName.DOCUMENT: MarkField.DOCUMENT,
    FieldName.KIND: FacetField.KIND,
    FieldName.YEAR: FacetField.YEAR,
}
"""Where the index keeps the values of each field."""
SANCTIONED = "yes"
ANY = "有"
_DOCUMENTS_AT_ONCE = 500
_MOST_DOCUMENTS = 50_000
_MOST_SPELLED = 5_000
"""Names of a field that are looked up by sound: those that stand in most passages."""
_LIKE = 50
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Held:
    """A value of the collection: how it is indexed, how it is written, and the passages that have it."""

    value: str
    words: str
    passages: int


@dataclass(frozen=True)
class FieldValues:
    """What is held at one state of the collection; `indexed` gives the values of a field with their passages."""

    indexed: Callable[[FieldName], Sequence[tuple[str, int]]] = lambda _: ()
    titles: Callable[[], Mapping[str, tuple[str, str]]] = dict
    """Each document's id → its title and the name of its file."""
    _held: dict[FieldName, Sequence[Held]] = field(default_factory=dict)
    _ways: "dict[FieldName, _Ways]" = field(default_factory=dict)

    def held(self, name: FieldName) -> Sequence[Held]:
        """The values of a field that stand in passages, most first."""
        if name not in self._held:
            self._held[name] = tuple(self._read(name))
        return self._held[name]

    def make_ready(self) -> None:
        """Reads now what the first condition would wait for."""
        for name in FieldName:
            self.beginning(name, "", 1)

    def named(self, name: FieldName, words: str) -> Sequence[str]:
        """The values that words are a name or an alias of."""
        return self._names[name].get(simplify(words).strip(), ())

    def documents(self, words: str) -> Sequence[str]:
        """The documents with all the words in their title or the name of their file, side by side if there are such."""
        wanted = simplify(words)
        plain = self._titles
        whole = [key for key, title in plain.items() if wanted in title]
        parts = [] if whole else [span.of(words) for span, _ in whole_words(words)]
        return whole or [key for key, title in plain.items() if parts and all(simplify(p) in title for p in parts)]

    def containing(self, name: FieldName, words: str) -> Sequence[Held]:
        """The values that are written with these words inside."""
        wanted = simplify(words)
        return [held for held in self.held(name) if wanted in simplify(held.words)]

    def sounding(self, name: FieldName, words: str) -> Sequence[Held]:
        """The values that words misprint or spell in pinyin; the best first, of equals the commonest."""
        wanted = "".join(simplify(words).split())
        if len(wanted) < 2:
            return ()
        if wanted.isascii():
            return [held for held in self.held(name)[:_MOST_SPELLED] if is_spelling(held.words, wanted)][:1]
        heard = sound_of(wanted)
        spoken = self.held(name)[:_MOST_SPELLED]
        return [held for held in spoken if _is_misprint(wanted, heard, held.words)][:1]

    def near(self, name: FieldName, words: str) -> Sequence[str]:
        """How the values that come nearest are written."""
        written = self._written(name)
        inside = sorted((w for w in written if simplify(w) in words), key=len, reverse=True)
        like = [w for w, _, _ in process.extract(words, written, scorer=fuzz.ratio, limit=3, score_cutoff=_LIKE)]
        return list(dict.fromkeys([*inside, *like]))

    def commonest(self, name: FieldName) -> Sequence[str]:
        """How values are written that there are many of: examples for who wrote one that there is not."""
        return self._written(name)[:3]

    def _written(self, name: FieldName) -> list[str]:
        return [held.words for held in self.held(name) if len(held.words) <= _LONGEST]

    def beginning(self, name: FieldName, typed: str, limit: int) -> Sequence[Held]:
        """The values that what was typed may go on to: by their beginning, an alias, pinyin, then what is inside."""
        wanted = simplify(typed).strip()
        if name not in self._ways:
            self._ways[name] = _Ways(self.held(name), self._names[name])
        return self._ways[name].find(wanted, limit)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """Each document's id → its title and file name, to look for words in."""
        return {key: simplify("\n".join(names)) for key, names in self.titles().items()}

    @cached_property
    def _names(self) -> Mapping[FieldName, Mapping[str, Sequence[str]]]:
        """Of each field, the words that name a value → the values."""
        lexicon = load_lexicon()
        terms = {FieldName.ROLE: lexicon.roles, FieldName.DUTY: lexicon.duties}
        return {name: self._names_of(name, terms.get(name, {})) for name in FieldName}

    def _names_of(self, name: FieldName, terms: Mapping[str, Term]) -> Mapping[str, Sequence[str]]:
        named: defaultdict[str, list[str]] = defaultdict(list)
        for term in terms.values():
            named[simplify(term.name)] = [term.name]
        for value, words in fields()[name].values.items():
            for word in words:
                named[word].append(value)
        if name in (FieldName.ROLE, FieldName.DUTY, FieldName.ABILITY):
            for held in self.held(name):
                if held.value not in named[simplify(held.value)]:
                    named[simplify(held.value)].append(held.value)
        for term in terms.values():
            for alias in term.aliases:
                if not named[simplify(alias)]:
                    named[simplify(alias)].append(term.name)
        return named

    def _read(self, name: FieldName) -> Iterator[Held]:
        counted = self.indexed(name)
        if name is FieldName.DOCUMENT:
            titles = self.titles()
            return (Held(v, titles[v][0] or titles[v][1], n) for v, n in counted if v in titles)
        if name is FieldName.LIMIT:
            lengths = sorted((int(value), n) for value, n in counted if value.isdecimal())
            return (Held(str(seconds), words_of(seconds), n) for seconds, n in lengths)
        if name is FieldName.SANCTION:
            return (Held(value, ANY, n) for value, n in counted)
        shown = fields()[name].values
        return (Held(value, shown[value][0] if value in shown else value, n) for value, n in counted)


class _Ways:
    """The values of a field by all that may lead to them; by pinyin and by what is inside, only the commonest."""

    def __init__(self, held: Sequence[Held], named: Mapping[str, Sequence[str]]) -> None:
        self._held = {one.value: one for one in held}
        plain = [(simplify(one.words), one.value) for one in held]
        self._common = plain[:_MOST_SPELLED]
        aliases = [(word, value) for word, values in named.items() for value in values if value in self._held]
        spelled = [(way, one) for word, one in self._common if len(word) <= _LONGEST for way in spellings(word)]
        self._by_way = (Beginnings(plain), Beginnings(aliases), Beginnings(spelled))

    def find(self, wanted: str, limit: int) -> Sequence[Held]:
        """At most `limit` values."""
        found: dict[str, None] = {}
        for beginnings in self._by_way if wanted.isascii() else self._by_way[:2]:
            if len(found) < limit:
                found |= dict.fromkeys(beginnings.find(wanted, 2 * limit))
        if wanted and len(found) < limit:
            found |= dict.fromkeys(value for word, value in self._common if wanted in word)
        return [self._held[value] for value in list(found)[:limit]]


def read_values(index: SearchIndex, view: View, reader: Reader) -> FieldValues:
    """What the reader may know of, read field by field when it is asked for."""
    return FieldValues(lambda name: index.values(INDEXED[name], reader), lambda: _titles(view))


def _titles(view: View) -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    after: str | None = None
    while len(found) < _MOST_DOCUMENTS:
        page = view.documents(after=after, limit=_DOCUMENTS_AT_ONCE)
        found |= {one.id: (one.title, one.file) for one in page.items}
        after = page.next
        if after is None:
            break
    return found


def _is_misprint(wanted: str, heard: str, word: str) -> bool:
    """Whether words sound like a name of the same length, or are a long one with one character off."""
    if len(word) == len(wanted) and sound_of(word) == heard:
        return True
    return len(word) > 3 and abs(len(word) - len(wanted)) < 2 and Levenshtein.distance(word, wanted) == 1
