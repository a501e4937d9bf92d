"""Many files: found in folders, extracted one after the other, in processes, or by an executor such as Dask's."""

import multiprocessing
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path

from ingest.errors import ReadError, TooLarge
from ingest.model import Document
from ingest.names import readable_name
from ingest.pipeline import extract_document
from ingest.processes import prepare
from ingest.readers import DEFAULT_MAX_BYTES

IN_FLIGHT = 2
"""Files a worker has before it: one in hand and one waiting, so that neither waits and little is held in memory."""
_NOT_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a document, or the error that says why there is none."""

    path: Path
    document: Document | None
    error: ReadError | None


# An error as it crosses between processes: exceptions with arguments of their own do not survive pickling.
_Failure = tuple[type[ReadError], str, str, str]


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named and those in the folders named, deep, each once, in order of name within a folder.

    In folders, hidden files and the lock files of office programs (~$…) are left out, and links that lead back to a
    folder seen before are not followed. A folder that may not be read stands for itself, so that it is reported; so
    do links that lead nowhere, pipes and the like.
    """
    found: dict[Path, None] = {}
    seen: set[tuple[int, int]] = set()
    for path in map(Path, paths):
        found |= dict.fromkeys(_in_folder(path, seen) if path.is_dir() else [path])
    return list(found)


def _in_folder(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError:
            yield current
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        wanted = [entry for entry in entries if _is_wanted(entry.name)]
        yield from (Path(entry.path) for entry in wanted if not _is_folder(entry))
        waiting += [Path(entry.path) for entry in reversed(wanted) if _is_folder(entry)]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_wanted(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower() not in _NOT_DOCUMENTS


def extract_files(
    files: Iterable[Path],
    *,
    workers: int = 1,
    max_bytes: int = DEFAULT_MAX_BYTES,
    executor: Executor | None = None,
) -> Generator[Outcome, None, None]:
    """What became of each file, in the order given, as soon as it is known; no file stops the others.

    `workers` above 1 are processes. An `executor` is used as it is and left open; it is sent the bytes, so that its
    workers need not see the files.
    """
    if executor is not None:
        yield from _by_executor(files, executor, max_bytes)
    elif workers > 1:
        yield from _Pool(workers, max_bytes).outcomes(files)
    else:
        for path in files:
            yield _outcome(path, _extract_path(path, max_bytes))


def _outcome(path: Path, result: Document | _Failure) -> Outcome:
    if isinstance(result, Document):
        return Outcome(path, result, None)
    kind, file, reason, advice = result
    return Outcome(path, None, kind(file, reason=reason, advice=advice))


def _extract_path(path: Path, max_bytes: int) -> Document | _Failure:
    """The document in the file at `path`, or why there is none; runs in the worker."""
    try:
        return _extract_bytes(_read_bytes(path, max_bytes), readable_name(path), max_bytes)
    except ReadError as error:
        return _failure(error)


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file. Raises `ReadError`."""
    try:
        if path.is_symlink() and not path.exists():
            raise ReadError(readable_name(path), reason="链接指向的文件不存在", advice="请删除链接，或把原文件放回原处")
        size = path.stat().st_size
        if size > max_bytes:
            raise TooLarge(
                readable_name(path), reason=f"文件有 {size / 2**20:.1f} MB，超过上限 {max_bytes / 2**20:.0f} MB"
            )
        if not path.is_file() and not path.is_dir():  # reading a pipe would wait for ever
            raise ReadError(readable_name(path), reason="不是普通文件", advice="请另存为文件后重试")
        return path.read_bytes()
    except OSError as error:
        reason = f"无法打开（{error.strerror or type(error).__name__}）"
        raise ReadError(readable_name(path), reason=reason, advice="请确认文件存在且可读") from error


def _extract_bytes(data: bytes, file: str, max_bytes: int) -> Document | _Failure:
    try:
        return extract_document(data, file, max_bytes=max_bytes)
    except ReadError as error:
        return _failure(error)
    except Exception as error:  # a fault of ours in one document must not lose the others
        return _failure(unexpected(file, error))


def _failure(error: ReadError) -> _Failure:
    return type(error), error.file, error.reason, error.advice


def unexpected(file: str, error: BaseException) -> ReadError:
    """A fault of ours in one document, as an error of its file."""
    words = f"{type(error).__name__}：{error}" if str(error) else type(error).__name__
    return ReadError(file, reason=f"处理时出错（{words[:200]}）", advice="请将该文件和这条信息反馈给维护人员")


def _by_executor(files: Iterable[Path], executor: Executor, max_bytes: int) -> Iterator[Outcome]:
    """Outcomes by an executor that is not ours; its own failures become outcomes of the files concerned."""
    waiting: deque[tuple[Path, Future[Document | _Failure] | ReadError]] = deque()
    window = IN_FLIGHT * max(2, getattr(executor, "_max_workers", 0) or 0)
    for path in files:
        waiting.append((path, _submit(executor, path, max_bytes)))
        if len(waiting) >= window:
            yield _await(*waiting.popleft())
    while waiting:
        yield _await(*waiting.popleft())


def _submit(executor: Executor, path: Path, max_bytes: int) -> Future[Document | _Failure] | ReadError:
    try:
        return executor.submit(_extract_bytes, _read_bytes(path, max_bytes), readable_name(path), max_bytes)
    except ReadError as error:
        return error
    except Exception as error:  # a broken executor refuses
        return unexpected(readable_name(path), error)


def _await(path: Path, future: Future[Document | _Failure] | ReadError) -> Outcome:
    if isinstance(future, ReadError):
        return Outcome(path, None, future)
    try:
        return _outcome(path, future.result())
    except Exception as error:  # a worker that died: Dask's KilledWorker, BrokenProcessPool
        return Outcome(path, None, unexpected(readable_name(path), error))


_Waiting = deque[tuple[Path, Future[Document | _Failure]]]


class _Pool:
    """Processes that are started again when one dies."""

    def __init__(self, workers: int, max_bytes: int) -> None:
        self._workers = workers
        self._max_bytes = max_bytes

    def outcomes(self, files: Iterable[Path]) -> Iterator[Outcome]:
        """The outcome of each file, in order; a few files are in flight at a time.

        When a process dies, the files in flight go through a pool of one, one by one, so that the guilty is known.
        """
        remaining = iter(files)
        suspects: deque[Path] = deque()
        while True:
            alone = bool(suspects)
            waiting: _Waiting = deque()
            with self._open(1 if alone else self._workers) as pool, suppress(BrokenExecutor):
                yield from self._through(pool, _drained(suspects) if alone else remaining, waiting, alone=alone)
            if alone and waiting:
                yield _died(waiting[0][0])
            elif waiting:
                suspects.extend(path for path, _ in waiting)
            elif not alone:
                return

    def _through(self, pool: Executor, files: Iterator[Path], waiting: _Waiting, *, alone: bool) -> Iterator[Outcome]:
        """Outcomes while the pool lives; what is unfinished when it breaks stays in `waiting`."""
        window = 1 if alone else IN_FLIGHT * self._workers
        for path in files:
            waiting.append((path, Future()))  # in the queue before the pool may refuse it
            waiting[-1] = (path, pool.submit(_extract_path, path, self._max_bytes))
            if len(waiting) >= window:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)

    @contextmanager
    def _open(self, workers: int) -> Iterator[Executor]:
        pool = ProcessPoolExecutor(workers, mp_context=_processes(), initializer=prepare)
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _drained(paths: deque[Path]) -> Iterator[Path]:
    while paths:
        yield paths.popleft()


def _first(waiting: _Waiting) -> Outcome:
    """The outcome of the file that has waited longest. Raises `BrokenExecutor`, and leaves it waiting then."""
    path, future = waiting[0]
    try:
        outcome = _outcome(path, future.result())
    except BrokenExecutor:
        raise
    except Exception as error:  # such as a result that cannot be sent
        outcome = Outcome(path, None, unexpected(readable_name(path), error))
    waiting.popleft()
    return outcome


def _died(path: Path) -> Outcome:
    advice = "文件可能过大或已损坏，请拆分或重新保存后重试"
    return Outcome(path, None, ReadError(readable_name(path), reason="处理该文件的进程意外退出", advice=advice))


def _processes() -> BaseContext:
    """How processes are started: never by a fork of this one, which may hang where it has threads (API, portal)."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    # Readers and lexicon are imported once, in the server; a process from there starts in milliseconds.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", __name__])
    return context
