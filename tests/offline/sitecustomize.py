"""Put first on PYTHONPATH, this lets a process and its children reach the loopback only; anything else raises.

Attempts are also appended to the file named by `ZHIGUI_TEST_ATTEMPTS`, since a caller may swallow the error.
"""

import ipaddress
import os
import sys
from typing import Any

WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}


def _host(event: str, args: tuple[Any, ...]) -> str | None:
    """The host that an event speaks of; None for a local (Unix) socket."""
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = args[0]
        return host.decode() if isinstance(host, bytes) else host
    address = args[1]
    return address[0] if isinstance(address, tuple) else None


def _is_loopback(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _guard(event: str, args: tuple[Any, ...]) -> None:
    if event not in WATCHED:
        return
    host = _host(event, args)
    if host is None or _is_loopback(host):
        return
    with open(os.environ["ZHIGUI_TEST_ATTEMPTS"], "a", encoding="utf-8") as attempts:
        attempts.write(f"{event} {host}\n")
    raise PermissionError(f"{event} to {host} is blocked")


sys.addaudithook(_guard)
