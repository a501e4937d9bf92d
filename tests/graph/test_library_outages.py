"""Ingest into a real server that is killed and started again meanwhile: nothing is lost, nothing doubled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.access import LOCAL
from graph.library import ingest_files
from graph.store import open_store
from graph.store.base import GraphStore
from tests.servers.neo4j import Neo4j

SPEECH = """在第{number}次值班工作会议上的讲话
一、思想要重视
值班人员必须在{number}小时内报告。严禁脱岗离岗。
二、本领要过硬
文秘人员要提高第{number}种应急处置能力。
"""
FILES = 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "讲话"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"2012_{number}.txt").write_text(SPEECH.format(number=number + 1), encoding="utf-8")
    return folder


@pytest.fixture
def reference(tmp_path: Path, folder: Path) -> Iterator[GraphStore]:
    """What the same files give where nothing goes wrong."""
    with open_store(f"sqlite:///{tmp_path / 'reference.db'}") as store:
        ingest_files(store, [folder])
        yield store


def test_ingest_goes_on_where_it_was_when_the_server_is_killed(
    neo4j_server: Neo4j, folder: Path, reference: GraphStore
) -> None:
    to_come = [FILES // 4, FILES // 2]
    """At how many files the server is still to be killed."""

    def tell(done: int, total: int, file: str) -> None:
        if "等待恢复" in file:
            if not neo4j_server.running:
                neo4j_server.start()
        elif to_come and done >= to_come[0]:
            to_come.pop(0)
            neo4j_server.kill()

    with open_store(neo4j_server.url) as store:
        report = ingest_files(store, [folder], progress=tell)
        assert report.added + report.unchanged == FILES
        assert (report.stopped, report.skipped, report.unread) == (None, (), ())
        assert to_come == []
        view, expected = store.view(LOCAL), reference.view(LOCAL)
        assert view.stats() == expected.stats()
        assert view.sources() == expected.sources()
        again = ingest_files(store, [folder])
        assert (again.added, again.replaced, again.unchanged) == (0, 0, FILES)
