"""Worker processes that end with the process that started them."""

import multiprocessing
import os
import signal
import threading


def prepare() -> None:
    """The initializer of a pool: leaves Ctrl-C to the parent, which then closes the pool, and ends when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """From now on this process ends at once when the one that started it does, however that ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A parent that is killed tells nobody, and what it started would wait for work for ever, or hold its port.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
