"""Runs the API until it is told to stop."""

import uvicorn

from search_api.app import create_app
from search_api.settings import Settings

LONGEST_REQUEST_LINE = 256 * 1024
"""Bytes: the longest query (10,000 characters) takes 90,000 when each is written as %E5%80%BC."""
GRACE = 10
"""Seconds that running requests get to finish."""


def serve(settings: Settings) -> None:
    """Serves on `settings.api` until SIGINT or SIGTERM, then lets requests and uploads come to a safe end."""
    host, port = settings.api
    config = uvicorn.Config(
        create_app(settings),
        host=host.strip("[]"),
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        http="h11",
        h11_max_incomplete_event_size=LONGEST_REQUEST_LINE,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run()
