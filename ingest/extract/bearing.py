"""Who a unit binds: named in it, in its sentence before it, or in force from the sentences before."""

import re
from collections.abc import Sequence

from ingest.extract import bearers, norms
from ingest.extract.clauses import Clause
from ingest.extract.units import Unit, who
from ingest.model import Force

_ASKED = re.compile("^[^，]{0,8}?(?P<cue>希望|请(?!示|假)|要求|号召|恳请|建议|提倡|鼓励)")
_LIABLE = re.compile(
    r"(?:对|追究)(?P<name>[^，的]{2,40}?(?:人员|单位|个人|负责人|干部|部门|领导))(?=[^的和、或]|的(?:责任|领导责任|纪律责任)|$)"
)


def own_bearers(unit: Unit, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Whom a unit of a sentence with these clauses names itself; nobody where it does not say."""
    name = _named(unit, clauses)
    return bearers.names(name) if name else ()


def audience(unit: Unit) -> str:
    """Who listens and is meant, where nobody is named: the office's people, or the office for what only it can do."""
    words = "，".join(clause.text for clause in unit.clauses)
    return bearers.AUDIENCE_BODY if bearers.act_of_the_office(words) else bearers.AUDIENCE


def _named(unit: Unit, clauses: Sequence[Clause]) -> str | None:
    """Who the rule itself says is bound, or its sentence before it."""
    for clause in (unit.cue_clause, *unit.clauses):
        asked = _ASKED.search(clause.bare)
        name = bearers.addressed(clause.text[asked.start("cue") :]) if asked else None
        if name:
            return name
    return who(unit.cue_clause, unit.cue) or _before(unit, clauses) or _inside(unit)


def _before(unit: Unit, clauses: Sequence[Clause]) -> str | None:
    """The subject of a clause before the unit's own; a name alone only right before it (X、Y和Z，应当…)."""
    index = clauses.index(unit.cue_clause)
    for i in range(index - 1, -1, -1):
        words = clauses[i].text
        alone = i == index - 1 and unit.cue.start == 0
        name = bearers.named_as(words) or bearers.subject(words, len(words), whole=alone)
        if name:
            return name
    return None


def _inside(unit: Unit) -> str | None:
    """Of whom a requirement is told, or who is liable."""
    words = "，".join(clause.text for clause in unit.clauses)
    if norms.is_requirement(unit.cue_clause):
        return bearers.mentioned(words)
    liable = _LIABLE.search(words) if unit.force is Force.HARD else None
    return liable["name"] if liable else None
