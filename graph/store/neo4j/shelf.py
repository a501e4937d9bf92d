"""Statements and their bands: what lineage asks of this store, see `graph.link.candidates.Shelf`."""

from collections.abc import Mapping, Sequence
from typing import Any

from neo4j import ManagedTransaction

from graph.build import passage_ids
from graph.link.candidates import Shelved, key_of
from graph.link.minhash import bands_of
from graph.link.statements import statements
from graph.store.neo4j import rows
from graph.store.neo4j.scope import Scope
from ingest.model import Document

Row = dict[str, Any]

_SHELVED = f"""RETURN s {{.id, .start, .end, .plain, .text, .passage}} AS statement, p.outline AS outline,
    d {rows.SOURCE} AS document"""

SHELVE = """UNWIND $rows AS row
    CREATE (s:Statement {id: row.id}) SET s += row.properties
    WITH s, row UNWIND row.bands AS band
    MERGE (b:Band {key: band}) CREATE (s)-[:CARRIES]->(b)"""
"""Puts statements in with their bands."""


def shelve(document: Document) -> list[Row]:
    """A row for each statement."""
    passages = passage_ids(document)
    found = {
        statement.span.start: {
            "id": key_of(document.id, statement.span.start),
            "bands": list(bands_of(statement.plain)),
            "properties": {
                "document": document.id,
                "passage": passages[statement.passage],
                "start": statement.span.start,
                "end": statement.span.end,
                "plain": statement.plain,
                "text": statement.span.of(document.text),
            },
        }
        for statement in reversed(statements(document))
    }
    return [found[start] for start in sorted(found)]


def forget(tx: ManagedTransaction, document_id: str) -> None:
    """Takes the document's statements away, with the bands that only they carried."""
    tx.run(
        """MATCH (s:Statement {document: $document}) OPTIONAL MATCH (s)-[:CARRIES]->(b:Band)
        WITH collect(DISTINCT s) AS gone, collect(DISTINCT b) AS bands
        FOREACH (s IN gone | DETACH DELETE s)
        WITH bands UNWIND bands AS b WITH b WHERE NOT EXISTS { (b)<-[:CARRIES]-() } DELETE b""",
        document=document_id,
    )


def sharing(scope: Scope, bands: Sequence[int], most: int) -> Mapping[int, Sequence[str]]:
    """For each band that at most `most` statements have: their keys."""
    found = scope.all(
        f"""UNWIND $bands AS band MATCH (b:Band {{key: band}})
        CALL (b) {{
            MATCH (b)<-[:CARRIES]-(s:Statement) WHERE {scope.open_doc("s.document")}
            WITH s LIMIT $limit RETURN collect(s.id) AS keys
        }}
        RETURN band, keys""",
        bands=list(bands),
        limit=most + 1,
    )
    return {row["band"]: row["keys"] for row in found if 0 < len(row["keys"]) <= most}


def shelved(scope: Scope, keys: Sequence[str]) -> Mapping[str, Shelved]:
    """The statements with these keys; keys that are gone are left out."""
    found = scope.all(
        f"""UNWIND $keys AS key MATCH (s:Statement {{id: key}})
        MATCH (d:Document {{id: s.document}}) WHERE {scope.open()}
        MATCH (p:Passage {{id: s.passage}}) {_SHELVED}""",
        keys=list(keys),
    )
    made = {one.key: one for one in map(_shelved, found)}
    return {key: made[key] for key in keys if key in made}


def stated(scope: Scope, document_id: str) -> Sequence[Shelved]:
    """The statements of a document in text order."""
    found = scope.all(
        f"""MATCH (d:Document {{id: $id}}) WHERE {scope.open()}
        MATCH (s:Statement {{document: $id}}) MATCH (p:Passage {{id: s.passage}})
        {_SHELVED} ORDER BY statement.start""",
        id=document_id,
    )
    return [_shelved(row) for row in found]


def document_ids(scope: Scope) -> Sequence[str]:
    """All documents, in order of their ids."""
    return [row["id"] for row in scope.all(f"MATCH (d:Document) WHERE {scope.open()} RETURN d.id AS id ORDER BY id")]


def _shelved(row: rows.Row) -> Shelved:
    statement = dict(row["statement"]) | {"outline": row["outline"]}
    words = rows.quote(row["document"], statement)
    return Shelved(statement["id"], statement["passage"], words, statement["plain"])
