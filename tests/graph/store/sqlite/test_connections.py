"""What SQLite and the file system can do to a store, and what the user is told."""

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from graph.access import LOCAL, Access
from graph.errors import StoreBroken, StoreBusy, StoreError, StoreFull, StoreUnwritable, StoreVersion
from graph.store.sqlite import SqliteStore
from graph.store.sqlite.tables import VERSION
from tests.factories import make_dating, make_document, make_documents, original_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "zhigui.db"


def fill(path: Path, number: int = 20) -> None:
    with SqliteStore(path) as store, store.writer() as writer:
        for document in make_documents(number):
            writer.put(document, original_of(document), source=document.id, access=Access(), extractor="1")


def test_store_makes_its_folder(path: Path) -> None:
    SqliteStore(path).close()
    assert path.is_file()
    assert not path.with_name("zhigui.db-wal").exists()


def test_store_is_in_wal_mode_with_foreign_keys(path: Path) -> None:
    fill(path, 1)
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_store_in_a_folder_that_may_only_be_read_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, 3)
    monkeypatch.setattr("graph.store.sqlite.connections.os.access", lambda *asked: False)
    with SqliteStore(path) as store:
        assert store.view(LOCAL).documents().total == 3
        assert os.listdir(path.parent) == [path.name], "SQLite makes no file beside it"
        with pytest.raises(StoreUnwritable), store.writer() as writer:
            writer.delete(store.view(LOCAL).documents().items[0].id)


def test_store_refuses_a_file_that_is_no_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("这不是数据库" * 200, encoding="utf-8")
    with pytest.raises(StoreBroken, match=r"不是知规的资料库.*请换用备份"):
        SqliteStore(path)
    assert path.read_text(encoding="utf-8").startswith("这不是数据库")


def test_store_refuses_the_database_of_another_program(path: Path) -> None:
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE contacts (name TEXT)")
    db.close()
    with pytest.raises(StoreBroken, match="不是知规的资料库"):
        SqliteStore(path)


def test_store_refuses_a_newer_version(path: Path) -> None:
    fill(path, 1)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    with pytest.raises(StoreVersion, match=f"结构版本 {VERSION + 1}，本程序支持到 {VERSION}"):
        SqliteStore(path)


@pytest.mark.parametrize("damage", [pytest.param("middle", id="pages overwritten"), pytest.param("end", id="cut off")])
def test_store_says_when_its_file_is_damaged(path: Path, damage: str) -> None:
    fill(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        if damage == "end":
            file.truncate(size // 2)
        else:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
    with pytest.raises(StoreBroken, match=r"内容已损坏|读写磁盘出错"):
        read_everything(path)


def read_everything(path: Path) -> None:
    with SqliteStore(path) as store:
        view = store.view(LOCAL)
        view.stats()
        for summary in view.documents(limit=100).items:
            view.document(summary.id)


def test_store_that_is_empty_because_cut_off_at_zero_is_made_anew(path: Path) -> None:
    """An empty file is what SQLite itself leaves when it is killed before the first commit."""
    path.parent.mkdir()
    path.touch()
    with SqliteStore(path) as store:
        assert store.last_commit() == 0


@contextmanager
def as_somebody_else() -> Iterator[Path]:
    """A folder that may be read and not written; root may write everywhere, so root steps down."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_store_says_when_its_folder_may_not_be_written() -> None:
    with as_somebody_else() as folder, pytest.raises(StoreUnwritable, match=r"没有写入资料库的权限.*ZHIGUI_STORE"):
        SqliteStore(folder / "zhigui.db")


def test_store_says_when_its_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreUnwritable):
        SqliteStore(tmp_path / "data" / "zhigui.db")


def test_writer_gives_up_when_another_process_goes_on_writing(path: Path) -> None:
    document = make_document()
    with SqliteStore(path, patience=0.05) as store, store.writer() as writer:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="请稍后重试"):
            writer.put(document, original_of(document), source="a", access=Access(), extractor="1")
        assert store.view(LOCAL).stats().documents == 0  # reading does not wait
        other.execute("ROLLBACK")
        other.close()
        writer.put(document, original_of(document), source="a", access=Access(), extractor="1")
        assert store.view(LOCAL).stats().documents == 1


def test_writer_leaves_nothing_half_written_when_the_disk_is_full(path: Path) -> None:
    fill(path, 3)
    with SqliteStore(path) as store, store.writer() as writer:
        before = store.view(LOCAL).stats()
        limit = writer._db.execute("PRAGMA page_count").fetchone()[0] + 4
        writer._db.execute(f"PRAGMA max_page_count = {limit}")
        large = next(make_documents(1, passages=2000))
        with pytest.raises(StoreFull, match="磁盘空间不足"):
            writer.put(large, original_of(large), source="a", access=Access(), extractor="1")
        assert store.view(LOCAL).stats() == before
        assert store.last_commit() == 3
        writer._db.execute("PRAGMA max_page_count = 1000000")
        writer.put(large, original_of(large), source="a", access=Access(), extractor="1")
        assert store.view(LOCAL).stats().documents == 4


def test_connections_of_threads_that_are_gone_are_closed(path: Path) -> None:
    fill(path, 1)
    with SqliteStore(path) as store:
        for _ in range(10):
            thread = threading.Thread(target=store.last_commit)
            thread.start()
            thread.join()
        assert len(store._connections._readers) <= 2


def test_store_asks_for_a_newer_sqlite(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match="需要 SQLite 3"):
        SqliteStore(path)


def test_many_open_the_same_new_store_at_once(path: Path) -> None:
    opened: list[str] = []

    def open_it() -> None:
        with SqliteStore(path) as store:
            opened.append(store.id)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 8
    assert len(set(opened)) == 1


CORRECTIONS = ("corrections", "successions", "standings")
LINEAGE = ("bands", "statements", "marks")


@pytest.mark.parametrize(
    ("version", "lacks"),
    [
        pytest.param(1, (*CORRECTIONS, *LINEAGE), id="knew no corrections"),
        pytest.param(2, LINEAGE, id="knew no lineage"),
    ],
)
def test_store_brings_an_older_file_up(path: Path, version: int, lacks: tuple[str, ...]) -> None:
    """Step by step; statements are made when it is opened, of documents as people have put them right."""
    document = make_document()
    made = make_dating(document, 2011)
    with SqliteStore(path) as store, store.writer() as writer:
        writer.put(document, original_of(document), source="a", access=Access(), extractor="1")
        if version > 1:
            writer.correct(made)
        expected = store.view(LOCAL).stated(document.id)
    db = sqlite3.connect(path)
    for table in lacks:
        db.execute(f"DROP TABLE {table}")
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with SqliteStore(path) as store, store.writer() as writer:
        assert store.view(LOCAL).stated(document.id) == expected != []
        writer.correct(make_dating(document, 2012, seen=made.id if version > 1 else None))
        [first, *_] = store.view(LOCAL).stated(document.id)
        assert first.quote.date.latest == date(2012, 12, 31)
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (VERSION,)
