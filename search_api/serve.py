"""Runs the API until it is told to stop, in one process or in several at one address."""

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from socket import IPPROTO_TCP, TCP_NODELAY, socket
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from graph.store import open_store
from ingest.processes import end_with_parent
from search_api.app import create_app
from search_api.index import open_index
from search_api.settings import Settings
from search_api.uploads.jobs import Jobs
from search_api.web.metrics import FILES

LONGEST_REQUEST_LINE = 256 * 1024
"""Bytes: the longest query (10,000 characters) takes 90,000 when each is written as %E5%80%BC."""
GRACE = 10
"""Seconds that running requests get to finish."""
_STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))
_log = logging.getLogger(__name__)


def serve(settings: Settings) -> None:
    """Serves on `settings.api` until SIGINT or SIGTERM, then lets requests and uploads come to a safe end.

    To be called in the main thread. Raises `NotLoopback`, and what opening store, index and jobs raises.
    """
    app = create_app(settings)
    _try_out(settings)
    with _stopped_quietly():
        if settings.processes == 1:
            uvicorn.Server(_config(settings, app)).run()
        else:
            _serve_together(_config(settings, partial(create_app, settings), factory=True))


def _config(settings: Settings, app: Any, **more: Any) -> uvicorn.Config:
    host, port = settings.api
    return uvicorn.Config(
        app,
        host=host.strip("[]"),
        port=port,
        workers=settings.processes,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http="h11",
        h11_max_incomplete_event_size=LONGEST_REQUEST_LINE,
        timeout_graceful_shutdown=GRACE,
        **more,
    )


def _try_out(settings: Settings) -> None:
    """Raises what opening raises: from inside the server it would come out as a stack trace."""
    with open_store(settings.store), open_index(settings.index):
        Jobs(settings.data, max_bytes=settings.max_bytes)


def _serve_together(config: uvicorn.Config) -> None:
    """Answers from several processes, which take connections from one socket, until told to stop."""
    with closing(_listening(config)) as shared, _counting_together():
        supervisor = _Supervisor(config, [shared])
        supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        sys.exit(STARTUP_FAILURE)


def _listening(config: uvicorn.Config) -> socket:
    """The socket that all take connections from: whoever comes early waits, and nobody else has the port."""
    shared = config.bind_socket()
    # asyncio asks for it only where a socket names its protocol; without it each answer waits 40 ms for a sign.
    shared.setsockopt(IPPROTO_TCP, TCP_NODELAY, True)
    shared.listen(config.backlog)
    return shared


class _Process(Process):
    """One of the processes that answer."""

    def target(self, sockets: list[socket] | None = None) -> None:
        end_with_parent()
        # Before it serves, and once more when it has stopped; Ctrl-C comes by way of the supervisor then.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        super().target(sockets)


class _Supervisor(Multiprocess):
    """uvicorn's, but it waits for no sign of life: while it does for one that has just died, it hears no Ctrl-C."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket]) -> None:
        before = {one: signal.getsignal(one) for one in signal.valid_signals() if one not in _STOPS}
        super().__init__(config, sockets)
        for one, handler in before.items():
            if signal.getsignal(one) != handler:  # a terminal that closes is no call to start anew
                signal.signal(one, handler)

    def init_processes(self) -> None:
        self.processes = [self._started() for _ in range(self.processes_num)]

    def keep_subprocess_alive(self) -> None:
        for at, process in enumerate(self.processes):
            if self.should_exit.is_set() or process.exitcode is None:
                continue
            if process.exitcode == STARTUP_FAILURE:  # it has said why, and would fail again
                self.should_exit.set()
                continue
            _log.warning("process %s ended (%s) and is started anew", process.pid, process.exitcode)
            self.processes[at] = self._started()

    def _started(self) -> Process:
        process = _Process(self.config, self.sockets)
        # Until it serves it leaves Ctrl-C to this one: a terminal tells both.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        process.start()
        signal.signal(signal.SIGINT, before)
        return process


@contextmanager
def _counting_together() -> Iterator[None]:
    """Inside, processes that are started write their counts where each of them can add up all."""
    with TemporaryDirectory(prefix="zhigui-counts-", ignore_cleanup_errors=True) as folder:
        os.environ[FILES] = folder
        try:
            yield
        finally:
            del os.environ[FILES]


@contextmanager
def _stopped_quietly() -> Iterator[None]:
    """Inside, a signal to stop is over when the server has stopped: it raises the signal once more, to end its caller.

    The caller has things of its own to end, such as the portal.
    """
    before = {stop: signal.signal(stop, lambda *_: None) for stop in _STOPS}
    try:
        yield
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)
