import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.requirements import require
from tests.ui.running import CHROMIUM, SAMPLES, Running, chromium, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LONGEST = 120_000
"""Milliseconds that anything on a page may take: most of them are for a busy machine."""


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts `__main__` back: Streamlit leaves a page there, which the processes of later tests would run."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    if not CHROMIUM.exists():
        require("browser", f"{CHROMIUM} is not installed")
    if find_spec("playwright") is None:
        require("browser", "playwright is not installed")
    from playwright.sync_api import expect  # noqa: PLC0415  # an optional part of the tests

    expect.set_options(timeout=LONGEST)
    with chromium() as one:
        yield one


@pytest.fixture(scope="session")
def portal(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The portal over the samples; asks for the browser first, so that nothing is started in vain."""
    with running(tmp_path_factory.mktemp("portal"), SAMPLES) as one:
        yield one
        assert one.attempts == ""


@pytest.fixture
def page(browser: "Browser", portal: Running) -> "Iterator[Page]":
    """A page of a fresh browser profile; whatever the test does, no request may leave the machine."""
    context = browser.new_context(base_url=portal.ui, viewport={"width": 1360, "height": 900}, locale="zh-CN")
    requests: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    context.set_default_timeout(LONGEST)
    one = context.new_page()
    one.on("websocket", lambda socket: requests.append(socket.url))
    one.on("pageerror", lambda error: errors.append(str(error)))
    yield one
    context.close()
    outside = [url for url in requests if urlsplit(url).scheme not in ("data", "blob") and not is_loopback(url)]
    assert requests
    assert outside == []
    assert errors == []


def is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
