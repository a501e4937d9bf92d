"""One read: a transaction of one moment, and what its reader may see."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from neo4j import ManagedTransaction, Record

from graph.access import Reader
from graph.store.memo import Memos

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """Queries name the reader's condition with `open` or `open_doc`; its parameters are always given."""

    tx: ManagedTransaction
    commit: int
    reader: Reader
    memos: Memos

    def counted(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` counts at this moment for this reader, made once a commit."""
        return self.memos.counts.get(self.commit, (self.reader, key), make)

    def listed(self, key: Hashable, make: Callable[[], T]) -> T:
        """The same for long lists."""
        return self.memos.lists.get(self.commit, (self.reader, key), make)

    def open(self, node: str = "d") -> str:
        """The condition on a document, or its record, under which the reader may open it."""
        if self.reader.levels is None:
            return "true"
        return f"({node}.level IN $levels AND ({node}.groups = [] OR any(g IN {node}.groups WHERE g IN $groups)))"

    def open_doc(self, document: str) -> str:
        """The same where the query has but the id of the document."""
        if self.reader.levels is None:
            return "true"
        return f"EXISTS {{ MATCH (opened:Document {{id: {document}}}) WHERE {self.open('opened')} }}"

    def all(self, query: str, **parameters: Any) -> list[Record]:
        """All records."""
        given = {"levels": sorted(self.reader.levels or ()), "groups": sorted(self.reader.groups)}
        return list(self.tx.run(query, parameters | given))

    def first(self, query: str, **parameters: Any) -> Record | None:
        """The first record, None where there is none."""
        found = self.all(query, **parameters)
        return found[0] if found else None

    def count(self, query: str, **parameters: Any) -> int:
        """The one number that the query gives."""
        return int(self.all(query, **parameters)[0][0])
