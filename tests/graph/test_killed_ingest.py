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
from graph.store.base import RuleFilter, View

ROUNDS = 20
FILES = 120

_INGEST = """
import sys
from pathlib import Path
from graph.library import ingest_files
from graph.store import open_store
with open_store(sys.argv[1]) as store:
    ingest_files(store, [Path(sys.argv[2])], workers=1, progress=lambda *done: print(done[0], flush=True))
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


def kill_after(address: str, folder: Path, files: int, pause: float) -> bool:
    """Whether an ingest was killed in the middle: so long after it was done with so many files."""
    process = subprocess.Popen([sys.executable, "-c", _INGEST, address, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process, process.stdout:
        for _, _line in zip(range(files), process.stdout, strict=False):
            pass
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_killed_ingest_leaves_whole_documents_and_completes(folder: Path, uninterrupted: View, tmp_path: Path) -> None:
    path = tmp_path / "zhigui.db"
    draw = random.Random(5)
    killed = [0]
    cut_short = 0
    for _ in range(ROUNDS):
        # what is in the store already is done at once, so the count starts after it
        files = killed[-1] + draw.randint(0, 6)
        cut_short += kill_after(f"sqlite:///{path}", folder, files, draw.random() * 0.03)
        if path.exists():
            killed.append(check_whole(path, uninterrupted))
            assert killed[-1] >= killed[-2]
    assert cut_short > ROUNDS // 2
    assert killed[-1] > 0
    with open_store(f"sqlite:///{path}") as store:
        report = ingest_files(store, [folder])
    assert (report.unchanged, report.added) == (killed[-1], FILES - killed[-1])
    assert check_whole(path, uninterrupted) == FILES
