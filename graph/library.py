"""Files into the store and out again: what is unchanged is skipped, what is new is extracted in processes.

A source is a name for where bytes came from: the absolute path of a file, or `upload:<hash>/<name>`.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from graph.access import LOCAL, Access
from graph.errors import NotFound, StoreBusy, StoreFull
from graph.extractor import fingerprint
from graph.patience import patiently
from graph.reading import read_again
from graph.schema import NodeKind
from graph.store.base import GraphStore, Writer
from graph.store.shapes import Put, PutStatus, SourceState
from ingest.batch import Outcome, extract_files, find_files, unexpected
from ingest.errors import ReadError, ZhiguiError
from ingest.model import Document
from ingest.names import readable_name, readable_path
from ingest.pipeline import document_id, extract_document
from ingest.readers import DEFAULT_MAX_BYTES

Progress = Callable[[int, int, str], None]
"""Is told: files done, files in all, base name of the last one, or what is waited for."""

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read: why, and what to do."""

    file: str
    reason: str
    advice: str

    @classmethod
    def of(cls, error: ReadError) -> "Skipped":
        return cls(error.file, error.reason, error.advice)


@dataclass(frozen=True, slots=True)
class Same:
    """A file with the very bytes of another: the library has them once, under the name `other`."""

    file: str
    other: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each file, and what the library holds now."""

    added: int
    replaced: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    rules: int
    roles: int
    duties: int
    abilities: int
    unread: tuple[str, ...] = ()
    """Files that were not come to because the store could not go on."""
    stopped: str | None = None
    """Why it could not, in Chinese."""
    same: tuple[Same, ...] = ()
    """Those of `unchanged` that were not there before under this name."""


def ingest_files(
    store: GraphStore,
    paths: Iterable[Path],
    *,
    workers: int = 1,
    access: Access | None = None,
    progress: Progress | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    executor: Executor | None = None,
) -> Report:
    """Reads the files at `paths` and in the folders there; each is in the store as soon as it is read.

    `access` None leaves documents as they are and opens new ones to all. A full disk or a store that stays busy ends
    the batch with a report; what was put until then is kept. A store that is away is waited for, and the batch goes on
    where it was; raises `StoreAway` after ten minutes.
    """
    files = find_files(paths)
    tally = _Tally(files, progress or _silent)
    with store.writer() as writer:
        batch = patiently(lambda: _Batch(store, writer, access), waiting=tally.wait)
        try:
            new, twins = _sort_out(batch, files, tally, max_bytes)
            outcomes = extract_files(new, workers=workers, max_bytes=max_bytes, executor=executor)
            with closing(outcomes):  # no worker goes on reading what will not be put
                for outcome in outcomes:
                    _settle(batch, outcome, twins, tally)
        except (StoreFull, StoreBusy) as error:
            tally.stopped = str(error)
    return tally.report(store)


def ingest_bytes(
    store: GraphStore,
    data: bytes,
    file: str,
    *,
    source: str | None = None,
    access: Access | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> Put:
    """Puts an uploaded file named `file`; other bytes under the same name are another document.

    Raises `ReadError`, `StoreBusy`, `StoreFull`.
    """
    key = document_id(data)
    source = source or f"upload:{key}/{file}"
    with store.writer() as writer:
        batch = _Batch(store, writer, access)
        if (known := batch.put_known(key, data, source)) is not None:
            return known
        return batch.put(extract_document(data, file, max_bytes=max_bytes), data, source)


def rebuild(
    store: GraphStore,
    *,
    extract: bool,
    progress: Progress | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> Report:
    """Makes all that is derived again; with `extract`, the records too, from the original bytes.

    A document that can no longer be read keeps its record and is reported.
    """
    tally = _Tally([], progress or _silent)
    with store.writer() as writer:
        if extract:
            _extract_again(store, writer, tally, max_bytes)
        writer.rebuild()
    return tally.report(store)


def source_of(path: Path) -> str:
    """The name of a file's source: its absolute path with forward slashes; bytes that are no text are written out."""
    return path.absolute().as_posix().encode("utf-8", "backslashreplace").decode()


class _Batch:
    """Puts documents with one access policy and one extractor."""

    def __init__(self, store: GraphStore, writer: Writer, access: Access | None) -> None:
        self._store = store
        self._view = store.view(LOCAL)
        self._writer = writer
        self._access = access
        self._extractor = fingerprint()
        self._states: Mapping[str, SourceState] = self._view.sources()
        self._fresh = {s.document_id for s in self._states.values() if s.extractor == self._extractor}

    def is_unchanged(self, key: str, source: str) -> bool:
        """Whether the source stands for the document with this id, as this extractor reads it."""
        return self._states.get(source) == SourceState(key, self._extractor)

    def put_known(self, key: str, data: bytes, source: str) -> Put | None:
        """Makes the source stand for a document that is in the store already; None where it must be extracted."""
        if key not in self._fresh:
            return None
        try:
            return self.put(self._view.review(key).record, data, source)
        except NotFound:  # another process has deleted it since
            return None

    def file(self, key: str) -> str:
        """The name that the store has the document under."""
        return self._view.summary(key).file

    def put(self, document: Document, data: bytes, source: str) -> Put:
        """Puts the document and remembers that this source was dealt with."""
        put = self._writer.put(
            document, data, source=source, access=self._access_of(document.id, source), extractor=self._extractor
        )
        if put.status is PutStatus.REPLACED:
            read_again(self._store, self._writer, document.id)
        return put

    def _access_of(self, key: str, source: str) -> Access:
        """As told; else as it is; else as what the source stood for was: a new version is no more open than the old."""
        if self._access is not None:
            return self._access
        before = self._states.get(source)
        for known in (key, before.document_id if before else None):
            if known is not None:
                try:
                    return self._store.access(known)
                except NotFound:
                    continue
        return Access()


@dataclass(slots=True)
class _Tally:
    """The report as it grows."""

    files: Sequence[Path]
    progress: Progress
    counts: dict[PutStatus, int] = field(default_factory=lambda: dict.fromkeys(PutStatus, 0))
    skipped: list[Skipped] = field(default_factory=list)
    same: list[Same] = field(default_factory=list)
    done: dict[Path, None] = field(default_factory=dict)
    stopped: str | None = None

    def count(self, path: Path, status: PutStatus) -> None:
        """The file is in the store."""
        self.counts[status] += 1
        self._tell(path)

    def count_same(self, path: Path, put: Put, other: str) -> None:
        """The file is in the store, where `other` may have brought its bytes before."""
        name = readable_name(path)
        if put.status is PutStatus.UNCHANGED and name != other:
            self.same.append(Same(name, other))
        self.count(path, put.status)

    def skip(self, path: Path, error: ReadError) -> None:
        """The file could not be read."""
        self.skipped.append(Skipped.of(error))
        self._tell(path)

    def wait(self, error: Exception) -> None:
        """Nothing can be put for the moment."""
        self.progress(len(self.done), len(self.files), f"等待恢复：{error}")

    def _tell(self, path: Path) -> None:
        self.done[path] = None
        self.progress(len(self.done), len(self.files), readable_name(path))

    def report(self, store: GraphStore) -> Report:
        """The report, with what the store holds now."""
        stats = patiently(lambda: store.view(LOCAL).stats(), waiting=self.wait)
        return Report(
            added=self.counts[PutStatus.ADDED],
            replaced=self.counts[PutStatus.REPLACED],
            unchanged=self.counts[PutStatus.UNCHANGED],
            skipped=tuple(self.skipped),
            rules=stats.rules,
            roles=stats.by_kind[NodeKind.ROLE],
            duties=stats.by_kind[NodeKind.DUTY],
            abilities=stats.by_kind[NodeKind.ABILITY],
            unread=tuple(readable_path(path) for path in self.files if path not in self.done) if self.stopped else (),
            stopped=self.stopped,
            same=tuple(self.same),
        )


def _sort_out(
    batch: _Batch, files: Sequence[Path], tally: _Tally, max_bytes: int
) -> tuple[list[Path], dict[Path, list[Path]]]:
    """The files to extract, and for each the others of the batch that hold the same bytes."""
    first: dict[str, Path] = {}
    twins: dict[Path, list[Path]] = {}
    for path in files:
        key = _hash(path, max_bytes)
        if key is None:
            twins[path] = []
        elif batch.is_unchanged(key, source_of(path)):
            tally.count(path, PutStatus.UNCHANGED)
        elif key in first:
            twins[first[key]].append(path)
        elif (known := patiently(partial(_put_known, batch, key, path), waiting=tally.wait)) is not None:
            tally.count_same(path, known, batch.file(key))
        else:
            first[key] = path
            twins[path] = []
    return list(twins), twins


def _hash(path: Path, max_bytes: int) -> str | None:
    """The id of the document in the file; None where it cannot or should not be read, of which the reader will tell."""
    digest = hashlib.sha256()
    try:
        if not path.is_file() or path.stat().st_size > max_bytes:  # reading a pipe would wait for ever
            return None
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()[:16]


def _put_known(batch: _Batch, key: str, path: Path) -> Put | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return batch.put_known(key, data, source_of(path)) if document_id(data) == key else None


def _settle(batch: _Batch, outcome: Outcome, twins: Mapping[Path, Sequence[Path]], tally: _Tally) -> None:
    """Puts what was extracted from one file, for all files that hold the same bytes."""
    for path in (outcome.path, *twins[outcome.path]):
        try:
            document = _document(outcome, path)
            data = _original(path, document)
        except ReadError as error:
            tally.skip(path, error)
            continue
        try:
            put = patiently(partial(batch.put, document, data, source_of(path)), waiting=tally.wait)
        except ZhiguiError:  # the store itself, which the other documents would meet too
            raise
        except Exception as error:  # a fault of ours in one document must not lose the others
            tally.skip(path, unexpected(readable_name(path), error))
        else:
            tally.count_same(path, put, document.file)


def _document(outcome: Outcome, path: Path) -> Document:
    """The document, for the file at `path` that holds the same bytes. Raises `ReadError` where there is none."""
    if outcome.error is not None:
        raise type(outcome.error)(readable_name(path), reason=outcome.error.reason, advice=outcome.error.advice)
    if outcome.document is None:
        raise ReadError(readable_name(path))
    return outcome.document


def _original(path: Path, document: Document) -> bytes:
    """The bytes that the document was extracted from. Raises `ReadError` where the file has changed since."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            readable_name(path), reason=f"无法打开（{error.strerror}）", advice="请确认文件仍在原处且可读"
        ) from error
    if document_id(data) != document.id:
        raise ReadError(readable_name(path), reason="文件在读取过程中被改动", advice="请重新运行入库")
    return data


def _extract_again(store: GraphStore, writer: Writer, tally: _Tally, max_bytes: int) -> None:
    view = store.view(LOCAL)
    sources = {state.document_id: source for source, state in view.sources().items()}
    tally.files = [Path(source) for source in sources.values()]
    for key, source in sources.items():
        data = view.original(key)
        path = Path(source)
        try:
            document = extract_document(data, view.summary(key).file, max_bytes=max(max_bytes, len(data)))
        except ReadError as error:
            tally.skip(path, error)
            continue
        put = writer.put(document, data, source=source, access=store.access(key), extractor=fingerprint())
        read_again(store, writer, key)
        tally.count(path, put.status)


def _silent(done: int, total: int, file: str) -> None:
    pass
