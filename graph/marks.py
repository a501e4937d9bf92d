"""What people note beside the documents: verdicts about conflicts, rules that they follow. Nothing is derived of it."""

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """What is noted."""

    VERDICT = "verdict"
    FOLLOW = "follow"


@dataclass(frozen=True, slots=True)
class Mark:
    """One note: `key` is its own within its kind, `record` what it says as JSON.

    Nobody hears of it who may not open all of `documents`; it outlives them.
    """

    kind: MarkKind
    key: str
    record: str
    documents: tuple[str, ...] = ()
