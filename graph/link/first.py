"""Families of statements that restate each other, and which of a family was first in this collection."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.link.candidates import Shelved
from graph.link.likeness import Way
from graph.link.order import Certainty, certainty, oldest_first, undated
from graph.link.restate import Restatement

TAKEN_IN = 0.3
"""Share of the longer text from which it is of the family of what it took in; with less only that part of it is."""
JOINING = 0.7
"""Likeness of a link that makes one family of two: step by step, anything would become anything else."""


@dataclass(frozen=True, slots=True)
class Family:
    """Statements that say the same thing, oldest first, undated ones last; and how they are known to."""

    members: tuple[Shelved, ...]
    links: tuple[Restatement, ...]

    @property
    def first(self) -> Shelved | None:
        """The first statement of it in this collection; None where no member has a date."""
        return None if undated(self.members[0].quote.date) else self.members[0]

    @property
    def certainty(self) -> Certainty:
        """How sure it is that the first one was first: as sure as against the member where it is least so."""
        order = list(Certainty)
        dates = [member.quote.date for member in self.members]
        return max((certainty(dates[0], later) for later in dates[1:]), key=order.index, default=Certainty.UNDETERMINED)


def families(links: Iterable[Restatement]) -> list[Family]:
    """The families that the links make, in the order of their first statements."""
    listed = list(links)
    parents: dict[str, str] = {}

    def root(node: str) -> str:
        parents.setdefault(node, node)
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    ends = [_nodes(link) for link in listed]
    sizes: dict[str, int] = {}
    order = sorted(range(len(listed)), key=lambda at: (-listed[at].likeness.score, ends[at]))
    for at in order:
        one, other = root(ends[at][0]), root(ends[at][1])
        alone = 1 in (sizes.get(one, 1), sizes.get(other, 1))
        if one != other and (alone or listed[at].likeness.score >= JOINING):
            parents[one] = other
            sizes[other] = sizes.get(one, 1) + sizes.get(other, 1)
    grouped: dict[str, list[Restatement]] = {}
    for link, (one, other) in zip(listed, ends, strict=True):
        if root(one) == root(other):
            grouped.setdefault(root(one), []).append(link)
        else:
            grouped[f"{one} {other}"] = [link]  # the two say nearly the same, their families do not
    found = [_family(group) for group in grouped.values()]
    return sorted(found, key=lambda family: (family.members[0].key, family.members[-1].key, len(family.members)))


def _nodes(link: Restatement) -> tuple[str, str]:
    """What is the same in the two: the statements, or a clause of each."""
    one, other = link.earlier.key, link.later.key
    if link.likeness.clauses is not None:
        return f"{one}#{link.likeness.clauses[0]}", f"{other}#{link.likeness.clauses[1]}"
    if link.likeness.way is Way.PART:
        one = _part(one, link.alignment.cover_a, (block.a for block in link.alignment.blocks), link.alignment.a.clauses)
        other = _part(
            other, link.alignment.cover_b, (block.b for block in link.alignment.blocks), link.alignment.b.clauses
        )
    return one, other


def _part(key: str, cover: float, places: Iterator[int], clauses: Sequence[tuple[int, int]]) -> str:
    if cover >= TAKEN_IN:
        return key
    first = min(places)
    return f"{key}#{max((start for start, _ in clauses if start <= first), default=0)}"


def _family(links: Sequence[Restatement]) -> Family:
    members = {shelved.key: shelved for link in links for shelved in (link.earlier, link.later)}
    return Family(
        tuple(oldest_first(list(members.values()))),
        tuple(sorted(links, key=lambda link: (link.earlier.key, link.later.key))),
    )
