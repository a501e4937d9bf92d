"""A saved search as it is asked."""

from search_api.index.fields import FacetField, Order
from search_api.kept.records import SavedSearch
from search_api.results import SearchRequest


def request_of(saved: SavedSearch) -> SearchRequest:
    """The search that was saved; what this version does not know of it is left out."""
    sort = saved.params.get("sort", ())
    return SearchRequest(
        q=saved.q,
        filters={facet: saved.params[facet.value] for facet in FacetField if facet.value in saved.params},
        excluded={facet: saved.params[f"not_{facet}"] for facet in FacetField if f"not_{facet}" in saved.params},
        order=Order.DATE if sort == (Order.DATE.value,) else Order.RELEVANCE,
    )
