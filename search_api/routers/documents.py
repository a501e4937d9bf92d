"""Documents: the list, one, its text with everything found in it, its bytes; uploading and deleting."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile
from fastapi.responses import Response as PlainResponse

from graph.store.base import View
from graph.store.shapes import DocumentFilter, RuleFilter, RuleRecord
from ingest.model import DocumentKind
from search_api.models import DocumentModel, JobModel, Page, TextModel
from search_api.web.dependencies import (
    MAX_NAME,
    After,
    CurrentReader,
    CurrentServices,
    DocumentId,
    Limit,
    Year,
    only_multipart,
)
from search_api.web.problems import documented

router = APIRouter(tags=["documents"])
MAX_FILES = 200
_RULES_AT_ONCE = 500
_BYTES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The bytes, always as a download: nothing that was uploaded is shown or run by a browser.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        "headers": {"Content-Disposition": {"schema": {"type": "string"}, "description": "The file's own name."}},
    }
}
_ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {
        "description": "The files are safe on disk and queued.",
        "headers": {"Location": {"schema": {"type": "string"}, "description": "Where to follow the job."}},
        "links": {"job": {"operationId": "fetch_job", "parameters": {"job_id": "$response.body#/id"}}},
    }
}


@router.get("/documents", summary="All documents", responses=documented(404))
def list_documents(
    services: CurrentServices,
    reader: CurrentReader,
    q: Annotated[str | None, Query(max_length=MAX_NAME, description="Words of the title or the file's name.")] = None,
    kind: DocumentKind | None = None,
    year: Year | None = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[DocumentModel]:
    """Documents by title, those for which every filter given holds."""
    where = DocumentFilter(q or None, kind, year)
    return Page[DocumentModel].of(
        services.store.view(reader).documents(where, after=after, limit=limit), DocumentModel.of
    )


@router.get("/documents/{document_id}", summary="One document", responses=documented(404))
def fetch_document(services: CurrentServices, reader: CurrentReader, document_id: DocumentId) -> DocumentModel:
    """What the document is and how much was found in it."""
    return DocumentModel.of(services.store.view(reader).summary(document_id))


@router.get("/documents/{document_id}/text", summary="A document's text with spans", responses=documented(404))
def fetch_text(services: CurrentServices, reader: CurrentReader, document_id: DocumentId) -> TextModel:
    """The text as decoded from the file, with every heading, rule, ability, formula, attribution and noise in it."""
    view = services.store.view(reader)
    return TextModel.of(view.summary(document_id), view.document(document_id), _all_rules(view, document_id))


@router.get(
    "/documents/{document_id}/original",
    summary="A document's original bytes",
    response_class=PlainResponse,
    responses=_BYTES | documented(404),
)
def fetch_original(services: CurrentServices, reader: CurrentReader, document_id: DocumentId) -> Response:
    """The file as it came in."""
    view = services.store.view(reader)
    headers = {"Content-Disposition": attachment(view.summary(document_id).file)}
    return PlainResponse(view.original(document_id), media_type="application/octet-stream", headers=headers)


@router.post(
    "/documents",
    summary="Upload documents",
    status_code=202,
    dependencies=[Depends(only_multipart)],
    responses=_ACCEPTED | documented(400, 403, 413, 415, 507),
)
def upload_documents(
    services: CurrentServices,
    response: Response,
    files: Annotated[
        list[UploadFile],
        File(min_length=1, max_length=MAX_FILES, description="One or more .txt, .md, .docx, .pdf or .html files."),
    ],
) -> JobModel:
    """Takes the files and answers with a job to follow; a file that cannot be read says why there."""
    job = services.jobs.create((file.filename or "", file.file) for file in files)
    services.worker.wake()
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobModel.of(job)


@router.delete("/documents/{document_id}", summary="Delete a document", status_code=204, responses=documented(403, 404))
def delete_document(services: CurrentServices, reader: CurrentReader, document_id: DocumentId) -> None:
    """Removes the document and all that only it supported."""
    services.store.view(reader).summary(document_id)  # what the reader may not see is not there to delete
    with services.store.writer() as writer:
        writer.delete(document_id)
    services.follower.wake()


def attachment(file: str) -> str:
    """The Content-Disposition of a download with this name: RFC 6266, the name itself as RFC 5987 says."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in file)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file, safe='', errors='replace')}"


def _all_rules(view: View, document_id: str) -> list[RuleRecord]:
    found: list[RuleRecord] = []
    after = None
    while True:
        page = view.rules(RuleFilter(document_id=document_id), after=after, limit=_RULES_AT_ONCE)
        found.extend(page.items)
        after = page.next
        if after is None:
            return found
