"""Whether one statement restates another: by what their alignment tells, never by the share of characters alone.

The ways and their limits were set on sentences of laws that were changed on purpose (`benchmarks/lineage/bed.py`): what
is edited, shortened or put in another order must be seen, what shares set phrases or a structure must not.
"""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from graph.link.align import Alignment, SharedClause
from graph.link.minhash import runs

WHOLE = 0.58
"""Likeness from which two statements are the same one, reworded."""
WHOLE_TOLD = 6.0
PART = 0.8
"""Share of the shorter one that the other has taken in."""
PART_TOLD = 12.0
CLAUSE = 0.85
"""Likeness of two clauses, where the rest of their sentences differs."""
CLAUSE_TOLD = 4.8
RARE = 12
"""Statements of the collection with one band, up to which a clause that holds it is not a set phrase."""
VOUCHED = 0.4
"""Likeness that is enough where the statements before and after restate each other in the same order."""
VOUCHED_TOLD = 7.0


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


def judge(alignment: Alignment, rare: Set[int]) -> Likeness | None:
    """How the two restate each other; None where they do not. `rare` are bands that both have and few others."""
    if alignment.likeness >= WHOLE and alignment.told >= WHOLE_TOLD:
        return Likeness(Way.WHOLE, alignment.likeness)
    if alignment.containment >= PART and alignment.told >= PART_TOLD:
        return Likeness(Way.PART, alignment.containment)
    if rare and any(_is_same(clause, rare) for clause in alignment.shared_clauses()):
        return Likeness(Way.CLAUSE, alignment.likeness)
    return None


def _is_same(clause: SharedClause, rare: Set[int]) -> bool:
    """Whether the clause by itself says something (a condition does not), and not what everybody says."""
    if clause.likeness < CLAUSE or clause.told < CLAUSE_TOLD or clause.words.endswith("的"):
        return False
    return not rare.isdisjoint(runs(clause.words))


def vouched(alignment: Alignment) -> Likeness | None:
    """The same for statements whose neighbours restate each other."""
    if alignment.likeness >= VOUCHED and alignment.told >= VOUCHED_TOLD:
        return Likeness(Way.VOUCHED, alignment.likeness)
    return None
