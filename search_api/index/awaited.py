"""Counts that are still being made while whoever asked goes on with the hits."""

from collections.abc import Callable, Iterator, Mapping

from search_api.index.fields import FacetField

Counts = Mapping[FacetField, Mapping[str, int]]


class Awaited(Counts):
    """What `finish` comes back with, which is waited for when somebody looks."""

    def __init__(self, finish: Callable[[], Counts]) -> None:
        self._finish = finish
        self._made: Counts | None = None

    @property
    def _counts(self) -> Counts:
        # No cached_property: in Python 3.11 all objects share its one lock, and so would wait for each other.
        if self._made is None:
            self._made = self._finish()
        return self._made

    def __getitem__(self, facet: FacetField) -> Mapping[str, int]:
        return self._counts[facet]

    def __iter__(self) -> Iterator[FacetField]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    def __repr__(self) -> str:
        return repr(self._counts)
