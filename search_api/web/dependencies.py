"""What routes ask for: the services of the app, who reads, and parameters that several of them share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, get_origin

from fastapi import Depends, Path, Query, Request, params
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

from graph.access import LOCAL, Reader
from graph.store.base import GraphStore
from ingest.model import DocumentKind, Force, Modality
from search_api.answer.desk import Desk
from search_api.engine import Engine
from search_api.errors import RepeatedParameters, UnknownParameters, WrongContentType
from search_api.follower import Follower
from search_api.index.fields import FacetField, Order
from search_api.kept.records import SearchRecords
from search_api.lineage import Lineage
from search_api.models import MAX_QUERY
from search_api.results import SearchRequest
from search_api.settings import Settings
from search_api.uploads.jobs import Jobs
from search_api.uploads.worker import Worker
from search_api.web.metrics import Metrics

MAX_NAME = 200
MAX_VALUES = 50
_NONE_GIVEN: list[Any] = []
"""Copied for each request; a factory would be looked into each time, for as long as a remembered search takes."""
_FIELDS: dict[Callable[..., Any], Mapping[str, params.Query]] = {}
"""The query parameters of each endpoint."""
_QUERY = (
    "Words or a question, with conditions where wanted: `职责:值班 时限<=2小时 -情态:希望`. What is wrong in a "
    "condition stands in `notes`; the rest is searched."
)


@dataclass(frozen=True, slots=True)
class Services:
    """What an app works with while it runs."""

    settings: Settings
    store: GraphStore
    engine: Engine
    lineage: Lineage
    follower: Follower
    jobs: Jobs
    worker: Worker
    metrics: Metrics
    records: SearchRecords
    desk: Desk


async def current_services(request: Request) -> Services:
    """The services of the app that the request came to."""
    services: Services = request.app.state.services
    return services


async def current_reader() -> Reader:
    """Whoever sits at this machine, who may see everything; other readers come with tokens."""
    return LOCAL


async def only_known_parameters(request: Request) -> None:
    """Refuses query parameters that the endpoint does not take, or takes once and was given more often."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    fields = _query_fields(route)
    given = [name for name, _ in request.query_params.multi_items()]
    unknown = sorted(set(given) - set(fields))
    if unknown:
        raise UnknownParameters(unknown, sorted(fields))
    repeated = sorted(
        {name for name in given if given.count(name) > 1 and get_origin(fields[name].annotation) is not list}
    )
    if repeated:
        raise RepeatedParameters(repeated)


def _query_fields(route: APIRoute) -> Mapping[str, params.Query]:
    """The query parameters of a route, worked out once: with every request it takes as long as the rest of a route."""
    known = _FIELDS.get(route.endpoint)
    if known is None:
        taken = {field.alias: field.field_info for field in get_flat_params(route.dependant)}
        known = {name: info for name, info in taken.items() if isinstance(info, params.Query)}
        _FIELDS[route.endpoint] = known
    return known


async def only_json(request: Request) -> None:
    """Refuses bodies that are not JSON."""
    _only(request, "application/json")


async def only_multipart(request: Request) -> None:
    """Refuses bodies that are not a form with files."""
    _only(request, "multipart/form-data")


def _only(request: Request, expected: str) -> None:
    found = request.headers.get("content-type", "")
    if found.partition(";")[0].strip().lower() != expected:
        raise WrongContentType(found, expected)


Word = Annotated[str, Query(min_length=1, max_length=MAX_NAME)]
Year = Annotated[int, Query(ge=1, le=9999)]


def _several(description: str, example: object) -> Any:
    text = f"{description} Repeat it for any of several."
    return Query(description=text, max_length=MAX_VALUES, examples=[[example]])


async def facet_filters(
    duty: Annotated[list[Word], _several("Passages about this duty.", "值班")] = _NONE_GIVEN,
    role: Annotated[list[Word], _several("Passages that bind this role.", "值班人员")] = _NONE_GIVEN,
    modality: Annotated[list[Modality], _several("Passages with such a rule.", "obligation")] = _NONE_GIVEN,
    force: Annotated[list[Force], _several("Passages with such a rule.", "hard")] = _NONE_GIVEN,
    kind: Annotated[list[DocumentKind], _several("Documents of this kind.", "speech")] = _NONE_GIVEN,
    year: Annotated[list[Year], _several("Documents of this year.", 2012)] = _NONE_GIVEN,
) -> Mapping[FacetField, tuple[str, ...]]:
    """The filters of a search, without those that were not given."""
    given: Mapping[FacetField, Sequence[str | int]] = {
        FacetField.DUTY: duty,
        FacetField.ROLE: role,
        FacetField.MODALITY: modality,
        FacetField.FORCE: force,
        FacetField.KIND: kind,
        FacetField.YEAR: year,
    }
    return {field: tuple(str(value) for value in values) for field, values in given.items() if values}


async def facet_exclusions(
    not_duty: Annotated[list[Word], _several("No passages about this duty.", "值班")] = _NONE_GIVEN,
    not_role: Annotated[list[Word], _several("No passages that bind this role.", "值班人员")] = _NONE_GIVEN,
    not_modality: Annotated[list[Modality], _several("No passages with such a rule.", "recommendation")] = _NONE_GIVEN,
    not_force: Annotated[list[Force], _several("No passages with such a rule.", "soft")] = _NONE_GIVEN,
    not_kind: Annotated[list[DocumentKind], _several("No documents of this kind.", "speech")] = _NONE_GIVEN,
    not_year: Annotated[list[Year], _several("No documents of this year.", 2012)] = _NONE_GIVEN,
) -> Mapping[FacetField, tuple[str, ...]]:
    """What a search leaves out, without the facets that were not given."""
    return await facet_filters(not_duty, not_role, not_modality, not_force, not_kind, not_year)


async def search_request(
    filters: Annotated[Mapping[FacetField, tuple[str, ...]], Depends(facet_filters)],
    excluded: Annotated[Mapping[FacetField, tuple[str, ...]], Depends(facet_exclusions)],
    q: Annotated[str, Query(max_length=MAX_QUERY, description=_QUERY, examples=["值班要求"])] = "",
    sort: Annotated[
        Order, Query(description="`date`: newest document first, undated ones last.", examples=["relevance"])
    ] = Order.RELEVANCE,
    fold: Annotated[bool, Query(description="Show passages of the same wording once.")] = True,
) -> SearchRequest:
    """A search as the address has it, without its paging."""
    return SearchRequest(q=q, filters=filters, fold=fold, excluded=excluded, order=sort)


CurrentServices = Annotated[Services, Depends(current_services)]
CurrentReader = Annotated[Reader, Depends(current_reader)]
SearchAsked = Annotated[SearchRequest, Depends(search_request)]
After = Annotated[str | None, Query(max_length=2000, description="`next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=100, description="Items of a page.")]
DocumentId = Annotated[str, Path(min_length=1, max_length=100, examples=["9c5f0a1be2d34c77"])]
RuleId = Annotated[str, Path(min_length=1, max_length=200)]
JobId = Annotated[str, Path(min_length=1, max_length=100, examples=["5b1f6c0e9a7d4c2f8e3a6d1b0c9f7e54"])]
CorrectionId = Annotated[str, Path(min_length=1, max_length=100, examples=["2f7a0c9e51d84b36"])]
EntityName = Annotated[str, Path(min_length=1, max_length=MAX_NAME, examples=["值班"])]
