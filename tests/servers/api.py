"""The product's own API as a process, for tests and benchmarks that speak HTTP to it."""

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx2

ROOT = Path(__file__).resolve().parents[2]
_SERVE = "from search_api.serve import serve; from search_api.settings import Settings; serve(Settings.from_env())"


def launch(env: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """The API with these settings; it need not serve yet."""
    return subprocess.Popen([sys.executable, "-c", _SERVE], env=env, cwd=ROOT, stdout=subprocess.DEVNULL)


def wait_until_up(url: str, process: "subprocess.Popen[bytes]", seconds: float = 180) -> None:
    """Comes back when a GET of `url` succeeds. Raises `RuntimeError` where its process ends, `TimeoutError`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the process for {url} ended with {process.returncode}")
        try:
            if httpx2.get(url, trust_env=False, timeout=10).is_success:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError(url)
