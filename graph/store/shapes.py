"""What a store is asked for, what it tells, and what it did: the same shapes for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from graph.access import Access
from graph.corrections.model import Action, Correction, Target
from graph.corrections.replay import Standing
from graph.quote import Quote
from graph.schema import EdgeKind, NodeKind
from ingest.model import DateInterval, DocumentKind, Force, Modality, Rule

T = TypeVar("T")


class PutStatus(StrEnum):
    """What `Writer.put` did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Put:
    """The outcome of `Writer.put`; `commit` is the transaction that holds it."""

    status: PutStatus
    document_id: str
    commit: int


@dataclass(frozen=True, slots=True)
class SourceState:
    """Which document a source (a path, an upload) stands for, and which extractor made its record."""

    document_id: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Change:
    """One document was written or deleted in transaction `commit`."""

    commit: int
    document_id: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in a promised order; `next` is given back to get what follows, None at the end."""

    items: tuple[T, ...]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One line of the list of documents."""

    id: str
    file: str
    title: str
    kind: DocumentKind
    date: DateInterval
    date_basis: str
    place: str | None
    speaker_post: str | None
    encoding: str
    characters: int
    access: Access
    rules: int
    abilities: int
    formulas: int
    noise: int


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """A rule as it stands in the graph."""

    id: str
    passage_id: str
    quote: Quote
    rule: Rule


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with the rules stated in it, in text order."""

    id: str
    quote: Quote
    rules: tuple[RuleRecord, ...]


@dataclass(frozen=True, slots=True)
class RuleFilter:
    """Which rules: every field that is not None must hold."""

    duty: str | None = None
    role: str | None = None
    modality: Modality | None = None
    force: Force | None = None
    document_id: str | None = None
    has_deadline: bool | None = None
    has_sanction: bool | None = None


@dataclass(frozen=True, slots=True)
class CorrectionFilter:
    """Which corrections: every field that is not None must hold."""

    document_id: str | None = None
    target: Target | None = None
    action: Action | None = None
    undone: bool | None = None


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A correction as it stands on one document; on a later version of a document it stands once more."""

    standing: Standing
    document_id: str | None
    """The document that it holds for; None for names."""
    file: str = ""
    title: str = ""

    @property
    def correction(self) -> Correction:
        """What a person said."""
        return self.standing.correction


@dataclass(frozen=True, slots=True)
class EntitySummary:
    """A duty, role, ability or formula with what supports it: `evidence` counts rules (duty, role) or mentions."""

    kind: NodeKind
    name: str
    documents: int
    evidence: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class FormulaVariant:
    """One list of members that documents give for a formula, with where they give it."""

    count: int
    members: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One duty, role, ability or formula. `mentions` are capped quotes (abilities, formulas)."""

    summary: EntitySummary
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    mentions: tuple[Quote, ...]
    variants: tuple[FormulaVariant, ...]


@dataclass(frozen=True, slots=True)
class NodeRef:
    """A node: `key` identifies it within its kind, `label` is what people read."""

    kind: NodeKind
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """An edge as people see it: how many documents bear it out, and some of their words."""

    kind: EdgeKind
    source: NodeRef
    target: NodeRef
    documents: int
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A node and its links, the best borne out first; `total` counts them before the cap."""

    centre: NodeRef
    links: tuple[Link, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What the reader's collection holds."""

    documents: int
    passages: int
    rules: int
    by_kind: Mapping[NodeKind, int]
    by_modality: Mapping[Modality, int]
    characters: int


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents: every field that is not None must hold."""

    words: str | None = None
    """In the title or the name of the file, in capitals or not."""
    kind: DocumentKind | None = None
    year: int | None = None
    """Of its last day, else of its first: as the facet has it."""

    @property
    def values(self) -> dict[str, str | int | None]:
        """As both engines ask for it."""
        return {"words": self.words and self.words.lower(), "kind": self.kind and self.kind.value, "year": self.year}


EVERY_DOCUMENT = DocumentFilter()
