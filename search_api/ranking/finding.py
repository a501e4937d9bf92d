"""One search through the index and its ranking: hits in their final order, page by page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.access import Reader
from graph.store.base import View
from search_api.index.base import Hit, Hits, SearchIndex
from search_api.index.fields import FacetField, IndexQuery, OneOf, Order
from search_api.index.shown import unpacked
from search_api.query.conditions import NOWHERE_ELSE, Where
from search_api.query.understanding import Concept, Understood
from search_api.ranking.cursors import FARTHEST
from search_api.ranking.index_query import index_query
from search_api.ranking.order import Ranked, rank
from search_api.ranking.passages import Passages

ENOUGH = 20
"""Passages, two pages of them: where so many say all that is asked, those that say part of it are left out."""
WINDOW = 60
"""Hits that are ranked with what is known of them; those after it stay in the order of the index."""
FOLDED = 2_000
"""Hits within which a wording is shown once on all pages together; those after it are folded page by page."""
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
    saying: tuple[Concept, ...] = ()
    """What a passage must say, all of it. Without this, part of one concept is enough."""

    def of_all(self) -> "Search":
        """The same for passages that say all that is asked, where that is more than part of it."""
        telling = self.understood.telling
        return replace(self, saying=telling) if len(telling) > 1 or any(one.parts for one in telling) else self

    def of_less(self) -> "Search":
        """The same for passages that say the half that tells most, where it is several things; else part of one."""
        telling = self.understood.telling
        half = (len(telling) + 1) // 2
        if len(self.saying) < len(telling) or half < 2:
            return replace(self, saying=())
        return replace(self, saying=tuple(sorted(telling, key=lambda one: -one.weight)[:half]))

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
    """What a search found: `ranked` begins with hit number `first` and ends before number `reached`."""

    search: Search
    """As it was made at last: of part of what is asked, where too few passages say all of it."""
    total: int
    facets: Mapping[FacetField, Mapping[str, int]]
    first: int
    ranked: tuple[Ranked, ...]
    reached: int

    def page(self, offset: int, limit: int, *, fold: bool) -> Page:
        """`limit` hits from number `offset` on; folded, a wording that stood before is passed over."""
        before = self.ranked[: offset - self.first]
        seen = {one.shown.wording for one in before} if fold else set()
        taken: list[Ranked] = []
        number = offset
        for one in self.ranked[offset - self.first :]:
            if len(taken) == limit:
                break
            number += 1
            if not fold or one.shown.wording not in seen:
                seen.add(one.shown.wording)
                taken.append(one)
        # What the store has lost since it was indexed is counted too, or the last page would be asked for for ever.
        number = self.reached if number == self.first + len(self.ranked) else number
        more = number < min(self.total, FARTHEST)
        return Page(tuple(taken), number if more else None)

    def restatements(self, one: Ranked) -> tuple[Ranked, ...]:
        """All that were looked at and have its wording, itself among them, those of other documents too."""
        alike = [other for other in self.ranked if other.shown.wording == one.shown.wording]
        lost = one.passages.read([other.passage_id for other in alike])
        return tuple(other for other in alike if other.passage_id not in lost)

    def lasts(self, offset: int, limit: int, *, fold: bool) -> bool:
        """Whether a page needs no further hits: it is full, and what follows it is known."""
        return self.reached >= self.total or len(self.page(offset, limit, fold=fold).hits) == limit

    def present(self, offset: int, limit: int, *, fold: bool) -> "Found":
        """The same without what the store has lost of this page since it was indexed.

        The passages of the page are read and, folded, those of the same wording, all at once.
        """
        page = self.page(offset, limit, fold=fold).hits
        wordings = {one.shown.wording for one in page}
        shown = [one for one in self.ranked if one.shown.wording in wordings] if fold else page
        lost = page[0].passages.read([one.passage_id for one in shown]) if page else set()
        if not lost:
            return self
        kept = tuple(one for one in self.ranked if one.passage_id not in lost)
        return replace(self, ranked=kept).present(offset, limit, fold=fold)


def find(index: SearchIndex, view: View, search: Search, *, offset: int, limit: int, fold: bool = False) -> Found:
    """The hits from `offset` on, enough for a page of `limit` where there are as many; all from the first, near it."""
    if not search.asks_something:
        return Found(search, 0, _NOTHING.facets, offset, (), offset)
    passages = Passages(view)
    if offset >= (FOLDED if fold else WINDOW):
        search, hits = search_index(index, search, offset=offset, limit=limit)
        ranked = tuple(_ranked(hits.hits, passages))
        found = Found(search, hits.total, hits.facets, offset, ranked, offset + len(hits.hits))
        return found.present(offset, limit, fold=fold)
    wanted = max(WINDOW, offset + limit)
    found = _from_the_first(index, passages, search, wanted).present(offset, limit, fold=fold)
    # Folding may leave a page short of hits that the collection has further down.
    while fold and wanted < offset + FOLDED and not found.lasts(offset, limit, fold=True):
        wanted *= 4
        found = _from_the_first(index, passages, found.search, wanted).present(offset, limit, fold=fold)
    return found


def asked_of_index(search: Search) -> IndexQuery:
    """The search as an index is asked."""
    query = index_query(search.understood, search.filters, search.where, search.saying)
    excluded = (OneOf(facet, values) for facet, values in search.excluded.items())
    return replace(query, must_not=(*query.must_not, *excluded), order=search.order)


def _from_the_first(index: SearchIndex, passages: Passages, search: Search, limit: int) -> Found:
    """The best `limit` hits, those of the window in the order that people see."""
    search, hits = search_index(index, search, limit=limit)
    best = list(_ranked(hits.hits[:WINDOW], passages))
    if search.order is Order.RELEVANCE:
        best = rank(search.understood, best)
    ranked = (*best, *_ranked(hits.hits[WINDOW:], passages))
    return Found(search, hits.total, hits.facets, 0, ranked, len(hits.hits))


def search_index(index: SearchIndex, search: Search, *, offset: int = 0, limit: int) -> tuple[Search, Hits]:
    """Hits that say all that is asked, or less where these are too few; with the search that finds them.

    Filters have no part in which it is, or one more of them could find more.
    """
    hits = index.search(asked_of_index(search), search.reader, offset=offset, limit=limit)
    if not search.saying or hits.total >= ENOUGH:
        return search, hits
    saying_so = _unfiltered(index, search, hits)
    if saying_so >= ENOUGH:
        return search, hits
    looser, more = search_index(index, search.of_less(), offset=offset, limit=limit)
    return (looser, more) if _unfiltered(index, looser, more) > saying_so else (search, hits)


def _unfiltered(index: SearchIndex, search: Search, hits: Hits) -> int:
    """How many hits there are without filters."""
    everywhere = replace(search, filters={}, excluded={})
    return hits.total if search == everywhere else index.total(asked_of_index(everywhere), search.reader)


def _ranked(hits: Sequence[Hit], passages: Passages) -> Iterator[Ranked]:
    for hit in hits:
        yield Ranked(hit.passage_id, hit.document_id, hit.score, unpacked(hit.shown), passages)
