"""How long to wait before what has failed is tried again: twice as long after each failure, up to a limit."""

LONGEST = 30.0
"""Seconds: what was broken for an hour is found mended within half a minute."""
_MOST_DOUBLINGS = 10


def backoff(first: float, failures: int) -> float:
    """Seconds to wait after so many failures in a row; `first` where there was none."""
    return min(first * 2.0 ** min(failures, _MOST_DOUBLINGS), LONGEST)
