"""What was counted at a commit and need not be counted again until the next."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


class Memo:
    """Remembers up to `size` results of the newest commit that was asked about. Safe to use from several threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._commit = 0
        self._made: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, commit: int, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, or gave before at this commit for this key."""
        with self._lock:
            if commit > self._commit:
                self._made.clear()
                self._commit = commit
            if commit == self._commit and key in self._made:
                self._made.move_to_end(key)
                known: T = self._made[key]
                return known
        made = make()  # outside the lock: two may do the same work, none waits for another's
        with self._lock:
            if commit == self._commit:
                self._made[key] = made
                while len(self._made) > self._size:
                    self._made.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class Memos:
    """What a store remembers between reads."""

    counts: Memo = field(default_factory=lambda: Memo(2000))
    """Numbers and short lists."""
    lists: Memo = field(default_factory=lambda: Memo(12))
    """All names of a kind: tens of thousands where regulations bind whoever they name."""
