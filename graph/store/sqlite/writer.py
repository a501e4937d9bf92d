"""Writes to the SQLite store: each method is one transaction."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from graph.access import Access
from graph.corrections.check import prepared, prepared_name
from graph.corrections.ledger import Ledger, corrected
from graph.corrections.model import Correction, Target
from graph.corrections.names import Names
from graph.errors import NotFound
from graph.marks import Mark, MarkKind
from graph.schema import WORDS, NodeKind
from graph.store.base import Writer
from graph.store.corrections import WORD, undone
from graph.store.shapes import Put, PutStatus
from graph.store.sqlite import derive, ledger, marks, shelf
from graph.store.sqlite.connections import Connections, errors, transaction
from graph.store.sqlite.rows import pack, unpack
from ingest import record
from ingest.model import Document


class SqliteWriter(Writer):
    """Writes over a connection of its own."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._db = connections.open_writer()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with errors(self._connections.path), transaction(self._db, "IMMEDIATE"):
            yield self._db

    def put(self, document: Document, original: bytes, *, source: str, access: Access, extractor: str) -> Put:
        data = record.dump(document).encode()
        made = _Made.of(self._db, document)  # before the lock is taken: the work of a second for a long document
        with self._transaction() as db:
            known = _known(db, document.id)
            before = _standing(db, source)
            rewrite = known is None or _differs(db, known, data, extractor, before)
            n = known["n"] if known else _next(db)
            inherits = before not in (None, n) and ledger.inherit(db, document.id, _id(db, before))
            if rewrite:
                if known:
                    shelf.forget(db, n)
                    db.execute("DELETE FROM documents WHERE n = ?", (n,))
                _keep(db, n, document.id, original, data, extractor, access)
                derive.write(db, n, made.now(db).derived, access)
            elif inherits:
                _derive_again(db, n)
            opened = known is not None and _set_access(db, n, access)
            if before != n:
                db.execute("INSERT OR REPLACE INTO sources VALUES (?, ?)", (source, n))
            gone = _drop_if_unsupported(db, before) if before not in (None, n) else None
            if not (rewrite or inherits or opened or gone):
                return Put(PutStatus.UNCHANGED, document.id, _last(db))
            commit = _advance(db)
            _log(db, commit, document.id, deleted=False)
            if gone:
                _log(db, commit, gone, deleted=True)
        fresh = known is None and before is None
        return Put(PutStatus.ADDED if fresh else PutStatus.REPLACED, document.id, commit)

    def delete(self, document_id: str) -> int:
        with self._transaction() as db:
            known = _known(db, document_id)
            if known is None:
                raise NotFound(WORDS[NodeKind.DOCUMENT], document_id)
            _drop(db, known["n"])
            commit = _advance(db)
            _log(db, commit, document_id, deleted=True)
        return commit

    def correct(self, draft: Correction) -> int:
        with self._transaction() as db:
            if ledger.get(db, draft.id) is not None:
                return _last(db)
            kept = _prepared(db, draft)
            ledger.keep(db, kept)
            return _follow(db, [kept])

    def undo(self, correction_id: str, *, by: str, at: datetime) -> int:
        with self._transaction() as db:
            known = ledger.get(db, correction_id)
            if known is None:
                raise NotFound(WORD, correction_id)
            kept = undone(known, by, at)
            ledger.keep(db, kept)
            return _follow(db, [kept])

    def take_over(self, theirs: Ledger) -> int:
        with self._transaction() as db:
            changed = [c for c in theirs.corrections if ledger.get(db, c.id) != c]
            for correction in changed:
                ledger.keep(db, correction)
            new = [pair for pair in theirs.successions if ledger.succeed(db, *pair)]
            inheriting = [c for later, _ in new for c in ledger.of_document(db, later)]
            for mark in theirs.marks:
                marks.keep(db, mark)
            if not changed and not new:
                return _last(db)
            return _follow(db, [*changed, *inheriting])

    def mark(self, mark: Mark) -> None:
        with self._transaction() as db:
            marks.keep(db, mark)

    def unmark(self, kind: MarkKind, key: str) -> None:
        with self._transaction() as db:
            marks.forget(db, kind, key)

    def rebuild(self) -> int:
        with self._transaction() as db:
            derive.clear(db)
            commit = _advance(db)
            for n, document_id in db.execute("SELECT n, id FROM library ORDER BY n").fetchall():
                _derive_again(db, n)
                _log(db, commit, document_id, deleted=False)
        return commit

    def close(self) -> None:
        self._connections.close_writer(self._db)


@dataclass(frozen=True, slots=True)
class _Made:
    """The derived rows of a record, and the corrections that they were made with."""

    record: Document
    corrections: tuple[Correction, ...]
    names: Names
    derived: derive.Derived

    @classmethod
    def of(cls, db: sqlite3.Connection, record: Document) -> "_Made":
        corrections, names = ledger.of_document(db, record.id), ledger.names(db)
        return cls(record, corrections, names, derive.derive(corrected(record, corrections, names)))

    def now(self, db: sqlite3.Connection) -> "_Made":
        """The same where nobody has corrected anything meanwhile, else made anew."""
        if (self.corrections, self.names) == (ledger.of_document(db, self.record.id), ledger.names(db)):
            return self
        return _Made.of(db, self.record)


def _prepared(db: sqlite3.Connection, draft: Correction) -> Correction:
    if draft.target is Target.NAME:
        return prepared_name(ledger.of_names(db), draft)
    row = db.execute("SELECT n FROM library WHERE id = ?", (draft.document_id,)).fetchone()
    if row is None or draft.document_id is None:
        raise NotFound(WORDS[NodeKind.DOCUMENT], draft.document_id or "")
    return prepared(_record(db, row["n"]), ledger.of_document(db, draft.document_id), draft)


def _follow(db: sqlite3.Connection, corrections: Iterable[Correction]) -> int:
    """Derives again what the corrections touch; returns the commit."""
    touched = dict.fromkeys(document for correction in corrections for document in ledger.touched(db, correction))
    commit = _advance(db)
    for n, document_id in touched:
        _derive_again(db, n)
        _log(db, commit, document_id, deleted=False)
    return commit


def _derive_again(db: sqlite3.Connection, n: int) -> None:
    level = db.execute("SELECT level FROM library WHERE n = ?", (n,)).fetchone()["level"]
    shelf.forget(db, n)
    db.execute("DELETE FROM documents WHERE n = ?", (n,))
    derive.write(db, n, _Made.of(db, _record(db, n)).derived, Access(level, _groups(db, n)))


def _record(db: sqlite3.Connection, n: int) -> Document:
    return record.load(unpack(db.execute("SELECT record FROM library WHERE n = ?", (n,)).fetchone()["record"]).decode())


def _id(db: sqlite3.Connection, n: int | None) -> str:
    return str(db.execute("SELECT id FROM library WHERE n = ?", (n,)).fetchone()["id"])


def _known(db: sqlite3.Connection, document_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute("SELECT n, extractor FROM library WHERE id = ?", (document_id,)).fetchone()
    return row


def _standing(db: sqlite3.Connection, source: str) -> int | None:
    """The number of the document that the source stands for."""
    row = db.execute("SELECT doc FROM sources WHERE source = ?", (source,)).fetchone()
    return row and int(row[0])


def _next(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(n), 0) + 1 FROM library").fetchone()[0])


def _differs(db: sqlite3.Connection, known: sqlite3.Row, data: bytes, extractor: str, before: int | None) -> bool:
    """Whether the record is to be written anew.

    The same bytes under another name give another record (a name can hold the title and the date): the record of the
    first source stays until the extractor changes.
    """
    if known["extractor"] != extractor:
        return True
    if before != known["n"]:
        return False
    kept = db.execute("SELECT record FROM library WHERE n = ?", (known["n"],)).fetchone()[0]
    return unpack(kept) != data


def _keep(
    db: sqlite3.Connection, n: int, document_id: str, original: bytes, data: bytes, extractor: str, access: Access
) -> None:
    """Writes the library's part: bytes, record, access."""
    sha256 = hashlib.sha256(original).hexdigest()
    packed = pack(original)
    small = len(packed) < len(original)  # .docx and .pdf are compressed already
    db.execute("INSERT OR IGNORE INTO originals VALUES (?, ?, ?)", (sha256, small, packed if small else original))
    db.execute(
        """INSERT INTO library VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (n) DO UPDATE SET extractor = excluded.extractor, record = excluded.record""",
        (n, document_id, sha256, extractor, access.level, pack(data)),
    )
    _set_groups(db, n, access)


def _set_access(db: sqlite3.Connection, n: int, access: Access) -> bool:
    """Whether the document's access was another one."""
    level = db.execute("SELECT level FROM library WHERE n = ?", (n,)).fetchone()[0]
    if Access(level, _groups(db, n)) == access:
        return False
    db.execute("UPDATE library SET level = ? WHERE n = ?", (access.level, n))
    db.execute("UPDATE documents SET level = ?, grouped = ? WHERE n = ?", (access.level, bool(access.groups), n))
    _set_groups(db, n, access)
    return True


def _set_groups(db: sqlite3.Connection, n: int, access: Access) -> None:
    db.execute("DELETE FROM access_groups WHERE doc = ?", (n,))
    db.executemany("INSERT INTO access_groups VALUES (?, ?)", ((n, name) for name in sorted(access.groups)))


def _groups(db: sqlite3.Connection, n: int) -> frozenset[str]:
    return frozenset(row[0] for row in db.execute("SELECT name FROM access_groups WHERE doc = ?", (n,)))


def _drop_if_unsupported(db: sqlite3.Connection, n: int | None) -> str | None:
    """The id of the document, which has gone, where no source is left for it."""
    if n is None or db.execute("SELECT 1 FROM sources WHERE doc = ?", (n,)).fetchone():
        return None
    return _drop(db, n)


def _drop(db: sqlite3.Connection, n: int) -> str:
    """The id of the document that has gone; all that hangs on its row goes with it."""
    shelf.forget(db, n)
    row = db.execute("DELETE FROM library WHERE n = ? RETURNING id, sha256", (n,)).fetchall()[0]
    db.execute(
        "DELETE FROM originals WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM library WHERE sha256 = ?1)",
        (row["sha256"],),
    )
    return str(row["id"])


def _last(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT last_commit FROM store").fetchone()[0])


def _advance(db: sqlite3.Connection) -> int:
    db.execute("UPDATE store SET last_commit = last_commit + 1")
    return _last(db)


def _log(db: sqlite3.Connection, commit: int, document_id: str, *, deleted: bool) -> None:
    db.execute("INSERT OR REPLACE INTO changes VALUES (?, ?, ?)", (document_id, commit, deleted))
