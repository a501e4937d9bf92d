"""The one thing that HTTP and the command line search with: a store and the index that follows it."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from graph.access import Reader
from graph.store.base import GraphStore
from search_api.index.base import SearchIndex
from search_api.results import (
    Answer,
    Card,
    FoundHit,
    Intent,
    SearchRequest,
    SearchResult,
    Suggestion,
    SuggestionKind,
)

__all__ = [
    "Answer",
    "Card",
    "Engine",
    "FoundHit",
    "Intent",
    "SearchRequest",
    "SearchResult",
    "Suggestion",
    "SuggestionKind",
]


class Engine:
    """Searches a store. Safe to use from several threads."""

    def __init__(self, store: GraphStore, index: SearchIndex) -> None:
        self._store = store
        self._index = index

    def catch_up(self) -> int:
        """Brings the index to the store's last commit; returns how many documents were brought over."""
        raise NotImplementedError

    def search(self, request: SearchRequest, reader: Reader) -> SearchResult:
        """The best passages. Never an error for any `q`; raises `BadCursor`."""
        raise NotImplementedError

    def suggest(self, prefix: str, reader: Reader, limit: int = 8) -> Sequence[Suggestion]:
        """Ways to go on with what was typed: entities first, then words of the collection."""
        raise NotImplementedError

    def ask(self, question: str, reader: Reader) -> Answer:
        """An answer made of quotes."""
        raise NotImplementedError

    def close(self) -> None:
        """Closes the index and the store."""
        self._index.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
