"""What only tantivy's files can be in the way of."""

from pathlib import Path

from graph.access import LOCAL
from search_api.index.base import State
from search_api.index.fields import Entry, IndexQuery, Term, TextField
from search_api.index.tantivy import TantivyIndex

QUERY = IndexQuery(should=(Term(TextField.WORDS, "值班"),))


def put(index: TantivyIndex, number: int, *names: str, removed: tuple[str, ...] = ()) -> None:
    added = [Entry(f"{name}-0", name, "值班要登记") for name in names]
    index.apply(State("store", number, "analysis"), removed=removed, added=added)


def test_files_of_a_commit_that_was_killed_at_its_end_are_not_in_the_way_of_the_next(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    put(index, 1, "d1", "d2", "d3")
    before = (tmp_path / "meta.json").read_bytes()
    put(index, 2, removed=("d1",))
    index.close()
    (tmp_path / "meta.json").write_bytes(before)  # as if the power had gone before the last file of the commit
    index = TantivyIndex(tmp_path)
    put(index, 2, removed=("d1",))
    assert index.search(QUERY, LOCAL).total == 2
    assert index.state() == State("store", 2, "analysis")
    index.close()
