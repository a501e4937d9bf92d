"""Lineage (沿革): where a rule was first stated, two documents side by side, and a chain to take away."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from graph.access import Reader
from search_api.exports.lineage import lineage_csv, lineage_docx
from search_api.models import ComparisonModel, LineageModel
from search_api.routers.documents import attachment
from search_api.web.dependencies import CurrentReader, CurrentServices, DocumentId, RuleId, Services
from search_api.web.problems import documented

router = APIRouter(tags=["lineage"])
MAX_TRACED = 2_000
Text = Annotated[
    str, Query(min_length=1, max_length=MAX_TRACED, description="Sentences to trace.", examples=["不该说的不说"])
]


class ExportFormat(StrEnum):
    """In what a lineage is taken away."""

    DOCX = "docx"
    CSV = "csv"


Format = Annotated[ExportFormat, Query(description="A Word document to read, or a table.", examples=["csv"])]
_TYPES = {
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportFormat.CSV: "text/csv",
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The chain, oldest first, with each change and its source.",
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _TYPES.values()},
        "headers": {"Content-Disposition": {"schema": {"type": "string"}, "description": "A name for the file."}},
    }
}


@router.get("/rules/{rule_id}/lineage", summary="Where a rule was first stated", responses=documented(404))
def fetch_lineage(services: CurrentServices, reader: CurrentReader, rule_id: RuleId) -> LineageModel:
    """The chain of each sentence that the rule stands in: who said it first here, who is credited with it, who
    repeated it, and what each did to its words."""
    return LineageModel.of(services.lineage.of_rule(rule_id, reader))


@router.get("/lineage", summary="Where some words were first stated", responses=documented(404))
def trace_words(services: CurrentServices, reader: CurrentReader, text: Text) -> LineageModel:
    """The chain of each sentence of free words that the collection has anything like."""
    return LineageModel.of(services.lineage.of_text(text, reader))


@router.get(
    "/rules/{rule_id}/lineage/export",
    summary="A rule's lineage as a file",
    response_class=Response,
    responses=_FILE | documented(404),
)
def export_lineage(services: CurrentServices, reader: CurrentReader, rule_id: RuleId, format: Format) -> Response:
    """The same as a Word document or a table, with the source of each statement."""
    return _file(LineageModel.of(services.lineage.of_rule(rule_id, reader)), format)


@router.get(
    "/lineage/export",
    summary="The lineage of some words as a file",
    response_class=Response,
    responses=_FILE | documented(404),
)
def export_traced(services: CurrentServices, reader: CurrentReader, text: Text, format: Format) -> Response:
    """The same as a Word document or a table, with the source of each statement."""
    return _file(LineageModel.of(services.lineage.of_text(text, reader)), format)


@router.get("/documents/{document_id}/compare/{other_id}", summary="Two documents compared", responses=documented(404))
def compare_documents(
    services: CurrentServices, reader: CurrentReader, document_id: DocumentId, other_id: DocumentId
) -> ComparisonModel:
    """The sentences of two documents with all that the later one restates, and, where the two are versions of one
    text, what became of each article."""
    return _compared(services, reader, document_id, other_id)


def _compared(services: Services, reader: Reader, one: str, other: str) -> ComparisonModel:
    found = services.lineage.compared(one, other, reader)
    view = services.store.view(reader)
    return ComparisonModel.of(found, view.summary(found.earlier_id), view.summary(found.later_id))


def _file(lineage: LineageModel, wanted: ExportFormat) -> Response:
    data = lineage_docx(lineage) if wanted is ExportFormat.DOCX else lineage_csv(lineage)
    headers = {"Content-Disposition": attachment(f"沿革.{wanted.value}")}
    return Response(data, media_type=_TYPES[wanted], headers=headers)
