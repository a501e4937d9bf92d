import os
from pathlib import Path

import pytest

from search_api import index
from search_api.errors import UnknownIndex
from search_api.index import open_index


@pytest.mark.parametrize(
    "address", ["", "auto", "auto:///", "auto://data/index", "lucene:///data", "/data/index", "auto:/data"]
)
def test_open_index_names_the_known_engines(address: str) -> None:
    with pytest.raises(UnknownIndex, match="auto:///路径、tantivy:///路径、whoosh:///路径"):
        open_index(address)


def test_open_index_takes_relative_and_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_index("tantivy:///data/index").close()
    open_index(f"tantivy:///{tmp_path}/absolute").close()
    assert sorted(os.listdir(tmp_path)) == ["absolute", "data"]


def test_open_index_auto_takes_whoosh_where_tantivy_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_index(f"auto:///{tmp_path}")
    assert type(opened).__name__ == "TantivyIndex"
    opened.close()
    monkeypatch.setattr(index, "find_spec", lambda name: None if name == "tantivy" else object())
    opened = open_index(f"auto:///{tmp_path}")
    assert type(opened).__name__ == "WhooshIndex"
    opened.close()
