"""Puts documents into an index; one that the index cannot take is left out and named, and holds up no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.errors import ZhiguiError
from search_api.errors import IndexRefused
from search_api.index.base import SearchIndex, State
from search_api.index.fields import Entry

_CHANCE = 3
"""Of so few documents all may be at fault; where all of more are refused, it is the index that is."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an index is to hold of one document: its entries, or the error that came of making them."""

    document_id: str
    entries: Sequence[Entry] = ()
    error: Exception | None = None


@dataclass(slots=True)
class Taking:
    """One batch on its way into an index, from the state before it to the state after."""

    index: SearchIndex
    before: State
    after: State
    clear: bool
    refused: dict[str, Exception] = field(default_factory=dict)

    def take(self, parts: Sequence[Part]) -> Mapping[str, Exception]:
        """Puts in what can be; returns why which documents were left out. Raises what is no fault of a document."""
        self.refused = {part.document_id: part.error for part in parts if part.error is not None}
        try:
            self._apply(parts, self.after)
        except Exception as error:
            if not may_be_one_document(error):
                raise
            # What is put in meanwhile does not count as held: cut short, all of it is done again.
            self._narrow(parts, error)
            if len(self.refused) == len(parts) > _CHANCE:
                raise
            self._apply([Part(key) for key in self.refused], self.after)
        return self.refused

    def _narrow(self, parts: Sequence[Part], error: Exception) -> None:
        """Puts in all but what is at fault, of documents that together were refused."""
        if len(parts) == 1:
            self.refused[parts[0].document_id] = error
            return
        middle = len(parts) // 2
        for half in (parts[:middle], parts[middle:]):
            try:
                self._apply(half, self.before)
            except Exception as inner:
                if not may_be_one_document(inner):
                    raise
                self._narrow(half, inner)

    def _apply(self, parts: Sequence[Part], state: State) -> None:
        removed = [part.document_id for part in parts]
        self.index.apply(state, removed=removed, added=[e for part in parts for e in part.entries], clear=self.clear)
        self.clear = False


def may_be_one_document(error: Exception) -> bool:
    """Whether it may come of a single document: not where the store or the index is away, busy, full or closed."""
    return isinstance(error, IndexRefused) or not isinstance(error, ZhiguiError)
