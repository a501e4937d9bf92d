"""Questions to start with, made of what the graph holds: rules with a time limit, formulas with members, duties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from graph.quote import Quote, across
from graph.schema import EdgeKind, NodeKind
from graph.store.base import View
from graph.store.shapes import RuleFilter, RuleRecord
from ingest.model import Modality
from search_api.results import Answer

_EACH = 6
"""Questions of each kind that are tried."""
_LOOKED_AT = 100
"""Rules of each kind that are looked at."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A question, with what of the graph it was made of, and where that stands."""

    question: str
    kind: NodeKind
    name: str
    evidence: tuple[Quote, ...]

    def is_answered_by(self, answer: Answer) -> bool:
        """Whether the answer quotes what the question was made of."""
        return answer.found and any(across(one, other) for one in self.evidence for other in answer.quotes)


def candidates(view: View) -> Iterator[Suggested]:
    """Questions that the graph has the answer to, of each kind in turn, the best borne out first."""
    kinds = (
        islice(_limits(view), _EACH),
        islice(_formulas(view), _EACH),
        islice(_of_duties(view, RuleFilter(modality=Modality.PROHIBITION), "{}工作中哪些事不能做？"), _EACH),
        islice(_of_duties(view, RuleFilter(has_sanction=True), "{}工作违反规定有什么后果？"), _EACH),
        islice(_duties(view), _EACH),
        islice(_abilities(view), _EACH),
    )
    return (one for row in zip_longest(*kinds) for one in row if one)


def _limits(view: View) -> Iterator[Suggested]:
    """How long, of duties that a rule sets a measured limit for."""
    rules = view.rules(RuleFilter(has_deadline=True), limit=_LOOKED_AT).items
    measured = [record for record in rules if record.rule.deadline and record.rule.deadline.iso]
    return _by_duty(measured, "{}有什么时限要求？")


def _of_duties(view: View, where: RuleFilter, form: str) -> Iterator[Suggested]:
    return _by_duty(view.rules(where, limit=_LOOKED_AT).items, form)


def _by_duty(rules: Sequence[RuleRecord], form: str) -> Iterator[Suggested]:
    """A question for each duty that the rules are about."""
    for duty in dict.fromkeys(duty for record in rules for duty in record.rule.duties):
        stating = tuple(record.quote for record in rules if duty in record.rule.duties)
        yield Suggested(form.format(duty), NodeKind.DUTY, duty, stating)


def _duties(view: View) -> Iterator[Suggested]:
    for summary in view.entities(NodeKind.DUTY, limit=_EACH).items:
        rules = view.rules(RuleFilter(duty=summary.name), limit=_LOOKED_AT).items
        stating = tuple(record.quote for record in rules)
        yield Suggested(f"{summary.name}有什么要求？", NodeKind.DUTY, summary.name, stating)


def _formulas(view: View) -> Iterator[Suggested]:
    """What a formula counts, where a document lists it."""
    for summary in view.entities(NodeKind.FORMULA, limit=_EACH * 4).items:
        variants = view.entity(NodeKind.FORMULA, summary.name).variants
        listing = tuple(quote for variant in variants if variant.members for quote in variant.quotes)
        if listing:
            yield Suggested(f"“{summary.name}”是指什么？", NodeKind.FORMULA, summary.name, listing)


def _abilities(view: View) -> Iterator[Suggested]:
    """What a role needs, of those that some document says it of."""
    for summary in view.entities(NodeKind.ROLE, limit=_EACH * 4).items:
        needs = frozenset({EdgeKind.NEEDS})
        links = view.neighbourhood(NodeKind.ROLE, summary.name, kinds=needs, limit=_EACH).links
        if links:
            saying = tuple(quote for link in links for quote in link.evidence)
            yield Suggested(f"{summary.name}需要哪些能力？", NodeKind.ROLE, summary.name, saying)
