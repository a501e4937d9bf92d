"""One read: a connection inside its snapshot, and what its reader may see."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from graph.access import Reader
from graph.store.sqlite import rows


@dataclass(frozen=True, slots=True)
class Scope:
    """Queries name the reader's condition with `open` or `open_doc`; its parameters are always given."""

    db: sqlite3.Connection
    reader: Reader

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
