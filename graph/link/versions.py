"""Two documents beside each other: which of their statements restate each other, also where only neighbours tell."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from graph.link.align import align
from graph.link.candidates import Shelved
from graph.link.likeness import Way, vouched
from graph.link.restate import Restatement, restatement, worded

FEWEST_LINKS = 10
"""Restatements from which two documents are taken for versions, or for one made after the other."""
LEAST_SHARE = 0.15
"""Of the statements of the shorter one."""
WIDEST_GAP = 16
"""Statements between two anchors that are tried against each other."""
SLACK = 4
"""Statements past an anchor that are tried too: a sentence or two are often put elsewhere in the same article."""


def are_versions(links: Sequence[Restatement], one: Sequence[Shelved], other: Sequence[Shelved]) -> bool:
    """Whether so much of two documents is restated that the order of their statements is evidence."""
    strong = {link.later.key for link in links if link.likeness.way is Way.WHOLE}
    return len(strong) >= max(FEWEST_LINKS, LEAST_SHARE * min(len(one), len(other)))


def fill(links: Sequence[Restatement], one: Sequence[Shelved], other: Sequence[Shelved]) -> Iterator[Restatement]:
    """Restatements that stand between others: too much was reworded to be seen without their neighbours."""
    places = {shelved.key: place for place, shelved in enumerate(one)}
    others = {shelved.key: place for place, shelved in enumerate(other)}
    joined = [_places(link, places, others) for link in links]
    linked = {place for place, _ in joined}, {place for _, place in joined}
    strong = [_places(link, places, others) for link in links if link.likeness.way is Way.WHOLE]
    anchors = [(-1, -1), *in_order(strong), (len(one), len(other))]
    taken: set[str] = set()
    for (low, start), (high, end) in pairwise(anchors):
        mine = [place for place in range(low + 1, high) if place not in linked[0]]
        around = range(max(start + 1 - SLACK, 0), min(end + SLACK, len(other)))
        theirs = [place for place in around if place not in linked[1] and other[place].key not in taken]
        if 0 < len(mine) <= WIDEST_GAP and 0 < len(theirs) <= WIDEST_GAP:
            for link in _between([one[place] for place in mine], [other[place] for place in theirs]):
                taken |= {link.earlier.key, link.later.key}
                yield link


def _between(mine: Sequence[Shelved], theirs: Sequence[Shelved]) -> Iterator[Restatement]:
    """The pairs that are most alike, each statement once."""
    found = []
    for one in mine:
        for other in theirs:
            alignment = align(worded(one.plain), worded(other.plain))
            likeness = vouched(alignment)
            if likeness is not None:
                found.append((likeness.score, one, other, likeness, alignment))
    taken: set[str] = set()
    for _, one, other, likeness, alignment in sorted(found, key=lambda item: (-item[0], item[1].key, item[2].key)):
        if one.key not in taken and other.key not in taken:
            taken |= {one.key, other.key}
            yield restatement(one, other, likeness, alignment)


def _places(link: Restatement, places: dict[str, int], others: dict[str, int]) -> tuple[int, int]:
    if link.earlier.key in places:
        return places[link.earlier.key], others[link.later.key]
    return places[link.later.key], others[link.earlier.key]


def in_order(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs of which both sides rise: what is left out was moved."""
    ordered = sorted(set(pairs), key=lambda pair: (pair[0], -pair[1]))
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(ordered):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(place)
            ends.append(at)
        else:
            tails[length], ends[length] = place, at
    kept = []
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.append(ordered[at])
        at = before[at]
    return kept[::-1]
