"""The index at an address: what is read is one complete state, and what is written is shown when it is whole."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from graph.access import Reader
from ingest.errors import ZhiguiError
from search_api.errors import IndexAway
from search_api.index.base import Hit, Hits, SearchIndex, State
from search_api.index.fields import Entry, ExactField, FacetField, IndexQuery
from search_api.index.opensearch.address import Address
from search_api.index.opensearch.bulk import Item, write_all
from search_api.index.opensearch.held import Held
from search_api.index.opensearch.lease import Lease
from search_api.index.opensearch.mapping import BORN, FARTHEST_HIT, document
from search_api.index.opensearch.queries import counted, query_of, search_body, terms_body, total_body, words_body
from search_api.index.opensearch.server import READING, WRITING, Missing, Server
from search_api.index.opensearch.versions import Versions

_MOST_IDS = 10_000
"""Document ids in one request: the server takes 65,536 terms."""
_MOST_BURIED = 1_000
"""With more documents to clear away, it is done at once, lest every search has to leave them out."""


class OpenSearchIndex(SearchIndex):
    """Passages in a version of the index, with its state as one more document. Nothing is asked until it is needed:
    a server that is away keeps nobody from starting."""

    def __init__(self, address: Address) -> None:
        self._server = Server(address)
        self._versions = Versions(self._server)
        self._lease = Lease(self._server)
        self._writing = threading.RLock()
        self._seen: Held | None = None
        self._has_looked = False
        self._has_turn = False
        self._turn = 0
        """The lease's number of this turn, until something is written under it."""
        self._is_renewing = False
        self._shadow: Held | None = None
        """The version that is to take the place of the one that readers see."""

    def state(self) -> State | None:
        seen = self._look()
        return seen.state if seen else None

    def refresh(self) -> None:
        self._seen = self._versions.held()
        self._has_looked = True

    def close(self) -> None:
        self._server.close()

    def search(self, query: IndexQuery, reader: Reader, *, offset: int = 0, limit: int = 10) -> Hits:
        size = max(min(limit, FARTHEST_HIT - offset), 0)
        found = self._ask(
            lambda seen: search_body(
                query_of(query, seen.shown, reader), offset=offset if size else 0, size=size, order=query.order
            )
        )
        if found is None:
            return Hits(0, (), {facet: {} for facet in FacetField})
        hits = found["hits"]
        return Hits(hits["total"]["value"], tuple(map(_hit, hits["hits"])), counted(found["aggregations"]))

    def total(self, query: IndexQuery, reader: Reader) -> int:
        found = self._ask(lambda seen: total_body(query_of(query, seen.shown, reader)))
        return int(found["hits"]["total"]["value"]) if found else 0

    def words(self, prefix: str, reader: Reader, *, limit: int = 10) -> Sequence[tuple[str, int]]:
        found = self._terms(lambda seen, after: words_body(prefix, seen.shown, reader, after))
        return _most_first(word for word in found if word[0].startswith(prefix))[:limit]

    def values(self, field: ExactField, reader: Reader) -> Sequence[tuple[str, int]]:
        return _most_first(self._terms(lambda seen, after: terms_body(field.value, [seen.shown], reader, after)))

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._writing:
            if self._has_turn:
                yield
                return
            self._turn = self._lease.take()
            self._has_turn = True
            try:
                yield
            finally:
                self._has_turn = False
                self._lease.release()

    def apply(self, state: State, *, removed: Sequence[str], added: Sequence[Entry], clear: bool = False) -> None:
        with self.turn():
            attempt = self._attempt()
            current = self._versions.held()
            if current and attempt <= current.attempt:  # somebody has removed the lease's own index
                attempt = self._lease.take(above=current.attempt)
            before = None if clear else self._shadow or current
            if before is None:
                now = Held(self._versions.make(attempt), state, attempt)
            else:
                before = self._cleared(before, attempt)
                buried = self._present(before, removed)
                now = replace(before, state=state, attempt=attempt, buried=buried)
            write_all(self._server, now.version, _items(added, attempt))
            self._server.call("POST", f"/{now.version}/_refresh", longest=WRITING)
            self._lease.check()
            now = self._versions.keep(now)
            if before is None and not (self._is_renewing and current):
                self._versions.publish(now.version)
            elif before is None or self._shadow:
                self._shadow = now
            if len(now.buried) > _MOST_BURIED:
                self._versions.delete(now.version, [now.dead])
                self._versions.keep(replace(now, buried=()))
        self.refresh()

    @contextmanager
    def renewal(self) -> Iterator[None]:
        with self.turn():
            self._is_renewing = True
            try:
                yield
                if self._shadow:
                    self._lease.check()
                    self._versions.publish(self._shadow.version)
                    self._shadow = None
            finally:
                unfinished, self._shadow, self._is_renewing = self._shadow, None, False
                if unfinished:
                    with suppress(ZhiguiError):  # the next renewal does it
                        self._versions.drop([unfinished.version])
        self.refresh()

    def _attempt(self) -> int:
        """The number of one attempt to write; the first in a turn has the turn's own."""
        attempt, self._turn = self._turn or self._lease.take(), 0
        return attempt

    def _cleared(self, before: Held, attempt: int) -> Held:
        """The state without what attempts between it and this one have left, and without what it has buried."""
        rubbish = [before.dead] if before.buried else []
        if attempt > before.attempt + 1:
            # Kept again first: from here on none of those attempts can come to its end.
            before = self._versions.keep(replace(before, void=before.voids_until(attempt)))
            rubbish.append({"range": {BORN: {"gt": before.attempt}}})
            self._server.call("POST", f"/{before.version}/_refresh", longest=WRITING)
        if rubbish:
            self._versions.delete(before.version, rubbish)
        return before

    def _present(self, held: Held, document_ids: Sequence[str]) -> tuple[str, ...]:
        """Those of the documents that the index shows."""
        found: list[str] = []
        for start in range(0, len(document_ids), _MOST_IDS):
            some = document_ids[start : start + _MOST_IDS]
            asked = {
                "size": 0,
                "query": {"bool": {"filter": [held.shown, {"terms": {"document_id": some}}]}},
                "aggs": {"found": {"terms": {"field": "document_id", "size": len(some)}}},
            }
            counts = self._server.call("POST", f"/{held.version}/_search", asked, longest=WRITING)
            found += [bucket["key"] for bucket in counts["aggregations"]["found"]["buckets"]]
        return tuple(sorted(found))

    def _terms(self, body: Callable[[Held, Mapping[str, str] | None], Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
        after: Mapping[str, str] | None = None
        while True:
            start = after
            found = self._ask(lambda seen: body(seen, start), longest=WRITING)  # noqa: B023
            if found is None:
                return
            page = found["aggregations"]["words"]
            yield from ((bucket["key"]["word"], bucket["doc_count"]) for bucket in page["buckets"])
            after = page.get("after_key")
            if after is None:
                return

    def _look(self) -> Held | None:
        if not self._has_looked:
            self.refresh()
        return self._seen

    def _ask(self, body: Callable[[Held], Mapping[str, Any]], longest: float = READING) -> Mapping[str, Any] | None:
        """The answer of the version that is seen; None where there is none at all."""
        for _ in range(2):
            seen = self._look()
            if seen is None:
                return None
            try:
                # Counts of terms over all shards; and an answer that lacks a shard is none.
                how = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}
                return self._server.call("POST", f"/{seen.version}/_search", body(seen), params=how, longest=longest)
            except Missing:
                self.refresh()  # another version has taken its place
        raise IndexAway(str(self._server.address))


def _items(entries: Sequence[Entry], attempt: int) -> Iterator[Item]:
    for number, entry in enumerate(entries):
        # An id of its own for each attempt: what is shown now is never overwritten by what is not yet.
        yield f"{attempt}-{number}", document(entry, born=attempt, place=(attempt << 32) + number)


def _most_first(counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counted, key=lambda term: (-term[1], term[0]))


def _hit(found: Mapping[str, Any]) -> Hit:
    kept = found["_source"]
    return Hit(kept["passage_id"], kept["document_id"], float(found["_score"] or 0.0), kept["shown"])
