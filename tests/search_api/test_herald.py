"""The webhook is told once of what is new, and again where it did not take it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from filelock import FileLock

from search_api.app import create_app
from search_api.herald import Herald
from tests.search_api.conftest import HOST, put, services_of, settings_in, wait_for
from tests.search_api.routers.test_follows import FIRST, SOONER, TIGHTER, follow_rule


class Hook:
    """A server that keeps what it is told, and answers with `status`."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.status = 200
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hook.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Nothing: the test's own output is enough."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/news"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.close()


def documents_of(told: dict[str, Any]) -> set[str]:
    return {news["quote"]["document_id"] for news in told["news"]}


def test_herald_tells_once_and_again_where_it_was_not_heard(client: TestClient, hook: Hook, tmp_path: Path) -> None:
    services = services_of(client)
    herald = Herald(services.store, services.lineage, hook.url, tmp_path / "herald.lock")
    put(client, FIRST)
    followed = follow_rule(client)
    herald.look()
    assert hook.told == []
    put(client, TIGHTER)
    hook.status = 503
    with pytest.raises(Exception, match="503"):
        herald.look()
    hook.status = 200
    herald.look()
    herald.look()
    assert [documents_of(told) for told in hook.told] == [{TIGHTER.id}, {TIGHTER.id}]
    assert hook.told[0]["follow"]["id"] == followed.id
    put(client, SOONER)
    herald.look()
    Herald(services.store, services.lineage, hook.url, tmp_path / "herald.lock").look()
    assert [documents_of(told) for told in hook.told[2:]] == [{SOONER.id}]
    assert client.get("/api/v1/follows").json()["items"][0]["unread"] > 0, "telling is not reading"


def test_herald_runs_where_a_webhook_is_set(tmp_path: Path, hook: Hook) -> None:
    settings = settings_in(tmp_path, ZHIGUI_FOLLOW_WEBHOOK=hook.url)
    with TestClient(create_app(settings), base_url=HOST) as client:
        put(client, FIRST)
        follow_rule(client)
        put(client, TIGHTER)
        wait_for(lambda: hook.told)
        assert documents_of(hook.told[0]) == {TIGHTER.id}


def test_herald_leaves_it_to_the_process_that_tells_and_takes_over_when_that_ends(
    client: TestClient, hook: Hook, tmp_path: Path
) -> None:
    services = services_of(client)
    lock = tmp_path / "herald.lock"
    herald = Herald(services.store, services.lineage, hook.url, lock, poll=0.01)
    tries: list[float] = []
    acquire = herald._lock.acquire
    herald._lock.acquire = lambda timeout: tries.append(timeout) or acquire(timeout=timeout)  # type: ignore[method-assign]
    put(client, FIRST)
    follow_rule(client)
    put(client, TIGHTER)
    with FileLock(lock):
        herald.start()
        wait_for(lambda: len(tries) > 2)
        assert hook.told == []
    wait_for(lambda: hook.told)
    herald.stop()
    assert [documents_of(told) for told in hook.told] == [{TIGHTER.id}]
