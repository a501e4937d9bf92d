"""One document that the index cannot take holds up no other, is named, and is tried again when it may go better."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.access import LOCAL
from graph.store import open_store
from graph.store.base import GraphStore
from ingest.model import Document
from search_api.engine import Engine
from search_api.errors import IndexAway, IndexRefused
from search_api.index import follow
from search_api.index.base import SearchIndex, State
from search_api.index.fields import Entry, IndexQuery
from search_api.index.tantivy import TantivyIndex
from search_api.kept.left_out import left_out
from search_api.kept.records import SearchRecords
from tests.factories import make_document, make_documents
from tests.search_api.engines import put


class Picky(TantivyIndex):
    """An index whose writer refuses passages of some documents."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.refuses: set[str] = set()
        self.error: Exception = RuntimeError("a passage too strange")
        self.applied = 0

    def apply(self, state: State, *, removed: Sequence[str], added: Sequence[Entry], clear: bool = False) -> None:
        self.applied += 1
        if self.refuses & {entry.document_id for entry in added}:
            raise self.error
        super().apply(state, removed=removed, added=added, clear=clear)


@pytest.fixture
def store(tmp_path: Path) -> GraphStore:
    return open_store(f"sqlite:///{tmp_path / 'zhigui.db'}")


@pytest.fixture
def index(tmp_path: Path) -> Picky:
    return Picky(tmp_path / "index")


@pytest.fixture
def records(tmp_path: Path) -> SearchRecords:
    return SearchRecords(tmp_path)


def held(index: SearchIndex) -> set[str]:
    return {hit.document_id for hit in index.search(IndexQuery(), LOCAL, limit=1000).hits}


def ids(*documents: Document) -> set[str]:
    return {document.id for document in documents}


@pytest.mark.parametrize("place", [0, 3, 8], ids=["first", "in the middle", "last"])
@pytest.mark.parametrize(
    "error", [RuntimeError("a bug"), IndexRefused("http://127.0.0.1:9200", "mapper_parsing_exception")], ids=str
)
def test_one_refused_document_is_left_out_alone(
    store: GraphStore, index: Picky, records: SearchRecords, place: int, error: Exception
) -> None:
    documents = list(make_documents(9))
    put(store, *documents)
    index.refuses, index.error = {documents[place].id}, error
    with Engine(store, index, note=records.note_left_out) as engine:
        engine.catch_up()
        assert held(index) == ids(*documents) - {documents[place].id}
        assert [one.document_id for one in left_out(records, store.view(LOCAL))] == [documents[place].id]
        calls = index.applied
        assert engine.catch_up() == 0  # what was left out once is not fought over again and again
        assert index.applied == calls


def test_two_refused_documents_are_both_named(store: GraphStore, index: Picky, records: SearchRecords) -> None:
    documents = list(make_documents(7))
    put(store, *documents)
    index.refuses = {documents[1].id, documents[6].id}
    with Engine(store, index, note=records.note_left_out) as engine:
        engine.catch_up()
        assert held(index) == ids(*documents) - index.refuses
        assert set(records.left_out()) == index.refuses


def test_refused_document_is_tried_again_on_rebuild(store: GraphStore, index: Picky, records: SearchRecords) -> None:
    documents = list(make_documents(4))
    put(store, *documents)
    index.refuses = {documents[2].id}
    with Engine(store, index, note=records.note_left_out) as engine:
        engine.rebuild()
        assert set(records.left_out()) == {documents[2].id}
        index.refuses = set()
        engine.rebuild()
        assert held(index) == ids(*documents)
        assert records.left_out() == {}


def test_refused_document_is_tried_again_when_it_changes(
    store: GraphStore, index: Picky, records: SearchRecords
) -> None:
    first, second = make_documents(2)
    put(store, first, second)
    index.refuses = {first.id}
    with Engine(store, index, note=records.note_left_out) as engine:
        engine.catch_up()
        changed = make_document("新的讲话\n要抓好接待。\n", file=first.file)
        put(store, changed)
        engine.catch_up()
        assert held(index) == ids(changed, second)
        assert records.left_out() == {}


def test_old_entries_of_a_refused_document_go(store: GraphStore, index: Picky) -> None:
    first, second = make_documents(2)
    put(store, first, second)
    with Engine(store, index) as engine:
        engine.catch_up()
        with store.writer() as writer:
            writer.rebuild()
        index.refuses = {first.id}
        engine.catch_up()
        assert held(index) == {second.id}  # what it said before is no longer what the library says


def test_entries_that_cannot_be_made_leave_the_document_out(
    store: GraphStore, index: Picky, records: SearchRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = list(make_documents(3))
    put(store, *documents)
    made = follow.entries_of

    def faulty(document: Document, access: object) -> object:
        if document.id == documents[1].id:
            raise ValueError("no such passage")
        return made(document, access)  # type: ignore[arg-type]

    monkeypatch.setattr(follow, "entries_of", faulty)
    with Engine(store, index, note=records.note_left_out) as engine:
        engine.catch_up()
        assert held(index) == ids(*documents) - {documents[1].id}
        assert records.left_out() == {documents[1].id: "意外错误，详见日志"}


def test_index_that_takes_nothing_leaves_nothing_out(store: GraphStore, index: Picky, records: SearchRecords) -> None:
    documents = list(make_documents(5))
    put(store, *documents)
    index.refuses = ids(*documents)
    with Engine(store, index, note=records.note_left_out) as engine:
        with pytest.raises(RuntimeError):
            engine.catch_up()
        assert records.left_out() == {}
        index.refuses = set()
        assert engine.catch_up() == len(documents)
        assert held(index) == ids(*documents)


def test_index_that_is_away_leaves_nothing_out(store: GraphStore, index: Picky, records: SearchRecords) -> None:
    (document,) = make_documents(1)
    put(store, document)
    index.refuses, index.error = {document.id}, IndexAway("http://127.0.0.1:9200")
    with Engine(store, index, note=records.note_left_out) as engine:
        with pytest.raises(IndexAway):
            engine.catch_up()
        assert index.applied == 1
        assert records.left_out() == {}
