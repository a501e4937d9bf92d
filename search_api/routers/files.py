"""Results as files, and files of queries."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile

from search_api.exports.batch import queries_in
from search_api.exports.paper import DOCX, paper_of
from search_api.exports.sheet import CSV, batch_sheet, sheet_of
from search_api.kept.misses import note_miss
from search_api.models import SearchResponse
from search_api.results import SearchRequest
from search_api.routers.documents import attachment
from search_api.web.dependencies import CurrentReader, CurrentServices, SearchAsked, only_multipart
from search_api.web.problems import documented

router = APIRouter(tags=["search"])
MOST_HITS = 1_000
MOST_HITS_OF_EACH = 50
Hits = Annotated[int, Query(ge=1, le=MOST_HITS, description="Hits in the file.")]
EachHits = Annotated[int, Query(ge=1, le=MOST_HITS_OF_EACH, description="Hits of each query.")]


def as_file(media_type: str) -> dict[int | str, dict[str, Any]]:
    """How a route says that it answers with a file."""
    schema = {"type": "string"} if media_type == CSV else {"type": "string", "format": "binary"}
    return {
        200: {
            "description": "The file, as a download.",
            "content": {media_type: {"schema": schema}},
            "headers": {"Content-Disposition": {"schema": {"type": "string"}, "description": "Its name."}},
        }
    }


SHEET_FOR_SHEET: dict[str, Any] = {
    "response_class": Response,
    "dependencies": [Depends(only_multipart)],
    "responses": as_file(CSV) | documented(400, 403, 413, 415),
}
"""How a route says that it takes a CSV and answers with one."""


@router.get(
    "/export/search.csv", summary="Hits as a sheet", response_class=Response, responses=as_file(CSV) | documented()
)
def export_sheet(
    services: CurrentServices, reader: CurrentReader, asked: SearchAsked, limit: Hits = MOST_HITS
) -> Response:
    """UTF-8 with a mark, so that Excel opens it; no cell is taken for a formula."""
    found = SearchResponse.of(services.engine.search(replace(asked, limit=limit), reader))
    return download(sheet_of(found.hits).encode(), CSV, "检索结果.csv")


@router.get(
    "/export/search.docx", summary="Hits as a paper", response_class=Response, responses=as_file(DOCX) | documented()
)
def export_paper(services: CurrentServices, reader: CurrentReader, asked: SearchAsked, limit: Hits = 100) -> Response:
    """Each hit a quote with its source."""
    found = SearchResponse.of(services.engine.search(replace(asked, limit=limit), reader))
    return download(paper_of(found), DOCX, "检索结果.docx")


@router.post(
    "/search/batch",
    summary="Search for each line of a sheet",
    **SHEET_FOR_SHEET,
)
def search_batch(
    services: CurrentServices,
    reader: CurrentReader,
    file: Annotated[UploadFile, File(description="A CSV: one query a line, or a column headed 检索词 or q.")],
    limit: EachHits = 3,
) -> Response:
    """The best hits of each query, as a sheet; a query without hits says so on a line of its own."""
    answers = []
    for query in queries_in(file.file.read()):
        asked = SearchRequest(q=query, limit=limit)
        result = services.engine.search(asked, reader)
        note_miss(services.records, asked, result)
        answers.append(SearchResponse.of(result))
    return download(batch_sheet(answers).encode(), CSV, "批量检索结果.csv")


def download(content: bytes, media_type: str, name: str) -> Response:
    """A file under its name."""
    return Response(content, media_type=media_type, headers={"Content-Disposition": attachment(name)})
