"""The index follows the store through everything."""

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from pathlib import Path
from threading import Event

import pytest

from graph.access import Access
from graph.errors import StoreBroken
from graph.store import open_store
from graph.store.base import GraphStore
from search_api.engine import Engine
from search_api.errors import IndexBusy
from search_api.follower import Follower
from search_api.index import open_index
from search_api.index.base import SearchIndex
from search_api.web.metrics import Metrics
from tests.factories import make_documents, original_of
from tests.search_api.conftest import wait_for

Start = Callable[..., Follower]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:///{tmp_path / 'zhigui.db'}") as store:
        yield store


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    with open_index(f"auto:///{tmp_path / 'index'}") as index:
        yield index


class Failing(Engine):
    """An engine that raises these errors, one a time, before it does its work."""

    def __init__(self, store: GraphStore, index: SearchIndex, errors: Iterator[Exception | None]) -> None:
        super().__init__(store, index)
        self.errors = errors

    def catch_up(self) -> int:
        if (error := next(self.errors, None)) is not None:
            raise error
        return super().catch_up()


@pytest.fixture
def start(store: GraphStore, index: SearchIndex) -> Iterator[Start]:
    running: list[Follower] = []

    def begin(errors: Iterable[Exception | None] = (), *, poll: float = 0.01) -> Follower:
        follower = Follower(store, index, Failing(store, index, iter(errors)), Metrics(), poll=poll)
        follower.start()
        running.append(follower)
        return follower

    yield begin
    for follower in running:
        follower.stop()


def put(store: GraphStore, number: int) -> None:
    with store.writer() as writer:
        for document in make_documents(number):
            writer.put(document, original_of(document), source=document.file, access=Access(), extractor="test")


def test_follower_holds_what_was_there_and_what_comes(store: GraphStore, start: Start) -> None:
    put(store, 2)
    follower = start()
    wait_for(lambda: follower.progress.caught_up)
    assert follower.progress.commit == 2
    put(store, 5)
    wait_for(lambda: follower.progress.commit == store.last_commit())
    assert follower.progress.error is None


def test_follower_holds_an_empty_store(start: Start) -> None:
    follower = start()
    wait_for(lambda: follower.progress.caught_up)
    assert follower.progress.commit == 0


@pytest.mark.parametrize(
    ("error", "told"),
    [(StoreBroken("a.db", "malformed"), "a.db"), (RuntimeError("secret detail"), "意外错误，详见日志")],
    ids=["an error that says what to do", "a bug, whose detail stays in the log"],
)
def test_follower_survives_errors_and_tells_of_them(
    store: GraphStore, start: Start, error: Exception, told: str
) -> None:
    put(store, 1)
    mended = Event()
    follower = start(None if mended.is_set() else error for _ in repeat(None))
    wait_for(lambda: follower.progress.error is not None)
    assert told in (follower.progress.error or "")
    assert not follower.progress.caught_up
    mended.set()
    wait_for(lambda: follower.progress.caught_up)
    assert follower.progress.error is None


def test_follower_backs_off_while_errors_last(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    own_poll = 0.02
    waits: list[int] = []

    def noted(first: float, failures: int) -> float:
        if first == own_poll:  # followers of other tests' services may still be running
            waits.append(failures)
        return 0.001

    monkeypatch.setattr("search_api.follower.backoff", noted)
    follower = start([RuntimeError("still")] * 3, poll=own_poll)
    wait_for(lambda: follower.progress.caught_up and len(waits) > 3)
    assert waits[:4] == [1, 2, 3, 0]


def test_follower_takes_a_busy_index_for_no_error(store: GraphStore, start: Start) -> None:
    put(store, 1)
    follower = start([IndexBusy("index")] * 3)
    wait_for(lambda: follower.progress.caught_up)
    assert follower.progress.error is None


def test_follower_woken_looks_at_once(store: GraphStore, start: Start) -> None:
    follower = start(poll=60)
    wait_for(lambda: follower.progress.caught_up)
    put(store, 1)
    follower.wake()
    wait_for(lambda: follower.progress.commit == 1)


def test_follower_stops_at_once(start: Start) -> None:
    follower = start(poll=60)
    follower.stop(timeout=30)  # less than its poll
    assert not follower._thread.is_alive()


def test_follower_works_out_what_the_next_question_needs_once_it_is_quiet(
    store: GraphStore, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed: list[int] = []
    monkeypatch.setattr(Failing, "warm_up", lambda *_: warmed.append(store.last_commit()))
    put(store, 1)
    follower = start()
    wait_for(lambda: warmed == [1])
    put(store, 3)
    wait_for(lambda: warmed[-1] == store.last_commit() == follower.progress.commit)
    assert len(warmed) < 4
