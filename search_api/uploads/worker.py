"""The thread that works uploads off, one job after the other, in the one process of a data folder that may."""

import logging
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from filelock import FileLock, Timeout

from graph.errors import StoreAway, StoreBusy
from ingest.errors import ZhiguiError
from search_api.backoff import backoff
from search_api.uploads.jobs import FileResult, FileState, Job, JobFile, Jobs
from search_api.web.metrics import Metrics

Ingest = Callable[[Sequence[JobFile]], Generator[tuple[JobFile, FileResult], None, None]]
"""Puts files into the library and says what became of each, as they are done. Raises `StoreBusy`, `StoreAway`,
`StoreFull`."""
POLL = 0.5
_log = logging.getLogger(__name__)


class Worker:
    """Works off the jobs of `jobs`; `after` is called whenever something was written."""

    def __init__(self, jobs: Jobs, ingest: Ingest, metrics: Metrics, *, after: Callable[[], None]) -> None:
        self._jobs = jobs
        self._ingest = ingest
        self._metrics = metrics
        self._after = after
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="zhigui-worker", daemon=True)

    def start(self) -> None:
        """Begins with what an earlier process left."""
        self._thread.start()

    def wake(self) -> None:
        """Looks at once: a job was just queued."""
        self._wake.set()

    def stop(self, timeout: float = 10.0) -> None:
        """Ends the thread after the file it is at, if that is soon; the rest of the job goes back into the queue."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        lock = FileLock(self._jobs.lock_path)
        failures = 0
        while not self._stop.is_set():
            try:
                with lock.acquire(timeout=0):
                    self._jobs.recover()
                    failures = 0
                    self._work()
            except Timeout:
                self._pause(POLL)  # another process works for this folder, on what is uploaded here too
            except Exception as error:
                failures += 1
                _log.error("the worker failed (%d) and goes on", failures, exc_info=error)
                self._pause(backoff(POLL, failures))

    def _work(self) -> None:
        while not self._stop.is_set():
            job = self._jobs.claim()
            if job is None:
                self._pause(POLL)
            else:
                self._deal_with(job)

    def _deal_with(self, job: Job) -> None:
        refusals = 0
        while not self._stop.is_set():
            try:
                self._go_on(self._jobs.get(job.id))
            except (StoreBusy, StoreAway) as error:
                _log.warning("job %s waits: %s", job.id, error)
                self._pause(backoff(POLL, refusals))
                refusals += 1
                continue
            except ZhiguiError as error:
                self._jobs.finish(job.id, error=str(error))
            except Exception as error:
                _log.error("job %s failed", job.id, exc_info=error)
                self._jobs.finish(job.id, error=f"处理时发生意外错误，已记入日志（任务 {job.id}）。请重试或联系管理员")
            self._after()
            break
        if self._stop.is_set():
            self._jobs.hand_back(job.id)

    def _go_on(self, job: Job) -> None:
        waiting = [file for file in job.files if file.state is FileState.WAITING]
        with closing(self._ingest(waiting)) as results:
            for file, result in results:
                self._jobs.settle(job.id, file.position, result)
                self._metrics.uploads.labels(result.state.value).inc()
                if result.state in {FileState.ADDED, FileState.REPLACED}:
                    self._after()
                if self._stop.is_set():
                    return
        if not self._stop.is_set():
            self._jobs.finish(job.id)

    def _pause(self, seconds: float) -> None:
        self._wake.wait(seconds)
        self._wake.clear()
