"""How the time that something takes grows with its input: the same on a slow machine as on a fast one."""

from collections.abc import Callable
from time import process_time

SMALL, TIMES = 40_000, 16
"""Characters, and how many times as many the larger text has: what is quadratic takes 256 times as long for it."""
MOST = 64
"""Between the two, with room for caches that the larger text does not fit into."""


def assert_linear(work: Callable[[str], object], unit: str, *, small: int = SMALL) -> None:
    """Holds `work` to linear time on one endless text of `unit`s, in time of the processor and not of the clock."""
    short = min(_seconds(work, unit * (small // len(unit))) for _ in range(3))
    long = _seconds(work, unit * (TIMES * small // len(unit)))
    assert long <= MOST * max(short, 0.001), f"{long:.3f} s against {short:.3f} s"


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = process_time()
    work(text)
    return process_time() - start
