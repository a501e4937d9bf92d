"""The whole main job reaches nothing but the loopback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUARD = Path(__file__).parent / "offline"


@pytest.fixture
def run(tmp_path):
    """Runs a command of Python's under the guard, in a data folder of its own; returns the finished process."""
    attempts = tmp_path / "attempts"
    env = os.environ | {
        "PYTHONPATH": str(GUARD),
        "ZHIGUI_TEST_ATTEMPTS": str(attempts),
        "ZHIGUI_DATA": str(tmp_path / "data"),
        "ZHIGUI_WORKERS": "local:2",
    }

    def run_guarded(*args):
        done = subprocess.run([sys.executable, *args], env=env, cwd=ROOT, capture_output=True, text=True, timeout=500)
        tried = attempts.read_text() if attempts.exists() else ""
        return done, tried

    return run_guarded


def zhigui(*args):
    return ("-c", "from ui.cli import main; main()", *args)


def test_guard_catches_a_connection(run):
    done, tried = run("-c", "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)")
    assert done.returncode != 0
    assert "192.0.2.1" in tried


def test_ingest_search_and_ask_stay_on_the_machine(run):
    done, tried = run(*zhigui("ingest", "examples/speeches"))
    assert (done.returncode, tried) == (0, ""), done.stderr
    done, tried = run(*zhigui("search", "值班要求", "--json"))
    assert (done.returncode, tried) == (0, ""), done.stderr
    assert json.loads(done.stdout)["hits"]
    done, tried = run(*zhigui("ask", "紧急电子公文多长时间内签收？", "--json"))
    assert (done.returncode, tried) == (0, ""), done.stderr
    assert json.loads(done.stdout)["answer"]
