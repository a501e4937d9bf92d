"""Corrections (校订): what people say of documents, rules and names; undoing; conflicts."""

import logging
import secrets
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from graph.access import Reader
from graph.corrections.explain import explanations
from graph.corrections.model import Action, Anchor, Correction, Naming, Resolution, Target
from graph.corrections.queue import queue
from graph.corrections.settle import conflict_of, settled
from graph.reading import read_again
from graph.store.base import Writer
from graph.store.shapes import CorrectionFilter
from ingest.errors import ZhiguiError
from search_api.author import author
from search_api.models import (
    AnchorModel,
    ConflictModel,
    CorrectionModel,
    CorrectionRequest,
    DocumentModel,
    DocumentPatch,
    DocumentRef,
    ExplanationsModel,
    NameCorrectionRequest,
    Page,
    QueuedModel,
    ResolutionRequest,
    RuleCorrectionRequest,
)
from search_api.web.dependencies import (
    After,
    CorrectionId,
    CurrentReader,
    CurrentServices,
    DocumentId,
    Limit,
    RuleId,
    Services,
    only_json,
)
from search_api.web.problems import documented

router = APIRouter(tags=["corrections"])
_log = logging.getLogger(__name__)
_REFUSED = documented(400, 403, 404, 409, 413, 415)
_By = Annotated[str | None, Query(max_length=80, description="Who does so; the service's account if nobody is named.")]
_Document = Annotated[str | None, Query(min_length=1, max_length=100)]
_HANDED_IN: dict[str, Any] = {"dependencies": [Depends(only_json)], "responses": _REFUSED}
_MADE = _HANDED_IN | {"status_code": 201}


@router.post(
    "/documents/{document_id}/corrections",
    summary="Correct something in a document",
    **_MADE,
)
def correct_document(
    services: CurrentServices, reader: CurrentReader, document_id: DocumentId, body: CorrectionRequest
) -> CorrectionModel:
    """Accepts, changes, rejects or adds a heading, rule, ability, formula, attribution or noise, or changes what the
    document itself is. The correction holds for later versions of the document and newer extractors too."""
    services.store.view(reader).summary(document_id)
    return _kept(services, reader, _of_words(body, body.target, document_id, _anchor(body.anchor)))


@router.post(
    "/rules/{rule_id}/corrections",
    summary="Correct a rule",
    **_MADE,
)
def correct_rule(
    services: CurrentServices, reader: CurrentReader, rule_id: RuleId, body: RuleCorrectionRequest
) -> CorrectionModel:
    """Accepts, changes or rejects a rule."""
    quote = services.store.view(reader).rule(rule_id).quote
    return _kept(
        services, reader, _of_words(body, Target.RULE, quote.document_id, Anchor(quote.text, start=quote.start))
    )


@router.post(
    "/names/corrections",
    summary="Merge or split names",
    **_MADE,
)
def correct_names(services: CurrentServices, reader: CurrentReader, body: NameCorrectionRequest) -> CorrectionModel:
    """Makes several names of one kind one, or one name two, in the whole collection."""
    view = services.store.view(reader)
    for name in body.names:
        view.entity(body.kind.kind, name)  # what the reader may not see is not there to name
    naming = Naming(body.kind.kind, tuple(body.names), body.into, body.word)
    return _kept(services, reader, _draft(body, action=body.action, target=Target.NAME, naming=naming))


@router.patch(
    "/documents/{document_id}",
    summary="Set a document's date",
    **_HANDED_IN,
)
def patch_document(
    services: CurrentServices, reader: CurrentReader, document_id: DocumentId, body: DocumentPatch
) -> DocumentModel:
    """Sets when the document was said; null where nobody knows."""
    services.store.view(reader).summary(document_id)
    fields = body.date.model_dump(mode="json") if body.date else {}
    draft = _draft(body, action=Action.DATE, target=Target.DOCUMENT, document_id=document_id, fields=fields)
    _kept(services, reader, draft)
    return DocumentModel.of(services.store.view(reader).summary(document_id))


@router.get("/documents/{document_id}/explanations", summary="Why things were found", responses=documented(404))
def fetch_explanations(services: CurrentServices, reader: CurrentReader, document_id: DocumentId) -> ExplanationsModel:
    """Every finding of a document with its finder, cue, how its names were resolved, doubts and corrections."""
    view = services.store.view(reader)
    summary = view.summary(document_id)
    return ExplanationsModel.of(explanations(view.review(document_id)), DocumentRef.of(summary))


@router.get("/corrections", summary="Corrections", responses=documented(404))
def list_corrections(
    services: CurrentServices,
    reader: CurrentReader,
    document_id: _Document = None,
    target: Target | None = None,
    action: Action | None = None,
    undone: bool | None = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[CorrectionModel]:
    """Corrections for which every filter given holds, the newest first, with who made and undid them."""
    where = CorrectionFilter(document_id=document_id, target=target, action=action, undone=undone)
    found = services.store.view(reader).corrections(where, after=after, limit=limit)
    return Page[CorrectionModel].of(found, CorrectionModel.of_record)


@router.get("/corrections/queue", summary="Findings to look at", responses=documented(404))
def list_queue(
    services: CurrentServices, reader: CurrentReader, after: After = None, limit: Limit = 10
) -> Page[QueuedModel]:
    """The next documents with findings that are doubtful and that nobody has judged; `total` counts all documents.

    Where the next hundred documents have none, `items` is empty and `next` goes on."""
    return Page[QueuedModel].of(queue(services.store.view(reader), after=after, limit=limit), QueuedModel.of)


@router.get("/corrections/conflicts", summary="Corrections in conflict", responses=documented(404))
def list_conflicts(
    services: CurrentServices,
    reader: CurrentReader,
    document_id: _Document = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[ConflictModel]:
    """Corrections that could not be replayed as they were meant, the newest first."""
    found = services.store.view(reader).conflicts(document_id=document_id, after=after, limit=limit)
    return Page[ConflictModel].of(found, ConflictModel.of)


@router.post(
    "/corrections/{correction_id}/resolution",
    summary="Settle a conflict",
    **_HANDED_IN,
)
def settle_conflict(
    services: CurrentServices, reader: CurrentReader, correction_id: CorrectionId, body: ResolutionRequest
) -> CorrectionModel:
    """Keeps the correction against what stands against it, drops it, or moves it to other words."""
    view = services.store.view(reader)
    if body.document_id is not None:
        view.summary(body.document_id)
    record = conflict_of(view, correction_id, body.document_id)
    if body.resolution is Resolution.DROP:
        return _undone(services, reader, correction_id, author(body.by))
    draft = settled(
        record, body.resolution, _new_id(), by=author(body.by), at=datetime.now(UTC), anchor=_anchor(body.anchor)
    )
    return _kept(services, reader, draft)


@router.delete("/corrections/{correction_id}", summary="Undo a correction", responses=documented(403, 404, 409))
def undo_correction(
    services: CurrentServices, reader: CurrentReader, correction_id: CorrectionId, by: _By = None
) -> CorrectionModel:
    """Lets a correction count no more; it stays in the list, with who undid it."""
    services.store.view(reader).correction(correction_id)  # what the reader may not see is not there to undo
    return _undone(services, reader, correction_id, author(by))


def _of_words(
    body: CorrectionRequest | RuleCorrectionRequest, target: Target, document_id: str, anchor: Anchor | None
) -> Correction:
    """What is said of something that stands at words of a document."""
    moved, fields = _anchor(body.moved), body.fields
    return _draft(
        body, action=body.action, target=target, document_id=document_id, anchor=anchor, moved=moved, fields=fields
    )


def _draft(
    body: CorrectionRequest | RuleCorrectionRequest | NameCorrectionRequest | DocumentPatch, **given: Any
) -> Correction:
    return Correction(id=_new_id(), by=author(body.by), at=datetime.now(UTC), note=body.note, seen=body.seen, **given)


def _kept(services: Services, reader: Reader, draft: Correction) -> CorrectionModel:
    with services.store.writer() as writer:
        writer.correct(draft)
        _read_again(services, writer, draft)
    services.follower.wake()
    return CorrectionModel.of_record(services.store.view(reader).correction(draft.id))


def _undone(services: Services, reader: Reader, correction_id: str, by: str) -> CorrectionModel:
    with services.store.writer() as writer:
        writer.undo(correction_id, by=by, at=datetime.now(UTC))
        record = services.store.view(reader).correction(correction_id)
        _read_again(services, writer, record.correction)
    services.follower.wake()
    return CorrectionModel.of_record(services.store.view(reader).correction(correction_id))


def _read_again(services: Services, writer: Writer, correction: Correction) -> None:
    """Lets what is no noise be extracted as any text; the correction holds even where that cannot be done now."""
    if (correction.target, correction.action) != (Target.NOISE, Action.REJECT) or correction.document_id is None:
        return
    try:
        read_again(services.store, writer, correction.document_id)
    except ZhiguiError as error:
        _log.warning("document %s could not be read again: %s", correction.document_id, error)


def _anchor(model: AnchorModel | None) -> Anchor | None:
    return None if model is None else model.anchor


def _new_id() -> str:
    return secrets.token_hex(8)
