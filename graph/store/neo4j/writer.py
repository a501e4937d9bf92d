"""Writes to Neo4j: a document is one transaction, and writers take turns at the Library node."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from neo4j import ManagedTransaction

from graph.access import Access
from graph.errors import NotFound
from graph.store.base import Put, PutStatus, Writer
from graph.store.neo4j import derive
from graph.store.neo4j.gate import Gate, Passage
from graph.store.neo4j.server import Server
from ingest import record
from ingest.model import Document

T = TypeVar("T")

_LOGGED = 10_000
"""Changes a statement."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """How things stand before a put. `before` is the document that the source stood for."""

    commit: int
    extractor: str | None
    digest: str | None
    access: Access | None
    before: str | None


class Neo4jWriter(Writer):
    """Writes over the server's connections; it holds none of its own."""

    def __init__(self, server: Server, gate: Gate) -> None:
        self._server = server
        self._gate = gate

    def put(self, document: Document, original: bytes, *, source: str, access: Access, extractor: str) -> Put:
        data = record.dump(document)
        digest = hashlib.sha256(data.encode()).hexdigest()
        derived = derive.derive(document)  # before the lock is taken: it is the work of a second for a long document

        def work(tx: ManagedTransaction, passage: Passage) -> Put:
            standing = _lock(tx, document.id, source)
            rewrite = standing.extractor is None or _differs(standing, digest, document.id, extractor)
            if rewrite:
                derive.erase(tx, document.id)
                _keep(tx, document.id, original, data, digest, extractor, access)
                derive.write(tx, derived, access)
            opened = standing.access not in (None, access)
            if opened:
                _set_access(tx, document.id, access)
            if standing.before != document.id:
                _stand(tx, source, document.id)
            gone = standing.before not in (None, document.id) and _drop_if_unsupported(tx, standing.before)
            if not (rewrite or opened or gone):
                return Put(PutStatus.UNCHANGED, document.id, standing.commit)
            commit = _advance(tx)
            _log(tx, commit, [document.id], deleted=False)
            if gone and standing.before:
                _log(tx, commit, [standing.before], deleted=True)
            passage.begin()
            fresh = standing.extractor is None and standing.before is None
            return Put(PutStatus.ADDED if fresh else PutStatus.REPLACED, document.id, commit)

        return self._write(work)

    def delete(self, document_id: str) -> int:
        def work(tx: ManagedTransaction, passage: Passage) -> int:
            if _lock(tx, document_id, "").extractor is None:
                raise NotFound("文献", document_id)
            _drop(tx, document_id)
            commit = _advance(tx)
            _log(tx, commit, [document_id], deleted=True)
            passage.begin()
            return commit

        return self._write(work)

    def rebuild(self) -> int:
        """A transaction a document: a collection as a whole is more than the server holds in one.

        A view sees each document whole, as it was or as it is; the last transaction logs them all with one commit.
        """
        for document_id in self._server.read(_recorded):
            self._write(partial(_derive_again, document_id))
        for document_id in self._server.read(_strays):
            self._write(partial(_erase_stray, document_id))
        return self._write(_log_all)

    def _write(self, work: Callable[[ManagedTransaction, Passage], T]) -> T:
        """What `work` gives in one transaction; where it changes what views see it goes through the gate."""
        with self._gate.passage() as passage:
            return self._server.write(lambda tx: work(tx, passage))

    def close(self) -> None:
        """Nothing is held."""


def _derive_again(document_id: str, tx: ManagedTransaction, passage: Passage) -> None:
    _lock(tx, document_id, "")
    found = tx.run(
        "MATCH (r:Record {id: $id}) RETURN r.record AS record, r.level AS level, r.groups AS groups",
        id=document_id,
    ).single()
    if found is None:  # deleted by another writer meanwhile
        return
    derived = derive.derive(record.load(found["record"]))
    derive.erase(tx, document_id)
    derive.write(tx, derived, Access(found["level"], frozenset(found["groups"])))
    passage.begin()


def _erase_stray(document_id: str, tx: ManagedTransaction, passage: Passage) -> None:
    if _lock(tx, document_id, "").extractor is None:
        derive.erase(tx, document_id)
        passage.begin()


def _log_all(tx: ManagedTransaction, passage: Passage) -> int:
    _lock(tx, "", "")
    commit = _advance(tx)
    _log(tx, commit, _recorded(tx), deleted=False)
    passage.begin()
    return commit


def _lock(tx: ManagedTransaction, document_id: str, source: str) -> _Standing:
    """Waits for this writer's turn, which lasts to the end of the transaction; what is read after that stays true."""
    found = tx.run(
        """MATCH (l:Library) SET l.turn = $turn WITH l
        OPTIONAL MATCH (r:Record {id: $id})
        OPTIONAL MATCH (:Source {source: $source})-[:STANDS_FOR]->(b:Record)
        RETURN l.last_commit AS commit, r.extractor AS extractor, r.digest AS digest, r.level AS level,
            r.groups AS groups, b.id AS before""",
        turn=secrets.token_hex(8),
        id=document_id,
        source=source,
    ).single(strict=True)
    access = None if found["level"] is None else Access(found["level"], frozenset(found["groups"]))
    return _Standing(found["commit"], found["extractor"], found["digest"], access, found["before"])


def _differs(standing: _Standing, digest: str, document_id: str, extractor: str) -> bool:
    """Whether the record is to be written anew.

    The same bytes under another name give another record (a name can hold the title and the date): the record of the
    first source stays until the extractor changes.
    """
    if standing.extractor != extractor:
        return True
    return standing.before == document_id and standing.digest != digest


def _keep(
    tx: ManagedTransaction, document_id: str, original: bytes, data: str, digest: str, extractor: str, access: Access
) -> None:
    """Writes the library's part: bytes, record; access only where the document is new."""
    tx.run(
        """MERGE (o:Original {sha256: $sha256}) ON CREATE SET o.data = $data
        MERGE (r:Record {id: $id})
        ON CREATE SET r.sha256 = $sha256, r.level = $level, r.groups = $groups
        SET r.extractor = $extractor, r.record = $record, r.digest = $digest""",
        sha256=hashlib.sha256(original).hexdigest(),
        data=original,
        id=document_id,
        level=access.level,
        groups=sorted(access.groups),
        extractor=extractor,
        record=data,
        digest=digest,
    )


def _set_access(tx: ManagedTransaction, document_id: str, access: Access) -> None:
    tx.run(
        """MATCH (r:Record {id: $id}) MATCH (d:Document {id: $id})
        SET r.level = $level, r.groups = $groups, d.level = $level, d.groups = $groups""",
        id=document_id,
        level=access.level,
        groups=sorted(access.groups),
    )


def _stand(tx: ManagedTransaction, source: str, document_id: str) -> None:
    tx.run(
        """MATCH (r:Record {id: $id}) MERGE (s:Source {source: $source}) WITH r, s
        OPTIONAL MATCH (s)-[old:STANDS_FOR]->() DELETE old
        WITH DISTINCT r, s CREATE (s)-[:STANDS_FOR]->(r)""",
        id=document_id,
        source=source,
    )


def _drop_if_unsupported(tx: ManagedTransaction, document_id: str | None) -> bool:
    """Whether the document has gone, because no source is left for it."""
    left = tx.run(
        "MATCH (r:Record {id: $id}) RETURN COUNT { (r)<-[:STANDS_FOR]-() } AS sources", id=document_id
    ).single(strict=True)
    if document_id is None or left["sources"]:
        return False
    _drop(tx, document_id)
    return True


def _drop(tx: ManagedTransaction, document_id: str) -> None:
    """Takes the document away with its sources, and with its bytes where no other has the same."""
    derive.erase(tx, document_id)
    tx.run(
        """MATCH (r:Record {id: $id}) OPTIONAL MATCH (r)<-[:STANDS_FOR]-(s:Source)
        WITH r, r.sha256 AS sha256, collect(s) AS sources
        FOREACH (s IN sources | DETACH DELETE s) DELETE r
        WITH sha256 MATCH (o:Original {sha256: sha256})
        WHERE NOT EXISTS { MATCH (other:Record {sha256: sha256}) } DELETE o""",
        id=document_id,
    )


def _advance(tx: ManagedTransaction) -> int:
    found = tx.run("MATCH (l:Library) SET l.last_commit = l.last_commit + 1 RETURN l.last_commit AS commit")
    return int(found.single(strict=True)["commit"])


def _log(tx: ManagedTransaction, commit: int, documents: Sequence[str], *, deleted: bool) -> None:
    for start in range(0, len(documents), _LOGGED):
        tx.run(
            """UNWIND $documents AS id MERGE (c:Change {document: id})
            SET c.commit = $commit, c.deleted = $deleted""",
            documents=documents[start : start + _LOGGED],
            commit=commit,
            deleted=deleted,
        )


def _recorded(tx: ManagedTransaction) -> list[str]:
    return [found["id"] for found in tx.run("MATCH (r:Record) RETURN r.id AS id ORDER BY id")]


def _strays(tx: ManagedTransaction) -> list[str]:
    """Documents of the graph that the library does not know."""
    found = tx.run("MATCH (d:Document) WHERE NOT EXISTS { MATCH (r:Record {id: d.id}) } RETURN d.id AS id")
    return [one["id"] for one in found]
