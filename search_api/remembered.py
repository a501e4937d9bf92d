"""What was worked out before and still holds: the newest few answers of one state of the collection."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """At most `most` answers, those longest not asked for forgotten first; all of them when the state changes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._state: object = None
        self._answers: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, state: object, key: K, make: Callable[[], V]) -> V:
        """The answer for `key` at `state`, made where it is not remembered."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._answers.clear()
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        made = make()
        with self._lock:
            if state == self._state:
                self._answers[key] = made
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return made
