"""Uploads on their way into the library: staged on disk and written down before anybody is told that they were taken.

A job outlives the process. Whoever works it off claims it, and one that was broken off is claimed again.
"""

import errno
import hashlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from graph.errors import NotFound, StoreFull
from search_api.errors import ContentTooLarge, JobsBroken

MAX_ATTEMPTS = 3
"""How often a job is taken up before it counts as the cause of the breaks (a file that kills the process)."""
KEPT = timedelta(days=30)
_STALE = timedelta(days=1)
_CHUNK = 1024 * 1024
_MAX_NAME = 240
"""Bytes: file systems take 255."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, state TEXT NOT NULL, created TEXT NOT NULL,
    updated TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, error TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS job_state ON job (state, number);
CREATE TABLE IF NOT EXISTS job_file (
    job TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
    size INTEGER NOT NULL, digest TEXT NOT NULL, state TEXT NOT NULL, document_id TEXT, reason TEXT, advice TEXT,
    PRIMARY KEY (job, position)
) STRICT;
"""


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class FileState(StrEnum):
    """What became of one file."""

    WAITING = "waiting"
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class JobFile:
    """One uploaded file: where it is staged, and what became of it."""

    position: int
    name: str
    """Base name as the user knows it."""
    size: int
    digest: str
    path: Path
    state: FileState = FileState.WAITING
    document_id: str | None = None
    reason: str | None = None
    advice: str | None = None

    @property
    def source(self) -> str:
        """What the library knows the upload by: two files of one name never replace each other."""
        return f"upload:{self.digest[:16]}/{self.name}"


@dataclass(frozen=True, slots=True)
class Job:
    """An upload of one or more files."""

    id: str
    state: JobState
    created: datetime
    updated: datetime
    files: tuple[JobFile, ...]
    error: str | None

    @property
    def finished(self) -> int:
        """How many files are dealt with."""
        return sum(file.state is not FileState.WAITING for file in self.files)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file."""

    state: FileState
    document_id: str | None = None
    reason: str | None = None
    advice: str | None = None


class Jobs:
    """The jobs of a data folder. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, *, max_bytes: int) -> None:
        self.lock_path = folder / "jobs.lock"
        self._path = folder / "jobs.db"
        self._inbox = folder / "inbox"
        self._max_bytes = max_bytes
        try:
            self._inbox.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise JobsBroken(str(self._inbox), error.strerror or "无法建立") from error
        with self._connected() as db:
            db.executescript(_SCHEMA)

    def create(self, uploads: Iterable[tuple[str, BinaryIO]]) -> Job:
        """A queued job, safe on disk. Raises `ContentTooLarge` and `StoreFull`, and then nothing is left behind."""
        job_id = secrets.token_hex(16)
        folder = self._inbox / job_id
        try:
            folder.mkdir()
            files = [
                _stage(folder, position, name, content, self._max_bytes)
                for position, (name, content) in enumerate(uploads)
            ]
            _sync(folder)
            _sync(self._inbox)
            self._record(job_id, files)
        except BaseException as error:
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise StoreFull from error
            raise
        return self.get(job_id)

    def get(self, job_id: str) -> Job:
        """The job as it stands. Raises `NotFound`."""
        with self._connected() as db:
            row = db.execute("SELECT * FROM job WHERE id = ?", (job_id,)).fetchone()
            if row is None:
                raise NotFound("任务", job_id)
            files = db.execute("SELECT * FROM job_file WHERE job = ? ORDER BY position", (job_id,)).fetchall()
        return Job(
            id=row["id"],
            state=JobState(row["state"]),
            created=datetime.fromisoformat(row["created"]),
            updated=datetime.fromisoformat(row["updated"]),
            files=tuple(self._file(file) for file in files),
            error=row["error"],
        )

    def claim(self) -> Job | None:
        """The oldest queued job, now running; None when there is none."""
        with self._connected() as db:
            rows = db.execute(
                "UPDATE job SET state = 'running', attempts = attempts + 1, updated = ? WHERE id ="
                " (SELECT id FROM job WHERE state = 'queued' ORDER BY number LIMIT 1) RETURNING id",
                (_now(),),
            ).fetchall()
        return self.get(rows[0]["id"]) if rows else None

    def settle(self, job_id: str, position: int, result: FileResult) -> None:
        """Writes down what became of one file."""
        with self._connected() as db:
            db.execute(
                "UPDATE job_file SET state = ?, document_id = ?, reason = ?, advice = ? WHERE job = ? AND position = ?",
                (result.state, result.document_id, result.reason, result.advice, job_id, position),
            )
            db.execute("UPDATE job SET updated = ? WHERE id = ?", (_now(), job_id))

    def finish(self, job_id: str, *, error: str | None = None) -> None:
        """Closes a job, failed where there is an error, and lets go of its staged files."""
        state = JobState.DONE if error is None else JobState.FAILED
        with self._connected() as db:
            db.execute("UPDATE job SET state = ?, error = ?, updated = ? WHERE id = ?", (state, error, _now(), job_id))
        shutil.rmtree(self._inbox / job_id, ignore_errors=True)

    def hand_back(self, job_id: str) -> None:
        """Queues a running job again, as if it had not been taken up: its worker was asked to stop."""
        with self._connected() as db:
            db.execute(
                "UPDATE job SET state = 'queued', attempts = attempts - 1, updated = ?"
                " WHERE id = ? AND state = 'running'",
                (_now(), job_id),
            )

    def recover(self) -> None:
        """Queues what a dead worker left running, fails what was broken off too often, clears what nobody needs.

        To be called by whoever holds `lock_path`.
        """
        with self._connected() as db:
            broken = db.execute(
                "SELECT id FROM job WHERE state = 'running' AND attempts >= ?", (MAX_ATTEMPTS,)
            ).fetchall()
            db.execute("UPDATE job SET state = 'queued' WHERE state = 'running' AND attempts < ?", (MAX_ATTEMPTS,))
            db.execute(
                "DELETE FROM job WHERE state IN ('done', 'failed') AND updated < ?", (_now(datetime.now(UTC) - KEPT),)
            )
        for row in broken:
            self.finish(
                row["id"], error=f"处理时连续 {MAX_ATTEMPTS} 次意外中断，已停止重试；请逐个上传，找出有问题的文件"
            )
        self._sweep()

    def counts(self) -> Mapping[JobState, int]:
        """How many jobs are in each state."""
        with self._connected() as db:
            rows = db.execute("SELECT state, count(*) AS n FROM job GROUP BY state").fetchall()
        found = {JobState(row["state"]): int(row["n"]) for row in rows}
        return {state: found.get(state, 0) for state in JobState}

    def _record(self, job_id: str, files: list[JobFile]) -> None:
        now = _now()
        with self._connected() as db:
            db.execute(
                "INSERT INTO job (id, number, state, created, updated)"
                " VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM job), 'queued', ?, ?)",
                (job_id, now, now),
            )
            db.executemany(
                "INSERT INTO job_file (job, position, name, size, digest, state) VALUES (?, ?, ?, ?, ?, 'waiting')",
                [(job_id, file.position, file.name, file.size, file.digest) for file in files],
            )

    def _file(self, row: sqlite3.Row) -> JobFile:
        return JobFile(
            position=row["position"],
            name=row["name"],
            size=row["size"],
            digest=row["digest"],
            path=_staged(self._inbox / row["job"], row["position"], row["name"]),
            state=FileState(row["state"]),
            document_id=row["document_id"],
            reason=row["reason"],
            advice=row["advice"],
        )

    def _sweep(self) -> None:
        """Removes staged files that no open job names; young ones may be just being staged by another process."""
        with self._connected() as db:
            rows = db.execute("SELECT id FROM job WHERE state IN ('queued', 'running')").fetchall()
        open_jobs = {row["id"] for row in rows}
        limit = (datetime.now(UTC) - _STALE).timestamp()
        for folder in self._inbox.iterdir():
            if folder.name not in open_jobs and folder.stat().st_mtime < limit:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection with one transaction around whatever is done with it."""
        try:
            with closing(sqlite3.connect(self._path, timeout=30)) as db:
                db.row_factory = sqlite3.Row
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA foreign_keys = ON")
                with db:
                    yield db
        except sqlite3.DatabaseError as error:
            if "full" in str(error):
                raise StoreFull from error
            raise JobsBroken(str(self._path), str(error)) from error


def base_name(name: str) -> str:
    """The name of a file without folders of any system, control characters and excess length, its ending kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(c for c in last if c.isprintable()).strip().lstrip(".") or "未命名"
    ending = Path(clean).suffix if len(Path(clean).suffix.encode()) < 20 else ""
    stem = clean.removesuffix(ending).encode()[: _MAX_NAME - len(ending.encode())]
    return stem.decode(errors="ignore") + ending


def _stage(folder: Path, position: int, name: str, content: BinaryIO, max_bytes: int) -> JobFile:
    path = _staged(folder, position, base_name(name))
    path.parent.mkdir()
    digest = hashlib.sha256()
    size = 0
    with path.open("xb") as staged:
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > max_bytes:
                raise ContentTooLarge(max_bytes)
            digest.update(chunk)
            staged.write(chunk)
        staged.flush()
        os.fsync(staged.fileno())
    _sync(path.parent)
    return JobFile(position=position, name=path.name, size=size, digest=digest.hexdigest(), path=path)


def _staged(folder: Path, position: int, name: str) -> Path:
    """Where a file is staged: under its own name, in a folder of its own."""
    return folder / f"{position:04}" / name


def _sync(folder: Path) -> None:
    """Makes the entries of a folder durable; systems that cannot open folders (Windows) do so by themselves."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _now(moment: datetime | None = None) -> str:
    return (moment or datetime.now(UTC)).isoformat(timespec="milliseconds")
