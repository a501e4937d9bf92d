"""Several threads and processes at one index."""

import multiprocessing
import os
import signal
import threading
import time
from itertools import count

import pytest

from graph.access import LOCAL
from search_api.errors import IndexBusy
from search_api.index import open_index
from search_api.index.base import SearchIndex, State
from search_api.index.fields import Entry, IndexQuery, Term, TextField
from tests.search_api.conftest import SLOW, wait_for

QUERY = IndexQuery(should=(Term(TextField.WORDS, "值班"),))
BATCH = 20


def batch(number: int) -> list[Entry]:
    return [Entry(f"{number}-{n}", f"d{number}", f"值班第{n}项要登记") for n in range(BATCH)]


def apply_when_free(index: SearchIndex, number: int) -> None:
    """Puts in a batch as soon as the index may be written: on a server, the right of a dead writer has to lapse."""
    deadline = time.monotonic() + SLOW
    while True:
        try:
            return index.apply(State("store", number, "analysis"), removed=[f"d{number}"], added=batch(number))
        except IndexBusy:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def _write_for_ever(address: str) -> None:
    with open_index(address) as index:
        state = index.state()
        for number in range(state.commit + 1 if state else 1, 1_000_000):
            apply_when_free(index, number)


def test_search_while_another_thread_applies_sees_whole_batches(address: str) -> None:
    totals: list[int] = []
    with open_index(address) as index:
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                totals.append(index.search(QUERY, LOCAL).total)

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for number in count(1):
            index.apply(State("store", number, "analysis"), removed=(), added=batch(number))
            if number >= 5 and totals:
                break
        done.set()
        for reader in readers:
            reader.join()
        assert index.search(QUERY, LOCAL).total == number * BATCH
    assert all(total % BATCH == 0 for total in totals)


def test_a_killed_writer_leaves_what_its_state_says(address: str) -> None:
    context = multiprocessing.get_context("spawn")
    for pause in (0.0, 0.1):
        writer = context.Process(target=_write_for_ever, args=(address,))
        writer.start()
        with open_index(address) as index:
            before = index.state()
            wait_for(lambda index=index, before=before: index.refresh() or index.state() != before)
        time.sleep(pause)
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        with open_index(address) as index:
            state = index.state()
            assert state is not None
            assert index.search(QUERY, LOCAL).total == state.commit * BATCH
            number = state.commit + 1
            apply_when_free(index, number)
            assert index.search(QUERY, LOCAL).total == number * BATCH


def test_nobody_else_writes_in_a_turn(address: str) -> None:
    with open_index(address) as one, open_index(address) as other:
        with one.turn():
            one.apply(State("store", 1, "analysis"), removed=(), added=batch(1))
            with pytest.raises(IndexBusy):
                other.apply(State("store", 2, "analysis"), removed=(), added=batch(2))
            with pytest.raises(IndexBusy), other.turn():
                raise AssertionError("two in one turn")
            one.apply(State("store", 3, "analysis"), removed=(), added=batch(3))
        apply_when_free(other, 4)
        assert other.search(QUERY, LOCAL).total == 3 * BATCH
