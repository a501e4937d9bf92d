"""Corrections in the SQLite store: kept, found for a document, and as they stand for a reader."""

import json
import sqlite3
from functools import partial

from graph.corrections import ledger
from graph.corrections.ledger import Ledger
from graph.corrections.model import Correction, Naming, Target
from graph.corrections.names import Names
from graph.corrections.replay import Replayed, Standing
from graph.store import corrections
from graph.store.shapes import CorrectionRecord
from graph.store.sqlite import marks
from graph.store.sqlite.rows import to_json
from graph.store.sqlite.scope import Scope

_LINE = """WITH RECURSIVE line (id) AS (
    SELECT :id UNION SELECT s.earlier FROM successions s JOIN line ON s.later = line.id)"""
"""The document and all whose place it took."""
_HEIRS = """WITH RECURSIVE heirs (id) AS (
    SELECT :id UNION SELECT s.later FROM successions s JOIN heirs ON s.earlier = heirs.id)"""
"""The document and all that took its place."""


def of_document(db: sqlite3.Connection, document_id: str) -> tuple[Correction, ...]:
    """All that people said of the document and of those whose place it took."""
    found = db.execute(
        f"{_LINE} SELECT c.record FROM corrections c WHERE c.document_id IN (SELECT id FROM line) ORDER BY c.id",
        {"id": document_id},
    )
    return tuple(ledger.load(row["record"]) for row in found)


def of_names(db: sqlite3.Connection) -> tuple[Correction, ...]:
    """All that people said of names."""
    found = db.execute("SELECT record FROM corrections WHERE target = ? ORDER BY id", (Target.NAME,))
    return tuple(ledger.load(row["record"]) for row in found)


def get(db: sqlite3.Connection, correction_id: str) -> Correction | None:
    """One correction."""
    row = db.execute("SELECT record FROM corrections WHERE id = ?", (correction_id,)).fetchone()
    return row and ledger.load(row["record"])


def everything(db: sqlite3.Connection) -> Ledger:
    """All that is kept."""
    found = db.execute("SELECT record FROM corrections ORDER BY id").fetchall()
    pairs = db.execute("SELECT later, earlier FROM successions ORDER BY later, earlier").fetchall()
    return Ledger(
        tuple(ledger.load(row["record"]) for row in found),
        tuple((row["later"], row["earlier"]) for row in pairs),
        marks.everything(db),
    )


def keep(db: sqlite3.Connection, correction: Correction) -> None:
    """Writes the correction in the place of what stood under its id."""
    db.execute(
        "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?)",
        (correction.id, correction.document_id, correction.target.value, ledger.dump(correction)),
    )


def inherit(db: sqlite3.Connection, later: str, earlier: str) -> bool:
    """Whether the later document inherits what it did not have before: only a corrected one has something to leave."""
    return bool(of_document(db, earlier)) and succeed(db, later, earlier)


def succeed(db: sqlite3.Connection, later: str, earlier: str) -> bool:
    """Writes down that one took the place of the other; whether that is new."""
    return db.execute("INSERT OR IGNORE INTO successions VALUES (?, ?)", (later, earlier)).rowcount > 0


def touched(db: sqlite3.Connection, correction: Correction) -> list[tuple[int, str]]:
    """The documents (number, id) that the correction makes a difference to."""
    if correction.naming is not None:
        return _named(db, correction.naming)
    found = db.execute(
        f"{_HEIRS} SELECT n, id FROM library WHERE id IN (SELECT id FROM heirs) ORDER BY n",
        {"id": correction.document_id},
    )
    return [(row["n"], row["id"]) for row in found]


def _named(db: sqlite3.Connection, naming: Naming) -> list[tuple[int, str]]:
    found = db.execute(
        """SELECT DISTINCT l.n, l.id FROM support s JOIN library l ON l.n = s.doc
        WHERE s.kind = ? AND s.name IN (SELECT value FROM json_each(?)) ORDER BY l.n""",
        (naming.kind.value, to_json(names(db).reach(naming))),
    )
    return [(row["n"], row["id"]) for row in found]


def standing_rows(played: Replayed) -> list[tuple[str, str]]:
    """The derived rows of a document, but for its number."""
    return [(s.correction.id, to_json(ledger.standing_values(s))) for s in played.standings]


def names(db: sqlite3.Connection) -> Names:
    """The names of the collection."""
    return Names.of(of_names(db))


def records(scope: Scope, document_id: str | None = None, correction_id: str | None = None) -> list[CorrectionRecord]:
    """What the reader may know of: corrections on documents that they may open, and of names borne out there."""
    found = scope.all(
        f"""SELECT c.record, x.standing, d.id, d.file, d.title FROM standings x
        JOIN corrections c ON c.id = x.correction JOIN documents d ON d.n = x.doc
        WHERE {scope.open} AND (:document IS NULL OR d.id = :document)
        AND (:correction IS NULL OR c.id = :correction)""",
        document=document_id,
        correction=correction_id,
    )
    made = [_record(row) for row in found]
    if document_id is None:
        made += corrections.of_names(of_names(scope.db), scope.reader, partial(_borne_out, scope))
    return [record for record in made if correction_id in (None, record.correction.id)]


def _record(row: sqlite3.Row) -> CorrectionRecord:
    correction = ledger.load(row["record"])
    standing: Standing = ledger.standing_of(correction, json.loads(row["standing"]))
    return CorrectionRecord(standing, row["id"], row["file"], row["title"])


def _borne_out(scope: Scope, naming: Naming) -> bool:
    return bool(
        scope.count(
            f"""SELECT EXISTS (SELECT 1 FROM support s WHERE s.kind = :kind
            AND s.name IN (SELECT value FROM json_each(:names)) AND {scope.open_doc("s.doc")})""",
            kind=naming.kind.value,
            names=to_json(names(scope.db).reach(naming)),
        )
    )
