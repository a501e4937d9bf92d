"""The yardstick of linear time tells linear from quadratic."""

import pytest

from tests.growth import assert_linear


def test_growth_lets_linear_time_pass() -> None:
    assert_linear(lambda text: sum(map(ord, text)), "值班")


def test_growth_finds_quadratic_time() -> None:
    with pytest.raises(AssertionError):
        assert_linear(lambda text: [text[:end].count("岗") for end in range(0, len(text), 40)], "值班")
