"""Folders that cannot be written: what is there is still found, and what cannot be done has a name."""

import errno
import os
from pathlib import Path

import pytest
from filelock import FileLock

from graph.access import LOCAL
from search_api.errors import IndexFull, IndexUnwritable
from search_api.index import ENGINES, open_index
from search_api.index.base import State
from search_api.index.fields import Entry, IndexQuery, Term, TextField
from search_api.index.folder import IndexFolder

QUERY = IndexQuery(should=(Term(TextField.WORDS, "值班"),))
STATE = State("store", 1, "analysis")


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no folder may be written; said, not set, for a test may run as one who may write everywhere."""

    def refuse(lock: FileLock, timeout: float = 0) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(IndexFolder, "is_writable", property(lambda self: False))
    monkeypatch.setattr(FileLock, "acquire", refuse)


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An index that holds one passage."""
    made = f"{request.param}:///{tmp_path / 'index'}"
    with open_index(made) as index:
        index.apply(STATE, removed=(), added=[Entry("1", "d1", "值班要登记")])
    return made


def test_an_index_that_may_only_be_read_is_searched(address: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("read_only")
    with open_index(address) as index:
        index.refresh()
        assert index.state() == STATE
        assert index.search(QUERY, LOCAL).total == 1
        with pytest.raises(IndexUnwritable, match="没有写入索引的权限"):
            index.apply(State("store", 2, "analysis"), removed=["d1"], added=())
        assert index.search(QUERY, LOCAL).total == 1


@pytest.mark.usefixtures("read_only")
@pytest.mark.parametrize("engine", ENGINES)
def test_an_index_that_cannot_be_made_says_so(engine: str, tmp_path: Path) -> None:
    with pytest.raises(IndexUnwritable):
        open_index(f"{engine}:///{tmp_path / 'index'}")


def test_an_index_under_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(IndexUnwritable):
        open_index(f"tantivy:///{tmp_path / 'file'}")


@pytest.mark.parametrize(
    ("error", "free", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 2**30, "the system says it"),
        (ValueError("An IO error occurred: 'No space left on device (os error 28)'"), 2**30, "tantivy says it"),
        (ValueError("Worker thread failed"), 0, "the disk says it"),
    ],
)
def test_a_full_disk_has_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, free: int, reason: str
) -> None:
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr("search_api.index.folder.shutil.disk_usage", lambda path: usage)
    of = IndexFolder(tmp_path / "index")
    with pytest.raises(IndexFull, match="磁盘空间不足"), of.writing():
        raise error
    with of.writing():  # the lock is free again
        assert of.is_writable, reason


def test_another_error_stays_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nonsense"), IndexFolder(tmp_path / "index").writing():
        raise ValueError("nonsense")
