"""Statements and their bands: what lineage asks of this store, see `graph.link.candidates.Shelf`."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from graph.build import passage_ids
from graph.corrections.ledger import corrected
from graph.link.candidates import Shelved, document_of, key_of
from graph.link.minhash import bands_of
from graph.link.statements import statements
from graph.store.sqlite import ledger, rows
from graph.store.sqlite.scope import Scope
from ingest import record
from ingest.model import Document

_SHELVED = """s.begins AS start, s.ends AS end, s.plain, p.id AS passage, d.id, d.file, d.title, d.kind,
    d.earliest, d.latest, p.outline,
    substr(p.text, s.begins - p.begins + 1, s.ends - s.begins) AS text"""
_FROM = """statements s JOIN documents d ON d.n = s.doc JOIN passages p ON p.id = s.passage"""


def shelve(document: Document) -> list[tuple[Any, ...]]:
    """A row for each statement: place, passage and normal text."""
    passages = passage_ids(document)
    return [(s.span.start, s.span.end, passages[s.passage], s.plain) for s in statements(document)]


def write(db: sqlite3.Connection, n: int, shelved: Sequence[tuple[Any, ...]]) -> None:
    """Puts the statements of document number `n` in with their bands; belongs inside a transaction."""
    db.executemany("INSERT OR IGNORE INTO statements VALUES (?, ?, ?, ?, ?)", ((n, *row) for row in shelved))
    carried = ((band, n, row[0]) for row in shelved for band in bands_of(row[3]))
    # In the order of the table: neighbouring pages are written once.
    db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?, ?)", sorted(carried))


def forget(db: sqlite3.Connection, n: int) -> None:
    """Takes the bands of document number `n` away.

    They are found again from its statements: an index by document would be as large as the table.
    """
    held = db.execute("SELECT begins, plain FROM statements WHERE doc = ?", (n,)).fetchall()
    carried = sorted((band, n, begins) for begins, plain in held for band in bands_of(plain))
    db.executemany("DELETE FROM bands WHERE band = ? AND doc = ? AND begins = ?", carried)
    db.execute("DELETE FROM statements WHERE doc = ?", (n,))


def fill(db: sqlite3.Connection) -> None:
    """Shelves every document of a library that was written before there were statements."""
    names = ledger.names(db)
    for n, document_id in db.execute("SELECT n, id FROM documents ORDER BY n").fetchall():
        packed = db.execute("SELECT record FROM library WHERE n = ?", (n,)).fetchone()[0]
        made = record.load(rows.unpack(packed).decode())
        write(db, n, shelve(corrected(made, ledger.of_document(db, document_id), names).document))


def sharing(scope: Scope, bands: Sequence[int], most: int) -> Mapping[int, Sequence[str]]:
    """For each band that at most `most` statements have: their keys."""
    query = f"SELECT doc, begins FROM bands WHERE band = :band AND {scope.open_doc('doc')} LIMIT :limit"
    found = {band: scope.all(query, band=band, limit=most + 1) for band in bands}
    kept = {band: places for band, places in found.items() if 0 < len(places) <= most}
    names = _names(scope, {doc for places in kept.values() for doc, _ in places})
    return {band: [key_of(names[doc], begins) for doc, begins in places] for band, places in kept.items()}


def _names(scope: Scope, numbers: set[int]) -> dict[int, str]:
    found = scope.all(
        "SELECT n, id FROM documents WHERE n IN (SELECT value FROM json_each(:numbers))",
        numbers=rows.to_json(sorted(numbers)),
    )
    return {row["n"]: row["id"] for row in found}


def shelved(scope: Scope, keys: Sequence[str]) -> Mapping[str, Shelved]:
    """The statements with these keys; keys that are gone are left out."""
    places = [[document_of(key), int(key.partition(":")[2])] for key in keys]
    found = scope.all(
        f"""SELECT {_SHELVED} FROM json_each(:places) j JOIN documents o ON o.id = json_extract(j.value, '$[0]')
        JOIN {_FROM} AND s.doc = o.n AND s.begins = json_extract(j.value, '$[1]') WHERE {scope.open}""",
        places=rows.to_json(places),
    )
    made = {one.key: one for one in map(_shelved, found)}
    return {key: made[key] for key in keys if key in made}


def stated(scope: Scope, document_id: str) -> Sequence[Shelved]:
    """The statements of a document in text order."""
    found = scope.all(
        f"SELECT {_SHELVED} FROM {_FROM} WHERE d.id = :id AND {scope.open} ORDER BY s.begins", id=document_id
    )
    return [_shelved(row) for row in found]


def document_ids(scope: Scope) -> Sequence[str]:
    """All documents, in order of their ids."""
    return [row["id"] for row in scope.all(f"SELECT d.id FROM documents d WHERE {scope.open} ORDER BY d.id")]


def _shelved(row: sqlite3.Row) -> Shelved:
    words = rows.quote(row)
    return Shelved(key_of(words.document_id, words.start), row["passage"], words, row["plain"])
