import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from search_api.settings import Settings
from tests.servers.process import free_ports
from ui.portal import command

UI = Path(__file__).resolve().parents[2] / "ui"


@pytest.mark.parametrize(
    "flag",
    [
        "--browser.gatherUsageStats=false",
        "--server.headless=true",
        "--server.address=127.0.0.1",
        "--server.port=9001",
        # The portal takes what the API takes.
        "--server.maxUploadSize=7",
    ],
)
def test_the_portal_is_served_on_loopback_and_tells_nobody(flag: str) -> None:
    assert flag in command(Settings.from_env({"ZHIGUI_UI": "127.0.0.1:9001", "ZHIGUI_MAX_MB": "7"}))


@pytest.mark.parametrize("asset", sorted((UI / "theme").iterdir()), ids=lambda path: path.name)
def test_no_asset_names_an_address_outside(asset: Path) -> None:
    text = asset.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in text
    assert "https:" not in text
    assert "@import" not in text


def test_streamlit_finds_no_second_set_of_pages() -> None:
    assert not (UI / "pages").exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed so here")
def test_the_portal_ends_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    address = f"127.0.0.1:{free_ports(1)[0]}"
    start = (
        "import time; from search_api.settings import Settings; from ui.portal import serve_portal; "
        "serve_portal(Settings.from_env()); print('started', flush=True); time.sleep(600)"
    )
    env = os.environ | {"ZHIGUI_DATA": str(tmp_path), "ZHIGUI_UI": address, "PYTHONPATH": str(UI.parent)}
    with subprocess.Popen([sys.executable, "-c", start], env=env, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"started\n"
        parent.kill()
        # Parent and portal write to the same pipe: it ends with the later of the two.
        parent.communicate(timeout=120)
    assert parent.returncode == -signal.SIGKILL
