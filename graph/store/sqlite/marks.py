"""What people note beside the documents, in the SQLite store."""

import json
import sqlite3

from graph.marks import Mark, MarkKind
from graph.store.sqlite.rows import to_json
from graph.store.sqlite.scope import Scope


def keep(db: sqlite3.Connection, mark: Mark) -> None:
    """Writes the note in the place of what stood under its key."""
    row = (mark.kind.value, mark.key, mark.record, to_json(mark.documents))
    db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)", row)


def forget(db: sqlite3.Connection, kind: MarkKind, key: str) -> None:
    """Takes the note away."""
    db.execute("DELETE FROM marks WHERE kind = ? AND name = ?", (kind.value, key))


def everything(db: sqlite3.Connection) -> tuple[Mark, ...]:
    """All that is noted."""
    return tuple(map(_mark, db.execute("SELECT * FROM marks ORDER BY kind, name")))


def of_kind(scope: Scope, kind: MarkKind) -> tuple[Mark, ...]:
    """What the reader may hear of."""
    closed = (
        "FALSE"
        if scope.reader.levels is None
        else f"""EXISTS (SELECT 1 FROM json_each(m.documents) j
        WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = j.value AND {scope.open}))"""
    )
    found = scope.all(f"SELECT * FROM marks m WHERE m.kind = :kind AND NOT {closed} ORDER BY m.name", kind=kind.value)
    return tuple(map(_mark, found))


def _mark(row: sqlite3.Row) -> Mark:
    return Mark(MarkKind(row["kind"]), row["name"], row["record"], tuple(json.loads(row["documents"])))
