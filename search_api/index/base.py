"""What every index does. Engines get token streams made by one analysis, so they agree on what matches.

An index follows a store: it knows whose commits it holds and up to which, and is brought up to date by `apply`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from graph.access import Reader
from search_api.index.fields import Entry, ExactField, FacetField, IndexQuery


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matched, with its score (comparable within one search only)."""

    passage_id: str
    document_id: str
    score: float
    shown: str = ""
    """What is kept of the passage for those who rank it, see `search_api.index.shown`."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The best hits, how many there are in all, and how they fall on each facet (value → count), all for one reader."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[FacetField, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class State:
    """Which store, up to which commit, analysed how: anything else than the expected one means a rebuild."""

    store_id: str
    commit: int
    fingerprint: str


class SearchIndex(ABC):
    """An open index. Searching is safe from several threads while one thread applies changes."""

    @abstractmethod
    def state(self) -> State | None:
        """What the index holds; None when it is empty or was made by another version."""

    @abstractmethod
    def turn(self) -> AbstractContextManager[None]:
        """Inside, nobody else writes. Raises `IndexBusy` where another process does."""

    @abstractmethod
    def apply(self, state: State, *, removed: Sequence[str], added: Sequence[Entry], clear: bool = False) -> None:
        """Takes out all entries of the documents `removed`, puts in `added`, and holds `state`, all at once.

        `clear` empties the index first. Raises `IndexBusy` when another process is writing.
        """

    @contextmanager
    def renewal(self) -> Iterator[None]:
        """Inside, what is applied after a `clear` may stay unseen until the end, and is dropped where it breaks off.

        An engine that cannot keep two versions side by side shows each batch as it comes. Raises `IndexBusy`.
        """
        yield

    @abstractmethod
    def search(self, query: IndexQuery, reader: Reader, *, offset: int = 0, limit: int = 10) -> Hits:
        """The best hits from `offset` on, and the facets of all."""

    @abstractmethod
    def total(self, query: IndexQuery, reader: Reader) -> int:
        """How many passages match."""

    @abstractmethod
    def words(self, prefix: str, reader: Reader, *, limit: int = 10) -> Sequence[tuple[str, int]]:
        """Words that begin so in passages which the reader may open, with the number of passages, most first."""

    @abstractmethod
    def values(self, field: ExactField, reader: Reader) -> Sequence[tuple[str, int]]:
        """Values in passages which the reader may open, with the number of passages, most first."""

    @abstractmethod
    def refresh(self) -> None:
        """Sees what other processes have written."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of the files."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
