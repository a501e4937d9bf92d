"""The way to the servers: one request at a time, answered, refused or given up within two seconds of silence."""

import logging
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import OpenSearchException, TransportError

from search_api.errors import IndexAway, IndexRefused
from search_api.index.opensearch.address import Address

_SILENCE = 1.6
"""Seconds without an answer, even to a ping, after which a server is taken for gone."""
READING = 10.0
"""Seconds that a question may take while the server answers pings."""
WRITING = 300.0
"""The same for a change: clearing away many passages takes minutes."""
_CONNECTIONS = 20
# Every failure is told in words of our own; the client would write a trace for each try.
logging.getLogger("opensearch").setLevel(logging.CRITICAL)


class Missing(Exception):
    """There is no such index or document."""


class Conflict(Exception):
    """Another process was faster."""


class Overloaded(IndexAway):
    """The server is there and takes no more at the moment."""


class Server:
    """The nodes of one address; the one that answered last is asked first, and the next where it is silent."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._nodes = [_Node(_client(host, port, address)) for host, port in address.hosts]

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, str | int] | None = None,
        longest: float = READING,
    ) -> Mapping[str, Any]:
        """The answer; a body of text goes out as lines of JSON. Raises `Missing`, `Conflict`, `IndexAway`,
        `IndexRefused`."""
        headers = {"content-type": "application/x-ndjson"} if isinstance(body, str) else None

        def ask(client: OpenSearch) -> Any:
            return client.transport.perform_request(
                method, path, params=params, body=body, headers=headers, timeout=longest
            )

        for node in list(self._nodes):
            try:
                answer: Mapping[str, Any] = node.answer(ask, longest, _SILENCE / min(len(self._nodes), 2))
            except NoConnection:
                continue
            except TransportError as error:
                raise _told(error, str(self.address)) from error
            except OpenSearchException as error:
                raise IndexRefused(str(self.address), str(error)[:300]) from error
            self._prefer(node)
            return answer
        raise IndexAway(str(self.address))

    def close(self) -> None:
        """Lets the connections go."""
        for node in self._nodes:
            node.client.close()

    def _prefer(self, node: "_Node") -> None:
        if self._nodes[0] is not node:
            self._nodes = [node, *(other for other in self._nodes if other is not node)]


class _Node:
    """One server. A request may take long as long as the server answers pings meanwhile."""

    def __init__(self, client: OpenSearch) -> None:
        self.client = client
        self._silent = False

    def answer(self, ask: Callable[[OpenSearch], Any], longest: float, silence: float) -> Any:
        """What it answers. Raises `NoConnection` after `silence` seconds of it or `longest` in all, and what `ask`
        raises."""
        if self._silent:
            # No further request to a server that left the last one lying: each would hold a thread.
            self._ping(silence)
        answer = _in_background(ask, self.client)
        deadline = time.monotonic() + longest
        while time.monotonic() < deadline:
            try:
                return answer.result(timeout=silence / 2)
            except TimeoutError:
                self._ping(silence / 2)
        raise NoConnection("TIMEOUT", "no answer", None)

    def _ping(self, seconds: float) -> None:
        try:
            self.client.transport.perform_request("GET", "/", timeout=seconds)
        except NoConnection:
            self._silent = True
            raise
        except TransportError:
            pass  # it is there; what it says to the request itself is told
        self._silent = False


def _in_background(ask: Callable[[OpenSearch], Any], client: OpenSearch) -> "Future[Any]":
    """What is asked, in a thread that no process waits for when it ends."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(ask(client))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="zhigui-opensearch", daemon=True).start()
    return future


def _client(host: str, port: int, address: Address) -> OpenSearch:
    secure: dict[str, Any] = {"use_ssl": True, "ssl_context": ssl.create_default_context()} if address.tls else {}
    return OpenSearch(
        [{"host": host.strip("[]"), "port": port}],
        http_auth=address.login,
        max_retries=0,
        pool_maxsize=_CONNECTIONS,
        **secure,
    )


def _told(error: TransportError, address: str) -> Exception:
    """The server's refusal as what it means here."""
    status = error.status_code
    if status == 404:
        return Missing(error.error)
    if status == 409 or error.error == "resource_already_exists_exception":
        return Conflict(error.error)
    if status == 429:
        return Overloaded(address)
    if status in (502, 503, 504):
        return IndexAway(address)
    if status == 401:
        return IndexRefused(address, "用户名或密码不对")
    return IndexRefused(address, f"{status} {_reason(error)}"[:300])


def _reason(error: TransportError) -> str:
    info = error.info
    if isinstance(info, Mapping) and isinstance(info.get("error"), Mapping):
        causes = info["error"].get("root_cause") or [info["error"]]
        return str(causes[0].get("reason"))
    return str(error.error)
