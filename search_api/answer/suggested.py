"""Questions to start with, made of what the graph holds: rules with a time limit, formulas with members, duties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from graph.schema import EdgeKind, NodeKind
from graph.store.base import RuleFilter, View
from ingest.model import Modality

_EACH = 6
"""Questions of each kind that are tried."""
_LOOKED_AT = 100
"""Rules of each kind that are looked at."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A question, with what of the graph it was made of."""

    question: str
    kind: NodeKind
    name: str


def candidates(view: View) -> Sequence[Suggested]:
    """Questions that the graph has the answer to, of each kind in turn, the best borne out first."""
    kinds = (
        _limits(view),
        _formulas(view),
        _of_duties(view, RuleFilter(modality=Modality.PROHIBITION), "{}工作中哪些事不能做？"),
        _of_duties(view, RuleFilter(has_sanction=True), "{}工作违反规定有什么后果？"),
        _named(view, NodeKind.DUTY, "{}有什么要求？"),
        _abilities(view),
    )
    rows = zip_longest(*(list(kind)[:_EACH] for kind in kinds))
    asked = {one.question: one for one in chain.from_iterable(rows) if one}
    return tuple(asked.values())


def _limits(view: View) -> Iterator[Suggested]:
    """How long, of duties that a rule sets a measured limit for."""
    rules = view.rules(RuleFilter(has_deadline=True), limit=_LOOKED_AT).items
    measured = [record for record in rules if record.rule.deadline and record.rule.deadline.iso]
    for duty in dict.fromkeys(duty for record in measured for duty in record.rule.duties):
        yield Suggested(f"{duty}有什么时限要求？", NodeKind.DUTY, duty)


def _of_duties(view: View, where: RuleFilter, form: str) -> Iterator[Suggested]:
    rules = view.rules(where, limit=_LOOKED_AT).items
    for duty in dict.fromkeys(duty for record in rules for duty in record.rule.duties):
        yield Suggested(form.format(duty), NodeKind.DUTY, duty)


def _formulas(view: View) -> Iterator[Suggested]:
    """What a formula counts, where a document lists it."""
    for summary in view.entities(NodeKind.FORMULA, limit=_EACH * 4).items:
        if any(variant.members for variant in view.entity(NodeKind.FORMULA, summary.name).variants):
            yield Suggested(f"“{summary.name}”是指什么？", NodeKind.FORMULA, summary.name)


def _named(view: View, kind: NodeKind, form: str) -> Iterator[Suggested]:
    for summary in view.entities(kind, limit=_EACH).items:
        yield Suggested(form.format(summary.name), kind, summary.name)


def _abilities(view: View) -> Iterator[Suggested]:
    """What a role needs, of those that some document says it of."""
    for summary in view.entities(NodeKind.ROLE, limit=_EACH * 4).items:
        links = view.neighbourhood(NodeKind.ROLE, summary.name, kinds=frozenset({EdgeKind.NEEDS}), limit=1).links
        if links:
            yield Suggested(f"{summary.name}需要哪些能力？", NodeKind.ROLE, summary.name)
