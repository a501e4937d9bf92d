"""Lists of corrections, the same for every engine: which, in which order, page by page.

People write corrections one by one, so that all of them are few enough to be put in order here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from graph.access import Reader
from graph.corrections.model import Correction, Naming, State
from graph.corrections.replay import Standing
from graph.errors import AlreadyUndone, NotFound
from graph.store.cursors import cursor, page, parse_cursor
from graph.store.shapes import CorrectionFilter, CorrectionRecord, Page

WORD = "校订"


def listed(
    records: Iterable[CorrectionRecord], where: CorrectionFilter, after: str | None, limit: int
) -> Page[CorrectionRecord]:
    """A page of those for which the filter holds, the newest first."""
    held = sorted((record for record in records if _holds(record, where)), key=_key, reverse=True)
    shown = held
    if after is not None:
        last = tuple(parse_cursor(after, str, str, str))
        shown = [record for record in held if _key(record) < last]
    return page(tuple(shown[: limit + 1]), limit, len(held), lambda record: cursor(*_key(record)))


def one(records: Iterable[CorrectionRecord], correction_id: str) -> CorrectionRecord:
    """The record of the correction on the document that it was made on, else on another. Raises `NotFound`."""
    found = [record for record in records if record.correction.id == correction_id]
    if not found:
        raise NotFound(WORD, correction_id)
    return min(
        found, key=lambda record: (record.document_id != record.correction.document_id, record.document_id or "")
    )


def _key(record: CorrectionRecord) -> tuple[str, str, str]:
    at = record.correction.at.astimezone(UTC).isoformat(timespec="microseconds")
    return at, record.correction.id, record.document_id or ""


def in_conflict(records: Iterable[CorrectionRecord]) -> list[CorrectionRecord]:
    """Those that a person has to look at again."""
    return [record for record in records if record.standing.conflict is not None]


def _holds(record: CorrectionRecord, where: CorrectionFilter) -> bool:
    correction = record.correction
    wanted = (
        (where.document_id, record.document_id),
        (where.target, correction.target),
        (where.action, correction.action),
        (where.undone, not correction.is_active),
    )
    return all(value is None or value == found for value, found in wanted)


def of_names(
    corrections: Iterable[Correction], reader: Reader, borne_out: Callable[[Naming], bool]
) -> Iterator[CorrectionRecord]:
    """Merges and splits that the reader may know of: those with a name that is borne out where they may look."""
    for correction in corrections:
        naming = correction.naming
        if naming is not None and (reader.levels is None or borne_out(naming)):
            yield _of_name(correction)


def _of_name(correction: Correction) -> CorrectionRecord:
    """The record of a merge or split, which holds for the collection as a whole."""
    state = State.APPLIED if correction.is_active else State.UNDONE
    return CorrectionRecord(Standing(correction, state), None)


def undone(correction: Correction, by: str, at: datetime) -> Correction:
    """The correction, undone. Raises `AlreadyUndone`."""
    if correction.undone_at is not None:
        raise AlreadyUndone(correction.id, correction.undone_by or "", correction.undone_at)
    return replace(correction, undone_by=by, undone_at=at)
