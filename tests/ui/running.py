"""The real API and the real portal on free loopback ports over a folder of their own, and a browser to look at them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from search_api.settings import Settings
from tests.servers.api import ROOT, launch, wait_until_up
from tests.servers.process import free_ports
from ui.portal import serve_portal

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAMPLES = ROOT / "examples" / "speeches"
GUARD = ROOT / "tests" / "offline"
"""Lets the processes reach the loopback only, and writes down what else they tried."""
CHROMIUM = Path("/usr/bin/chromium")
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_INGEST = "from ui.cli import main; main()"


@dataclass
class Running:
    """A portal that answers at `ui`; the API behind it can be stopped and started."""

    ui: str
    api: str
    env: dict[str, str]
    process: "subprocess.Popen[bytes]"

    @property
    def attempts(self) -> str:
        """What API and portal tried to reach outside of the machine, a line each."""
        tried = Path(self.env["ZHIGUI_TEST_ATTEMPTS"])
        return tried.read_text(encoding="utf-8") if tried.exists() else ""

    def stop_api(self) -> None:
        """Ends the API as a crash would, and waits until it is gone."""
        self.process.kill()
        self.process.wait()

    def start_api(self) -> None:
        """Starts the API at the same address, and waits until it answers."""
        self.process = launch(self.env)
        wait_until_up(f"{self.api}/healthz", self.process)


@contextmanager
def running(data: Path, *inputs: Path, **settings: str) -> Iterator[Running]:
    """Ingests the inputs into `data`, or what the settings say beside it, and serves them."""
    api, ui = (f"127.0.0.1:{port}" for port in free_ports(2))
    env = (
        os.environ
        | {
            "ZHIGUI_DATA": str(data),
            "ZHIGUI_API": api,
            "ZHIGUI_UI": ui,
            "ZHIGUI_WORKERS": "local:2",
            "ZHIGUI_PROCESSES": "1",
            "ZHIGUI_TEST_ATTEMPTS": str(data / "attempts"),
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(GUARD))),
        }
        | settings
    )
    if inputs:
        subprocess.run(
            [sys.executable, "-c", _INGEST, "ingest", *map(str, inputs)], env=env, cwd=ROOT, check=True, timeout=300,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
    process = launch(env)
    it = Running(f"http://{ui}", f"http://{api}", env, process)
    portal = serve_portal(Settings.from_env(env), env)
    try:
        wait_until_up(f"{it.api}/healthz", it.process)
        wait_until_up(f"{it.ui}/_stcore/health", portal)
        yield it
    finally:
        if portal.stdin is not None:
            portal.stdin.close()
        for one in (portal, it.process):
            one.terminate()
            one.wait(120)


@contextmanager
def chromium() -> "Iterator[Browser]":
    """Debian's chromium, which looks for nothing outside by itself."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an optional part of the tests

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(_SWITCHES), timeout=120_000)
        yield browser
        browser.close()
