"""Waiting for a server that is away: ever more slowly, and not for ever."""

import time
from collections.abc import Callable
from typing import TypeVar

from graph.errors import StoreAway

T = TypeVar("T")
PATIENCE = 600.0
"""Seconds that a server may be away before whoever waits for it gives up."""
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 10.0


def patiently(
    call: Callable[[], T],
    *,
    away: tuple[type[Exception], ...] = (StoreAway,),
    waiting: Callable[[Exception], None] | None = None,
    patience: float = PATIENCE,
) -> T:
    """What `call` gives. While it raises one of `away`, `waiting` is told and it is called again after a while.

    It has to be safe to repeat. After `patience` seconds its error is raised.
    """
    deadline = time.monotonic() + patience
    wait = _FIRST_WAIT
    while True:
        try:
            return call()
        except away as error:
            if time.monotonic() + wait > deadline:
                raise
            if waiting is not None:
                waiting(error)
        time.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT)
