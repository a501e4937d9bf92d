"""The outermost layer: safe headers on every answer, a count of it, and an answer even when there is a bug."""

from collections.abc import Callable
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.web.metrics import Metrics

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""Answers are data: no browser may guess another type, run anything in them, show them elsewhere or keep them."""


class Edge:
    """Wraps all else."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, unexpected: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._metrics = metrics
        self._unexpected = unexpected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0
        started = perf_counter()

        async def send_safely(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_safely)
        except Exception as error:
            if status:  # the answer is on its way and cannot be taken back: the server breaks it off
                raise
            await self._unexpected(Request(scope), error)(scope, receive, send_safely)
        finally:
            endpoint = scope.get("endpoint")
            operation = getattr(endpoint, "__name__", "none")
            self._metrics.answered(scope["method"], operation, status, perf_counter() - started)
