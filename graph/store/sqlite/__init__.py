"""Library and graph in one SQLite file in WAL mode: readers never wait for the writer, several processes may read."""

from collections.abc import Sequence
from pathlib import Path

from graph.access import Access, Reader
from graph.corrections.ledger import Ledger
from graph.errors import NotFound
from graph.schema import WORDS, NodeKind
from graph.store.base import GraphStore
from graph.store.memo import Memos
from graph.store.shapes import Change
from graph.store.sqlite import ledger
from graph.store.sqlite.connections import Connections
from graph.store.sqlite.view import SqliteView
from graph.store.sqlite.writer import SqliteWriter


class SqliteStore(GraphStore):
    """The file at `path`, made where it is missing. `patience`: seconds to wait while another process writes."""

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        self._connections = Connections(path, patience=patience)
        self._memos = Memos()
        with self._connections.snapshot() as db:
            self._id = str(db.execute("SELECT id FROM store").fetchone()[0])

    @property
    def path(self) -> Path:
        """The file."""
        return self._connections.path

    @property
    def id(self) -> str:
        return self._id

    def last_commit(self) -> int:
        with self._connections.snapshot() as db:
            return int(db.execute("SELECT last_commit FROM store").fetchone()[0])

    def changes(self, since: int) -> Sequence[Change]:
        with self._connections.snapshot() as db:
            found = db.execute(
                "SELECT * FROM changes WHERE number > ? ORDER BY number, document_id", (since,)
            ).fetchall()
        return [Change(row["number"], row["document_id"], bool(row["deleted"])) for row in found]

    def access(self, document_id: str) -> Access:
        with self._connections.snapshot() as db:
            row = db.execute("SELECT n, level FROM library WHERE id = ?", (document_id,)).fetchone()
            if row is None:
                raise NotFound(WORDS[NodeKind.DOCUMENT], document_id)
            groups = db.execute("SELECT name FROM access_groups WHERE doc = ?", (row["n"],)).fetchall()
        return Access(row["level"], frozenset(group["name"] for group in groups))

    def ledger(self) -> Ledger:
        with self._connections.snapshot() as db:
            return ledger.everything(db)

    def writer(self) -> SqliteWriter:
        return SqliteWriter(self._connections)

    def view(self, reader: Reader) -> SqliteView:
        return SqliteView(self._connections, reader, self._memos)

    def close(self) -> None:
        self._connections.close()
