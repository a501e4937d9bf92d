"""An ingest that is killed leaves a store that opens, holds whole documents only, and is completed by the next run."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.access import LOCAL
from graph.library import ingest_files
from graph.store import open_store
from graph.store.base import View
from graph.store.shapes import RuleFilter

ROUNDS = 20
FILES = 120

_NURSERY = """
import os, signal, sys
from functools import partial
from pathlib import Path
from graph.library import ingest_files
from graph.store import open_store
from ingest.pipeline import extract_document
extract_document("讲话\\n值班人员必须在岗。\\n".encode(), "讲话.txt")

def tell(files, pause, done, *_):
    if done == files:
        signal.setitimer(signal.ITIMER_REAL, pause)

for line in sys.stdin:
    address, folder, files, pause = line.rstrip().split("\\t")
    child = os.fork()
    if child:
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue
    told = partial(tell, int(files), float(pause))
    told(0)
    with open_store(address) as store:
        ingest_files(store, [Path(folder)], progress=told)
    os._exit(0)
"""
"""Ingests in a process of its own each time it is told to, and ends that so long after it was done with so many files;
forked from one that has read the lexicon already, which takes longer than a round.

The end is an alarm that nothing handles: as sudden as SIGKILL, and however busy the machine is, it comes while the
ingest goes on: nobody has to be awake to send it.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small speeches that differ."""
    folder = tmp_path_factory.mktemp("speeches")
    for number in range(FILES):
        text = f"第{number}次值班工作会议讲话\n一、思想要重视\n" + "".join(
            f"值班人员必须做好第{line}项工作，严禁脱岗。\n" for line in range(number % 7 + 1)
        )
        (folder / f"{2003 + number % 20}_{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def uninterrupted(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """What a store holds into which everything went at once."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('whole')}/zhigui.db") as store:
        ingest_files(store, [folder])
        yield store.view(LOCAL)


@pytest.fixture
def nursery() -> Iterator[subprocess.Popen[str]]:
    """A process that runs `_NURSERY`."""
    process = subprocess.Popen(
        [sys.executable, "-c", _NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def kill_after(nursery: "subprocess.Popen[str]", address: str, folder: Path, files: int, pause: float) -> bool:
    """Whether an ingest was killed in the middle: so long after it was done with so many files."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    print(address, folder, files, pause, sep="\t", file=nursery.stdin, flush=True)
    return int(nursery.stdout.readline()) == -signal.SIGALRM


def check_whole(path: Path, uninterrupted: View) -> int:
    """How many documents the store holds, each as it is in a store that was never interrupted."""
    with open_store(f"sqlite:///{path}") as store:
        view = store.view(LOCAL)
        documents = view.documents(limit=FILES).items
        for summary in documents:
            assert summary == uninterrupted.summary(summary.id)
            assert view.document(summary.id) == uninterrupted.document(summary.id)
            where = RuleFilter(document_id=summary.id)
            assert view.rules(where, limit=100) == uninterrupted.rules(where, limit=100)
        assert len(view.sources()) == len(documents) == view.stats().documents
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
    return len(documents)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no alarms")
def test_killed_ingest_leaves_whole_documents_and_completes(
    nursery: "subprocess.Popen[str]", folder: Path, uninterrupted: View, tmp_path: Path
) -> None:
    path = tmp_path / "zhigui.db"
    draw = random.Random(5)
    killed = [0]
    cut_short = 0
    for _ in range(ROUNDS):
        # what is in the store already is done at once, so the count starts after it
        files = killed[-1] + draw.randint(0, 6)
        cut_short += kill_after(nursery, f"sqlite:///{path}", folder, files, draw.uniform(0.0005, 0.03))
        if path.exists():
            killed.append(check_whole(path, uninterrupted))
            assert killed[-1] >= killed[-2]
    assert cut_short > ROUNDS // 2
    assert killed[-1] > 0
    with open_store(f"sqlite:///{path}") as store:
        report = ingest_files(store, [folder])
    assert (report.unchanged, report.added) == (killed[-1], FILES - killed[-1])
    assert check_whole(path, uninterrupted) == FILES


_WITH_WORKERS = """
import multiprocessing, sys
from pathlib import Path
from graph.library import ingest_files
from graph.store import open_store
def tell(*done):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
with open_store(sys.argv[1]) as store:
    ingest_files(store, [Path(sys.argv[2])], workers=2, progress=tell)
"""


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_killed_ingest_leaves_no_worker_behind(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WITH_WORKERS, f"sqlite:///{tmp_path}/zhigui.db", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        workers = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
    assert len(workers) == 2
    give_up = time.monotonic() + 120
    while any(map(is_running, workers)) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not any(map(is_running, workers))
