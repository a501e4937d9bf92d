"""The right to write, against a real server."""

import time
from collections.abc import Iterator

import pytest

from search_api.errors import IndexBusy
from search_api.index.opensearch import lease as module
from search_api.index.opensearch.address import Address
from search_api.index.opensearch.lease import Lease
from search_api.index.opensearch.server import Server
from tests.search_api.index.addresses import served_address


@pytest.fixture
def server(opensearch_url: str) -> Iterator[Server]:
    with served_address(opensearch_url) as address:
        one = Server(Address.parse(address))
        yield one
        one.close()


def test_lease_is_for_one_at_a_time_and_numbers_go_up(server: Server) -> None:
    first, second = Lease(server), Lease(server)
    assert first.take() == 1
    with pytest.raises(IndexBusy):
        second.take()
    assert first.take() == 2, "whoever holds it takes it again"
    first.release()
    assert second.take() == 3
    second.release()
    assert first.take(above=10) == 11
    first.release()


def test_lease_is_kept_while_its_holder_lives(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LAPSES", 0.8)
    first, second = Lease(server), Lease(server)
    first.take()
    for _ in range(8):
        time.sleep(0.2)
        with pytest.raises(IndexBusy):
            second.take()
    first.check()
    first.release()


def test_lease_of_a_dead_holder_lapses_and_the_holder_learns_of_it(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LAPSES", 0.8)
    dead, next_one = Lease(server), Lease(server)
    dead.take()
    dead._let_go.set()  # its thread renews nothing any more, as if the process were stopped
    with pytest.raises(IndexBusy):
        next_one.take()
    time.sleep(1.0)
    assert next_one.take() == 2
    dead._let_go.clear()
    with pytest.raises(IndexBusy):
        dead.take()
    next_one.release()
