"""The right to write, against a real server."""

import time
from collections.abc import Iterator

import pytest

from search_api.errors import IndexBusy
from search_api.index.opensearch import lease as module
from search_api.index.opensearch.address import Address
from search_api.index.opensearch.lease import Lease
from search_api.index.opensearch.server import Server
from tests.search_api.conftest import wait_for
from tests.search_api.index.addresses import served_address


class Clock:
    """In place of `time`: what is told by it does not depend on how busy the machine is."""

    now = 0.0
    time = staticmethod(time.time)

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock by which leases lapse; renewals come in the time of the machine."""
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


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


def test_lease_is_kept_while_its_holder_lives(server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LAPSES", 0.4)
    first, second = Lease(server), Lease(server)
    first.take()
    for _ in range(8):
        before = renewals(second)
        wait_for(lambda before=before: renewals(second) > before)
        clock.now += 0.3
        with pytest.raises(IndexBusy):
            second.take()
    first.check()
    first.release()


def test_lease_of_a_dead_holder_lapses_and_the_holder_learns_of_it(server: Server, clock: Clock) -> None:
    dead, next_one = Lease(server), Lease(server)
    dead.take()
    dead._let_go.set()  # its thread renews nothing any more, as if the process were stopped
    with pytest.raises(IndexBusy):
        next_one.take()
    clock.now += module.LAPSES + 1
    assert next_one.take() == 2
    dead._let_go.clear()
    with pytest.raises(IndexBusy):
        dead.take()
    next_one.release()


def renewals(lease: Lease) -> int:
    """How often the lease was written."""
    found = lease._found()
    assert found is not None
    return int(found["_seq_no"])
