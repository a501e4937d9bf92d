"""The passages of hits, read from the store when somebody looks at them: ranking needs none of them."""

from collections.abc import Sequence

from graph.store.base import View
from graph.store.shapes import PassageRecord


class Passages:
    """Passages by id, read once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._read: dict[str, PassageRecord] = {}

    def read(self, ids: Sequence[str]) -> set[str]:
        """Reads them together; returns those that the store has lost since they were indexed."""
        wanted = set(ids)
        lacking = [key for key in dict.fromkeys(ids) if key not in self._read]
        if lacking:
            self._read |= self._view.passages(lacking)
        return wanted - set(self._read)

    def __getitem__(self, key: str) -> PassageRecord:
        """Raises `KeyError` for one that the store has lost."""
        if key not in self._read:
            self.read([key])
        return self._read[key]
