"""What a server can do to a store, and what the user is told."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from typing import Any

import pytest
from neo4j import GraphDatabase, ManagedTransaction
from neo4j.exceptions import ClientError, DatabaseError, Neo4jError, ServiceUnavailable, SessionExpired, TransientError

from graph.access import LOCAL
from graph.errors import (
    StoreAway,
    StoreBroken,
    StoreBusy,
    StoreDenied,
    StoreError,
    StoreFull,
    StoreUnwritable,
    StoreVersion,
)
from graph.store import open_store
from graph.store.base import Writer
from graph.store.neo4j import Neo4jStore
from graph.store.neo4j.address import Neo4jAddress
from graph.store.neo4j.gate import Gate
from graph.store.neo4j.server import _SIGN_OF_LIFE, _SOON, Server, meaning
from graph.store.shapes import PutStatus, RuleFilter
from ingest.model import Document
from tests.factories import make_document, make_documents
from tests.graph.store.contract import filled, put, read_all
from tests.graph.store.neo4j.empty import empty, run
from tests.servers.neo4j import Neo4j

BUSY = 8
"""Times as long as on a quiet machine; a call that nobody watches would wait for a frozen server for ever."""


def test_store_shows_no_password(neo4j_url: str) -> None:
    with open_store(empty(neo4j_url)) as store:
        assert Neo4jAddress.parse(neo4j_url).password not in repr(store)


def test_store_refuses_a_database_that_holds_something_else(neo4j_url: str) -> None:
    empty(neo4j_url)
    run(neo4j_url, "CREATE (:Film {name: 'x'})")
    with pytest.raises(StoreBroken, match="已有别的数据"):
        open_store(neo4j_url)
    assert run(neo4j_url, "MATCH (n) RETURN count(n) AS number")[0]["number"] == 1


def test_store_refuses_a_newer_layout(neo4j_url: str) -> None:
    open_store(empty(neo4j_url)).close()
    run(neo4j_url, "MATCH (l:Library) SET l.version = 99")
    with pytest.raises(StoreVersion, match="99"):
        open_store(neo4j_url)


def test_store_refuses_a_wrong_password_and_does_not_show_it(neo4j_url: str) -> None:
    at = Neo4jAddress.parse(neo4j_url)
    with pytest.raises(StoreDenied) as refused:
        open_store(at.uri.replace("://", f"://{at.user}:geheim@"))
    assert "geheim" not in str(refused.value)


def test_store_refuses_a_database_that_is_not_there(neo4j_url: str) -> None:
    with pytest.raises(StoreBroken, match="没有这个数据库"):
        open_store(f"{neo4j_url}/nosuch")


def test_store_makes_its_constraints_once(neo4j_url: str) -> None:
    open_store(empty(neo4j_url)).close()
    before = run(neo4j_url, "SHOW CONSTRAINTS YIELD name")
    assert {"document_key", "rule_key", "role_key", "source_key"} <= {one["name"] for one in before}
    open_store(neo4j_url).close()
    assert run(neo4j_url, "SHOW CONSTRAINTS YIELD name") == before


def test_rebuild_removes_what_the_library_does_not_know(neo4j_url: str) -> None:
    with open_store(empty(neo4j_url)) as store:
        filled(store, *make_documents(2))
        before = read_all(store.view(LOCAL))
        run(neo4j_url, "CREATE (:Document {id: 'stray', level: '公开', groups: [], sort: ''})")
        run(neo4j_url, "MATCH (r:Rule) WITH r LIMIT 1 DETACH DELETE r")
        with store.writer() as writer:
            writer.rebuild()
        assert read_all(store.view(LOCAL)) == before


def test_delete_leaves_nothing_but_the_log(neo4j_url: str) -> None:
    document = make_document()
    with open_store(empty(neo4j_url)) as store:
        filled(store, document)
        with store.writer() as writer:
            writer.delete(document.id)
    left = run(neo4j_url, "MATCH (n) RETURN DISTINCT labels(n)[0] AS label ORDER BY label")
    assert [one["label"] for one in left] == ["Change", "Gate", "Library"]


@pytest.mark.parametrize("gate", ["MATCH (g:Gate) SET g.began = g.began + 1", "MATCH (g:Gate) SET g.began = 99"])
def test_gate_that_a_killed_writer_left_open_is_closed_by_the_next_read(neo4j_url: str, gate: str) -> None:
    with open_store(empty(neo4j_url)) as store:
        filled(store, make_document())
        run(neo4j_url, gate)
        assert store.view(LOCAL).stats().documents == 1
        state = run(neo4j_url, "MATCH (g:Gate) RETURN g.began = g.ended AS closed")
        assert state[0]["closed"]


def test_read_that_a_commit_broke_is_made_again(neo4j_url: str) -> None:
    """What is read while a commit goes through may be half a rule: no error of reading it reaches the reader."""
    with open_store(empty(neo4j_url)) as store:
        filled(store, make_document())
    with closing(Server(Neo4jAddress.parse(neo4j_url), patience=5.0)) as server:
        tries: list[int] = []

        def torn_once(_tx: ManagedTransaction, commit: int) -> int:
            tries.append(commit)
            if len(tries) == 1:
                run(neo4j_url, "MATCH (g:Gate) SET g.began = g.began + 1, g.ended = g.ended + 1")
                raise TypeError
            return commit

        assert Gate(server).read(torn_once) == 1
    assert len(tries) == 2


def test_read_that_no_commit_broke_says_what_is_wrong(neo4j_url: str) -> None:
    open_store(empty(neo4j_url)).close()

    def wrong(_tx: ManagedTransaction, _commit: int) -> None:
        raise TypeError

    with closing(Server(Neo4jAddress.parse(neo4j_url), patience=5.0)) as server, pytest.raises(TypeError):
        Gate(server).read(wrong)


def test_writer_that_waits_too_long_for_its_turn_says_so(neo4j_url: str) -> None:
    at = Neo4jAddress.parse(neo4j_url)
    open_store(empty(neo4j_url)).close()
    with (
        GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver,
        driver.session() as session,
        session.begin_transaction() as turn,
        Neo4jStore(neo4j_url, patience=1.0) as store,
        store.writer() as writer,
    ):
        turn.run("MATCH (l:Library) SET l.turn = 'mine'").consume()
        with pytest.raises(StoreBusy):
            put(writer, make_document())
        assert store.view(LOCAL).stats().documents == 0  # readers do not wait


CODES = [
    pytest.param(ServiceUnavailable("x"), StoreAway, id="not reachable"),
    pytest.param(SessionExpired("x"), StoreAway, id="lost on the way"),
    pytest.param((TransientError, "Neo.TransientError.Database.DatabaseUnavailable"), StoreAway, id="starting"),
    pytest.param((TransientError, "Neo.TransientError.Transaction.DeadlockDetected"), StoreBusy, id="deadlock"),
    pytest.param((ClientError, "Neo.ClientError.Transaction.TransactionTimedOut"), StoreBusy, id="timed out"),
    pytest.param((ClientError, "Neo.ClientError.Security.Unauthorized"), StoreDenied, id="password"),
    pytest.param((ClientError, "Neo.ClientError.Security.Forbidden"), StoreUnwritable, id="may not write"),
    pytest.param((ClientError, "Neo.ClientError.Database.DatabaseNotFound"), StoreBroken, id="no database"),
    pytest.param((DatabaseError, "Neo.DatabaseError.General.UnknownError"), StoreError, id="anything else"),
]


@pytest.mark.parametrize(("error", "kind"), CODES)
def test_error_of_the_server_is_one_of_the_library(error: Any, kind: type[Exception]) -> None:
    if isinstance(error, tuple):
        error = Neo4jError._hydrate_neo4j(code=error[1], message="x")
    assert type(meaning(error, "neo4j://db:7687")) is kind


def test_error_of_a_full_disk_says_so() -> None:
    error = Neo4jError._hydrate_neo4j(
        code="Neo.DatabaseError.Transaction.TransactionCommitFailed", message="No space left on device"
    )
    assert type(meaning(error, "neo4j://db:7687")) is StoreFull


def test_a_silent_server_is_given_less_than_two_seconds() -> None:
    assert _SOON + _SIGN_OF_LIFE < 2


class TestAway:
    """A server of these tests' own, killed and frozen."""

    @pytest.fixture
    def store(self, neo4j_server: Neo4j) -> Any:
        with open_store(empty(neo4j_server.url)) as opened:
            yield filled(opened, make_document())

    @pytest.mark.parametrize(("stop", "back"), [("kill", "start"), ("freeze", "thaw")])
    def test_calls_say_soon_that_the_server_is_away_and_work_when_it_is_back(
        self, store: Any, neo4j_server: Neo4j, stop: str, back: str
    ) -> None:
        view = store.view(LOCAL)
        calls: list[Callable[[], Any]] = [
            view.stats,
            lambda: view.rules(RuleFilter()),
            store.last_commit,
            lambda: put(store.writer(), make_document("新的\n")),
            lambda: open_store(neo4j_server.url),
        ]
        _works(view.stats)
        getattr(neo4j_server, stop)()
        try:
            for call in calls:
                begun = time.monotonic()
                with pytest.raises(StoreAway, match="没有应答"):
                    call()
                assert time.monotonic() - begun < BUSY * (_SOON + _SIGN_OF_LIFE)
        finally:
            getattr(neo4j_server, back)()
        assert _works(lambda: view.stats().documents) >= 1

    def test_documents_are_whole_and_none_is_lost_when_the_server_dies_while_they_are_put(
        self, store: Any, neo4j_server: Neo4j
    ) -> None:
        documents = list(make_documents(30))
        done: list[str] = []
        killed = threading.Timer(1.0, neo4j_server.kill)
        killed.start()
        with store.writer() as writer, pytest.raises(StoreAway):
            _put_for_ever(writer, documents, done)
        killed.join()
        neo4j_server.start()
        _works(store.last_commit)
        view = store.view(LOCAL)
        assert set(done) <= {document.id for document in view.documents(limit=100).items}
        for document in documents:
            _works(lambda document=document: put(writer, document, extractor="after"))
        assert put(writer, documents[0], extractor="after").status is PutStatus.UNCHANGED
        told = read_all(view)
        with store.writer() as writer:
            writer.rebuild()
        assert read_all(view) == told


def _put_for_ever(writer: Writer, documents: Sequence[Document], done: list[str]) -> None:
    for turn in count():
        for document in documents:
            put(writer, document, extractor=str(turn))
            done.append(document.id)


def _works(call: Callable[[], Any], seconds: float = 120.0) -> Any:
    """What the call gives once the server answers again."""
    until = time.monotonic() + seconds
    while True:
        try:
            return call()
        except StoreAway:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
