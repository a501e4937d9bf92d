"""Counts to choose several values by: what is chosen of a facet does not narrow the counts of its other values."""

from collections.abc import Mapping
from dataclasses import replace

from search_api.index.base import SearchIndex
from search_api.index.fields import FacetField
from search_api.ranking.finding import Found, asked_of_index

Counts = Mapping[FacetField, Mapping[str, int]]


def counts_to_choose_by(index: SearchIndex, found: Found) -> Counts:
    """The counts of what was found; those of a facet that is filtered by, without its own filter.

    So a value that is not chosen yet says how many hits it would add, and an excluded one how many it keeps out.
    """
    search = found.search
    chosen = [facet for facet in FacetField if facet in search.filters or facet in search.excluded]
    if not chosen:
        return found.facets  # not looked at yet: they may still be being counted
    counts = dict(found.facets)
    for facet in chosen:
        wider = replace(search, filters=_without(search.filters, facet), excluded=_without(search.excluded, facet))
        if wider.asks_something:
            counts[facet] = index.search(asked_of_index(wider), search.reader, limit=1).facets[facet]
    return counts


def _without(values: Mapping[FacetField, tuple[str, ...]], facet: FacetField) -> Mapping[FacetField, tuple[str, ...]]:
    return {field: given for field, given in values.items() if field is not facet}
