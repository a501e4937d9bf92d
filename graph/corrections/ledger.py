"""What a library remembers of corrections, and what they make of a record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from graph.corrections.model import Conflict, ConflictKind, Correction, State
from graph.corrections.names import Names, renamed
from graph.corrections.replay import Replayed, Standing, replay
from graph.marks import Mark
from ingest.model import Document, Span

_CORRECTION = TypeAdapter(Correction)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that people said of a library, and which document took the place of which: it inherits its corrections."""

    corrections: tuple[Correction, ...] = ()
    successions: tuple[tuple[str, str], ...] = ()
    """(later, earlier) ids."""
    marks: tuple[Mark, ...] = ()
    """In order of kind and key."""


def corrected(record: Document, corrections: Iterable[Correction], names: Names) -> Replayed:
    """The record as people have put it right, under the names of the collection."""
    played = replay(record, corrections)
    return replace(played, document=renamed(played.document, names))


def dump(correction: Correction) -> str:
    """The correction as JSON."""
    return _CORRECTION.dump_json(correction).decode()


def load(text: str) -> Correction:
    """The correction in what `dump` gave."""
    return _CORRECTION.validate_json(text)


def standing_values(standing: Standing) -> dict[str, Any]:
    """How a correction stands, JSON-ready and without the correction itself."""
    conflict = standing.conflict
    return {
        "state": standing.state.value,
        "span": [standing.span.start, standing.span.end] if standing.span else None,
        "index": standing.index,
        "conflict": conflict and conflict.kind.value,
        "now": None if conflict is None or conflict.now is None else dict(conflict.now),
        "other": conflict and conflict.other,
    }


def standing_of(correction: Correction, values: dict[str, Any]) -> Standing:
    """The standing of `correction` that `standing_values` told of."""
    conflict = None
    if values["conflict"] is not None:
        conflict = Conflict(ConflictKind(values["conflict"]), correction, values["now"], values["other"])
    span = Span(*values["span"]) if values["span"] else None
    return Standing(correction, State(values["state"]), span, values["index"], conflict)
