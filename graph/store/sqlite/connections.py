"""Connections to the file: how they are set up, one a thread, and what SQLite's errors mean to the user."""

import os
import shutil
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreBroken, StoreBusy, StoreError, StoreFull, StoreUnwritable, StoreVersion
from graph.store.sqlite import shelf
from graph.store.sqlite.tables import APPLICATION_ID, VERSION, create, upgrade

_NO_ROOM = 1024 * 1024
"""Bytes free below which a failed write means that the disk is full, whatever SQLite calls it."""

_OLDEST = (3, 35, 0)
"""The first SQLite with RETURNING and MATERIALIZED, which the queries use."""

_TABLES = "SELECT count(*) FROM sqlite_schema"


class Connections:
    """The connections to one store: one for reading a thread, and one a writer."""

    def __init__(self, path: Path, *, patience: float) -> None:
        self.path = path
        self._patience = patience
        self._lock = threading.Lock()
        self._readers: dict[threading.Thread, sqlite3.Connection] = {}
        self._writers: list[sqlite3.Connection] = []
        if sqlite3.sqlite_version_info < _OLDEST:
            needed = ".".join(map(str, _OLDEST))
            raise StoreError(
                f"需要 SQLite {needed} 以上，本机 Python 自带的是 {sqlite3.sqlite_version}，请换用较新的 Python"
            )
        with errors(path):
            self._prepare()

    def _prepare(self) -> None:
        """Makes folder, file and tables where they are missing; checks that the file is ours and not newer than us."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = self._connect()
        try:
            if _version(db, self.path) < VERSION:
                self._set_up(db)
        finally:
            db.close()

    def _set_up(self, db: sqlite3.Connection) -> None:
        self._until_free(db, "PRAGMA journal_mode = WAL")
        with transaction(db, "IMMEDIATE"):
            version = _version(db, self.path)
            if version == 0:
                create(db)
            elif version < VERSION:  # else another process was faster
                upgrade(db)
                shelf.fill(db)

    def _until_free(self, db: sqlite3.Connection, statement: str) -> None:
        """Runs what SQLite does not wait for by itself: the change to WAL fails at once while others open the file."""
        give_up = time.monotonic() + self._patience
        while True:
            try:
                db.execute(statement)
            except sqlite3.OperationalError as error:
                if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
                time.sleep(0.02)
            else:
                return

    def _connect(self) -> sqlite3.Connection:
        # Any thread may close it, but only the one it was made for uses it.
        db = sqlite3.connect(
            self._address(), timeout=self._patience, isolation_level=None, check_same_thread=False, uri=True
        )
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")  # in WAL mode NORMAL may lose the last transactions with the power
        db.execute("PRAGMA secure_delete = FAST")
        db.execute("PRAGMA cache_size = -16384")  # 16 MiB a connection
        db.execute(f"PRAGMA journal_size_limit = {64 * 1024 * 1024}")
        return db

    def _address(self) -> str:
        """The file as a URI: one that nobody has open, in a folder that may only be read, is read without a log."""
        uri = self.path.absolute().as_uri()
        log = self.path.with_name(self.path.name + "-wal")
        if self.path.exists() and not log.exists() and not os.access(self.path.parent, os.W_OK):
            return uri + "?immutable=1"  # in WAL mode SQLite makes files beside it even to read
        return uri

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection of this thread inside one read transaction: everything read from it is of one moment."""
        with errors(self.path):
            db = self._reader()
            with transaction(db, "DEFERRED"):
                yield db

    def _reader(self) -> sqlite3.Connection:
        me = threading.current_thread()
        with self._lock:
            db = self._readers.get(me)
            if db is None:
                for gone in [thread for thread in self._readers if not thread.is_alive()]:
                    self._readers.pop(gone).close()
                db = self._readers[me] = self._connect()
            return db

    def open_writer(self) -> sqlite3.Connection:
        """A connection of its own for a writer, who gives it back with `close_writer`."""
        with errors(self.path), self._lock:
            db = self._connect()
            self._writers.append(db)
            return db

    def close_writer(self, db: sqlite3.Connection) -> None:
        """Closes a writer's connection."""
        with self._lock:
            if db in self._writers:
                self._writers.remove(db)
        with errors(self.path):
            db.close()

    def close(self) -> None:
        """Closes all."""
        with self._lock:
            connections = [*self._readers.values(), *self._writers]
            self._readers.clear()
            self._writers.clear()
        with errors(self.path):
            for db in connections:
                db.close()


@contextmanager
def transaction(db: sqlite3.Connection, mode: str) -> Iterator[None]:
    """All of it or nothing, also when the program is interrupted in the middle."""
    db.execute(f"BEGIN {mode}")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # SQLite has rolled back by itself after some errors, such as a full disk
            db.execute("ROLLBACK")
        raise


def _version(db: sqlite3.Connection, path: Path) -> int:
    """The version of the tables in the file, 0 in an empty file. Raises where the file is not ours or newer."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    ours = int(db.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID
    if not ours:
        if version or db.execute(_TABLES).fetchone()[0]:
            raise StoreBroken(str(path), "不是知规的资料库")
        return 0
    if version > VERSION:
        raise StoreVersion(str(path), version, VERSION)
    return version


def _code(error: sqlite3.Error) -> int:
    """The primary result code: extended codes carry it in their low byte."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


@contextmanager
def errors(path: Path) -> Iterator[None]:
    """What SQLite and the file system say, as errors of the library."""
    try:
        yield
    except sqlite3.Error as error:
        raise _meaning(error, path) from error
    except zlib.error as error:
        raise StoreBroken(str(path), "内容已损坏") from error
    except OSError as error:
        raise StoreUnwritable(str(path), error.strerror or str(error)) from error


def _meaning(error: sqlite3.Error, path: Path) -> Exception:
    match _code(error):
        case sqlite3.SQLITE_FULL:
            return StoreFull()
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy()
        case sqlite3.SQLITE_NOTADB:
            return StoreBroken(str(path), "不是知规的资料库")
        case sqlite3.SQLITE_CORRUPT:
            return StoreBroken(str(path), "内容已损坏")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreUnwritable(str(path), str(error))
        case sqlite3.SQLITE_IOERR if _is_full(path):
            return StoreFull()
        case sqlite3.SQLITE_IOERR:
            return StoreBroken(str(path), "读写磁盘出错")
        case _:
            return StoreError(f"资料库出错：{error}")


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False
