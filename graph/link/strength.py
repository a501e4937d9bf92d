"""Strength and emphasis over time: how many documents of each year name a duty or ability, and how hard they are on it.

A year counts where both ends of a document's date lie in it; other documents are placed as of no known year.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.link.relation import hardest
from graph.quote import meet
from graph.schema import NodeKind
from graph.store.base import View
from graph.store.shapes import RuleFilter, RuleRecord
from ingest.model import DateInterval, Force, Modality

_PAGE = 500
_MENTIONS = 100_000


@dataclass(frozen=True, slots=True)
class Year:
    """What the documents of a year say; `rules` counts rules on a duty, mentions of an ability."""

    year: int | None
    documents: int
    rules: int
    by_modality: Mapping[Modality, int]
    by_force: Mapping[Force, int]
    strength: float | None
    """The mean of the steps of force, see `relation.hardest`."""


@dataclass(frozen=True, slots=True)
class Strength:
    """A duty or ability through the years, the earliest first, what has no year last."""

    kind: NodeKind
    name: str
    years: tuple[Year, ...]


@dataclass(slots=True)
class _Tally:
    documents: set[str] = field(default_factory=set)
    named: int = 0
    rules: list[RuleRecord] = field(default_factory=list)

    def year(self, year: int | None) -> Year:
        """What was counted."""
        steps = [step for rule in self.rules if (step := _step(rule)) is not None]
        return Year(
            year,
            len(self.documents),
            self.named,
            Counter(rule.rule.modality for rule in self.rules),
            Counter(rule.rule.force for rule in self.rules),
            round(sum(steps) / len(steps), 2) if steps else None,
        )


def strength_of_duty(view: View, name: str) -> Strength:
    """The rules that govern the duty, by year. Raises `NotFound`."""
    view.entity(NodeKind.DUTY, name)
    tallies: dict[int | None, _Tally] = {}
    for rule in every_rule(view, RuleFilter(duty=name)):
        tally = tallies.setdefault(year_of(rule.quote.date), _Tally())
        tally.documents.add(rule.quote.document_id)
        tally.named += 1
        tally.rules.append(rule)
    return _through_the_years(NodeKind.DUTY, name, tallies)


def strength_of_ability(view: View, name: str) -> Strength:
    """The mentions of the ability with the rules that they stand in, by year. Raises `NotFound`."""
    view.entity(NodeKind.ABILITY, name)
    tallies: dict[int | None, _Tally] = {}
    rules: dict[str, list[RuleRecord]] = {}
    counted: set[str] = set()
    for quote in view.mentions(NodeKind.ABILITY, name, limit=_MENTIONS):
        key = quote.document_id
        if key not in rules:
            rules[key] = list(every_rule(view, RuleFilter(document_id=key)))
        tally = tallies.setdefault(year_of(quote.date), _Tally())
        tally.documents.add(key)
        tally.named += 1
        around = [one for one in rules[key] if meet(one.quote, quote)]
        tally.rules += [one for one in around if one.id not in counted]
        counted |= {one.id for one in around}
    return _through_the_years(NodeKind.ABILITY, name, tallies)


def every_rule(view: View, where: RuleFilter) -> Iterator[RuleRecord]:
    """The rules of all pages."""
    after = None
    while True:
        page = view.rules(where, after=after, limit=_PAGE)
        yield from page.items
        after = page.next
        if after is None:
            return


def year_of(interval: DateInterval) -> int | None:
    """The year that the interval lies in."""
    first, last = interval.earliest, interval.latest
    return first.year if first and last and first.year == last.year else None


def _through_the_years(kind: NodeKind, name: str, tallies: Mapping[int | None, _Tally]) -> Strength:
    known = sorted(tallies, key=lambda year: (year is None, year or 0))
    return Strength(kind, name, tuple(tallies[year].year(year) for year in known))


def _step(rule: RuleRecord) -> int | None:
    """How hard it is by the word that makes it a rule, else by its hardest word."""
    return hardest(rule.rule.cue) or hardest(rule.quote.text)
