"""The one thing that HTTP and the command line search with: a store and the index that follows it."""

import gc
import threading
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Self, TypeVar

from graph.access import Reader
from graph.schema import NodeKind
from graph.store.base import GraphStore, View
from graph.store.order import in_turns
from search_api.analysis.highlight import highlights
from search_api.answer.asking import read_question
from search_api.answer.cards import card_of, read_card
from search_api.answer.extractive import Answering
from search_api.answer.parts import Part, parts_of, together
from search_api.index import follow
from search_api.index.base import SearchIndex
from search_api.index.fields import MarkField, OneOf
from search_api.kept.near import Near, nearest, unknown_words
from search_api.kept.records import Synonyms
from search_api.query import misprints
from search_api.query.asked import Asked, read_query
from search_api.query.conditions import NOWHERE_ELSE, Where
from search_api.query.fieldsuggest import completions
from search_api.query.fieldvalues import FieldValues, read_values
from search_api.query.suggest import suggestions
from search_api.query.understanding import expressions
from search_api.query.vocabulary import Name, Vocabulary, read_vocabulary
from search_api.ranking.cursors import cursor_of, offset_of
from search_api.ranking.facets import counts_to_choose_by
from search_api.ranking.finding import Found, Search, find
from search_api.ranking.order import Ranked
from search_api.ranking.reasons import Reasons
from search_api.ranking.restating import restated
from search_api.ranking.within import hits_within
from search_api.remembered import Remembered
from search_api.results import Answer, Card, DocumentHits, FoundHit, SearchRequest, SearchResult, Suggestion

_REFRESH_EVERY = 0.5
_VOCABULARIES = 8
_PAGES = 1_000
"""Pages of hits that are remembered as they were told: some 20 kB each."""
_CARDS = 1_000
_CARDS_READ_AHEAD = 150
"""So many duties and roles, those that most documents speak of: their cards take longest and are asked for most."""
_READING_AHEAD = 1.0
"""Seconds that reading ahead may take: whoever follows the store waits for it."""
_NONE: Synonyms = {}
_Key = tuple[str, int, Reader]
T = TypeVar("T")


class Engine:
    """Searches a store. Safe to use from several threads."""

    def __init__(
        self,
        store: GraphStore,
        index: SearchIndex,
        synonyms: Callable[[], Synonyms] = lambda: _NONE,
        note: follow.Note = follow.tell_nobody,
    ) -> None:
        self._store = store
        self._index = index
        self._synonyms = synonyms
        self._note = note
        self._catching_up = threading.Lock()
        self._reading = threading.Lock()
        self._refreshed = time.monotonic()
        self._vocabularies: dict[_Key, Vocabulary] = {}
        self._field_values: dict[_Key, FieldValues] = {}
        self._told: Remembered[Hashable, Any] = Remembered(_PAGES)
        self._cards: Remembered[tuple[Name, Reader], Card | None] = Remembered(_CARDS)

    def catch_up(self) -> int:
        """Brings the index to the store's last commit; returns how many documents were brought over."""
        with self._catching_up:
            return follow.catch_up(self._store, self._index, note=self._note)

    def rebuild(self) -> int:
        """Empties the index and fills it from the store; returns how many documents were brought over."""
        with self._catching_up:
            return follow.rebuild(self._store, self._index, note=self._note)

    def refresh(self) -> None:
        """Sees what other processes have indexed. Raises `IndexAway`."""
        self._index.refresh()

    def warm_up(self, reader: Reader) -> None:
        """Works out what the reader's first query or suggestion at this state would wait for."""
        misprints.make_ready()
        self._vocabulary(reader).make_ready()
        self._values(reader).make_ready()
        self._read_cards_ahead(reader)

    def _read_cards_ahead(self, reader: Reader) -> None:
        view = self._store.view(reader)
        give_up = time.monotonic() + _READING_AHEAD
        named = [view.entities(kind, limit=_CARDS_READ_AHEAD).items for kind in (NodeKind.DUTY, NodeKind.ROLE)]
        for entity in in_turns(named):
            if time.monotonic() > give_up:
                return
            self._card(Name(entity.kind, entity.name), view, reader)

    def search(self, request: SearchRequest, reader: Reader) -> SearchResult:
        """The best passages. Never an error for any `q`; raises `BadCursor`."""
        offset = offset_of(request.after, request.scope, request.filters)
        self._refresh_now_and_then()
        return self._search(request, reader, offset)

    def told(self, request: SearchRequest, reader: Reader, tell: Callable[[SearchRequest, SearchResult], T]) -> T:
        """What `tell` makes of a search, or made of it before, while neither index nor store nor synonyms change.

        A string is kept rather than what it was made of: thousands of objects, which the collector walks over.
        """
        offset = offset_of(request.after, request.scope, request.filters)
        self._refresh_now_and_then()
        state = (self._index.state(), self._store.last_commit(), self._synonyms())
        shown = (request.limit, offset, request.fold, request.explain)
        asked = (request.scope, tuple(request.filters.items()), *shown, reader)
        told: T = self._told.get(state, (tell, *asked), lambda: tell(request, self._search(request, reader, offset)))
        return told

    def _search(self, request: SearchRequest, reader: Reader, offset: int) -> SearchResult:
        view = self._store.view(reader)
        asked = read_query(request.q, self._vocabulary(reader), self._values(reader))
        understood = asked.understood
        found = self._find(request, asked, reader, offset)
        if asked.where.said and not found.total:
            asked = asked.loosened()
            found = self._find(request, asked, reader, offset)
        page = found.page(offset, max(request.limit, 1), fold=request.fold)
        wanted = expressions(understood)
        reasons = Reasons(understood, found, request.order) if request.explain else None
        return SearchResult(
            query=request.q,
            understood=asked.text,
            total=found.total,
            hits=tuple(
                FoundHit(
                    one.passage,
                    one.score,
                    highlights(one.passage.quote.text, wanted),
                    restated(one, found) if request.fold else None,
                    reasons.of(one) if reasons else None,
                )
                for one in page.hits
            ),
            facets=found.facets,
            card=None if offset else card_of(understood, lambda name: self._card(name, view, reader)),
            next=None if page.next is None else cursor_of(request.scope, request.filters, page.next),
            conditions=asked.conditions.shown,
            notes=asked.conditions.notes,
            verbatim=asked.verbatim,
            asked_for=tuple(concept.text for concept in understood.telling),
            said_by_all=tuple(concept.text for concept in found.search.saying),
        )

    def _card(self, name: Name, view: View, reader: Reader) -> Card | None:
        return self._cards.get(self._store.last_commit(), (name, reader), lambda: read_card(name, view))

    def suggest(self, prefix: str, reader: Reader, limit: int = 8) -> Sequence[Suggestion]:
        """Ways to go on with what was typed: values of a condition; or names of the graph, words, names of fields."""
        self._refresh_now_and_then()
        ways = completions(prefix, self._values(reader), limit)
        if ways.values:
            return ways.values
        found = suggestions(ways.tail, self._store.view(reader), self._vocabulary(reader), limit=limit)
        found = [replace(one, text=f"{ways.head} {one.text}") if ways.head else one for one in found]
        return [*found[: max(limit - len(ways.names), 0)], *ways.names][:limit]

    def ask(self, question: str, reader: Reader, *, topic: str = "") -> Answer:
        """An answer made of quotes; `topic` is that of the answer before, for a question that goes on with it."""
        whole = self.answering(question, reader, topic=topic).answer()
        parts: list[Part] = []
        for text in parts_of(question):
            before = parts[0].answer.understood if parts else topic
            answering = self.answering(text, reader, topic=before, is_part=bool(parts))
            parts.append(Part(text, answering.answer()))
        return together(whole, parts)

    def answering(self, question: str, reader: Reader, *, topic: str = "", is_part: bool = False) -> Answering:
        """What is found for a question, before it is put into an answer."""
        self._refresh_now_and_then()
        vocabulary = self._vocabulary(reader)
        asked = read_question(question, vocabulary, topic, is_part=is_part)
        view = self._store.view(reader)

        def within(*documents: str) -> Sequence[Ranked]:
            where = Where(must=(OneOf(MarkField.DOCUMENT, documents),)) if documents else NOWHERE_ELSE
            search = Search(asked.understood, {}, reader, where)
            return find(self._index, view, search, offset=0, limit=1).ranked

        return Answering(asked, within(), vocabulary, view, within)

    def hits_in(self, document_id: str, q: str, reader: Reader) -> DocumentHits:
        """All hits of a search in one document, for its reader to step through. Raises `NotFound`."""
        self._refresh_now_and_then()
        view = self._store.view(reader)
        view.summary(document_id)  # what the reader may not see has no hits to tell of
        asked = read_query(q, self._vocabulary(reader), self._values(reader))
        return hits_within(document_id, asked, self._index, view, reader)

    def near_words(self, word: str, reader: Reader, limit: int = 5) -> Sequence[Near]:
        """Words of the collection that might mean one that it lacks."""
        return nearest(word, self._vocabulary(reader), self._index, reader, limit=limit)

    def unknown_words(self, q: str, reader: Reader) -> Sequence[str]:
        """What a query says that the collection has no word for."""
        return unknown_words(q, self._vocabulary(reader))

    def _find(self, request: SearchRequest, asked: Asked, reader: Reader, offset: int) -> Found:
        search = Search(
            asked.understood, request.filters, reader, asked.where, request.excluded, request.order
        ).of_all()
        limit = max(request.limit, 1)
        found = find(self._index, self._store.view(reader), search, offset=offset, limit=limit, fold=request.fold)
        return replace(found, facets=counts_to_choose_by(self._index, found))

    def close(self) -> None:
        """Closes the index and the store."""
        self._index.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _refresh_now_and_then(self) -> None:
        """Sees what other processes have indexed, at most twice a second."""
        now = time.monotonic()
        if now - self._refreshed >= _REFRESH_EVERY:
            before, self._refreshed = self._refreshed, now
            try:
                self.refresh()
            except BaseException:
                self._refreshed = before  # an index that is away is asked again, or remembered pages would hide it
                raise

    def _vocabulary(self, reader: Reader) -> Vocabulary:
        """The words that the reader may know of, kept until the index changes."""
        key = self._key(reader)
        kept = self._vocabularies.get(key)
        if kept is None:
            with self._reading:
                kept = self._vocabularies.get(key) or self._read_vocabulary(key)
        approved = self._synonyms()
        if kept.approved is not approved:
            kept = kept.with_synonyms(approved)
            self._vocabularies = self._vocabularies | {key: kept}
        return kept

    def _read_vocabulary(self, key: _Key) -> Vocabulary:
        reader = key[2]
        read = read_vocabulary(self._index, self._store.view(reader), reader)
        # Hundreds of thousands of objects that stay: a collector that walks over them stops searches for long.
        gc.freeze()
        self._vocabularies = _newest(self._vocabularies, key) | {key: read}
        return read

    def _values(self, reader: Reader) -> FieldValues:
        """The values that conditions may have for the reader, kept until the index changes."""
        key = self._key(reader)
        kept = self._field_values.get(key)
        if kept is None:
            kept = read_values(self._index, self._store.view(reader), reader)
            self._field_values = _newest(self._field_values, key) | {key: kept}
        return kept

    def _key(self, reader: Reader) -> _Key:
        state = self._index.state()
        return (state.store_id, state.commit, reader) if state else ("", 0, reader)


def _newest(kept: Mapping[_Key, T], key: _Key) -> dict[_Key, T]:
    """What was kept last of this state, for a few readers."""
    newest = list(kept.items())[-_VOCABULARIES + 1 :]
    return {k: v for k, v in newest if k[:2] == key[:2]}
