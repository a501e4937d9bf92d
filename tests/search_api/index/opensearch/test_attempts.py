"""Writers that are broken off, overtaken or late, against a real server: what is shown is always one whole state."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.access import LOCAL
from search_api.errors import IndexBusy
from search_api.index.base import State
from search_api.index.fields import Entry, IndexQuery
from search_api.index.opensearch import OpenSearchIndex
from search_api.index.opensearch import index as module
from search_api.index.opensearch.address import Address
from search_api.index.opensearch.bulk import write_all
from tests.search_api.index.addresses import served_address

ALL = IndexQuery()


def state(commit: int) -> State:
    return State("s", commit, "a")


def entry(name: str) -> Entry:
    return Entry(name, name[0], f"值班{name}")


@pytest.fixture
def address(opensearch_url: str) -> Iterator[Address]:
    with served_address(opensearch_url) as address:
        yield Address.parse(address)


@pytest.fixture
def index(address: Address) -> Iterator[OpenSearchIndex]:
    with OpenSearchIndex(address) as opened:
        opened.apply(state(1), removed=(), added=[entry("a1"), entry("b1")])
        yield opened


def shown(index: OpenSearchIndex) -> list[str]:
    index.refresh()
    return sorted(hit.passage_id for hit in index.search(ALL, LOCAL).hits)


def broken_off(*given: Any) -> None:
    write_all(*given)
    raise ZeroDivisionError


def test_an_attempt_that_breaks_off_is_never_seen(
    index: OpenSearchIndex, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "write_all", broken_off)
    with pytest.raises(ZeroDivisionError):
        index.apply(state(2), removed=["a"], added=[entry("a2"), entry("c1")])
    monkeypatch.undo()
    index._server.call("POST", f"/{address.name}/_refresh")
    assert shown(index) == ["a1", "b1"]
    index.apply(state(2), removed=["a"], added=[entry("a2")])
    assert shown(index) == ["a2", "b1"]
    assert index.words("值", LOCAL) == [("值班", 2)]


def test_what_a_dead_attempt_sent_and_comes_in_late_is_never_seen(
    index: OpenSearchIndex, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[Any] = []
    monkeypatch.setattr(module, "write_all", lambda *given: (late.append((*given[:2], list(given[2]))), 1 / 0))
    with pytest.raises(ZeroDivisionError):
        index.apply(state(2), removed=["b"], added=[entry("b9")])
    monkeypatch.undo()
    index.apply(state(2), removed=["b"], added=())
    write_all(*late[0])
    index._server.call("POST", f"/{address.name}/_refresh")
    assert shown(index) == ["a1"]
    index.apply(state(3), removed=(), added=[entry("d1")])
    assert shown(index) == ["a1", "d1"]


def test_a_writer_that_was_overtaken_cannot_bring_its_attempt_to_an_end(
    index: OpenSearchIndex, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OpenSearchIndex(address) as other:

        def overtaken(*given: Any) -> None:
            write_all(*given)
            monkeypatch.undo()
            monkeypatch.setattr(other._lease, "_has_lapsed", lambda found: True)
            other.apply(state(3), removed=["a"], added=[entry("c1")])

        monkeypatch.setattr(module, "write_all", overtaken)
        with pytest.raises(IndexBusy):
            index.apply(state(2), removed=["b"], added=[entry("b2")])
    assert shown(index) == ["b1", "c1"]
    assert index.state() == state(3)


def test_many_removed_documents_are_cleared_away_at_once(index: OpenSearchIndex) -> None:
    many = [Entry(f"p{number}", f"m{number}", "值班") for number in range(1_500)]
    index.apply(state(2), removed=(), added=many)
    index.apply(state(3), removed=[one.document_id for one in many], added=())
    assert shown(index) == ["a1", "b1"]
    held = index._versions.held()
    assert held is not None
    assert held.buried == ()


def test_an_index_whose_state_is_lost_is_made_again(index: OpenSearchIndex, address: Address) -> None:
    index._server.call("DELETE", f"/{address.name}/_doc/state")
    index.refresh()
    assert index.state() is None
    assert index.search(ALL, LOCAL).total == 0
    index.apply(state(1), removed=(), added=[entry("a1")], clear=True)
    assert shown(index) == ["a1"]


def test_a_lost_lease_index_makes_no_attempt_look_like_an_earlier_one(index: OpenSearchIndex, address: Address) -> None:
    index.apply(state(2), removed=(), added=[entry("c1")])
    index._server.call("DELETE", f"/{address.name}-lease")
    index.apply(state(3), removed=["a"], added=[entry("d1")])
    assert shown(index) == ["b1", "c1", "d1"]
