import pytest

from search_api.backoff import LONGEST, backoff


@pytest.mark.parametrize(
    ("failures", "seconds", "reason"),
    [
        (0, 0.5, "none yet: the usual pause"),
        (1, 1.0, "twice as long after the first"),
        (4, 8.0, "and so on"),
        (7, LONGEST, "up to the limit"),
        (10_000, LONGEST, "whatever the number, without overflow"),
    ],
)
def test_backoff_doubles_up_to_a_limit(failures: int, seconds: float, reason: str) -> None:
    assert backoff(0.5, failures) == seconds, reason
