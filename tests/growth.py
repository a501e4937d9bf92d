"""How the time that something takes grows with its input: the same on a slow machine as on a fast one."""

import gc
from collections.abc import Callable
from time import thread_time

SMALL, TIMES = 40_000, 16
"""Characters, and how many times as many the larger text has: what is quadratic takes 256 times as long for it."""
MOST = 64
"""Between the two, with room for caches that the larger text does not fit into."""
LEAST_SECONDS = 0.005
"""What a shorter run counts as: below it a single page fault is as long as the work."""
TRIES = 5
"""Of each text. A machine that is shared may take a core away for the length of one; what is quadratic fails in all."""


def assert_linear(work: Callable[[str], object], unit: str, *, small: int = SMALL) -> None:
    """Holds `work` to linear time on one endless text of `unit`s: the best of some tries, in time of this thread."""
    short, long = (unit * (size // len(unit)) for size in (small, TIMES * small))
    most = MOST * max(LEAST_SECONDS, min(_seconds(work, short) for _ in range(TRIES)))
    taken: list[float] = []
    while len(taken) < TRIES:
        taken.append(_seconds(work, long))
        if taken[-1] <= most:
            return
    raise AssertionError(f"{min(taken):.3f} s, more than {most:.3f} s")


def _seconds(work: Callable[[str], object], text: str) -> float:
    """Without the collector of garbage, which walks what every test before this one has left behind."""
    gc.collect()
    gc.disable()
    try:
        start = thread_time()
        work(text)
        return thread_time() - start
    finally:
        gc.enable()
