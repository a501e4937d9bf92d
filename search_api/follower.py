"""The thread that lets the index follow the store, so that what any process adds is found within two seconds."""

import logging
import threading
from dataclasses import dataclass

from graph.access import LOCAL
from graph.errors import StoreAway
from graph.store.base import GraphStore
from search_api.backoff import LONGEST, backoff
from search_api.engine import Engine
from search_api.errors import IndexAway, IndexBusy, told
from search_api.index.base import SearchIndex
from search_api.web.metrics import Metrics

POLL = 0.5
"""Seconds between looks at the store."""
AWAY_WAIT = 4.0
"""Seconds, the longest wait where a server is away: once it is back, what was added meanwhile is found soon."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """Which commit the index held when it was last looked at, and what went wrong since, if anything."""

    caught_up: bool
    """Whether the index has held all of the store at least once since the start."""
    commit: int
    error: str | None


class Follower:
    """Catches up whenever the store has moved; goes on after errors, ever more slowly while they last."""

    def __init__(
        self, store: GraphStore, index: SearchIndex, engine: Engine, metrics: Metrics, *, poll: float = POLL
    ) -> None:
        self._store = store
        self._index = index
        self._engine = engine
        self._metrics = metrics
        self._poll = poll
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._failures = 0
        self._is_warm = False
        self._progress = Progress(caught_up=False, commit=0, error=None)
        self._thread = threading.Thread(target=self._run, name="zhigui-follower", daemon=True)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self._progress

    def start(self) -> None:
        """Begins to follow."""
        self._thread.start()

    def wake(self) -> None:
        """Looks at once: something was just written."""
        self._wake.set()

    def stop(self, timeout: float = 10.0) -> None:
        """Ends the thread after the step it is at."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stop.is_set():
            longest = LONGEST
            try:
                self._step()
            except IndexBusy:
                _log.info("another process is writing the index")
            except (StoreAway, IndexAway) as error:
                longest = AWAY_WAIT
                _log.warning("the index cannot follow the store: %s", error)
                self._failed(error)
            except Exception as error:
                _log.error("the index cannot follow the store (failure %d)", self._failures + 1, exc_info=error)
                self._failed(error)
            self._wake.wait(min(backoff(self._poll, self._failures), longest))
            self._wake.clear()

    def _step(self) -> None:
        commit = self._store.last_commit()
        known = self._progress
        if not known.caught_up or known.error is not None or known.commit != commit:
            self._is_warm = False
            self._engine.catch_up()
            self._note(commit)
        elif not self._is_warm:
            # Nothing came in since the last look: time for what the next question would wait for.
            self._engine.warm_up(LOCAL)
            self._is_warm = True
        if self._failures:
            _log.warning("the index follows the store again, after %d failures", self._failures)
        self._failures = 0

    def _note(self, commit: int) -> None:
        """Writes down which commit the index holds: less than asked for where another process is writing it."""
        state = self._index.state()
        held = state.commit if state is not None and state.store_id == self._store.id else 0
        self._progress = Progress(self._progress.caught_up or held >= commit, held, None)
        self._metrics.behind.set(max(commit - held, 0))

    def _failed(self, error: Exception) -> None:
        self._failures += 1
        self._metrics.follow_failures.inc()
        held = self._progress
        self._progress = Progress(caught_up=held.caught_up, commit=held.commit, error=told(error))
