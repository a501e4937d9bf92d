"""What embedded engines share: the folder with one writer at a time, and the terms that say who may open what."""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from graph.access import Access, Reader
from search_api.errors import IndexBusy, IndexFull, IndexUnwritable

_EVERYBODY = "everybody"
_NO_ROOM = 1024 * 1024
"""Bytes free below which a failed write means that the disk is full, whatever the engine calls it."""


def group_terms(access: Access) -> Sequence[str]:
    """What to index a document under, so that `member_terms` of whoever may open it has one of them."""
    # The prefix keeps a group that is called as the term is from letting everybody in.
    return [f"group:{name}" for name in sorted(access.groups)] or [_EVERYBODY]


def member_terms(reader: Reader) -> Sequence[str]:
    """What to ask for, to find the documents that are open to the reader's groups."""
    return [_EVERYBODY, *(f"group:{name}" for name in sorted(reader.groups))]


class IndexFolder:
    """A folder that one process at a time may write. The lock is a file beside it, and goes with its process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritten(error) from error
        self._lock = FileLock(path.with_name(path.name + ".lock"), thread_local=False)

    @property
    def is_writable(self) -> bool:
        """Whether this process may write here."""
        return os.access(self.path, os.W_OK)

    @contextmanager
    def writing(self, *, wait: float = 0) -> Iterator[None]:
        """Nobody else writes meanwhile. Raises `IndexBusy` after `wait` seconds, `IndexUnwritable`, `IndexFull`."""
        try:
            self._lock.acquire(timeout=wait)
        except Timeout:
            raise IndexBusy(str(self.path)) from None
        except OSError as error:
            raise self._unwritten(error) from error
        try:
            yield
        except (OSError, ValueError) as error:  # tantivy says ValueError, and not always of what
            if self._is_full(error):
                raise IndexFull(str(self.path)) from error
            raise
        finally:
            self._lock.release()

    def link_into(self, folder: Path) -> None:
        """Puts links to all files here into `folder`: an engine that locks what it reads can do so there."""
        for item in self.path.iterdir():
            if item.suffix != ".lock":
                _link(folder / item.name, item.absolute())

    def _unwritten(self, error: OSError) -> Exception:
        if self._is_full(error):
            return IndexFull(str(self.path))
        return IndexUnwritable(str(self.path), error.strerror or str(error))

    def _is_full(self, error: Exception) -> bool:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if isinstance(error, OSError) and error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            return False
        try:
            return "No space left" in str(error) or shutil.disk_usage(self.path).free < _NO_ROOM
        except OSError:
            return False

    def empty(self) -> None:
        """Removes all that is in the folder, not the folder itself, which other processes hold open."""
        for item in self.path.iterdir():
            if item.is_dir():
                shutil.rmtree(item)
            else:
                item.unlink(missing_ok=True)


def _link(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:  # not everybody may make links on Windows
        shutil.copyfile(target, link)
