"""Servers that are killed, frozen and started again, while the API answers and documents come in."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from opensearchpy import OpenSearch as Client

from graph.access import LOCAL, Access
from graph.store import open_store
from search_api.app import create_app
from search_api.engine import Engine
from search_api.errors import IndexAway
from search_api.index import open_index
from search_api.index.base import SearchIndex, State
from search_api.index.fields import Entry, IndexQuery
from tests.factories import make_document, make_documents, original_of
from tests.search_api.conftest import HOST, put, services_of, settings_in, wait_for, wait_until_ready
from tests.search_api.engines import put as put_into
from tests.search_api.index.addresses import served_address
from tests.servers.opensearch import OpenSearch

AT_ONCE = 8.0
"""Seconds: four times what a silent server is given, for a busy machine; without asking for signs of life it is ten."""
REMEMBERED = 0.6
"""Seconds: for half a second after the index was last asked, a page that was just made is given again."""
SEARCH = "/api/v1/search?q=值班"
ALL = IndexQuery()


@pytest.fixture
def server(opensearch_server: OpenSearch) -> Iterator[OpenSearch]:
    """A server that answers at the start and at the end, whatever the test does to it."""
    opensearch_server.start()
    yield opensearch_server
    opensearch_server.start()


@pytest.fixture
def address(server: OpenSearch) -> Iterator[str]:
    with served_address(server.url) as address:
        yield address
        server.start()


@pytest.fixture
def client(address: str, tmp_path: Path) -> Iterator[TestClient]:
    """An API over two documents, with the index on the server."""
    with TestClient(create_app(settings_in(tmp_path, ZHIGUI_INDEX=address)), base_url=HOST) as client:
        put(client, make_document(), *make_documents(1))
        yield client


def quick(client: TestClient, path: str) -> Response:
    """The answer, which comes at once, whatever it is."""
    started = time.monotonic()
    answer: Response = client.get(path)
    assert time.monotonic() - started < AT_ONCE
    return answer


def total(client: TestClient) -> int:
    answer = client.get("/api/v1/search")
    return int(answer.json()["total"]) if answer.is_success else -1


@pytest.mark.parametrize("frozen", [False, True], ids=["killed", "frozen"])
def test_api_tells_of_an_index_that_is_away_and_comes_back_by_itself(
    server: OpenSearch, client: TestClient, frozen: bool
) -> None:
    before = client.get(SEARCH).json()
    [node] = server.nodes
    node.freeze() if frozen else node.kill()
    time.sleep(REMEMBERED)
    for path in (SEARCH, "/readyz", SEARCH, "/readyz"):
        answer = quick(client, path)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert "检索引擎没有回应" in answer.json()["detail"]
    assert quick(client, "/healthz").status_code == 200
    assert quick(client, "/api/v1/documents").json()["items"], "the library does not need the index"
    with services_of(client).store.writer() as writer:
        for added in make_documents(3):
            writer.put(added, original_of(added), source=added.file, access=Access(), extractor="test")
    node.thaw() if frozen else node.start()
    wait_until_ready(client)
    assert client.get(SEARCH).json()["total"] > before["total"]
    assert {hit["text"] for hit in before["hits"]} <= {
        hit["text"] for hit in client.get(SEARCH + "&limit=100").json()["hits"]
    }


def test_api_starts_while_the_index_is_away(server: OpenSearch, address: str, tmp_path: Path) -> None:
    server.kill()
    with TestClient(create_app(settings_in(tmp_path, ZHIGUI_INDEX=address)), base_url=HOST) as client:
        assert quick(client, "/readyz").status_code == 503
        server.start()
        put(client, make_document())
        assert client.get(SEARCH).json()["total"]


def test_index_killed_while_it_is_filled_holds_everything_once(
    server: OpenSearch, address: str, tmp_path: Path
) -> None:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store, open_index(f"auto:///{tmp_path}") as embedded:
        put_into(store, *make_documents(40, passages=30))
        Engine(store, embedded).catch_up()
        expected = embedded.search(ALL, LOCAL)
    with TestClient(create_app(settings_in(tmp_path, ZHIGUI_INDEX=address)), base_url=HOST) as client:
        store = services_of(client).store

        broken_off = services_of(client).metrics.follow_failures._value
        documents = list(make_documents(40, passages=30))
        for part in range(3):
            put_into(store, *documents[part::6])
            services_of(client).follower.wake()
            failures = broken_off.get()
            server.kill()
            put_into(store, *documents[part + 3 :: 6])
            wait_for(lambda failures=failures: broken_off.get() > failures)
            server.start()
        wait_until_ready(client)
    with open_index(address) as index:
        found = index.search(ALL, LOCAL, limit=2_000)
    assert (found.total, found.facets) == (expected.total, expected.facets)
    assert len({hit.passage_id for hit in found.hits}) == expected.total


def test_rebuild_never_leaves_readers_without_an_index(address: str, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    with Engine(store, open_index(address)) as engine, open_index(address) as reading:
        put_into(store, *make_documents(30))
        engine.catch_up()
        seen: list[int] = []
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                reading.refresh()
                seen.append(reading.search(ALL, LOCAL).total)

        reader = threading.Thread(target=read)
        reader.start()
        while len(seen) <= 10:
            engine.rebuild()
        done.set()
        reader.join()
        whole = reading.search(ALL, LOCAL).total
    assert whole
    assert set(seen) == {whole}


def test_loss_of_one_node_loses_no_answer(opensearch_cluster: OpenSearch) -> None:
    entries = [Entry(f"p{number}", f"d{number // 9}", f"值班第{number}项要登记") for number in range(500)]
    with served_address(*opensearch_cluster.urls) as address, open_index(f"{address}?shards=3") as index:
        index.apply(State("s", 1, "a"), removed=(), added=entries)
        wait_for(lambda: copies(opensearch_cluster) == {"STARTED"})
        before = index.search(ALL, LOCAL, limit=1_000)
        lost = opensearch_cluster.nodes[0]
        lost.kill()
        wait_for(lambda: total_of(index) == before.total)
        assert {h.passage_id for h in index.search(ALL, LOCAL, limit=1_000).hits} == {h.passage_id for h in before.hits}
        wait_for(lambda: can_apply(index))
        assert total_of(index) == before.total - 9
        lost.start()


def copies(cluster: OpenSearch) -> set[str]:
    """The states of all copies of all shards."""
    with Client(cluster.urls) as client:
        return {shard["state"] for shard in client.cat.shards(format="json")}


def can_apply(index: SearchIndex) -> bool:
    """Whether what is left has agreed on who leads it, so that it takes a change: d0 is gone then."""
    try:
        index.apply(State("s", 2, "a"), removed=["d0"], added=())
    except IndexAway:
        return False
    return True


def total_of(index: SearchIndex) -> int:
    try:
        return index.search(ALL, LOCAL).total
    except Exception:
        return -1
