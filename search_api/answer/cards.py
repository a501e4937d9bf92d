"""What the graph knows of a name: its card beside the hits, and names to go on with."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from graph.errors import NotFound
from graph.schema import ENTITIES, EdgeKind, NodeKind
from graph.store.base import View
from graph.store.shapes import Entity, NodeRef, RuleFilter, RuleRecord
from ingest.lexicon import load_lexicon
from ingest.model import Force
from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import simplify
from search_api.query.understanding import Understood
from search_api.query.vocabulary import Name
from search_api.results import Card

_RULES = 12
_WEIGHED = 100
"""So many rules, the hard and the newest, are weighed for a place on the card."""
_NEIGHBOURS = 16
_LINKS = 32
_JOINED = frozenset({EdgeKind.PERFORMS, EdgeKind.NEEDS, EdgeKind.CALLS_FOR, EdgeKind.HAS_MEMBER, EdgeKind.BROADER})
"""What names are joined by; links to rules and passages would be read for nothing."""


def card_of(understood: Understood, read: Callable[[Name], Card | None]) -> Card | None:
    """The card of what the query names; of several names, that of the one that most of the query is."""
    named = sorted((c for c in understood.concepts if c.name), key=lambda c: -len(c.text))
    for concept in named:
        card = read(concept.name) if concept.name else None
        if card:
            return card
    return None


def read_card(name: Name, view: View) -> Card | None:
    """The card of a name; None where the reader may not know of it."""
    try:
        entity = view.entity(name.kind, name.name)
        neighbours = tuple(_neighbours(name, view))
    except NotFound:
        return None
    return Card(entity.summary, _rules(name, view), neighbours, _members(entity))


def _rules(name: Name, view: View) -> tuple[RuleRecord, ...]:
    """The rules that a reader looks for first, each wording once (its newest)."""
    if name.kind is NodeKind.DUTY:
        found = view.rules(RuleFilter(duty=name.name), limit=_WEIGHED).items
        term = load_lexicon().duties.get(name.name)
    elif name.kind is NodeKind.ROLE:
        found = view.rules(RuleFilter(role=name.name), limit=_WEIGHED).items
        term = load_lexicon().roles.get(name.name)
    else:
        return ()
    words = term.words if term else (name.name,)
    wordings = {simplify(record.quote.text): record for record in reversed(found)}
    documents = {record.quote.document_id: place for place, record in reversed(list(enumerate(found)))}
    return tuple(sorted(wordings.values(), key=lambda record: _place(record, words, documents))[:_RULES])


def _place(record: RuleRecord, words: Sequence[str], documents: Mapping[str, int]) -> tuple[int | bool, ...]:
    """Hard ones first, of these the ones that say the name itself, of these the ones with a measure or a sanction;
    then as documents come, in text order."""
    text, rule = record.quote.text, record.rule
    measured = bool(rule.deadline or rule.sanction or any(q.unit for q in find_quantities(text)))
    return (
        rule.force is Force.SOFT,
        not any(word in text for word in words),
        not measured,
        documents[record.quote.document_id],
        record.quote.start,
    )


def _neighbours(name: Name, view: View) -> Iterator[NodeRef]:
    """Other names that are joined to this one, the best borne out first."""
    seen = {(name.kind, name.name)}
    for link in view.neighbourhood(name.kind, name.name, kinds=_JOINED, limit=_LINKS).links:
        for node in (link.source, link.target):
            if node.kind in ENTITIES and (node.kind, node.key) not in seen and len(seen) <= _NEIGHBOURS:
                seen.add((node.kind, node.key))
                yield node


def _members(entity: Entity) -> tuple[str, ...]:
    return next((variant.members for variant in entity.variants if variant.members), ())
