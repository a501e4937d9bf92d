"""What people note beside the documents, in Neo4j."""

from typing import Any

from neo4j import ManagedTransaction

from graph.marks import Mark, MarkKind
from graph.store.neo4j.scope import Scope

_MARK = "m {.kind, .name, .record, .documents} AS mark"


def keep(tx: ManagedTransaction, mark: Mark) -> None:
    """Writes the note in the place of what stood under its key."""
    tx.run(
        """MERGE (m:Mark {id: $id})
        SET m.kind = $kind, m.name = $name, m.record = $record, m.documents = $documents""",
        id=_id(mark.kind, mark.key),
        kind=mark.kind.value,
        name=mark.key,
        record=mark.record,
        documents=list(mark.documents),
    ).consume()


def forget(tx: ManagedTransaction, kind: MarkKind, key: str) -> None:
    """Takes the note away."""
    tx.run("MATCH (m:Mark {id: $id}) DELETE m", id=_id(kind, key)).consume()


def everything(tx: ManagedTransaction) -> tuple[Mark, ...]:
    """All that is noted."""
    return tuple(_mark(row["mark"]) for row in tx.run(f"MATCH (m:Mark) RETURN {_MARK} ORDER BY mark.kind, mark.name"))


def of_kind(scope: Scope, kind: MarkKind) -> tuple[Mark, ...]:
    """What the reader may hear of."""
    found = scope.all(
        f"""MATCH (m:Mark) WHERE m.kind = $kind AND all(document IN m.documents WHERE {scope.open_doc("document")})
        RETURN {_MARK} ORDER BY mark.name""",
        kind=kind.value,
    )
    return tuple(_mark(row["mark"]) for row in found)


def _id(kind: MarkKind, key: str) -> str:
    return f"{kind}:{key}"


def _mark(row: dict[str, Any]) -> Mark:
    return Mark(MarkKind(row["kind"]), row["name"], row["record"], tuple(row["documents"]))
