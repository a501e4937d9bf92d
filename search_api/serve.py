"""Runs the API until it is told to stop."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from graph.store import open_store
from search_api.app import create_app
from search_api.index import open_index
from search_api.settings import Settings
from search_api.uploads.jobs import Jobs

LONGEST_REQUEST_LINE = 256 * 1024
"""Bytes: the longest query (10,000 characters) takes 90,000 when each is written as %E5%80%BC."""
GRACE = 10
"""Seconds that running requests get to finish."""
_STOPS = (signal.SIGINT, signal.SIGTERM)


def serve(settings: Settings) -> None:
    """Serves on `settings.api` until SIGINT or SIGTERM, then lets requests and uploads come to a safe end.

    To be called in the main thread. Raises `NotLoopback`, and what opening store, index and jobs raises.
    """
    app = create_app(settings)
    _try_out(settings)
    host, port = settings.api
    config = uvicorn.Config(
        app,
        host=host.strip("[]"),
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http="h11",
        h11_max_incomplete_event_size=LONGEST_REQUEST_LINE,
        timeout_graceful_shutdown=GRACE,
    )
    with _stopped_quietly():
        uvicorn.Server(config).run()


def _try_out(settings: Settings) -> None:
    """Raises what opening raises: from inside the server it would come out as a stack trace."""
    with open_store(settings.store), open_index(settings.index):
        Jobs(settings.data, max_bytes=settings.max_bytes)


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
