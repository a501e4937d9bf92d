"""One read: a connection inside its snapshot, and what its reader may see."""

import sqlite3
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.access import Reader
from graph.store.memo import Memos
from graph.store.sqlite import rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """Queries name the reader's condition with `open` or `open_doc`; its parameters are always given."""

    db: sqlite3.Connection
    reader: Reader
    memos: Memos

    def counted(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` counts in this snapshot for this reader, made once a commit."""
        return self.memos.counts.get(self._commit(), (self.reader, key), make)

    def listed(self, key: Hashable, make: Callable[[], T]) -> T:
        """The same for long lists."""
        return self.memos.lists.get(self._commit(), (self.reader, key), make)

    def _commit(self) -> int:
        return int(self.db.execute("SELECT last_commit FROM store").fetchone()[0])

    @property
    def open(self) -> str:
        """The condition on documents `d` under which the reader may open them."""
        return rows.visible(self.reader)

    def open_doc(self, column: str) -> str:
        """The same on a column that holds documents.n, for counting without a join."""
        return rows.visible_doc(self.reader, column)

    def all(self, query: str, **parameters: Any) -> list[sqlite3.Row]:
        """All rows."""
        return self.db.execute(query, parameters | rows.reader_parameters(self.reader)).fetchall()

    def first(self, query: str, **parameters: Any) -> sqlite3.Row | None:
        """The first row, None where there is none."""
        row: sqlite3.Row | None = self.db.execute(query, parameters | rows.reader_parameters(self.reader)).fetchone()
        return row

    def count(self, query: str, **parameters: Any) -> int:
        """The one number that the query gives."""
        row = self.first(query, **parameters)
        return 0 if row is None else int(row[0])
