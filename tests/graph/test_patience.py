from collections.abc import Callable

import pytest

from graph import patience
from graph.errors import StoreAway, StoreBusy
from graph.patience import patiently

AWAY = StoreAway("neo4j://db:7687")


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, each time; no time passes."""
    waited: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(patience, "time", type("Clock", (), {"sleep": sleep, "monotonic": lambda: now[0]}))
    return waited


def failing(*errors: Exception) -> Callable[[], str]:
    left = list(errors)

    def call() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return call


def test_patiently_goes_on_when_the_server_is_back(waits: list[float]) -> None:
    told: list[Exception] = []
    assert patiently(failing(AWAY, AWAY, AWAY), waiting=told.append) == "done"
    assert told == [AWAY] * 3
    assert waits == [0.5, 1.0, 2.0]


def test_patiently_never_waits_long_at_a_time(waits: list[float]) -> None:
    patiently(failing(*[AWAY] * 20))
    assert max(waits) == 10.0


def test_patiently_gives_up_in_the_end(waits: list[float]) -> None:
    with pytest.raises(StoreAway):
        patiently(failing(*[AWAY] * 1000), patience=60)
    assert 50 < sum(waits) <= 60


def test_patiently_waits_for_nothing_else(waits: list[float]) -> None:
    with pytest.raises(StoreBusy):
        patiently(failing(StoreBusy()))
    assert waits == []
