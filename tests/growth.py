"""How the time that something takes grows with its input: the same on a slow machine as on a fast one."""

from collections.abc import Callable
from time import process_time

SMALL, LARGE = 40_000, 640_000
"""Characters. What is linear takes 16 times as long for the larger, what is quadratic 256 times."""
MOST = 64
"""Between the two, with room for caches that the larger text does not fit into."""


def assert_linear(work: Callable[[str], object], unit: str) -> None:
    """Holds `work` to linear time on one endless text of `unit`s, in time of the processor and not of the clock."""
    small = min(_seconds(work, unit * (SMALL // len(unit))) for _ in range(3))
    large = _seconds(work, unit * (LARGE // len(unit)))
    assert large <= MOST * max(small, 0.001), f"{large:.3f} s against {small:.3f} s"


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = process_time()
    work(text)
    return process_time() - start
