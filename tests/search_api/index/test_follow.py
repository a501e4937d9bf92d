from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from graph.access import LOCAL, Access, Reader
from graph.store import open_store
from graph.store.base import GraphStore
from search_api.errors import IndexBusy
from search_api.index import follow, open_index
from search_api.index.base import SearchIndex, State
from search_api.index.fields import IndexQuery
from search_api.index.folder import IndexFolder
from search_api.index.follow import catch_up, rebuild
from tests.factories import make_document, make_documents
from tests.search_api.engines import put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:///{tmp_path / 'zhigui.db'}") as opened:
        yield opened


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    with open_index(f"tantivy:///{tmp_path / 'index'}") as opened:
        yield opened


def held(index: SearchIndex) -> set[str]:
    return {hit.document_id for hit in index.search(IndexQuery(), LOCAL, limit=1000).hits}


def test_catch_up_takes_over_what_is_new_once(store: GraphStore, index: SearchIndex) -> None:
    documents = list(make_documents(5))
    put(store, *documents[:3])
    assert catch_up(store, index) == 3
    assert catch_up(store, index) == 0
    put(store, *documents)
    assert catch_up(store, index) == 2
    assert held(index) == {document.id for document in documents}
    assert catch_up(store, index) == 0


def test_catch_up_with_an_empty_store_holds_its_state(store: GraphStore, index: SearchIndex) -> None:
    assert catch_up(store, index) == 0
    assert catch_up(store, index) == 0
    assert held(index) == set()


def test_catch_up_lets_go_of_what_was_deleted_or_replaced(store: GraphStore, index: SearchIndex) -> None:
    first, second = make_documents(2)
    put(store, first, second)
    catch_up(store, index)
    new = make_document("新的讲话\n要抓好接待。\n", file=first.file)
    put(store, new)
    with store.writer() as writer:
        writer.delete(second.id)
    catch_up(store, index)
    assert held(index) == {new.id}


def test_catch_up_sees_a_changed_access(store: GraphStore, index: SearchIndex) -> None:
    document = make_document()
    put(store, document)
    catch_up(store, index)
    put(store, document, access=Access("受限"))
    catch_up(store, index)
    assert index.search(IndexQuery(), Reader(frozenset({"公开"}))).total == 0


def test_catch_up_commits_in_batches_that_can_be_cut_short(
    store: GraphStore, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = list(make_documents(6))
    put(store, *documents)
    monkeypatch.setattr(follow, "_BATCH", 10)
    applied = index.apply
    states: list[State] = []

    def cut_short(state: State, **changes: object) -> None:
        if len(states) == 2:
            raise OSError("the machine went down")
        states.append(state)
        applied(state, **changes)  # type: ignore[arg-type]

    monkeypatch.setattr(index, "apply", cut_short)
    with pytest.raises(OSError, match="went down"):
        catch_up(store, index)
    monkeypatch.setattr(index, "apply", applied)
    assert len(held(index)) == 4
    assert [state.commit for state in states] == sorted({state.commit for state in states})
    assert catch_up(store, index) == 2
    assert held(index) == {document.id for document in documents}


def test_catch_up_of_another_store_makes_the_index_again(store: GraphStore, index: SearchIndex, tmp_path: Path) -> None:
    put(store, *make_documents(2))
    catch_up(store, index)
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        put(other, make_document())
        assert catch_up(other, index) == 1
        assert held(index) == {make_document().id}


def test_catch_up_after_another_analysis_makes_the_index_again(store: GraphStore, index: SearchIndex) -> None:
    put(store, *make_documents(2))
    index.apply(State(store.id, store.last_commit(), "older"), removed=(), added=())
    assert catch_up(store, index) == 2


def test_catch_up_with_a_store_from_a_backup_makes_the_index_again(store: GraphStore, index: SearchIndex) -> None:
    put(store, *make_documents(2))
    catch_up(store, index)
    state = index.state()
    assert state is not None
    index.apply(State(state.store_id, 99, state.fingerprint), removed=(), added=())
    assert catch_up(store, index) == 2


def test_catch_up_returns_while_another_process_writes(store: GraphStore, index: SearchIndex, tmp_path: Path) -> None:
    put(store, *make_documents(2))
    with IndexFolder(tmp_path / "index" / "tantivy").writing():
        assert catch_up(store, index, patience=0.2) == 0
        with pytest.raises(IndexBusy):
            rebuild(store, index, patience=0.2)
    assert catch_up(store, index) == 2


def test_catch_up_does_nothing_again_that_another_process_did_while_it_waited(
    store: GraphStore, index: SearchIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, *make_documents(2))
    own = index.turn

    def turn() -> AbstractContextManager[None]:
        with open_index(f"tantivy:///{tmp_path / 'index'}") as other:
            catch_up(store, other)
        return own()

    monkeypatch.setattr(index, "turn", turn)
    assert catch_up(store, index) == 0
    assert len(held(index)) == 2


def test_rebuild_takes_over_everything(store: GraphStore, index: SearchIndex) -> None:
    documents = list(make_documents(3))
    put(store, *documents)
    catch_up(store, index)
    assert rebuild(store, index) == 3
    assert held(index) == {document.id for document in documents}
