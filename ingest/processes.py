"""Worker processes that end with the process that started them."""

import multiprocessing
import os
import signal
import threading


def prepare() -> None:
    """The initializer of a pool: leaves Ctrl-C to the parent, which then closes the pool, and ends when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A parent that is killed closes no pool, and its workers would wait for work for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
