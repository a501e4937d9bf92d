"""A small server that speaks as a model's endpoint does, and misbehaves as it is told."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from search_api.wording.endpoint import Endpoint

DONE = b"data: [DONE]\n\n"


def said(words: str) -> bytes:
    """One event with words."""
    event = {"choices": [{"index": 0, "delta": {"content": words}}]}
    return b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"


class Model:
    """Answers each request with `status` and `pieces`, one write each; keeps what it was asked.

    `hold` keeps the line open after the last piece until the server is closed.
    """

    def __init__(self) -> None:
        self.pieces: Sequence[bytes] | Iterator[bytes] = [DONE]
        self.status = 200
        self.hold = False
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []
        self._closed = threading.Event()
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                model.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                model.paths.append(self.path)
                model.keys.append(self.headers.get("Authorization"))
                self.send_response(model.status)
                self.send_header("Content-Type", "text/event-stream")
                if model.status in (301, 302, 307):
                    self.send_header("Location", f"{model.url}/elsewhere")
                self.end_headers()
                try:
                    for piece in model.pieces:
                        self.wfile.write(piece)
                        self.wfile.flush()
                    if model.hold:
                        model._closed.wait(30)
                except OSError:
                    """The other side has heard enough."""

            def log_message(self, *args: object) -> None:
                """Nothing: the test's own output is enough."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def says(self, *words: str) -> None:
        """Makes it say these words in as many events, and end well."""
        self.pieces = [*map(said, words), DONE]

    def endpoint(self, **limits: float) -> Endpoint:
        """The way to it; a test of its limits gives its own, and none of the others waits for one."""
        given: dict[str, Any] = {"pause": 30.0, "whole": 60.0} | limits
        return Endpoint(self.url, "test-model", "geheim", **given)

    def close(self) -> None:
        """Lets go of all that hold the line."""
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def model_running() -> Iterator[Model]:
    """A model that runs for a while."""
    model = Model()
    try:
        yield model
    finally:
        model.close()
