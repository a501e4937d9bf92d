"""Lineage as edges of the graph, around one rule or passage: worked out when somebody asks, as every link of it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from graph.link.candidates import Shelved
from graph.link.conflicts import Conflict, conflicts
from graph.link.restate import Restatement, restatements
from graph.link.standing import repealed, superseded
from graph.link.strength import every_rule
from graph.quote import meet
from graph.schema import EdgeKind, NodeKind
from graph.store.base import View
from graph.store.shapes import Link, Neighbourhood, NodeRef, RuleFilter, RuleRecord

LINEAGE = frozenset({EdgeKind.RESTATES, EdgeKind.REUSES, EdgeKind.CONFLICTS_WITH})
"""The kinds of edges that no store keeps."""


MOST_RULES = 2_000
"""Of one bearer and duty, the hardest first, among which contradictions of one rule are looked for; the list of all
conflicts looks among all."""


def neighbourhood(
    view: View, kind: NodeKind, key: str, *, kinds: frozenset[EdgeKind] | None, limit: int
) -> Neighbourhood:
    """The links of one node with those of lineage, these first. Raises `NotFound`."""
    found = view.neighbourhood(kind, key, kinds=kinds, limit=limit)
    wanted = LINEAGE if kinds is None else LINEAGE & kinds
    links = [link for link in _lineage(view, found.centre, wanted) if link.kind in wanted]
    return replace(found, links=(*links, *found.links)[:limit], total=found.total + len(links))


def standing_conflicts(view: View, rules: Sequence[RuleRecord]) -> list[Conflict]:
    """The conflicts among these rules, but for those of documents that stand no more."""
    found = conflicts(rules, superseded=superseded(rule.quote for rule in rules))
    gone = repealed(view, (rule.quote for one in found for rule in (one.one, one.other)))
    return [one for one in found if not {one.one.quote.document_id, one.other.quote.document_id} & gone]


def _lineage(view: View, centre: NodeRef, wanted: frozenset[EdgeKind]) -> Iterator[Link]:
    if centre.kind is NodeKind.RULE and EdgeKind.RESTATES in wanted:
        yield from _restated(view, view.rule(centre.key))
    if centre.kind is NodeKind.RULE and EdgeKind.CONFLICTS_WITH in wanted:
        yield from _contradicted(view, view.rule(centre.key))
    if centre.kind is NodeKind.PASSAGE and EdgeKind.REUSES in wanted:
        yield from _reused(view, centre.key)


def _restated(view: View, rule: RuleRecord) -> Iterator[Link]:
    """From the later rule to the earlier: rules of the statements that restate those it stands in."""
    met: set[tuple[str, str]] = set()
    for link in _links(view, rule):
        earlier, later = (_rules_of(view, one) for one in (link.earlier, link.later))
        for before in earlier:
            for after in later:
                if rule.id in (before.id, after.id) and (after.id, before.id) not in met:
                    met.add((after.id, before.id))
                    yield _edge(EdgeKind.RESTATES, after, before)


def _links(view: View, rule: RuleRecord) -> Iterator[Restatement]:
    for one in view.stated(rule.quote.document_id):
        if meet(one.quote, rule.quote):
            yield from restatements(view, one)


def _rules_of(view: View, statement: Shelved) -> list[RuleRecord]:
    passage = view.passages([statement.passage_id]).get(statement.passage_id)
    rules = passage.rules if passage else ()
    return [rule for rule in rules if meet(rule.quote, statement.quote)]


def _contradicted(view: View, rule: RuleRecord) -> Iterator[Link]:
    """Among the rules with the same bearer and duty."""
    same = {
        other.id: other
        for bearer in rule.rule.bearers
        for duty in rule.rule.duties
        for other in islice(every_rule(view, RuleFilter(role=bearer, duty=duty)), MOST_RULES)
    }
    for found in standing_conflicts(view, [*same.values()]):
        if rule.id in (found.one.id, found.other.id):
            yield _edge(EdgeKind.CONFLICTS_WITH, found.other, found.one)


def _reused(view: View, passage_id: str) -> Iterator[Link]:
    """From the later passage to the earlier."""
    passage = view.passages([passage_id])[passage_id]
    met: set[tuple[str, str]] = set()
    for one in view.stated(passage.quote.document_id):
        for link in restatements(view, one) if one.passage_id == passage_id else ():
            ends = link.later.passage_id, link.earlier.passage_id
            if ends not in met:
                met.add(ends)
                refs = [NodeRef(NodeKind.PASSAGE, end.passage_id, end.quote.text) for end in (link.later, link.earlier)]
                yield Link(EdgeKind.REUSES, refs[0], refs[1], 1, (link.later.quote, link.earlier.quote))


def _edge(kind: EdgeKind, source: RuleRecord, target: RuleRecord) -> Link:
    refs = [NodeRef(NodeKind.RULE, rule.id, rule.quote.text) for rule in (source, target)]
    return Link(kind, refs[0], refs[1], 1, (source.quote, target.quote))
