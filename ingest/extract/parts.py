"""Parts of a rule (规矩的组成): its span, its force, and what stands inside it beside the act."""

import re
from typing import Any

from ingest.extract.clauses import one_of
from ingest.extract.conditions import find_condition
from ingest.extract.deadlines import is_dated
from ingest.extract.exceptions import find_exception
from ingest.extract.frequencies import find_frequency
from ingest.extract.quantities import find_quantities
from ingest.extract.units import Unit
from ingest.lexicon import load_data
from ingest.model import Deadline, Force, Sanction, Span

_CONNECTIVE = re.compile(rf"(?:(?:{one_of(load_data('norms')['connectives'])})[，,：:]?\s*)+")
# The asterisks are Markdown's marks of weight.
_BEFORE, _AFTER = " \u3000，,、*", " \u3000，,、：:*"
_IN_PRINCIPLE = re.compile("原则上|一般(?!性)")


def without_consequence(words: str, sanction: Sanction | None, rule: Span) -> str:
    """The words of a rule without what happens otherwise: of a liability they tell which duty is breached."""
    happens = sanction and sanction.consequence
    if not happens:
        return words
    return words[: happens.start - rule.start] + words[happens.end - rule.start :]


def is_measured(deadline: Deadline | None) -> bool:
    """Whether a time limit is told by which one can measure."""
    return deadline is not None and deadline.iso is not None


def force_of(unit: Unit, deadline: Deadline | None, sanction: Sanction | None) -> Force:
    """How strongly a unit binds with its time limit and with what follows on breaking it."""
    if sanction or is_measured(deadline) or is_dated(deadline):
        return Force.HARD
    weakened = _IN_PRINCIPLE.search(unit.cue_clause.bare[: unit.cue.start + 1]) is not None
    return Force.SOFT if weakened else unit.force


def parts_of(unit: Unit, rule: Span, sanction: Sanction | None) -> dict[str, Any]:
    """Condition, exception, frequency and limits of a rule at `rule`, each where it stands inside it."""
    condition = _inside(find_condition(unit.clauses, unit.cue_clause, unit.cue.start), rule)
    taken = [part for part in (condition, sanction and sanction.consequence, sanction and sanction.trigger) if part]
    return {
        "condition": condition,
        "exception": _inside(find_exception(unit.clauses), rule),
        "frequency": find_frequency(unit.clauses),
        "quantities": find_quantities(unit.clauses, outside=taken),
    }


def _inside(part: Span | None, rule: Span) -> Span | None:
    """The part, without what the rule leaves out at its ends (因此, 但); None where nothing is left of it."""
    if part is None:
        return None
    start, end = max(part.start, rule.start), min(part.end, rule.end)
    return Span(start, end) if start < end else None


def span_of(text: str, unit: Unit) -> Span:
    """Where a unit stands, without the connective before it and the marks around it."""
    start, end = unit.clauses[0].span.start, unit.clauses[-1].span.end
    match = _CONNECTIVE.match(text, start, end)
    start = match.end() if match and match.end() < end else start
    while start < end and text[start] in _BEFORE:
        start += 1
    while end > start and text[end - 1] in _AFTER:
        end -= 1
    return Span(start, end)
