"""API and portal started and ended together, with stand-ins for both servers."""

import io
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from rich.console import Console

from search_api.settings import Settings
from tests.servers.process import free_ports
from ui import serving

Launch = Callable[[str], "subprocess.Popen[bytes]"]


def settings_at(folder: Path, api: str, ui: str) -> Settings:
    return Settings.from_env({"ZHIGUI_DATA": str(folder), "ZHIGUI_API": api, "ZHIGUI_UI": ui})


@pytest.fixture(params=["127.0.0.1", "[::1]"])
def taken(request: pytest.FixtureRequest) -> Iterator[str]:
    """An address that something listens at."""
    host: str = request.param
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        try:
            listening.bind((host.strip("[]"), 0))
        except OSError:
            pytest.skip(f"this machine has no {host}")
        listening.listen()
        yield f"{host}:{listening.getsockname()[1]}"


@pytest.fixture
def free(taken: str) -> str:
    """An address of the same host that nothing listens at."""
    return free_beside(taken)


def free_beside(address: str) -> str:
    """An address of the same host with another port, that nothing listens at."""
    return f"{address.rpartition(':')[0]}:{free_ports(1)[0]}"


def test_check_ports_lets_free_ports_pass(tmp_path: Path, free: str) -> None:
    other = free_beside(free)
    assert serving.check_ports(settings_at(tmp_path, free, other)) is None  # type: ignore[func-returns-value]


def test_check_ports_refuses_one_port_for_both(tmp_path: Path, free: str) -> None:
    with pytest.raises(serving.SamePort, match="ZHIGUI_API 与 ZHIGUI_UI 用了同一个端口"):
        serving.check_ports(settings_at(tmp_path, free, free))


def test_check_ports_names_the_one_that_is_taken(tmp_path: Path, taken: str, free: str) -> None:
    with pytest.raises(serving.PortTaken, match="检索接口的地址") as told:
        serving.check_ports(settings_at(tmp_path, taken, free))
    assert f"ZHIGUI_API={taken.rpartition(':')[0]}:" in str(told.value)
    with pytest.raises(serving.PortTaken, match="网页的地址"):
        serving.check_ports(settings_at(tmp_path, free, taken))


class Healthy(BaseHTTPRequestHandler):
    """Answers both health checks."""

    def do_GET(self) -> None:  # the name that http.server looks for
        self.send_response(200 if self.path in ("/healthz", "/_stcore/health") else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def healthy() -> Iterator[str]:
    """The address of a server that is well."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Healthy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def launch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Launch]:
    """Puts a process that runs `code` in the portal's place."""
    launched: list[subprocess.Popen[bytes]] = []

    def run(code: str) -> "subprocess.Popen[bytes]":
        portal = subprocess.Popen([sys.executable, "-S", "-c", code], stdout=subprocess.PIPE)
        launched.append(portal)
        monkeypatch.setattr(serving, "serve_portal", lambda settings: portal)
        return portal

    yield run
    for portal in launched:
        portal.kill()
        portal.communicate()


def announced(settings: Settings, portal: "subprocess.Popen[bytes]") -> str:
    """What is printed of a start."""
    console = Console(file=io.StringIO(), width=200)
    serving._announce(settings, portal, console)
    printed: str = console.file.getvalue()  # type: ignore[attr-defined]
    return printed


def test_both_addresses_are_announced_once_both_answer(tmp_path: Path, healthy: str, launch: Launch) -> None:
    printed = announced(settings_at(tmp_path, healthy, healthy), launch("import time; time.sleep(600)"))
    assert f"http://{healthy}/api/v1" in printed
    assert "没有启动成功" not in printed


@pytest.mark.parametrize("taken", ["127.0.0.1"], indirect=True)
def test_a_portal_that_ended_is_told_of(tmp_path: Path, healthy: str, free: str, launch: Launch) -> None:
    portal = launch("raise SystemExit(1)")
    portal.wait(120)
    printed = announced(settings_at(tmp_path, healthy, free), portal)
    assert "网页没有启动成功" in printed
    assert free not in printed
    assert f"http://{healthy}/api/v1" in printed


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("print(flush=True); import time; time.sleep(600)", "one that ends when it is asked to"),
        (
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)",
            "one that must be killed",
        ),
    ],
)
def test_the_portal_ends_with_the_api(
    tmp_path: Path, healthy: str, launch: Launch, monkeypatch: pytest.MonkeyPatch, code: str, reason: str
) -> None:
    portal = launch(code)
    assert portal.stdout is not None
    portal.stdout.readline()  # it is at work
    running: list[int | None] = []
    monkeypatch.setattr(serving, "STOP_SECONDS", 0.5)
    monkeypatch.setattr(serving, "serve", lambda settings: running.append(portal.poll()))
    serving.serve_all(settings_at(tmp_path, healthy, healthy), Console(file=io.StringIO()))
    assert running == [None], reason
    assert portal.wait(120) != 0, reason
