"""Cues that no word gives: a liability, a verb by which a regulation binds, a verb or a time limit that orders."""

from collections.abc import Sequence
from itertools import islice, pairwise

from ingest.extract import norms, statutes
from ingest.extract.clauses import Clause
from ingest.extract.conditions import is_case
from ingest.extract.deadlines import find_deadline
from ingest.extract.frequencies import find_frequency
from ingest.extract.measured import measured
from ingest.extract.modality import Cue
from ingest.extract.quantities import find_quantities
from ingest.extract.sanctions import find_sanction
from ingest.model import Comparison, Force, Modality


def liability(clauses: Sequence[Clause], *, breach: bool) -> list[Cue | None]:
    """The sanction that makes a rule of a sentence, at the clause it begins in; no cue where there is none."""
    nothing: list[Cue | None] = [None] * len(clauses)
    sanction = find_sanction("，".join(clause.text for clause in clauses), breach=breach)
    if sanction is None:
        return nothing
    place = sanction.consequence.start if sanction.consequence else 0
    for i, clause in enumerate(clauses):
        if place <= len(clause.text):
            return [*nothing[:i], Cue(sanction.text, place, Modality.OBLIGATION, Force.HARD), *nothing[i + 1 :]]
        place -= len(clause.text) + 1
    return nothing


def liable_before(clauses: Sequence[Clause], cues: list[Cue | None], *, breach: bool) -> list[Cue | None]:
    """The cues, with that of a liability before a permission which adds to it (违反的，责令改正，可以并处罚款)."""
    first = next((i for i, cue in enumerate(cues) if cue), 0)
    cue = cues[first]
    if cue is None or cue.modality is not Modality.PERMISSION:
        return cues
    return [*liability(clauses[:first], breach=breach), *cues[first:]]


def statutory(clauses: Sequence[Clause]) -> list[Cue | None]:
    """The verb by which a sentence of a regulation binds without a cue (X负责…, 由X指定), and those of new subjects."""
    if statutes.tells_of_tasks(clauses):
        return [None] * len(clauses)
    rights = [statutes.right(clause) for clause in clauses]
    if any(rights):
        return rights
    for find in (statutes.agency, statutes.statutory, statutes.acting):
        for i, clause in enumerate(clauses):
            cue = find(clause)
            if cue:
                before = [statutes.instituting(earlier) for earlier in clauses[:i]]
                return [*before, cue, *(statutes.acting_too(later) for later in clauses[i + 1 :])]
    return [None, *(statutes.consequent(case, clause) for case, clause in pairwise(clauses))]


def before_ban(clauses: Sequence[Clause], cues: list[Cue | None]) -> list[Cue | None]:
    """The cues, with those of measured time limits before a ban (当天的信当天回，不许过夜)."""
    first = next((i for i, cue in enumerate(cues) if cue), 0)
    cue = cues[first]
    if cue is None or cue.modality is not Modality.PROHIBITION:
        return cues
    told = (None if is_case(clause) else timed([clause]) or measured([clause], notice=False)[0] for clause in clauses)
    return [*islice(told, first), *cues[first:]]


def order(clauses: Sequence[Clause], *, following: bool) -> list[Cue | None]:
    """The verb or the time limit that makes an order of a sentence; `following` one in its paragraph."""
    first = norms.opening(tuple(clauses), following=following) or timed(clauses) or _recurring(clauses)
    return [first, *([None] * (len(clauses) - 1))]


def principle(clauses: Sequence[Clause]) -> list[Cue | None]:
    """The first words of a sentence under a principle, which order."""
    first = Cue(clauses[0].text.strip()[:2], 0, Modality.OBLIGATION, Force.SOFT)
    return [first, *([None] * (len(clauses) - 1))]


def timed(clauses: Sequence[Clause]) -> Cue | None:
    """The measured time limit that makes an order of a sentence without any other cue (急件当天送达)."""
    deadline = find_deadline(clauses)
    if deadline is None or deadline.iso is None or any(map(norms.is_statement, clauses)):
        return None
    return Cue(deadline.text, 0, Modality.OBLIGATION, Force.HARD)


def _recurring(clauses: Sequence[Clause]) -> Cue | None:
    """The least that is to be done so often (每月至少检查一次), which is ordered though no word says so."""
    for clause in clauses:
        least = any(quantity.comparison is Comparison.AT_LEAST for quantity in find_quantities([clause]))
        frequency = find_frequency([clause]) if least or "至少" in clause.bare else None
        if frequency and frequency.iso and not norms.is_statement(clause):
            return Cue(frequency.text, clause.bare.find(frequency.text), Modality.OBLIGATION, Force.SOFT)
    return None
