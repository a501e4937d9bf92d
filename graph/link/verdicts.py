"""What people decide about conflicts: kept by the two rules, so that what was dismissed stays dismissed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter

from graph.errors import NotFound
from graph.marks import Mark, MarkKind

WORD = "冲突"


class Decision(StrEnum):
    """What a person says of a conflict."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision about the conflict of two rules, which `conflict_id` names."""

    conflict_id: str
    decision: Decision
    note: str
    by: str
    at: datetime


_VERDICT = TypeAdapter(Verdict)


def conflict_id(one: str, other: str) -> str:
    """What the conflict of two rules is known by, whichever of them is the older."""
    return "-".join(sorted((one, other)))


def marked(verdict: Verdict, documents: tuple[str, ...]) -> Mark:
    """The verdict as a library keeps it; `documents` are those of the two rules."""
    return Mark(MarkKind.VERDICT, verdict.conflict_id, _VERDICT.dump_json(verdict).decode(), documents)


def verdict_of(mark: Mark) -> Verdict:
    """What `marked` kept."""
    return _VERDICT.validate_json(mark.record)


def rules_of(key: str) -> tuple[str, str]:
    """The ids of the two rules of a conflict. Raises `NotFound`."""
    one, dash, other = key.partition("-")
    if not dash or not one or not other or conflict_id(one, other) != key:
        raise NotFound(WORD, key)
    return one, other
