"""The address picks the engine."""

from pathlib import Path

import pytest

from graph.errors import UnknownStore
from graph.store import open_store
from graph.store.sqlite import SqliteStore


def test_open_store_takes_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///data/zhigui.db") as store:
        assert isinstance(store, SqliteStore)
    assert (tmp_path / "data" / "zhigui.db").is_file()


def test_open_store_takes_an_absolute_path(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/资料/知规.db").close()
    assert (tmp_path / "资料" / "知规.db").is_file()


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("neo5j://host", id="a scheme that nothing has"),
        pytest.param("data/zhigui.db", id="a bare path"),
        pytest.param("sqlite:///", id="no path"),
        pytest.param("sqlite:/data/zhigui.db", id="too few slashes"),
        pytest.param("", id="nothing"),
    ],
)
def test_open_store_names_the_known_schemes(address: str) -> None:
    with pytest.raises(UnknownStore, match=r"无法识别的资料库地址.*目前支持：sqlite:///路径"):
        open_store(address)
