"""What stands before the routes: nobody but this machine's own pages gets in, and nothing endless is read."""

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingest.errors import ZhiguiError
from search_api.errors import ContentTooLarge, ForeignHost, ForeignOrigin
from search_api.web.problems import carried

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES = frozenset({"", "same-origin", "none"})
Refuse = Callable[[Request, ZhiguiError], Response]


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address with this host."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Guard:
    """Checks the Host header (DNS rebinding), the origin of changes (CSRF) and the size of bodies.

    A page on another site can make a browser post to 127.0.0.1, but cannot hide its Origin; and it can point its own
    name at 127.0.0.1, but then the Host header bears that name.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], portal_port: int, max_body: int, refuse: Refuse) -> None:
        self._app = app
        self._hosts = hosts
        self._portal_port = portal_port
        self._max_body = max_body
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        error = self._wrong(scope["method"], Headers(scope=scope))
        if error is None:
            await self._app(scope, self._counted(receive), send)
        else:
            await self._refuse(Request(scope), error)(scope, receive, send)

    def _wrong(self, method: str, headers: Headers) -> ZhiguiError | None:
        host = headers.get("host", "")
        asked = _parts(f"//{host}")
        if asked is None or asked.hostname not in self._hosts:
            return ForeignHost(host)
        if method not in _SAFE_METHODS and not self._is_own(headers, host):
            return ForeignOrigin(headers.get("origin", "?"))
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._max_body:
            return ContentTooLarge(self._max_body)
        return None

    def _is_own(self, headers: Headers, host: str) -> bool:
        """Whether a change comes from a page of this API, from the portal, or from no page at all."""
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "") in _OWN_SITES
        parts = _parts(origin)
        if parts is None:
            return False
        return parts.netloc == host or (parts.hostname in self._hosts and parts.port == self._portal_port)

    def _counted(self, receive: Receive) -> Receive:
        """`receive` that stops at the limit, also where the length was not told or was told wrong."""
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._max_body:
                raise carried(ContentTooLarge(self._max_body))
            return message

        return counted


def _parts(address: str) -> SplitResult | None:
    """The parts of an address; None for what is none."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    return parts
