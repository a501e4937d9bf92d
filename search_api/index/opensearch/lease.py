"""One writer at a time, across machines: a document that says who writes, and that has to be renewed."""

import logging
import secrets
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from search_api.errors import IndexAway, IndexBusy
from search_api.index.opensearch.server import WRITING, Conflict, Missing, Server

LAPSES = 6.0
"""Seconds without a renewal after which a writer is taken for dead."""
_SKEW = 30.0
"""Seconds by which the clocks of two machines may differ; it costs an attempt, never a passage, where they do more."""
_ID = "writer"
_log = logging.getLogger(__name__)


class Lease:
    """The right to write. Each time that it is taken has a number of its own, higher than all before."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._index = f"{server.address.name}-lease"
        self._owner = secrets.token_hex(8)
        self._at: Mapping[str, int] = {}
        self._number = 0
        self._watched: tuple[Any, float] = (None, 0.0)
        self._guard = threading.Lock()
        self._let_go = threading.Event()
        self._let_go.set()
        self._lost = False

    def take(self, *, above: int = 0) -> int:
        """The number of this time, above the one given; whoever holds it already gets a new one. Raises `IndexBusy`."""
        if self._let_go.is_set():
            self._claim()
        with self._guard:
            self._number = max(self._number, above) + 1
            self._write(self._owner)
        if self._let_go.is_set():
            self._let_go = threading.Event()
            threading.Thread(target=self._keep, args=(self._let_go,), name="zhigui-lease", daemon=True).start()
        return self._number

    def check(self) -> None:
        """Raises `IndexBusy` where another process has taken over, because this one was silent for too long."""
        if self._lost:
            raise IndexBusy(str(self._server.address))

    def release(self) -> None:
        """Lets others write; where the server is away they have to wait until the lease lapses."""
        self._let_go.set()
        try:
            with self._guard:
                self._write("")
        except (IndexAway, IndexBusy) as error:
            _log.info("the lease could not be given back: %s", error)

    def _claim(self) -> None:
        """Makes sure that nobody else holds it. Raises `IndexBusy`."""
        found = self._found()
        if found and found["_source"]["owner"] not in ("", self._owner) and not self._has_lapsed(found):
            raise IndexBusy(str(self._server.address))
        self._number = found["_source"]["number"] if found else 0
        self._at = _at(found) if found else {}
        self._lost = False

    def _keep(self, let_go: threading.Event) -> None:
        while not let_go.wait(LAPSES / 4):
            try:
                with self._guard:
                    if not let_go.is_set():
                        self._write(self._owner)
            except IndexBusy:
                self._lost = True
                return
            except Exception as error:
                _log.info("the lease could not be renewed: %s", error)

    def _write(self, owner: str) -> None:
        body = {"owner": owner, "number": self._number, "renewed": time.time()}
        condition: Mapping[str, str | int] = self._at or {"op_type": "create"}
        try:
            self._at = _at(self._server.call("PUT", f"/{self._index}/_doc/{_ID}", body, params=condition))
        except Conflict:
            raise IndexBusy(str(self._server.address)) from None

    def _found(self) -> Mapping[str, Any] | None:
        try:
            return self._server.call("GET", f"/{self._index}/_doc/{_ID}")
        except Missing:
            pass
        settings = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
        with suppress(Conflict):  # it is there, or another process was faster
            body = {"settings": settings, "mappings": {"dynamic": False}}
            self._server.call("PUT", f"/{self._index}", body, longest=WRITING)
        return None

    def _has_lapsed(self, found: Mapping[str, Any]) -> bool:
        """Whether nothing was renewed for so long, by this clock alone where it has been watched, or by the other's."""
        now = time.monotonic()
        seen = _at(found)
        if self._watched[0] != seen:
            self._watched = (seen, now)
        return now - self._watched[1] > LAPSES or time.time() - found["_source"]["renewed"] > LAPSES + _SKEW


def _at(found: Mapping[str, Any]) -> Mapping[str, int]:
    return {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
