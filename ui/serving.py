"""Runs the API and the portal together until Ctrl-C."""

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
from rich.console import Console

from ingest.errors import ZhiguiError
from search_api.serve import serve
from search_api.settings import Settings
from ui.portal import serve_portal

STOP_SECONDS = 5


class PortTaken(ZhiguiError):
    """Something else listens where the API or the portal should."""

    def __init__(self, what: str, address: tuple[str, int], setting: str) -> None:
        host, port = address
        super().__init__(
            f"{what}的地址 {host}:{port} 已被占用。若知规已在运行，直接在浏览器打开即可；"
            f"否则请停掉占用的程序，或换一个端口，如 {setting}={host}:{port + 10}"
        )


class SamePort(ZhiguiError):
    """API and portal are to listen at one port."""

    def __init__(self, port: int) -> None:
        super().__init__(f"ZHIGUI_API 与 ZHIGUI_UI 用了同一个端口 {port}，请改其中一个，如 {port + 10}")


def check_ports(settings: Settings) -> None:
    """Raises `PortTaken` where the API or the portal could not listen, `SamePort` where both would at one port."""
    if settings.api[1] == settings.ui[1] != 0:  # which is any that is free
        raise SamePort(settings.api[1])
    for what, address, setting in (
        ("检索接口", settings.api, "ZHIGUI_API"),
        ("网页", settings.ui, "ZHIGUI_UI"),
    ):
        host, port = address
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            # As the servers do: a port that is only waiting for its last packets is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host.strip("[]"), port))
            except OSError as error:
                raise PortTaken(what, address, setting) from error


def serve_all(settings: Settings, console: Console) -> None:
    """Serves until interrupted; prints both addresses once both answer."""
    with _portal(settings) as portal:
        threading.Thread(target=_announce, args=(settings, portal, console), daemon=True).start()
        serve(settings)


@contextmanager
def _portal(settings: Settings) -> Iterator["subprocess.Popen[bytes]"]:
    portal = serve_portal(settings)
    try:
        yield portal
    finally:
        if portal.stdin is not None:
            portal.stdin.close()
        portal.terminate()
        try:
            portal.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            portal.kill()


def _announce(settings: Settings, portal: "subprocess.Popen[bytes]", console: Console, *, seconds: float = 60) -> None:
    api = "http://{}:{}".format(*settings.api)
    ui = "http://{}:{}".format(*settings.ui)
    deadline = time.monotonic() + seconds
    waiting = {f"{api}/healthz", f"{ui}/_stcore/health"}
    while waiting and time.monotonic() < deadline and portal.poll() is None:
        waiting = {url for url in waiting if not _answers(url)}
        time.sleep(0.1)
    if f"{ui}/_stcore/health" in waiting:
        console.print("网页没有启动成功，检索接口仍可使用；原因见上面的输出。", style="red")
    else:
        console.print(f"网页      {ui}")
    console.print(f"检索接口  {api}/api/v1\n按 Ctrl-C 停止。")


def _answers(url: str) -> bool:
    try:
        return httpx2.get(url, timeout=1, trust_env=False).is_success
    except httpx2.HTTPError:
        return False
