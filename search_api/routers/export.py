"""Taking out: the graph, and corrected documents as gold for measuring the extractor."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response, StreamingResponse

from graph.corrections.gold import export, gold_of
from graph.export import parts
from search_api.exports.graph import FORMATS, GraphFormat
from search_api.web.dependencies import CurrentReader, CurrentServices
from search_api.web.problems import documented

router = APIRouter(tags=["export"])
_GOLD: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "One document as JSON, or all corrected ones as JSON Lines, in the format of the gold files.",
        "content": {
            "application/x-ndjson": {"schema": {"type": "string"}, "example": '{"file": "讲话.txt", "rules": []}\n'},
        },
    }
}
_GRAPH: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "JSON Lines, or GraphML.",
        "content": {media_type: {"schema": {"type": "string"}} for media_type, _ in FORMATS.values()},
    }
}
Format = Annotated[GraphFormat, Query(description="JSON Lines for programs, GraphML for those that draw graphs.")]


@router.get("/export/graph", summary="The whole graph", response_class=Response, responses=_GRAPH | documented())
def export_graph(services: CurrentServices, reader: CurrentReader, format: Format = GraphFormat.JSONL) -> Response:
    """Each node, and each edge once for each place that bears it out, with the words there. Links between documents
    are taken away as lineage."""
    media_type, written = FORMATS[format]
    return StreamingResponse(written(parts(services.store.view(reader))), media_type=media_type)


@router.get(
    "/export/gold", summary="Corrected documents as gold", response_class=Response, responses=_GOLD | documented(404)
)
def export_gold(
    services: CurrentServices,
    reader: CurrentReader,
    document_id: Annotated[str | None, Query(min_length=1, max_length=100)] = None,
) -> Response:
    """What the extractor found as people have put it right: one document, or a line for each that was corrected."""
    if document_id is not None:
        lines: Iterator[str] = iter([_line(gold_of(services.store.view(reader), document_id))])
    else:
        lines = (_line(document) for document in export(services.store, reader))
    return StreamingResponse(lines, media_type="application/x-ndjson")


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False) + "\n"
