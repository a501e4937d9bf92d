"""What the graph knows of a name: its card beside the hits, and names to go on with."""

from collections.abc import Iterator

from graph.errors import NotFound
from graph.schema import NodeKind
from graph.store.base import Entity, NodeRef, RuleFilter, RuleRecord, View
from search_api.query import Understood
from search_api.results import Card
from search_api.vocabulary import Name

ENTITY_KINDS = (NodeKind.DUTY, NodeKind.ROLE, NodeKind.ABILITY, NodeKind.FORMULA)
_RULES = 12
_NEIGHBOURS = 16
_LINKS = 60


def card_of(understood: Understood, view: View) -> Card | None:
    """The card of what the query names; of several names, that of the one that most of the query is."""
    named = sorted((c for c in understood.concepts if c.name), key=lambda c: -len(c.text))
    for concept in named:
        card = _card(concept.name, view) if concept.name else None
        if card:
            return card
    return None


def _card(name: Name, view: View) -> Card | None:
    try:
        entity = view.entity(name.kind, name.name)
        neighbours = tuple(_neighbours(name, view))
    except NotFound:
        return None
    return Card(entity.summary, _rules(name, view), neighbours, _members(entity))


def _rules(name: Name, view: View) -> tuple[RuleRecord, ...]:
    if name.kind is NodeKind.DUTY:
        return view.rules(RuleFilter(duty=name.name), limit=_RULES).items
    if name.kind is NodeKind.ROLE:
        return view.rules(RuleFilter(role=name.name), limit=_RULES).items
    return ()


def _neighbours(name: Name, view: View) -> Iterator[NodeRef]:
    """Other names that are joined to this one, the best borne out first."""
    seen = {(name.kind, name.name)}
    for link in view.neighbourhood(name.kind, name.name, limit=_LINKS).links:
        for node in (link.source, link.target):
            if node.kind in ENTITY_KINDS and (node.kind, node.key) not in seen and len(seen) <= _NEIGHBOURS:
                seen.add((node.kind, node.key))
                yield node


def _members(entity: Entity) -> tuple[str, ...]:
    return next((variant.members for variant in entity.variants if variant.members), ())
