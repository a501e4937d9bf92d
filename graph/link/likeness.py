"""Whether one statement restates another: by what their alignment tells, never by the share of characters alone.

The ways and their limits were set on sentences of laws that were changed on purpose (`benchmarks/lineage/bed.py`): what
is edited, shortened or put in another order must be seen, what shares set phrases or a structure must not.
"""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from graph.link.align import Alignment, Reach, SharedClause, Worded
from graph.link.matter import other_matter

WHOLE = 0.58
"""Likeness from which two statements are the same one, reworded."""
WHOLE_TOLD = 6.0
SHORT = 0.66
"""The same where the two are short, and have words that few others have."""
SHORT_TOLD = 4.5
PART = 0.8
"""Share of the shorter one that the other has taken in."""
PART_TOLD = 12.0
CLAUSE = 0.85
"""Likeness of two clauses, where the rest of their sentences differs."""
CLAUSE_TOLD = 4.8
RARE = 12
"""Statements of the collection with one band, up to which it is no set phrase: without one, a clause is not enough."""
ASKED = 0.75
"""Share of the words that somebody asks for."""
ASKED_TOLD = 2.5
NO_OTHER = 0.95
"""Likeness from which a word that differs is no other matter: it is one of many."""
VOUCHED = 0.4
"""Likeness that is enough where the statements before and after restate each other in the same order."""
VOUCHED_TOLD = 7.0

_ROUNDING = 1e-6
"""By how much sums of the same weights in another order may differ."""


class Way(StrEnum):
    """How two statements are alike."""

    WHOLE = "whole"
    PART = "part"
    CLAUSE = "clause"
    VOUCHED = "vouched"


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two statements are alike, and how much: 0 to 1."""

    way: Way
    score: float
    clauses: tuple[int, int] | None = None
    """Where the clause that both have begins in either text, where it is only that."""


def in_reach(one: Worded, other: Worded, *, rare: bool) -> bool:
    """Whether any alignment of the two could be judged as alike: most candidates are refused without one.

    `rare` says that they share a band that few have.
    """
    mine = Reach(one, other)
    if mine.told < SHORT_TOLD - _ROUNDING:
        return False
    theirs = Reach(other, one)
    told = min(mine.told, theirs.told) + _ROUNDING
    likeness = (mine.told + theirs.told) / (one.weight + other.weight) + _ROUNDING
    containment = max(mine.told / one.weight, theirs.told / other.weight) + _ROUNDING
    return (
        (likeness >= WHOLE and told >= WHOLE_TOLD)
        or (containment >= PART and told >= PART_TOLD)
        or (rare and likeness >= SHORT and told >= SHORT_TOLD)
        or (rare and any(like >= CLAUSE and said >= CLAUSE_TOLD - _ROUNDING for like, said in mine.in_clauses()))
    )


def judge(alignment: Alignment, rare: Set[int]) -> Likeness | None:
    """How the two restate each other; None where they do not. `rare` are bands that both have and few others."""
    if WHOLE <= alignment.likeness < NO_OTHER and other_matter(alignment.a.plain, alignment.b.plain):
        return None
    if alignment.likeness >= WHOLE and alignment.told >= WHOLE_TOLD:
        return Likeness(Way.WHOLE, alignment.likeness)
    if rare and alignment.likeness >= SHORT and alignment.told >= SHORT_TOLD:
        return Likeness(Way.WHOLE, alignment.likeness)
    if alignment.containment >= PART and alignment.told >= PART_TOLD:
        return Likeness(Way.PART, alignment.containment)
    clause = next((clause for clause in alignment.shared_clauses() if rare and _is_same(clause)), None)
    return None if clause is None else Likeness(Way.CLAUSE, alignment.likeness, (clause.a, clause.b))


def _is_same(clause: SharedClause) -> bool:
    """Whether the clause by itself says something; a condition does not."""
    return clause.likeness >= CLAUSE and clause.told >= CLAUSE_TOLD and not clause.words.endswith("的")


def answers(alignment: Alignment) -> Likeness | None:
    """Whether the second text says what somebody asks for with the first, however common it is."""
    if alignment.cover_a >= ASKED and alignment.told >= ASKED_TOLD:
        return Likeness(Way.PART, alignment.cover_a)
    return judge(alignment, frozenset())


def vouched(alignment: Alignment) -> Likeness | None:
    """The same for statements whose neighbours restate each other."""
    if alignment.likeness >= VOUCHED and alignment.told >= VOUCHED_TOLD:
        return Likeness(Way.VOUCHED, alignment.likeness)
    return None
