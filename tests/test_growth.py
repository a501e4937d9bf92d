"""The yardstick of linear time tells linear from quadratic, and a slow moment from both."""

from collections.abc import Callable
from itertools import count

import pytest

from tests import growth
from tests.growth import assert_linear


@pytest.fixture
def takes(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], float]], None]:
    """Holds work to linear time that takes so many seconds for so many characters."""

    def hold(seconds: Callable[[int], float]) -> None:
        now = [0.0]
        monkeypatch.setattr(growth, "thread_time", lambda: now[0])

        def work(text: str) -> None:
            now[0] += seconds(len(text))

        assert_linear(work, "值班")

    return hold


def test_growth_lets_linear_time_pass(takes: Callable[[Callable[[int], float]], None]) -> None:
    takes(lambda length: length * 1e-6)


def test_growth_finds_quadratic_time(takes: Callable[[Callable[[int], float]], None]) -> None:
    with pytest.raises(AssertionError, match="more than"):
        takes(lambda length: length**2 * 1e-9)


def test_growth_forgives_moments_in_which_the_machine_did_something_else(
    takes: Callable[[Callable[[int], float]], None],
) -> None:
    runs = count(1)
    takes(lambda length: length * (1e-6 if next(runs) % growth.TRIES == 0 else 1e-3))
