"""One search through the index and its ranking: hits in their final order, page by page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.access import Reader
from graph.store.base import PassageRecord, View
from search_api.analysis.tokens import simplify
from search_api.index.base import Hit, Hits, SearchIndex
from search_api.index.fields import FacetField, IndexQuery, OneOf, Order
from search_api.query.conditions import NOWHERE_ELSE, Where
from search_api.query.understanding import Understood
from search_api.ranking.cursors import FARTHEST
from search_api.ranking.index_query import index_query
from search_api.ranking.order import Ranked, rank

WINDOW = 120
"""Hits that are ranked with what the graph knows of them; those after it stay in the order of the index."""
FOLDED = 2_000
"""Hits within which a wording is shown once on all pages together; those after it are folded page by page."""
_MARKS = 12
"""Marks and blanks that passages of one wording may differ by; of others, wordings need not be compared."""
_NOTHING = Hits(0, (), {facet: {} for facet in FacetField})


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for, among what, for whom."""

    understood: Understood
    filters: Mapping[FacetField, tuple[str, ...]]
    reader: Reader
    where: Where = NOWHERE_ELSE
    excluded: Mapping[FacetField, tuple[str, ...]] = field(default_factory=dict)
    """Values that a passage must not have."""
    order: Order = Order.RELEVANCE

    @property
    def asks_something(self) -> bool:
        """Whether there is anything to search for; words that say nothing are not made up for by filters."""
        if self.understood.concepts or self.where:
            return True
        return not self.understood.text and bool(self.filters or self.excluded)


@dataclass(frozen=True, slots=True)
class Page:
    """Some hits, and the number of the first that follows, None at the end."""

    hits: tuple[Ranked, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `ranked` begins with hit number `first` and ends before number `reached`."""

    total: int
    facets: Mapping[FacetField, Mapping[str, int]]
    first: int
    ranked: tuple[Ranked, ...]
    reached: int

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
        # What the store has lost since it was indexed is counted too, or the last page would be asked for for ever.
        number = self.reached if number == self.first + len(self.ranked) else number
        more = number < min(self.total, FARTHEST)
        return Page(tuple(taken), number if more else None)

    def restatements(self, one: Ranked) -> tuple[Ranked, ...]:
        """All that were looked at and have its wording, itself among them, those of other documents too."""
        length, wording = len(one.passage.quote.text), _wording(one)
        near = (other for other in self.ranked if abs(len(other.passage.quote.text) - length) <= _MARKS)
        return tuple(other for other in near if _wording(other) == wording)

    def lasts(self, offset: int, limit: int, *, fold: bool) -> bool:
        """Whether a page needs no further hits: it is full, and what follows it is known."""
        return self.reached >= self.total or len(self.page(offset, limit, fold=fold).hits) == limit


def find(index: SearchIndex, view: View, search: Search, *, offset: int, limit: int, fold: bool = False) -> Found:
    """The hits from `offset` on, enough for a page of `limit` where there are as many; all from the first, near it."""
    if not search.asks_something:
        return Found(0, _NOTHING.facets, offset, (), offset)
    if offset >= (FOLDED if fold else WINDOW):
        hits = index.search(asked_of_index(search), search.reader, offset=offset, limit=limit)
        return Found(hits.total, hits.facets, offset, tuple(_records(hits.hits, view)), offset + len(hits.hits))
    wanted = max(WINDOW, offset + limit)
    found = _from_the_first(index, view, search, wanted)
    # Folding may leave a page short of hits that the collection has further down.
    while fold and wanted < offset + FOLDED and not found.lasts(offset, limit, fold=True):
        wanted *= 2
        found = _from_the_first(index, view, search, wanted)
    return found


def asked_of_index(search: Search) -> IndexQuery:
    """The search as an index is asked."""
    query = index_query(search.understood, search.filters, search.where)
    excluded = (OneOf(facet, values) for facet, values in search.excluded.items())
    return replace(query, must_not=(*query.must_not, *excluded), order=search.order)


def _from_the_first(index: SearchIndex, view: View, search: Search, limit: int) -> Found:
    """The best `limit` hits, those of the window in the order that people see."""
    hits = index.search(asked_of_index(search), search.reader, limit=limit)
    best = list(_records(hits.hits[:WINDOW], view))
    if search.order is Order.RELEVANCE:
        best = rank(search.understood, best)
    return Found(hits.total, hits.facets, 0, (*best, *_records(hits.hits[WINDOW:], view)), len(hits.hits))


def _records(hits: Sequence[Hit], view: View) -> Iterator[Ranked]:
    """The hits with their passages; one that the store has lost since is left out."""
    passages: Mapping[str, PassageRecord] = view.passages([hit.passage_id for hit in hits])
    for hit in hits:
        if hit.passage_id in passages:
            yield Ranked(passages[hit.passage_id], hit.score, hit.context)


def _wording(one: Ranked) -> str:
    return _plain(one.passage.quote.text)


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    return "".join(char for char in simplify(text) if char.isalnum())
