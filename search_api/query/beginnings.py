"""Words by how they begin, however many there are: what a person sees while typing must be there at once."""

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Generic, TypeVar

M = TypeVar("M")
_LAST = "\U0010ffff"
_RANK = itemgetter(0)
_BROAD = 2_000
"""Words with one beginning above which the first of them are kept: there are few such beginnings."""
_KEPT = 64


class Beginnings(Generic[M]):
    """Pairs of a word and what it stands for; of those with a beginning, the first that were given come first."""

    def __init__(self, pairs: Iterable[tuple[str, M]]) -> None:
        ranked = sorted(enumerate(pairs), key=lambda one: (one[1][0], one[0]))
        self._words = [word for _, (word, _) in ranked]
        self._ranked = [(rank, meant) for rank, (_, meant) in ranked]
        self._first: dict[str, Sequence[M]] = {}

    def find(self, prefix: str, limit: int) -> Sequence[M]:
        """What at most `limit` words with this beginning stand for, in the order in which they were given."""
        if limit <= _KEPT and prefix in self._first:
            return self._first[prefix][:limit]
        first, end = bisect_left(self._words, prefix), bisect_left(self._words, prefix + _LAST)
        wanted = max(limit, _KEPT) if end - first > _BROAD else limit
        found = [meant for _, meant in heapq.nsmallest(wanted, self._ranked[first:end], key=_RANK)]
        if end - first > _BROAD:
            self._first[prefix] = found
        return found[:limit]
