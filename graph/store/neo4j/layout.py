"""What the database holds, and the constraints and indexes that are made once.

The graph has the labels, relationship types and properties of `graph.schema`. Beside it stand the library
(`Record`, `Original`, `Source`, of what people put right `Correction` and `Version`, of what they note `Mark`), how
corrections stand (`Standing`), the log (`Library`, `Change`) and two relationships of the store's own: a document
SUPPORTS every named node that it speaks of, and MENTIONS an ability or formula once for each place that names it.
Lineage has its sentences (`Statement`), each of which CARRIES the bands by which others are found that share words.
"""

import secrets
from collections.abc import Iterator, Mapping
from functools import partial

from neo4j import ManagedTransaction

from graph.corrections.ledger import corrected
from graph.errors import StoreBroken, StoreVersion
from graph.schema import NAMED, EdgeKind, NodeKind
from graph.store.neo4j import ledger, shelf
from graph.store.neo4j.server import Server
from graph.store.support import LINKS
from ingest import record

VERSION = 3
"""Of what is described here; kept on the Library node."""

KEYS: Mapping[NodeKind, str] = {kind: "name" if kind in NAMED else "id" for kind in NodeKind}
"""The property that a node is known by, within its kind."""

BETWEEN_NAMES = tuple(sorted(LINKS - {EdgeKind.LISTED_IN, EdgeKind.CITES}))
"""Links that hang on no node of their document, and must be found by its id."""

_LIBRARY_KEYS = {"Library": "key", "Gate": "key", "Record": "id", "Original": "sha256", "Source": "source",
                 "Change": "document", "Correction": "id", "Version": "id", "Statement": "id",
                 "Band": "key", "Mark": "id"}  # fmt: skip
_PARTS = (NodeKind.SECTION, NodeKind.PASSAGE, NodeKind.RULE)
"""Kinds whose nodes belong to one document."""


def prepare(server: Server) -> str:
    """The id of the library in the database, which is made where the database is empty.

    Raises `StoreBroken` where the database holds something else, `StoreVersion` where it is newer than this program.
    """
    found = server.read(_find)
    if found is None:
        for statement in _statements():
            server.run(statement)
        server.run("CALL db.awaitIndexes(60)")
        found = server.write(_make)
    name, version = found
    if version > VERSION:
        raise StoreVersion(str(server.address), version, VERSION)
    if version < VERSION:
        _bring_up(server)
    return name


def _bring_up(server: Server) -> None:
    """Adds what versions 2 (corrections) and 3 (statements, a transaction a document) added; safe to run again."""
    for statement in _statements():
        server.run(statement)
    server.run("CALL db.awaitIndexes(60)")
    for document_id in server.read(lambda tx: [row["id"] for row in tx.run("MATCH (d:Document) RETURN d.id AS id")]):
        server.write(partial(_shelve, document_id))
    server.write(lambda tx: tx.run("MATCH (l:Library) SET l.version = $version", version=VERSION).consume())


def _shelve(document_id: str, tx: ManagedTransaction) -> None:
    found = tx.run("MATCH (r:Record {id: $id}) RETURN r.record AS record", id=document_id).single()
    if found is not None:
        shelf.forget(tx, document_id)
        corrections, names = ledger.of_document(tx, document_id), ledger.names(tx)
        played = corrected(record.load(found["record"]), corrections, names)
        tx.run(shelf.SHELVE, rows=shelf.shelve(played.document))


def _find(tx: ManagedTransaction) -> tuple[str, int] | None:
    row = tx.run("MATCH (l:Library) RETURN l.id AS id, l.version AS version").single()
    return None if row is None else (row["id"], row["version"])


def _make(tx: ManagedTransaction) -> tuple[str, int]:
    if _find(tx) is None and tx.run("MATCH (n) RETURN n LIMIT 1").single() is not None:
        raise StoreBroken("Neo4j", "数据库里已有别的数据，不是知规的资料库")
    row = tx.run(
        """MERGE (l:Library {key: 'library'}) ON CREATE SET l.id = $id, l.version = $version, l.last_commit = 0
        MERGE (g:Gate {key: 'gate'}) ON CREATE SET g.began = 0, g.ended = 0
        RETURN l.id AS id, l.version AS version""",
        id=secrets.token_hex(16),
        version=VERSION,
    ).single(strict=True)
    return row["id"], row["version"]


def _statements() -> Iterator[str]:
    keys = {kind.value: key for kind, key in KEYS.items()} | _LIBRARY_KEYS
    for label, key in keys.items():
        yield f"CREATE CONSTRAINT {label.lower()}_key IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
    for kind in _PARTS:
        yield f"CREATE INDEX {kind.lower()}_by_document IF NOT EXISTS FOR (n:{kind}) ON (n.document)"
    yield "CREATE INDEX statement_by_document IF NOT EXISTS FOR (n:Statement) ON (n.document)"
    for edge in BETWEEN_NAMES:
        yield f"CREATE INDEX {edge.lower()}_by_document IF NOT EXISTS FOR ()-[r:{edge}]-() ON (r.document)"
    yield "CREATE INDEX rules_in_order IF NOT EXISTS FOR (n:Rule) ON (n.position, n.id)"
    # Titles as a whole may be longer than what an index takes (8 kB), so the beginning leads.
    yield "CREATE INDEX documents_by_title IF NOT EXISTS FOR (n:Document) ON (n.sort)"
    yield "CREATE INDEX changes_by_commit IF NOT EXISTS FOR (n:Change) ON (n.commit)"
    yield "CREATE INDEX corrections_by_document IF NOT EXISTS FOR (n:Correction) ON (n.document)"
    yield "CREATE INDEX corrections_by_target IF NOT EXISTS FOR (n:Correction) ON (n.target)"
    yield "CREATE INDEX standings_by_document IF NOT EXISTS FOR (n:Standing) ON (n.document)"
    yield "CREATE INDEX standings_by_correction IF NOT EXISTS FOR (n:Standing) ON (n.correction)"
    yield "CREATE INDEX records_by_original IF NOT EXISTS FOR (n:Record) ON (n.sha256)"
