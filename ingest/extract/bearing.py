"""Who a unit binds and how that was resolved: named in its sentence, or in force from the sentences before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.extract import bearers, norms
from ingest.extract.addressed import addressed, during
from ingest.extract.audience import is_personal
from ingest.extract.clauses import Clause
from ingest.extract.naming import names
from ingest.extract.owners import owner
from ingest.extract.units import Unit, who
from ingest.model import Force

NAMED, AGENT, LIABLE, ADDRESSED, MENTIONED = "named", "agent", "liable", "addressed", "mentioned"
"""The rule's own sentence names the bearer: as its subject, after 由, as whoever is liable, as who is asked, at all."""
BEFORE, SECTION, AFTER, DOCUMENT, AUDIENCE = "sentence before", "section", "sentence after", "document", "audience"
"""The subject is omitted: it is the one before it, the section's, the one after it, the document's most frequent, or
whom the document speaks to."""
GOVERNMENT = "人民政府"
"""Who has the budget of a regulation that says only that costs are in it."""
OWN = frozenset({NAMED, AGENT, LIABLE, ADDRESSED})

_ASKED = re.compile("^[^，]{0,8}?(?P<cue>希望|请(?!示|假)|允许|准许|要求|号召|恳请|建议|提倡|鼓励)")
# 党委要科学决策，这就要求秘书…: what comes before is only why.
_SO = re.compile("这?就")
# 市领导对我们提出了更高的要求，…: who demands is not bound.
_DEMANDS = re.compile("(?:提出|有|作出|寄予|给予)[^，]*(?:要求|期望|厚望|部署|指示|重视|支持|关心|希望)$")
_CASE = re.compile("的$")
# 承办科室三日内答复，逾期的由督查科通报: who is late is bound, not who punishes.
_LATE = re.compile("(?:逾期|超期|超时|延误|未按[时期])[^，]*的由")
# 市政府设立指挥部，由各部门负责人组成: who sets it up is bound, not who is in it.
_COMPOSED = re.compile("由[^，]*组成$")
# 请假由室主任批准. …: who approves is not whom the next sentence binds, unless it says what is decided.
_APPROVES = re.compile("由[^，]*(?:批准|审批|审定|核准|同意|签字|签批)")
_DECIDES = re.compile("(?:不予|予以|准予|不?批准|不?同意|审批|审查|审核|核准|决定)")
# 所需经费列入本级预算: a budget is the government's, whoever needs the money.
_BUDGETED = re.compile(
    "(?:经费|费用|资金)[^，、]{0,6}，?(?:应当|必须)?(?:列入|纳入)(?:本级|同级|地方|各级|年度|政府|财政|人民)*预算"
)
_ANYBODY = ("任何", "一切", "所有")


@dataclass(frozen=True, slots=True)
class Bound:
    """Whom a rule binds and how that was resolved; both empty while it is open."""

    names: tuple[str, ...] = ()
    by: str = ""


_OPEN = Bound()


@dataclass(frozen=True, slots=True)
class InForce:
    """The subject that the sentences of a section so far leave for one without its own."""

    nearest: Bound = Bound()
    staff: Bound = Bound()
    """The nearest people of the office."""
    offender: Bound = Bound()
    """Who breaks a rule that binds the authority which punishes it."""
    approver: Bound = Bound()
    """Who approves what the rule before asks for."""

    def of(self, duties: Sequence[str], *, punished: bool = False, words: str = "") -> Bound:
        """Whom a rule without a subject binds; an office's people, where only people can do what an office is told.

        One that somebody is `punished` by binds who broke the rule before it, not the authority which that one bound.
        """
        if punished and self.offender.names:
            return self.offender
        if self.approver.names and _DECIDES.match(words):
            return self.approver
        if self.staff.names and set(self.nearest.names) <= bearers.OFFICES and is_personal(duties):
            return self.staff
        return self.nearest

    def after(self, own: Bound, offender: Bound | None = None) -> "InForce":
        """What is in force after a rule that names its bearers, and whom it says to have broken another."""
        if own.by == DOCUMENT:
            return self
        # 有关单位应当…，任何人不得…: the next rule speaks of the former again.
        if own.names[0].startswith(_ANYBODY) and self.nearest.names:
            return self
        if own.by == AGENT and self.nearest.names and not (offender and offender.names):
            return self
        nearest = Bound(own.names, BEFORE)
        staff = nearest if set(own.names) <= bearers.STAFF else self.staff
        return InForce(nearest, staff, Bound(offender.names, BEFORE) if offender else Bound())

    def approved_by(self, own: Bound) -> "InForce":
        """What is in force after a rule that only says who approves: the same, and it is known who decides."""
        return replace(self, approver=Bound(own.names, BEFORE))

    def speaking_of(self, words: str) -> "InForce":
        """What is in force after a sentence that is no rule: the people that it speaks of, where nobody is yet."""
        spoken_of = None if self.nearest.names else bearers.particular(words)
        return InForce(Bound((spoken_of,), SECTION)) if spoken_of else self


def own_bearers(unit: Unit, clauses: Sequence[Clause], *, statute: bool = False) -> Bound:
    """Whom a unit of a sentence with these clauses names itself; open where it does not say.

    In a `statute` whoever has the thing that it speaks of is named by that, too.
    """
    named = next((bound for bound in _own(unit, clauses) if bound.names), Bound())
    governing = any(name.endswith("政府") for name in named.names)
    if statute and not governing and _BUDGETED.search("，".join(clause.text for clause in unit.clauses)):
        return Bound((GOVERNMENT,), DOCUMENT)
    if named.names or not statute:
        return named
    return next((bound for bound in _having(unit) if bound.names), Bound())


def approves(unit: Unit) -> bool:
    """Whether a rule says by whom something is approved."""
    return any(_APPROVES.search(clause.text) for clause in unit.clauses)


def offender(unit: Unit, clauses: Sequence[Clause], own: Bound) -> Bound:
    """Who does wrong in the case of a rule whose `own` bearer is the authority that punishes; open elsewhere."""
    if own.by != AGENT:
        return Bound()
    punished = _bound(bearers.liable("，".join(clause.text for clause in unit.clauses)), LIABLE)
    done = (bound for bound in (punished, *_before(unit, clauses)) if bound.names and bound.names != own.names)
    return next(done, Bound())


def _own(unit: Unit, clauses: Sequence[Clause]) -> Iterator[Bound]:
    """Whom the rule's own sentence may name, the surest first."""
    name = who(unit.cue_clause, unit.cue)
    for clause in (unit.cue_clause, *unit.clauses):
        # 要求大家做到的，干部要…: whoever is named beside the cue is bound, not whom the case speaks of.
        asked = None if _CASE.search(clause.bare) else _ASKED.search(clause.bare)
        if asked and (clause is unit.cue_clause or not name or _SO.match(clause.bare)):
            yield _bound(addressed(clause.text[asked.start("cue") :]), ADDRESSED)
    if _LATE.match(unit.cue_clause.bare) or _COMPOSED.match(unit.cue_clause.bare, unit.cue.start):
        yield from _before(unit, clauses)
    words = "，".join(clause.text for clause in unit.clauses)
    case = any(_CASE.search(clause.bare) for clause in clauses[: clauses.index(unit.cue_clause) + 1])
    liability = case or unit.force is Force.HARD
    if liability or not name:
        # X三日内答复，逾期的由Y通报: Y only punishes.
        until = unit.clauses.index(unit.cue_clause) + 1 if name else len(unit.clauses)
        yield _bound(bearers.agents("，".join(clause.text for clause in unit.clauses[:until])), AGENT)
    if liability:
        yield _bound(bearers.liable(words), LIABLE)
    yield _bound(name, AGENT if _is_agent(unit, name) else NAMED)
    yield _bound(during(words), NAMED)
    yield from _before(unit, clauses)
    if norms.is_requirement(unit.cue_clause):
        yield _bound(bearers.mentioned(words), MENTIONED)


def _is_agent(unit: Unit, name: str | None) -> bool:
    """Whether a name stands behind the 由 of the cue, not before the cue."""
    words = unit.cue_clause.text
    return name is not None and name not in words[: unit.cue.start] and not words.lstrip().startswith(name)


def _before(unit: Unit, clauses: Sequence[Clause]) -> Iterator[Bound]:
    """The subjects of the clauses before the cue, the nearest first."""
    index = clauses.index(unit.cue_clause)
    for i in range(index - 1, -1, -1):
        words = clauses[i].text
        if _DEMANDS.search(words):
            continue
        # X、Y，以及Z，应当…: names alone are the subject of the next clause.
        row = bearers.row([clause.text for clause in clauses[: i + 1]])
        yield _bound(bearers.named_as(words) or row or bearers.subject(words, len(words), whole=False), NAMED)


def _having(unit: Unit) -> Iterator[Bound]:
    """Who has the thing that a clause up to the cue speaks of."""
    for clause in unit.clauses:
        words = clause.text
        if clause is unit.cue_clause:
            yield _bound(owner(words[: unit.cue.start]), NAMED)
            return
        yield _bound(owner(words), NAMED)


def _bound(name: str | None, by: str) -> Bound:
    return Bound(names(name), by) if name else _OPEN
