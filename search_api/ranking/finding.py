"""One search through the index and its ranking: hits in their final order, page by page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.access import Reader
from graph.store.base import PassageRecord, View
from search_api.analysis.tokens import simplify
from search_api.index.base import Hit, Hits, SearchIndex
from search_api.index.fields import FacetField
from search_api.query.understanding import Understood
from search_api.ranking.cursors import FARTHEST
from search_api.ranking.index_query import index_query
from search_api.ranking.order import Ranked, rank

WINDOW = 120
"""Hits that are ranked with what the graph knows of them; those after it stay in the order of the index."""
_NOTHING = Hits(0, (), {facet: {} for facet in FacetField})


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for, among what, for whom."""

    understood: Understood
    filters: Mapping[FacetField, tuple[str, ...]]
    reader: Reader


@dataclass(frozen=True, slots=True)
class Page:
    """Some hits, and the number of the first that follows, None at the end."""

    hits: tuple[Ranked, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `ranked` begins with hit number `first` and need not reach the last."""

    total: int
    facets: Mapping[FacetField, Mapping[str, int]]
    first: int
    ranked: tuple[Ranked, ...]

    def page(self, offset: int, limit: int, *, fold: bool) -> Page:
        """`limit` hits from number `offset` on; folded, a wording that stood before is passed over."""
        before = self.ranked[: offset - self.first]
        seen = {_wording(one) for one in before} if fold else set()
        taken: list[Ranked] = []
        number = offset
        for one in self.ranked[offset - self.first :]:
            if len(taken) == limit:
                break
            number += 1
            if not fold or _wording(one) not in seen:
                seen.add(_wording(one))
                taken.append(one)
        more = number < self.first + len(self.ranked) and number < FARTHEST
        return Page(tuple(taken), number if more else None)


def find(index: SearchIndex, view: View, search: Search, *, offset: int, limit: int) -> Found:
    """The hits from `offset` on, at least `limit` and one more where there are as many; all from the first, near it."""
    understood = search.understood
    if understood.text and not understood.concepts:
        return Found(0, _NOTHING.facets, offset, ())
    query = index_query(understood, search.filters)
    if offset >= WINDOW:
        found = index.search(query, search.reader, offset=offset, limit=limit + 1)
        return Found(found.total, found.facets, offset, tuple(_records(found.hits, view)))
    found = index.search(query, search.reader, limit=max(WINDOW, offset + limit) + 1)
    best = rank(understood, list(_records(found.hits[:WINDOW], view)))
    return Found(found.total, found.facets, 0, (*best, *_records(found.hits[WINDOW:], view)))


def _records(hits: Sequence[Hit], view: View) -> Iterator[Ranked]:
    """The hits with their passages; one that the store has lost since is left out."""
    passages: Mapping[str, PassageRecord] = view.passages([hit.passage_id for hit in hits])
    for hit in hits:
        if hit.passage_id in passages:
            yield Ranked(passages[hit.passage_id], hit.score, hit.context)


def _wording(one: Ranked) -> str:
    return "".join(char for char in simplify(one.passage.quote.text) if char.isalnum())
