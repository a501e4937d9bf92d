"""The small file beside the library in which is kept what people do, and is no part of it.

Losing it loses no document, and a rebuild leaves it alone.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from graph.errors import StoreFull
from search_api.errors import SearchesBroken

Stamp = tuple[int, int, bytes]
_COUNTER = slice(24, 28)
"""Bytes of the file in which SQLite counts the changes of a database that has no WAL."""


class KeptFile:
    """Some tables in the file of a data folder, made when something is first written.

    Safe from several threads and processes.
    """

    schema: ClassVar[str]
    """The tables, made where they are missing."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "searches.db"

    def stamp(self) -> Stamp:
        """Another one whenever the file has changed, by whatever process."""
        try:
            with self._path.open("rb", buffering=0) as file:
                found = os.fstat(file.fileno())
                # Two changes within one tick of the clock differ in this.
                return (found.st_mtime_ns, found.st_size, file.read(_COUNTER.stop)[_COUNTER])
        except OSError:
            return (0, 0, b"")

    def rows(self, query: str, *values: object) -> Sequence[sqlite3.Row]:
        """What a query finds; nothing where nothing was written yet."""
        if not self._path.exists():
            return []
        with self._connected() as db:
            try:
                return db.execute(query, values).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):  # another process is just making the file
                    return []
                raise

    @contextmanager
    def changed(self) -> Iterator[sqlite3.Connection]:
        """One transaction over the file, which is made if need be."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SearchesBroken(str(self._path), error.strerror or "无法建立") from error
        with self._connected() as db:
            db.executescript(self.schema)
            with db:
                yield db

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=10)) as db:
                db.row_factory = sqlite3.Row
                yield db
        except sqlite3.DatabaseError as error:
            if "full" in str(error):
                raise StoreFull from error
            raise SearchesBroken(str(self._path), str(error)) from error


def when(text: str) -> datetime:
    """A time as it is kept."""
    return datetime.fromisoformat(text)
