"""What embedded engines share: the folder with one writer at a time, and the terms that say who may open what."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from graph.access import Access, Reader
from search_api.errors import IndexBusy

_EVERYBODY = "everybody"


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
        path.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(path.with_name(path.name + ".lock"), thread_local=False)

    @contextmanager
    def writing(self, *, wait: float = 0) -> Iterator[None]:
        """Nobody else writes meanwhile. Raises `IndexBusy` after `wait` seconds."""
        try:
            self._lock.acquire(timeout=wait)
        except Timeout:
            raise IndexBusy(str(self.path)) from None
        try:
            yield
        finally:
            self._lock.release()

    def empty(self) -> None:
        """Removes all that is in the folder, not the folder itself, which other processes hold open."""
        for item in self.path.iterdir():
            if item.is_dir():
                shutil.rmtree(item)
            else:
                item.unlink(missing_ok=True)
