"""Puts uploaded files into the library, each in a process of its own kind: the server goes on answering meanwhile,
and a file that kills its reader kills nothing else."""

import logging
import multiprocessing
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from pathlib import Path

from graph.errors import StoreAway, StoreBusy, StoreFull
from graph.library import ingest_bytes
from graph.store import open_store
from ingest.errors import ReadError, ZhiguiError
from ingest.processes import prepare
from search_api.errors import ServiceError
from search_api.uploads.jobs import FileResult, FileState, JobFile

_log = logging.getLogger(__name__)
_BUG = FileResult(
    FileState.SKIPPED,
    reason="读取时发生意外错误，已记入日志",
    advice="其余文件不受影响；请把文件名告诉管理员",
)
_KILLER = FileResult(
    FileState.SKIPPED,
    reason="读取这个文件的进程意外退出",
    advice="文件可能已损坏，请用原软件打开并重新保存后再上传",
)

PATIENCE = 300.0
"""Seconds that a file may take, and as many more as it has megabytes times `_A_MEGABYTE`: longest of all sound files
takes a large PDF, of which a slow machine reads some megabytes a minute."""
_A_MEGABYTE = 10.0


class Kind(Enum):
    """Why the store could not take a file."""

    BUSY = auto()
    AWAY = auto()
    FULL = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the store said (of one that is away: where), in a form that travels between processes, as errors with facts
    do not."""

    kind: Kind
    message: str


@dataclass(frozen=True, slots=True)
class Task:
    """All that a process needs to know."""

    store: str
    path: Path
    source: str
    max_bytes: int


Work = Callable[[Task], FileResult | Trouble]


class Uploads:
    """Processes that read uploads and put them into the store at an address."""

    def __init__(
        self, store: str, *, workers: int, max_bytes: int, work: Work | None = None, patience: float = PATIENCE
    ) -> None:
        self._store = store
        self._work = work or ingest_one
        self._workers = workers
        self._max_bytes = max_bytes
        self._patience = patience
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def ingest(self, files: Sequence[JobFile]) -> Generator[tuple[JobFile, FileResult], None, None]:
        """Says of each file what became of it, in order. Raises `StoreBusy`, `StoreAway`, `StoreFull`,
        `ServiceError`.

        Where a process dies, nobody can say which of the files at work was the cause: what is left is then read one
        file at a time. One that takes for ever is given up with its process; what was read beside it is read again.
        Of what is left when this is closed nothing is said.
        """
        left = list(files)
        at_once = self._workers
        while left:
            try:
                for file, result in self._pooled(left, at_once):
                    left.remove(file)
                    yield file, result
            except (BrokenProcessPool, CancelledError):
                self._let_go()
                if self._closed:
                    return
                _log.warning("a process died while reading %s", [file.name for file in left[:at_once]])
                if at_once == 1:
                    yield left.pop(0), _KILLER
                at_once = 1
            except _Hanging as hanging:
                self._kill()
                _log.warning("gave up %s after %.0f s", left[0].name, hanging.seconds)
                yield left.pop(0), _hung(hanging.seconds)

    def close(self) -> None:
        """Ends the processes for good: this one could not end before they do, and what they are at is read again."""
        self._closed = True
        self._kill()

    def _let_go(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _kill(self) -> None:
        """Ends the processes at once: one that hangs would hear of nothing else."""
        running = list((self._pool._processes or {}).values()) if self._pool else []  # no public way before 3.14
        self._let_go()
        for process in running:
            process.kill()

    def _pooled(self, files: Sequence[JobFile], at_once: int) -> Generator[tuple[JobFile, FileResult], None, None]:
        coming = iter(list(files))
        running = [(file, self._submit(file)) for file in islice(coming, at_once)]
        try:
            while running:
                file, future = running.pop(0)
                result = _checked(self._awaited(file, future))
                running += [(after, self._submit(after)) for after in islice(coming, 1)]
                yield file, result
        finally:
            for _, future in running:
                future.cancel()

    def _awaited(self, file: JobFile, future: "Future[FileResult | Trouble]") -> FileResult | Trouble:
        """What became of the file. Raises `_Hanging` where that takes too long."""
        seconds = self._patience + _A_MEGABYTE * file.size / 2**20
        done, _ = wait([future], timeout=seconds)
        if not done:
            raise _Hanging(seconds)
        return future.result()

    def _submit(self, file: JobFile) -> "Future[FileResult | Trouble]":
        if self._closed:
            raise CancelledError
        if self._pool is None:
            # Not forked: the server has threads, whose locks a fork would copy as they happen to be.
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=spawn, initializer=prepare)
        return self._pool.submit(self._work, Task(self._store, file.path, file.source, self._max_bytes))


def ingest_one(task: Task) -> FileResult | Trouble:
    """Reads one staged file and puts it into the store; says what became of it."""
    try:
        with open_store(task.store) as store:
            put = ingest_bytes(
                store, task.path.read_bytes(), task.path.name, source=task.source, max_bytes=task.max_bytes
            )
    except ReadError as error:
        return FileResult(FileState.SKIPPED, reason=error.reason, advice=error.advice)
    except FileNotFoundError:
        return FileResult(FileState.SKIPPED, reason="暂存的文件已不在", advice="请重新上传")
    except StoreBusy as error:
        return Trouble(Kind.BUSY, str(error))
    except StoreAway as error:
        return Trouble(Kind.AWAY, error.place)
    except StoreFull as error:
        return Trouble(Kind.FULL, str(error))
    except ZhiguiError as error:
        return Trouble(Kind.OTHER, str(error))
    except Exception as error:
        _log.error("a bug in reading %s (%s)", task.path.name, task.source, exc_info=error)
        return _BUG
    return FileResult(FileState(put.status.value), document_id=put.document_id)


class _Hanging(Exception):
    """The file that is waited for takes longer than any sound one."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(seconds)


def _hung(seconds: float) -> FileResult:
    minutes = f"{seconds / 60:.0f} 分钟" if seconds >= 60 else f"{seconds:.0f} 秒"
    return FileResult(
        FileState.SKIPPED,
        reason=f"读了 {minutes}仍未读完，已停止",
        advice="文件可能已损坏或内容过于复杂，请用原软件打开并另存，或拆分后再上传；其余文件不受影响",
    )


def _checked(result: FileResult | Trouble) -> FileResult:
    if isinstance(result, FileResult):
        return result
    if result.kind is Kind.BUSY:
        raise StoreBusy
    if result.kind is Kind.AWAY:
        raise StoreAway(result.message)
    if result.kind is Kind.FULL:
        raise StoreFull
    raise ServiceError(result.message)
