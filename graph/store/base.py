"""What every store does. A store opens, a `Writer` writes, a `View` reads for one `Reader`.

Embedded or served, the library (original bytes, extracted records, people's corrections) is the truth and the graph is
derived from it: what a view tells of a document is its record as people have put it right.
One document is one transaction: a view never sees half of one. Every transaction has a number (commit) that only
grows, so that an index can say which it holds.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from graph.access import Access, Reader
from graph.corrections.ledger import Ledger
from graph.corrections.model import Correction
from graph.corrections.replay import Replayed
from graph.link.candidates import Shelved
from graph.marks import Mark, MarkKind
from graph.quote import Quote
from graph.schema import EdgeKind, NodeKind
from graph.store.shapes import (
    EVERY_DOCUMENT,
    Change,
    CorrectionFilter,
    CorrectionRecord,
    DocumentFilter,
    DocumentSummary,
    Entity,
    EntitySummary,
    Neighbourhood,
    Page,
    PassageRecord,
    Put,
    RuleFilter,
    RuleRecord,
    SourceState,
    Stats,
)
from ingest.model import Document


class Writer(ABC):
    """Writes; each method is one transaction, durable when it returns. Raises `StoreBusy`, `StoreFull`."""

    @abstractmethod
    def put(self, document: Document, original: bytes, *, source: str, access: Access, extractor: str) -> Put:
        """Makes `source` stand for `document`.

        A document that has lost its last source goes, with all that only it supported; the one that takes its place
        inherits its corrections. The same bytes from two
        sources are one document. The same record by the same extractor is UNCHANGED and makes no commit.
        """

    @abstractmethod
    def delete(self, document_id: str) -> int:
        """Removes the document, its sources and all that only it supported; returns the commit. Raises `NotFound`.

        Its corrections are kept for the day when the same bytes come in again; until then nobody hears of them.
        """

    @abstractmethod
    def correct(self, draft: Correction) -> int:
        """Keeps the correction, completed, and derives again what it touches; returns the commit.

        One with an id that is known is kept already, and makes no commit. Raises `NotFound` (no such document),
        `BadCorrection`, `QuoteNotFound`, `QuoteAmbiguous`, and `AlreadyCorrected` where the author has not seen the
        last correction of the same thing.
        """

    @abstractmethod
    def undo(self, correction_id: str, *, by: str, at: datetime) -> int:
        """Lets the correction count no more; returns the commit. Raises `NotFound`, `AlreadyUndone`."""

    @abstractmethod
    def take_over(self, ledger: Ledger) -> int:
        """Keeps corrections and notes of another library as they are, known ones as they stand there.

        Returns the commit.
        """

    @abstractmethod
    def mark(self, mark: Mark) -> None:
        """Keeps the note in the place of what stood under its key. Nothing is derived of notes: they make no commit."""

    @abstractmethod
    def unmark(self, kind: MarkKind, key: str) -> None:
        """Takes the note away, where it is there."""

    @abstractmethod
    def rebuild(self) -> int:
        """Drops all that is derived and makes it again from the library; returns the commit."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of what the writer holds."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class View(ABC):
    """Reads for one reader: what they may not open is as if it were not there, in counts too."""

    @abstractmethod
    def sources(self) -> Mapping[str, SourceState]:
        """Every source and what it stands for."""

    @abstractmethod
    def documents(
        self, where: DocumentFilter = EVERY_DOCUMENT, *, after: str | None = None, limit: int = 50
    ) -> Page[DocumentSummary]:
        """Documents by title, then id."""

    @abstractmethod
    def summary(self, document_id: str) -> DocumentSummary:
        """One line about the document. Raises `NotFound`."""

    def document(self, document_id: str) -> Document:
        """The extracted record as people have put it right. Raises `NotFound`."""
        return self.review(document_id).document

    @abstractmethod
    def review(self, document_id: str) -> Replayed:
        """The record as extracted, as people have put it right, and how each correction stands. Raises `NotFound`."""

    @abstractmethod
    def corrections(
        self, where: CorrectionFilter, *, after: str | None = None, limit: int = 50
    ) -> Page[CorrectionRecord]:
        """Corrections of documents that the reader may open, and of names borne out there: the newest first."""

    @abstractmethod
    def conflicts(
        self, *, document_id: str | None = None, after: str | None = None, limit: int = 50
    ) -> Page[CorrectionRecord]:
        """Those of them that are in conflict, the newest first."""

    @abstractmethod
    def correction(self, correction_id: str) -> CorrectionRecord:
        """One correction, on the document that it was made on where that is there. Raises `NotFound`."""

    @abstractmethod
    def original(self, document_id: str) -> bytes:
        """The bytes as they came in. Raises `NotFound`."""

    @abstractmethod
    def passages(self, ids: Sequence[str]) -> Mapping[str, PassageRecord]:
        """The passages with these ids; ids that are gone are left out."""

    @abstractmethod
    def rules(self, where: RuleFilter, *, after: str | None = None, limit: int = 50) -> Page[RuleRecord]:
        """Rules: hard before soft, those with a deadline or sanction first, then newest first, then by id."""

    @abstractmethod
    def rule(self, rule_id: str) -> RuleRecord:
        """One rule. Raises `NotFound`."""

    @abstractmethod
    def entities(
        self, kind: NodeKind, *, prefix: str = "", after: str | None = None, limit: int = 50
    ) -> Page[EntitySummary]:
        """Roles, duties, abilities or formulas, the best borne out first, then by name."""

    @abstractmethod
    def entity(self, kind: NodeKind, name: str) -> Entity:
        """One of them. Raises `NotFound`."""

    @abstractmethod
    def neighbourhood(
        self, kind: NodeKind, key: str, *, kinds: frozenset[EdgeKind] | None = None, limit: int = 30
    ) -> Neighbourhood:
        """The links of one node, the best borne out first. Raises `NotFound`."""

    @abstractmethod
    def mentions(self, kind: NodeKind, name: str, *, limit: int) -> Sequence[Quote]:
        """Where an ability or formula is named, the newest first; none of what is not there."""

    @abstractmethod
    def marks(self, kind: MarkKind) -> Sequence[Mark]:
        """The notes of a kind in order of their keys, without those on documents that the reader may not open."""

    # What lineage asks, see `graph.link.candidates.Shelf`.

    @abstractmethod
    def sharing(self, bands: Sequence[int], most: int) -> Mapping[int, Sequence[str]]:
        """For each band that at most `most` statements have: their keys."""

    @abstractmethod
    def shelved(self, keys: Sequence[str]) -> Mapping[str, Shelved]:
        """The statements with these keys; keys that are gone are left out."""

    @abstractmethod
    def stated(self, document_id: str) -> Sequence[Shelved]:
        """The statements of a document in text order; none of one that is not there."""

    @abstractmethod
    def document_ids(self) -> Sequence[str]:
        """All documents, in order of their ids."""

    @abstractmethod
    def stats(self) -> Stats:
        """Counts over all that the reader may see."""


class GraphStore(ABC):
    """An open store. Views and writers may be used from several threads, one thread each."""

    @property
    @abstractmethod
    def id(self) -> str:
        """A random name given when the store was made, so that an index knows whose commits it holds."""

    @abstractmethod
    def last_commit(self) -> int:
        """The number of the last transaction, 0 in an empty store."""

    @abstractmethod
    def changes(self, since: int) -> Sequence[Change]:
        """What happened after commit `since`, oldest first, one entry a document (its last)."""

    @abstractmethod
    def access(self, document_id: str) -> Access:
        """What the document asks of its readers. Raises `NotFound`."""

    @abstractmethod
    def ledger(self) -> Ledger:
        """All corrections and notes that the library keeps, undone ones and those of deleted documents too."""

    @abstractmethod
    def writer(self) -> Writer:
        """Something to write with."""

    @abstractmethod
    def view(self, reader: Reader) -> View:
        """Something to read with, for this reader."""

    @abstractmethod
    def close(self) -> None:
        """Closes all connections."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
