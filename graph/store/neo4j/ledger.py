"""Corrections in Neo4j: kept, found for a document, and as they stand for a reader."""

import hashlib
import json
from functools import partial
from typing import Any

from neo4j import ManagedTransaction

from graph.corrections import ledger
from graph.corrections.ledger import Ledger
from graph.corrections.model import Correction, Naming, Target
from graph.corrections.names import Names
from graph.corrections.replay import Replayed
from graph.store import corrections
from graph.store.neo4j import marks
from graph.store.neo4j.scope import Scope
from graph.store.shapes import CorrectionRecord

Row = dict[str, Any]


def of_document(tx: ManagedTransaction, document_id: str) -> tuple[Correction, ...]:
    """All that people said of the document and of those whose place it took."""
    found = tx.run(
        """OPTIONAL MATCH (:Version {id: $id})-[:SUCCEEDS*]->(earlier:Version)
        WITH collect(DISTINCT earlier.id) + $id AS line
        MATCH (c:Correction) WHERE c.document IN line RETURN DISTINCT c.id AS id, c.record AS record ORDER BY id""",
        id=document_id,
    )
    return tuple(ledger.load(row["record"]) for row in found)


def of_names(tx: ManagedTransaction) -> tuple[Correction, ...]:
    """All that people said of names."""
    found = tx.run(
        "MATCH (c:Correction {target: $target}) RETURN c.record AS record, c.id AS id ORDER BY id",
        target=Target.NAME.value,
    )
    return tuple(ledger.load(row["record"]) for row in found)


def names(tx: ManagedTransaction) -> Names:
    """The names of the collection."""
    return Names.of(of_names(tx))


def digest(held: Names) -> str:
    """What tells one state of the names from another; empty where nobody has corrected any."""
    return hashlib.sha256(repr([c.id for c in held.corrections]).encode()).hexdigest()[:16] if held else ""


def get(tx: ManagedTransaction, correction_id: str) -> Correction | None:
    """One correction."""
    row = tx.run("MATCH (c:Correction {id: $id}) RETURN c.record AS record", id=correction_id).single()
    return None if row is None else ledger.load(row["record"])


def everything(tx: ManagedTransaction) -> Ledger:
    """All that is kept."""
    found = [row["record"] for row in tx.run("MATCH (c:Correction) RETURN c.record AS record, c.id AS id ORDER BY id")]
    pairs = tx.run(
        """MATCH (l:Version)-[:SUCCEEDS]->(e:Version)
        RETURN l.id AS later, e.id AS earlier ORDER BY later, earlier"""
    )
    return Ledger(tuple(map(ledger.load, found)), tuple((row["later"], row["earlier"]) for row in pairs),
                  marks.everything(tx))  # fmt: skip


def keep(tx: ManagedTransaction, correction: Correction) -> None:
    """Writes the correction in the place of what stood under its id."""
    tx.run(
        "MERGE (c:Correction {id: $id}) SET c.document = $document, c.target = $target, c.record = $record",
        id=correction.id,
        document=correction.document_id,
        target=correction.target.value,
        record=ledger.dump(correction),
    )


def inherit(tx: ManagedTransaction, later: str, earlier: str) -> bool:
    """Whether the later document inherits what it did not have before: only a corrected one has something to leave."""
    return bool(of_document(tx, earlier)) and succeed(tx, later, earlier)


def succeed(tx: ManagedTransaction, later: str, earlier: str) -> bool:
    """Writes down that one took the place of the other; whether that is new."""
    done = tx.run(
        """MERGE (l:Version {id: $later}) MERGE (e:Version {id: $earlier}) MERGE (l)-[:SUCCEEDS]->(e)""",
        later=later,
        earlier=earlier,
    ).consume()
    return done.counters.relationships_created > 0


def touched(tx: ManagedTransaction, correction: Correction) -> list[str]:
    """The documents that the correction makes a difference to."""
    if correction.naming is not None:
        return _named(tx, correction.naming)
    found = tx.run(
        """OPTIONAL MATCH (:Version {id: $id})<-[:SUCCEEDS*]-(later:Version)
        WITH collect(DISTINCT later.id) + $id AS heirs
        MATCH (r:Record) WHERE r.id IN heirs RETURN r.id AS id ORDER BY id""",
        id=correction.document_id,
    )
    return [row["id"] for row in found]


def _named(tx: ManagedTransaction, naming: Naming) -> list[str]:
    found = tx.run(
        f"""MATCH (n:{naming.kind.value}) WHERE n.name IN $names MATCH (d:Document)-[:SUPPORTS]->(n)
        RETURN DISTINCT d.id AS id ORDER BY id""",
        names=names(tx).reach(naming),
    )
    return [row["id"] for row in found]


def standing_rows(played: Replayed) -> list[Row]:
    """The derived nodes of a document."""
    return [
        {
            "document": played.record.id,
            "correction": standing.correction.id,
            "standing": json.dumps(ledger.standing_values(standing), ensure_ascii=False),
        }
        for standing in played.standings
    ]


def records(scope: Scope, document_id: str | None = None, correction_id: str | None = None) -> list[CorrectionRecord]:
    """What the reader may know of: corrections on documents that they may open, and of names borne out there."""
    given = {"document": document_id, "correction": correction_id}
    where = " AND ".join(["true", *(f"s.{name} = ${name}" for name, value in given.items() if value is not None)])
    found = scope.all(
        f"""MATCH (s:Standing) WHERE {where} MATCH (d:Document {{id: s.document}}) WHERE {scope.open()}
        MATCH (c:Correction {{id: s.correction}})
        RETURN c.record AS record, s.standing AS standing, d.id AS id, d.file AS file, d.title AS title""",
        **given,
    )
    made = [_record(row) for row in found]
    if document_id is None:
        made += corrections.of_names(of_names(scope.tx), scope.reader, partial(_borne_out, scope))
    return [record for record in made if correction_id in (None, record.correction.id)]


def _record(row: Any) -> CorrectionRecord:
    correction = ledger.load(row["record"])
    standing = ledger.standing_of(correction, json.loads(row["standing"]))
    return CorrectionRecord(standing, row["id"], row["file"], row["title"])


def _borne_out(scope: Scope, naming: Naming) -> bool:
    return bool(
        scope.count(
            f"""MATCH (n:{naming.kind.value}) WHERE n.name IN $names MATCH (d:Document)-[:SUPPORTS]->(n)
            WHERE {scope.open()} RETURN count(d)""",
            names=names(scope.tx).reach(naming),
        )
    )
