"""Units (规矩的范围): the stretches of a sentence that carry one instruction each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract import norms
from ingest.extract.bearers import agent, names, subject
from ingest.extract.clauses import Clause, one_of
from ingest.extract.deadlines import find_deadline
from ingest.extract.modality import Cue
from ingest.lexicon import load_data
from ingest.model import Force, Modality

_LEAD = re.compile(one_of(load_data("norms")["statement"]["lead"]))
# A new case within the sentence: what follows is for whoever or whatever it names.
_CASE = re.compile(
    "一旦|凡是?(?!事)|遇有?|如果|如有|如遇|如|若|逾期|确需|确有|对[^，]*的$|.*(?:违反|逾期|未)[^，]*的$|违者"
)
REFUSALS = 2
"""So many 不… make a list of acts that are forbidden; one alone only says how a thing is done."""


@dataclass(slots=True)
class Unit:
    """One instruction being put together: its clauses, and the cue that began it."""

    clauses: list[Clause]
    cue: Cue
    cue_clause: Clause
    modality: Modality
    force: Force
    listed: bool = False
    """Whether it is a list of refusals (不拖延、不迟报)."""

    @property
    def subject(self) -> str | None:
        """Whoever is named before the cue in its clause."""
        return who(self.cue_clause, self.cue)


def who(clause: Clause, cue: Cue) -> str | None:
    """The name that a clause gives to its subject, or to the agent of 由…."""
    return agent(clause.text[cue.start :]) if cue.words == "由" else subject(clause.text, cue.start)


def find_units(clauses: Sequence[Clause], cues: Sequence[Cue | None]) -> tuple[Unit, ...]:
    """The instructions of a sentence in order; `cues` are those of its clauses."""
    units: list[Unit] = []
    waiting: list[Clause] = []
    for i, (clause, cue) in enumerate(zip(clauses, cues, strict=True)):
        current = units[-1] if units else None
        begun = _begun(current, clauses[i : i + 2], cue)
        if begun:
            begun.clauses[:0] = waiting if current else _lead(waiting)
            units.append(begun)
            waiting = []
        elif current is None or (cue is None and _CASE.match(clause.bare)):
            waiting.append(clause)
        else:
            current.clauses += [*waiting, clause]
            waiting = []
            if cue and cue.modality is current.modality and cue.force is Force.HARD:
                current.force = Force.HARD
    if units:
        units[-1].clauses += waiting
    return tuple(units)


def _begun(current: Unit | None, clauses: Sequence[Clause], cue: Cue | None) -> Unit | None:
    """The unit that begins with the first of `clauses`, if one does; the second is what follows it."""
    clause = clauses[0]
    if cue:
        return (
            Unit([clause], cue, clause, cue.modality, cue.force)
            if not current or _parts(current, clause, cue)
            else None
        )
    if (current is None or current.modality is not Modality.PROHIBITION) and _refuses(clauses):
        refusal = Cue("不", max(clause.bare.find("不"), 0), Modality.PROHIBITION, Force.SOFT)
        return Unit([clause], refusal, clause, Modality.PROHIBITION, Force.SOFT, listed=True)
    if current and current.modality is Modality.PROHIBITION and _turns(current, clause):
        order = Cue(clause.text.strip()[:2], 0, Modality.OBLIGATION, Force.SOFT)
        return Unit([clause], order, clause, Modality.OBLIGATION, Force.SOFT)
    return None


def _refuses(clauses: Sequence[Clause]) -> bool:
    counts = [norms.refusals(clause) for clause in clauses]
    return counts[0] > 0 and sum(counts) >= REFUSALS


def _turns(current: Unit, clause: Clause) -> bool:
    """Whether a clause without a cue ends a ban and orders something."""
    if norms.refusals(clause):
        return False
    return norms.opens_positively(clause) if current.force is Force.SOFT else norms.strongly_positive(clause)


def _parts(current: Unit, clause: Clause, cue: Cue) -> bool:
    """Whether a clause with a cue is a rule of its own beside the current one."""
    if _new_subject(current, clause, cue):
        return True
    if cue.modality is not current.modality:
        # 希望大家要…, 要…，力争…: hoping and ordering in one breath are one rule.
        return Modality.RECOMMENDATION not in (cue.modality, current.modality) or cue.modality is Modality.PROHIBITION
    before = find_deadline([c.bare for c in current.clauses])
    here = find_deadline([clause.bare])
    return bool(before and here and before.iso and here.iso and before.iso != here.iso)


def _new_subject(current: Unit, clause: Clause, cue: Cue) -> bool:
    name = who(clause, cue)
    if not name:
        return False
    return current.subject is None or names(name) != names(current.subject)


def _lead(waiting: Sequence[Clause]) -> list[Clause]:
    """What stands before the first cue and belongs to its rule: back to the last clause that only states something."""
    kept: list[Clause] = []
    for clause in reversed(waiting):
        if norms.is_statement(clause) or _LEAD.match(clause.bare.lstrip()):
            break
        kept.insert(0, clause)
    return kept
