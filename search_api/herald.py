"""The thread that tells a webhook what is new about followed rules and searches, in the one process that does."""

import logging
import threading
from pathlib import Path

import httpx2
from filelock import FileLock, Timeout

from graph.access import LOCAL
from graph.errors import NotFound
from graph.link.follows import Follow, News
from graph.store.base import GraphStore
from search_api.backoff import LONGEST, backoff
from search_api.lineage import Lineage
from search_api.models import FollowModel, NewsModel

POLL = 2.0
"""Seconds between looks at the store."""
TIMEOUT = 10.0
_log = logging.getLogger(__name__)


class Herald:
    """Posts `{"follow": …, "news": […]}` once for what is new. What was not taken is told again, ever more slowly."""

    def __init__(self, store: GraphStore, lineage: Lineage, url: str, lock: Path, *, poll: float = POLL) -> None:
        self._lock = FileLock(lock, thread_local=False)
        self._store = store
        self._lineage = lineage
        self._url = url
        self._poll = poll
        self._stop = threading.Event()
        self._failures = 0
        self._told: tuple[int, int] | None = None
        self._thread = threading.Thread(target=self._run, name="zhigui-herald", daemon=True)

    def start(self) -> None:
        """Begins to look."""
        self._thread.start()

    def stop(self, timeout: float = TIMEOUT + 2) -> None:
        """Ends the thread after the call it is at."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stop.wait(self._poll):
            try:
                with self._lock.acquire(timeout=0):
                    self._go_on_telling()
            except Timeout:
                pass  # another process tells

    def _go_on_telling(self) -> None:
        while not self._stop.wait(min(backoff(self._poll, self._failures), LONGEST)):
            try:
                self.look()
                self._failures = 0
            except Exception as error:  # a webhook, or a store that is away, must not end the thread
                self._failures += 1
                _log.warning("the webhook could not be told (failure %d): %s", self._failures, error)

    def look(self) -> None:
        """Tells what is new and was not told."""
        follows = self._lineage.follows(None, LOCAL)
        state = (self._store.last_commit(), len(follows))
        if state == self._told:
            return
        for follow in follows:
            known = set(follow.told)
            fresh = [news for news in self._lineage.news(follow, LOCAL) if news.key not in known]
            if fresh:
                self._post(follow, fresh)
        self._told = state

    def _post(self, follow: Follow, fresh: list[News]) -> None:
        body = {
            "follow": FollowModel.of(follow, len(fresh)).model_dump(mode="json"),
            "news": [NewsModel.of(news).model_dump(mode="json") for news in fresh],
        }
        httpx2.post(self._url, json=body, timeout=TIMEOUT).raise_for_status()
        try:
            self._lineage.tell(follow, fresh, LOCAL)
        except NotFound:
            _log.info("followed no more: %s", follow.id)
