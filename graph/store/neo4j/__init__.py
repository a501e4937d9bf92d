"""Library and graph in a Neo4j database, over Bolt: for offices that outgrow one machine, and for Cypher."""

from collections.abc import Sequence

from graph.access import Access, Reader
from graph.corrections.ledger import Ledger
from graph.errors import NotFound
from graph.schema import WORDS, NodeKind
from graph.store.base import GraphStore
from graph.store.memo import Memos
from graph.store.neo4j import ledger
from graph.store.neo4j.address import Neo4jAddress
from graph.store.neo4j.gate import Gate
from graph.store.neo4j.layout import prepare
from graph.store.neo4j.server import Server
from graph.store.neo4j.view import Neo4jView
from graph.store.neo4j.writer import Neo4jWriter
from graph.store.shapes import Change


class Neo4jStore(GraphStore):
    """The database at `address`, made a library where it is empty.

    `patience`: seconds in which a transaction that writes must be done, other writers' turns before it included.
    Raises `UnknownStore`, `StoreAway`, `StoreDenied`, `StoreBroken`, `StoreVersion`.
    """

    def __init__(self, address: str, *, patience: float = 120.0) -> None:
        self._server = Server(Neo4jAddress.parse(address), patience=patience)
        try:
            self._id = prepare(self._server)
        except BaseException:
            self._server.close()
            raise
        self._gate = Gate(self._server)
        self._memos = Memos()

    def __repr__(self) -> str:
        return f"Neo4jStore({self._server.address})"

    @property
    def id(self) -> str:
        return self._id

    def last_commit(self) -> int:
        return self._gate.read(lambda tx, commit: commit)

    def changes(self, since: int) -> Sequence[Change]:
        query = """MATCH (c:Change) WHERE c.commit > $since
            RETURN c.commit AS commit, c.document AS document, c.deleted AS deleted ORDER BY commit, document"""
        return self._gate.read(
            lambda tx, _: [Change(row["commit"], row["document"], row["deleted"]) for row in tx.run(query, since=since)]
        )

    def access(self, document_id: str) -> Access:
        query = "MATCH (r:Record {id: $id}) RETURN r.level AS level, r.groups AS groups"
        row = self._gate.read(lambda tx, _: tx.run(query, id=document_id).single())
        if row is None:
            raise NotFound(WORDS[NodeKind.DOCUMENT], document_id)
        return Access(row["level"], frozenset(row["groups"]))

    def ledger(self) -> Ledger:
        return self._gate.read(lambda tx, _: ledger.everything(tx))

    def writer(self) -> Neo4jWriter:
        return Neo4jWriter(self._server, self._gate)

    def view(self, reader: Reader) -> Neo4jView:
        return Neo4jView(self._gate, reader, self._memos)

    def close(self) -> None:
        self._server.close()
