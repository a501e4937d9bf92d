"""Writes to Neo4j: a document is one transaction, and writers take turns at the Library node."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from neo4j import ManagedTransaction

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
from graph.store.neo4j import derive, ledger, marks
from graph.store.neo4j.gate import Gate, Passage
from graph.store.neo4j.server import Server
from graph.store.shapes import Put, PutStatus
from ingest import record
from ingest.model import Document

T = TypeVar("T")

_LOGGED = 10_000
"""Changes a statement."""
_AT_ONCE = 100
"""Documents that one transaction derives again."""


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
        # Before the lock is taken: it is the work of a second for a long document.
        made = self._server.read(lambda tx: _Made.of(tx, document))

        def work(tx: ManagedTransaction, passage: Passage) -> Put:
            standing = _lock(tx, document.id, source)
            rewrite = standing.extractor is None or _differs(standing, digest, document.id, extractor)
            before = standing.before
            inherits = before not in (None, document.id) and ledger.inherit(tx, document.id, before or "")
            if rewrite:
                derive.erase(tx, document.id)
                _keep(tx, document.id, original, data, digest, extractor, access)
                derive.write(tx, made.now(tx).derived, access)
            elif inherits:
                _derive(tx, document.id)
            opened = standing.access not in (None, access)
            if opened:
                _set_access(tx, document.id, access)
            if before != document.id:
                _stand(tx, source, document.id)
            gone = before not in (None, document.id) and _drop_if_unsupported(tx, before)
            if not (rewrite or inherits or opened or gone):
                return Put(PutStatus.UNCHANGED, document.id, standing.commit)
            commit = _advance(tx)
            _log(tx, commit, [document.id], deleted=False)
            if gone and before:
                _log(tx, commit, [before], deleted=True)
            passage.begin()
            fresh = standing.extractor is None and before is None
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

    def correct(self, draft: Correction) -> int:
        logged = self._rename_ahead(lambda tx: None if ledger.get(tx, draft.id) else _prepared_name(tx, draft))

        def work(tx: ManagedTransaction, passage: Passage) -> int:
            standing = _lock(tx, draft.document_id or "", "")
            if ledger.get(tx, draft.id) is not None:
                return standing.commit
            kept = _prepared(tx, draft)
            ledger.keep(tx, kept)
            return _follow(tx, passage, [kept], logged)

        return self._write(work)

    def undo(self, correction_id: str, *, by: str, at: datetime) -> int:
        logged = self._rename_ahead(lambda tx: _undone(tx, correction_id, by, at))

        def work(tx: ManagedTransaction, passage: Passage) -> int:
            _lock(tx, "", "")
            kept = _undone(tx, correction_id, by, at)
            ledger.keep(tx, kept)
            return _follow(tx, passage, [kept], logged)

        return self._write(work)

    def take_over(self, theirs: Ledger) -> int:
        def work(tx: ManagedTransaction, passage: Passage) -> int:
            standing = _lock(tx, "", "")
            changed = [c for c in theirs.corrections if ledger.get(tx, c.id) != c]
            for correction in changed:
                ledger.keep(tx, correction)
            new = [pair for pair in theirs.successions if ledger.succeed(tx, *pair)]
            inheriting = [c for later, _ in new for c in ledger.of_document(tx, later)]
            for mark in theirs.marks:
                marks.keep(tx, mark)
            if not changed and not new:
                return standing.commit
            return _follow(tx, passage, [*changed, *inheriting], ())

        return self._write(work)

    def mark(self, mark: Mark) -> None:
        self._server.write(lambda tx: marks.keep(tx, mark))

    def unmark(self, kind: MarkKind, key: str) -> None:
        self._server.write(lambda tx: marks.forget(tx, kind, key))

    def _rename_ahead(self, read: Callable[[ManagedTransaction], Correction | None]) -> Sequence[str]:
        """Names the documents of a large merge or split anew, a transaction each; gives the ids of all that it touches.

        All of them in one transaction would be more than the server holds. Each document is whole at any time; where
        this is cut short the correction is not kept, and making it again goes on.
        """
        correction = self._server.read(read)
        if correction is None or correction.naming is None:
            return ()
        touched = self._server.read(lambda tx: ledger.touched(tx, correction))
        if len(touched) > _AT_ONCE:
            for document_id in touched:
                self._write(partial(_derive_again, document_id, pending=correction))
        return touched

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


@dataclass(frozen=True, slots=True)
class _Made:
    """The graph of a record, and the corrections that it was made with."""

    record: Document
    corrections: tuple[Correction, ...]
    names: Names
    derived: derive.Derived

    @classmethod
    def of(cls, tx: ManagedTransaction, record: Document, *, pending: Correction | None = None) -> "_Made":
        """With `pending` as if that were kept already."""
        corrections, names = ledger.of_document(tx, record.id), ledger.names(tx)
        if pending is not None:
            names = Names.of([*(c for c in names.corrections if c.id != pending.id), pending])
        return cls(record, corrections, names, derive.derive(corrected(record, corrections, names), names))

    def now(self, tx: ManagedTransaction) -> "_Made":
        """The same where nobody has corrected anything meanwhile, else made anew."""
        if (self.corrections, self.names) == (ledger.of_document(tx, self.record.id), ledger.names(tx)):
            return self
        return _Made.of(tx, self.record)


def _derive_again(
    document_id: str, tx: ManagedTransaction, passage: Passage, *, pending: Correction | None = None
) -> None:
    _lock(tx, document_id, "")
    if _derive(tx, document_id, pending=pending):
        passage.begin()


def _derive(tx: ManagedTransaction, document_id: str, *, pending: Correction | None = None) -> bool:
    """Makes the document's graph anew; False where another writer has deleted it meanwhile."""
    found = tx.run(
        "MATCH (r:Record {id: $id}) RETURN r.record AS record, r.level AS level, r.groups AS groups",
        id=document_id,
    ).single()
    if found is None:
        return False
    made = _Made.of(tx, record.load(found["record"]), pending=pending)
    derive.erase(tx, document_id)
    derive.write(tx, made.derived, Access(found["level"], frozenset(found["groups"])))
    return True


def _prepared(tx: ManagedTransaction, draft: Correction) -> Correction:
    if (kept := _prepared_name(tx, draft)) is not None:
        return kept
    document_id = draft.document_id or ""
    found = tx.run("MATCH (r:Record {id: $id}) RETURN r.record AS record", id=document_id).single()
    if found is None:
        raise NotFound(WORDS[NodeKind.DOCUMENT], document_id)
    return prepared(record.load(found["record"]), ledger.of_document(tx, document_id), draft)


def _prepared_name(tx: ManagedTransaction, draft: Correction) -> Correction | None:
    """A merge or split as it is kept; None for other corrections."""
    return prepared_name(ledger.of_names(tx), draft) if draft.target is Target.NAME else None


def _undone(tx: ManagedTransaction, correction_id: str, by: str, at: datetime) -> Correction:
    known = ledger.get(tx, correction_id)
    if known is None:
        raise NotFound(WORD, correction_id)
    return undone(known, by, at)


def _follow(tx: ManagedTransaction, passage: Passage, corrections: Sequence[Correction], logged: Sequence[str]) -> int:
    """Derives again what the corrections touch and is not named as it should be; returns the commit."""
    named = ledger.digest(ledger.names(tx))
    touched = dict.fromkeys(logged)
    for correction in corrections:
        for document_id in ledger.touched(tx, correction):
            touched[document_id] = None
            if correction.naming is None or not _is_named(tx, document_id, named):
                _derive(tx, document_id)
    commit = _advance(tx)
    _log(tx, commit, list(touched), deleted=False)
    passage.begin()
    return commit


def _is_named(tx: ManagedTransaction, document_id: str, named: str) -> bool:
    found = tx.run("MATCH (d:Document {id: $id}) RETURN d.named AS named", id=document_id).single()
    return found is not None and found["named"] == named


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
