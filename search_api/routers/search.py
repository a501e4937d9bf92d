"""Searching, going on with what was typed, and asking."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from search_api.models import (
    MAX_QUERY,
    AskRequest,
    AskResponse,
    SearchResponse,
    SuggestionModel,
    SuggestResponse,
)
from search_api.results import SearchRequest
from search_api.web.dependencies import After, CurrentReader, CurrentServices, FacetFilters, Limit, only_json
from search_api.web.problems import documented

router = APIRouter(tags=["search"])
_QUERY = (
    "Words or a question, with conditions where wanted: `职责:值班 时限<=2小时 -情态:希望`. What is wrong in a "
    "condition stands in `notes`; the rest is searched."
)


@router.get("/search", summary="Find passages", responses=documented(404))
def search(
    services: CurrentServices,
    reader: CurrentReader,
    filters: FacetFilters,
    q: Annotated[str, Query(max_length=MAX_QUERY, description=_QUERY, examples=["值班要求"])] = "",
    limit: Limit = 10,
    after: After = None,
    fold: Annotated[bool, Query(description="Show passages of the same wording once.")] = True,
) -> SearchResponse:
    """The best passages, the rules stated in each, facets of all, and a card when the query names something."""
    request = SearchRequest(q=q, filters=filters, limit=limit, after=after, fold=fold)
    return SearchResponse.of(services.engine.search(request, reader))


@router.get("/suggest", summary="Ways to go on with what was typed")
def suggest(
    services: CurrentServices,
    reader: CurrentReader,
    q: Annotated[str, Query(max_length=200, description="What was typed so far.", examples=["值"])],
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> SuggestResponse:
    """Entities first, then words of the collection."""
    found = services.engine.suggest(q, reader, limit)
    return SuggestResponse(suggestions=[SuggestionModel.of(suggestion) for suggestion in found])


@router.post(
    "/ask", summary="Ask a question", dependencies=[Depends(only_json)], responses=documented(400, 403, 413, 415)
)
def ask(services: CurrentServices, reader: CurrentReader, asked: AskRequest) -> AskResponse:
    """An answer made of quotes; where nothing in the collection states it, it says so."""
    return AskResponse.of(services.engine.ask(asked.question, reader))
