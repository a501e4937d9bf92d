"""Counts that are still being made while whoever asked goes on with the hits."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from search_api.index.fields import FacetField

Counts = Mapping[FacetField, Mapping[str, int]]


class Awaited(Counts):
    """What `finish` comes back with, which is waited for when somebody looks."""

    def __init__(self, finish: Callable[[], Counts]) -> None:
        self._finish = finish

    @cached_property
    def _counts(self) -> Counts:
        return self._finish()

    def __getitem__(self, facet: FacetField) -> Mapping[str, int]:
        return self._counts[facet]

    def __iter__(self) -> Iterator[FacetField]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    def __repr__(self) -> str:
        return repr(self._counts)
