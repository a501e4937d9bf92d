"""A correction (校订): what a person says of a document or a name, apart from what the extractor says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from graph.schema import NodeKind

FINDER = "校订"
"""Stands as finder of what people changed or added."""


class Action(StrEnum):
    """What a correction does."""

    ACCEPT = "accept"
    """It is right as it stands."""
    CHANGE = "change"
    REJECT = "reject"
    ADD = "add"
    DATE = "date"
    MERGE = "merge"
    SPLIT = "split"


class Target(StrEnum):
    """What a correction is about."""

    RULE = "rule"
    ABILITY = "ability"
    FORMULA = "formula"
    ATTRIBUTION = "attribution"
    HEADING = "heading"
    NOISE = "noise"
    DOCUMENT = "document"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a document and what stands around them, so that they are found again in a changed text.

    The shape is the TextQuoteSelector of the W3C's Web Annotation model; `start` is where they stood, a first guess.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """What a correction says of the names of one kind.

    A merge: all `names` are called `into`. A split: what is called `names[0]` in words that hold `word` is called
    `into`.
    """

    kind: NodeKind
    names: tuple[str, ...]
    into: str
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that a person put right; never changed but for being undone."""

    id: str
    action: Action
    target: Target
    by: str
    at: datetime
    document_id: str | None = None
    """The document that it was made on; None for names."""
    anchor: Anchor | None = None
    """The words that it is about; None for a document as a whole and for names."""
    moved: Anchor | None = None
    """The words that the thing should stand at instead."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """New values by field, JSON-ready; places within the text are told by their words."""
    was: Mapping[str, Any] | None = None
    """All that the extractor said of the thing when it was corrected, in the same form; None where it said nothing."""
    naming: Naming | None = None
    note: str = ""
    seen: str | None = None
    """The last correction of the same thing that its author knew of."""
    replaces: str | None = None
    """The correction that this one settles a conflict of: in the same document it counts no more."""
    undone_by: str | None = None
    undone_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        """Whether nobody has undone it."""
        return self.undone_at is None


class ConflictKind(StrEnum):
    """Why a person has to look again."""

    LOST = "lost"
    """The words are no longer in the text, or stand there more than once and nothing tells them apart."""
    FINDER = "finder"
    """The extractor says something else now than what was corrected; the correction holds meanwhile."""
    CONTRADICTION = "contradiction"
    """An earlier correction, unknown to this one's author, says something else; the earlier holds meanwhile."""
    INVALID = "invalid"
    """This version of the program has no such field, or does not take the value."""


class Resolution(StrEnum):
    """What becomes of a correction that is in conflict."""

    KEEP = "keep"
    """The person is right, against what the extractor or the earlier correction says now."""
    DROP = "drop"
    """It is undone."""
    MOVE = "move"
    """It is about these other words."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction that could not be replayed as it was meant, on one document."""

    kind: ConflictKind
    correction: Correction
    now: Mapping[str, Any] | None = None
    """What the extractor says of the thing now, where it says anything."""
    other: str | None = None
    """The id of the correction that contradicts it."""


class State(StrEnum):
    """How a correction stands on one document."""

    APPLIED = "applied"
    REPLACED = "replaced"
    UNDONE = "undone"
    CONFLICT = "conflict"
