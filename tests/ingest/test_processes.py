"""Workers end with whoever started them; `tests/graph/test_killed_ingest.py` holds the same of a whole ingest."""

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

STARTED = """
import multiprocessing, os, sys
from concurrent.futures import ProcessPoolExecutor
from ingest.processes import prepare

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=prepare)
    print(pool.submit(os.getpid).result(), flush=True)
    sys.stdin.read()
"""


def test_a_worker_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(STARTED, encoding="utf-8")
    # The worker holds this pipe open as long as it lives: its end is the end of the worker, and needs no waiting.
    parent = subprocess.Popen(
        [sys.executable, script],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert worker != parent.pid
    parent.send_signal(signal.SIGKILL)
    assert parent.communicate(timeout=120) == ("", None)
