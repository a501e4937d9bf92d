"""What becomes of a correction in conflict, once a person has decided."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from graph.corrections.model import Anchor, ConflictKind, Correction, Resolution
from graph.errors import BadCorrection, NotInConflict
from graph.store.base import View
from graph.store.shapes import CorrectionRecord

_PAGE = 200


def conflict_of(view: View, correction_id: str, document_id: str | None) -> CorrectionRecord:
    """The correction in conflict, on this document or the first. Raises `NotFound`, `NotInConflict`."""
    for record in _conflicts(view, document_id):
        if record.correction.id == correction_id:
            return record
    view.correction(correction_id)  # of one that is not there, or not for this reader, that is said
    raise NotInConflict(correction_id)


def settled(
    record: CorrectionRecord, resolution: Resolution, draft_id: str, *, by: str, at: datetime, anchor: Anchor | None
) -> Correction:
    """The correction that takes the place of the one in conflict, for `keep` and `move`. Raises `BadCorrection`."""
    old, conflict = record.correction, record.standing.conflict
    if resolution is Resolution.MOVE and anchor is None:
        raise BadCorrection("请给出它在现在的原文中所指的文字")
    if resolution is Resolution.KEEP and conflict is not None and conflict.kind is ConflictKind.LOST:
        raise BadCorrection("它所指的文字已不在原文中，请改指别处的文字，或撤销它")
    moves = resolution is Resolution.MOVE
    return replace(
        old,
        id=draft_id,
        by=by,
        at=at,
        document_id=record.document_id,
        anchor=anchor if moves else old.anchor,
        moved=None if moves else old.moved,
        seen=(conflict and conflict.other) or old.seen,
        replaces=old.id,
    )


def _conflicts(view: View, document_id: str | None) -> Iterator[CorrectionRecord]:
    after = None
    while True:
        page = view.conflicts(document_id=document_id, after=after, limit=_PAGE)
        yield from page.items
        after = page.next
        if after is None:
            return
