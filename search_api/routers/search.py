"""Searching, and going on with what was typed."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response

from search_api.kept.misses import is_miss, note_miss
from search_api.models import (
    MAX_QUERY,
    DocumentHitsModel,
    SearchResponse,
    SuggestionModel,
    SuggestResponse,
)
from search_api.results import SearchRequest, SearchResult
from search_api.web.dependencies import After, CurrentReader, CurrentServices, DocumentId, Limit, SearchAsked
from search_api.web.problems import documented

router = APIRouter(tags=["search"])


@router.get("/search", summary="Find passages", responses=documented(404), response_model=SearchResponse)
def search(
    services: CurrentServices,
    reader: CurrentReader,
    asked: SearchAsked,
    limit: Limit = 10,
    after: After = None,
    explain: Annotated[bool, Query(description="Whether each hit says why it stands where it stands.")] = False,
) -> Response:
    """The best passages, the rules stated in each, facets of all, and a card when the query names something."""
    request = replace(asked, limit=limit, after=after, explain=explain)
    answer, missed = services.engine.told(request, reader, _told)
    if missed:
        note_miss(services.records, request)
    return Response(answer, media_type="application/json")


def _told(asked: SearchRequest, result: SearchResult) -> tuple[bytes, bool]:
    """The answer as JSON at once (checked a second time, it takes twice as long to send), and whether it is a miss."""
    return SearchResponse.of(result).model_dump_json().encode(), is_miss(asked, result)


@router.get("/documents/{document_id}/hits", summary="Hits in one document", responses=documented(404))
def find_within(
    services: CurrentServices,
    reader: CurrentReader,
    document_id: DocumentId,
    q: Annotated[str, Query(max_length=MAX_QUERY, description="As in a search.", examples=["值班要求"])],
) -> DocumentHitsModel:
    """All that a search finds in a document, in text order, for stepping from one to the next."""
    return DocumentHitsModel.of(services.engine.hits_in(document_id, q, reader))


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
