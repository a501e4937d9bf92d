"""The index in Whoosh: pure Python, for machines that tantivy has no wheel for.

Whoosh keeps the postings. Queries are worked out here, as sets and scores of passages: its own query classes drop
single digits, count positions in characters and cannot count facets that overlap.
"""

import heapq
import math
import threading
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    # Unescaped backslashes in its sources, which Python warns of when it compiles them for the first time.
    warnings.simplefilter("ignore")
    from whoosh import columns, fields, formats, index
    from whoosh.analysis import Analyzer
    from whoosh.analysis import Token as WhooshToken
    from whoosh.writing import CLEAR

from graph.access import Reader
from search_api.analysis.tokens import Token, streams
from search_api.index.base import Hit, Hits, SearchIndex, State
from search_api.index.fields import (
    GIVEN_MARKS,
    Clause,
    Either,
    Entry,
    ExactField,
    FacetField,
    IndexQuery,
    OneOf,
    Order,
    Phrase,
    Term,
    TextField,
)
from search_api.index.folder import IndexFolder, group_terms, member_terms
from search_api.index.shown import Shown

_PLACE = "\x1f"
"""Between a token and its position; analysis lets no control character through."""
_OPENING_WAIT = 30.0
_K1, _B = 1.2, 0.75
"""Those of tantivy, so that both engines rank alike."""

_Scores = dict[int, float]


class _PreTokenized(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """Takes apart what `_packed` put together: tokens that were made before."""

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Any]:
        token = WhooshToken(positions=True, mode=kwargs.get("mode", ""))
        token.stopped, token.boost = False, 1.0
        for packed in value.split("\n") if value else ():
            token.text, _, position = packed.partition(_PLACE)
            token.pos = int(position or 0)
            yield token


class WhooshIndex(SearchIndex):
    """Passages as documents of their own; the state is one more document, so that it is committed with the data."""

    def __init__(self, path: Path) -> None:
        self._folder = IndexFolder(path)
        self._writing = threading.Lock()
        # One question at a time: the files of a searcher have one place that they are read from.
        self._reading = threading.RLock()
        self._index: Any = None
        self._searcher: Any = None
        self._values: dict[FacetField, dict[str, frozenset[int]]] = {}
        self._open()

    def state(self) -> State | None:
        with self._reading:
            found = self._searcher.document(meta="state")
        return State(found["store_id"], found["commit"], found["fingerprint"]) if found else None

    def turn(self) -> AbstractContextManager[None]:
        return self._folder.writing()

    def apply(self, state: State, *, removed: Sequence[str], added: Sequence[Entry], clear: bool = False) -> None:
        with self._writing, self._folder.writing():
            writer = self._index.writer(limitmb=64)
            try:
                for document_id in removed:
                    writer.delete_by_term("document_id", document_id)
                writer.delete_by_term("meta", "state")
                for entry in added:
                    writer.add_document(**_document(entry))
                stored = {"store_id": state.store_id, "commit": state.commit, "fingerprint": state.fingerprint}
                writer.add_document(meta="state", **stored)
            except BaseException:
                writer.cancel()
                raise
            writer.commit(mergetype=CLEAR if clear else None)
        self.refresh()

    def search(self, query: IndexQuery, reader: Reader, *, offset: int = 0, limit: int = 10) -> Hits:
        with self._reading:
            scores = self._scores(query, reader)
            if query.order is Order.DATE:
                recency = self._searcher.reader().column_reader("recency")
                best = [(n, 0.0) for n in heapq.nsmallest(offset + limit, scores, key=lambda n: (-recency[n], n))]
            else:
                best = heapq.nsmallest(offset + limit, scores.items(), key=lambda match: (-match[1], match[0]))
            hits = []
            for number, score in best[offset:]:
                stored = self._searcher.stored_fields(number)
                hits.append(Hit(stored["passage_id"], stored["document_id"], score, stored["shown"]))
            return Hits(len(scores), tuple(hits), self._facets(frozenset(scores)))

    def total(self, query: IndexQuery, reader: Reader) -> int:
        with self._reading:
            return len(self._scores(query, reader))

    def words(self, prefix: str, reader: Reader, *, limit: int = 10) -> Sequence[tuple[str, int]]:
        return self._terms(TextField.WORDS.value, prefix, reader)[:limit]

    def values(self, field: ExactField, reader: Reader) -> Sequence[tuple[str, int]]:
        return self._terms(field.value, "", reader)

    def _terms(self, field: str, prefix: str, reader: Reader) -> list[tuple[str, int]]:
        with self._reading:
            names = [name.decode() for name in self._searcher.reader().expand_prefix(field, prefix)]
            visible = self._visible(reader)
            found = [(name, len(self._holding(field, name) & visible)) for name in names]
        return sorted((term for term in found if term[1]), key=lambda term: (-term[1], term[0]))

    def refresh(self) -> None:
        with self._reading:
            if self._searcher.up_to_date():
                return
            # Not its own refresh(), which reuses segments and raises a TypeError on an index that was empty.
            before, self._searcher = self._searcher, self._index.searcher()
            before.close()
            self._values = {}

    def close(self) -> None:
        with self._reading:
            self._searcher.close()
            self._index.close()

    def _open(self) -> None:
        """The index in the folder; an empty one in its stead where it is damaged or has other fields."""
        if self._opened():
            return
        with self._folder.writing(wait=_OPENING_WAIT):
            # Another process may have made it while this one waited.
            if not self._opened():
                self._folder.empty()
                self._index = index.create_in(str(self._folder.path), _schema())
                self._searcher = self._index.searcher()

    def _opened(self) -> bool:
        with warnings.catch_warnings():
            # Whoosh leaves a file open where it stumbles over it.
            warnings.simplefilter("ignore", ResourceWarning)
            try:
                self._index = index.open_dir(str(self._folder.path))
                self._searcher = self._index.searcher()
                # Reading the state touches the files of every segment.
                self.state()
            except Exception:
                # Whatever its formats make of a damaged file: anything from struct.error to KeyError.
                return False
        return bool(self._index.schema.names() == _schema().names())

    def _scores(self, query: IndexQuery, reader: Reader) -> _Scores:
        """Every passage that matches, with its score."""
        allowed = self._visible(reader)
        for facet, values in query.filters.items():
            allowed &= self._holding_any(facet.value, values)
        for clause in query.must_not:
            allowed -= self._clause(clause).keys()
        must = [self._clause(clause) for clause in query.must]
        should = _summed(self._clause(clause) for clause in query.should)
        for scores in must:
            allowed &= scores.keys()
        if query.should and not query.must:
            allowed &= should.keys()
        return {number: should.get(number, 0.0) + sum(scores[number] for scores in must) for number in sorted(allowed)}

    def _visible(self, reader: Reader) -> frozenset[int]:
        if reader.levels is None:
            return frozenset(self._searcher.reader().all_doc_ids()) - self._holding("meta", "state")
        return self._holding_any("level", reader.levels) & self._holding_any("groups", member_terms(reader))

    def _clause(self, clause: Clause) -> _Scores:
        if isinstance(clause, OneOf):
            return dict.fromkeys(self._holding_any(clause.field.value, clause.values), clause.weight)
        if isinstance(clause, Term):
            scores = self._phrase(clause.field.value, (clause.text,))
        elif isinstance(clause, Phrase):
            scores = self._phrase(clause.field.value, clause.texts)
        elif isinstance(clause, Either):
            scores = {}
            for inner in clause.clauses:
                for number, score in self._clause(inner).items():
                    scores[number] = max(score, scores.get(number, 0.0))
        else:
            parts = [self._clause(inner) for inner in clause.clauses]
            common = set(parts[0]).intersection(*parts[1:]) if parts else set()
            scores = {number: sum(part[number] for part in parts) for number in common}
        return scores if clause.weight == 1.0 else {n: s * clause.weight for n, s in scores.items()}

    def _phrase(self, field: str, texts: Sequence[str]) -> _Scores:
        """BM25 with the inverse document frequency of tantivy; that of a phrase is the sum of its terms'."""
        total = self._searcher.doc_count_all()
        average = self._searcher.avg_field_length(field) or 1.0
        frequencies = [self._searcher.doc_frequency(field, text) for text in texts]
        idf = sum(math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)) for frequency in frequencies)
        scores = {}
        for searcher, offset in self._searcher.leaf_searchers():
            for number, count in _counts(searcher, field, texts).items():
                length = searcher.doc_field_length(number, field, 1)
                rate = count / (count + _K1 * (1 - _B + _B * length / average))
                scores[number + offset] = idf * (_K1 + 1) * rate
        return scores

    def _holding(self, field: str, text: str) -> frozenset[int]:
        found: list[int] = []
        for searcher, offset in self._searcher.leaf_searchers():
            if (field, text.encode()) in searcher.reader():
                found += (number + offset for number in searcher.postings(field, text).all_ids())
        return frozenset(found)

    def _holding_any(self, field: str, texts: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self._holding(field, text) for text in texts))

    def _facets(self, found: frozenset[int]) -> Mapping[FacetField, Mapping[str, int]]:
        return {facet: _counted(self._facet(facet), found) for facet in FacetField}

    def _facet(self, facet: FacetField) -> dict[str, frozenset[int]]:
        if facet not in self._values:
            names = {name.decode() for name in self._searcher.reader().lexicon(facet.value)}
            self._values[facet] = {name: self._holding(facet.value, name) for name in names}
        return self._values[facet]


def _schema() -> Any:
    pretokenized = _PreTokenized()
    names = ("document_id", "level", "groups", *FacetField, *GIVEN_MARKS)
    made: dict[str, Any] = {name: _Terms(formats.Existence(), pretokenized) for name in map(str, names)}
    made["document_id"].stored = True
    made["meta"] = fields.ID()
    made["recency"] = fields.COLUMN(columns.NumericColumn("q"))
    for name in ("passage_id", "shown", "store_id", "commit", "fingerprint"):
        made[name] = fields.STORED()
    for text in TextField:
        positions = text is TextField.GRAMS
        made[text.value] = _Terms(
            formats.Positions() if positions else formats.Frequency(), pretokenized, scorable=True
        )
    return fields.Schema(**made)


class _Terms(fields.FieldType):  # type: ignore[misc]
    """A field of tokens that were made before."""

    def __init__(self, form: Any, analyzer: Any, *, scorable: bool = False) -> None:
        self.format, self.analyzer, self.scorable = form, analyzer, scorable
        self.stored = self.unique = False


def _document(entry: Entry) -> dict[str, Any]:
    document: dict[str, Any] = {
        "passage_id": entry.passage_id,
        "document_id": entry.document_id,
        "shown": Shown.of(entry).packed(),
        "recency": entry.recency,
        "level": entry.access.level,
        "groups": "\n".join(group_terms(entry.access)),
    }
    exact = (*entry.facets.items(), *entry.marks.items())
    document |= {field.value: "\n".join(values) for field, values in exact}
    return document | {field.value: _packed(tokens) for field, tokens in streams(entry).items()}


def _packed(tokens: Sequence[Token]) -> str:
    return "\n".join(f"{token.text}{_PLACE}{token.position}" for token in tokens)


def _summed(parts: Iterable[_Scores]) -> _Scores:
    total: defaultdict[int, float] = defaultdict(float)
    for part in parts:
        for number, score in part.items():
            total[number] += score
    return total


def _counts(searcher: Any, field: str, texts: Sequence[str]) -> dict[int, float]:
    """How often the texts stand one after the other, in each passage of a segment where they do."""
    if any((field, text.encode()) not in searcher.reader() for text in texts):
        return {}
    if len(texts) == 1:
        return dict(_weights(searcher.postings(field, texts[0])))
    open_at: dict[int, frozenset[int]] | None = None
    for text in texts:
        places = _positions(searcher.postings(field, text))
        if open_at is not None:
            places = {n: places[n] & {at + 1 for at in before} for n, before in open_at.items() if n in places}
        open_at = {number: at for number, at in places.items() if at}
    return {number: float(len(at)) for number, at in (open_at or {}).items()}


def _weights(matcher: Any) -> Iterator[tuple[int, float]]:
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()


def _positions(matcher: Any) -> dict[int, frozenset[int]]:
    found = {}
    while matcher.is_active():
        found[matcher.id()] = frozenset(matcher.value_as("positions"))
        matcher.next()
    return found


def _counted(values: Mapping[str, frozenset[int]], found: frozenset[int]) -> dict[str, int]:
    """The values with their numbers, most first as the other engine gives them."""
    counts = Counter({value: len(holding & found) for value, holding in values.items()})
    return {value: count for value, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if count}
