"""What one document bears out, added up as every engine keeps it: one count a name, one row an edge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.build import DocumentGraph, Edge, Evidence, NodeId
from graph.schema import NAMED, EdgeKind
from graph.store.order import QUOTES_A_LINK
from ingest.model import Document

LINKS = frozenset(
    {
        EdgeKind.PERFORMS,
        EdgeKind.NEEDS,
        EdgeKind.CALLS_FOR,
        EdgeKind.HAS_MEMBER,
        EdgeKind.LISTED_IN,
        EdgeKind.CITES,
        EdgeKind.BROADER,
    }
)
"""Edges that documents bear out together; the others (outline, what a rule says) belong to one document."""


@dataclass(frozen=True, slots=True)
class Support:
    """A named node with the number of rules (duties, roles), mentions or citations that the document has for it."""

    node: NodeId
    evidence: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """All edges of a document that are alike but for their evidence; `properties` are of the first in text order."""

    kind: EdgeKind
    source: NodeId
    target: NodeId
    place: int
    """The order among the members of a formula, 0 for others."""
    words: tuple[Evidence, ...]
    properties: Mapping[str, Any]


def supports(graph: DocumentGraph, document: Document) -> Iterator[Support]:
    """One for each named node of the document."""
    counted = dict.fromkeys((node.id for node in graph.nodes if node.id.kind in NAMED), 0)
    for edge in graph.edges:
        if edge.kind in (EdgeKind.BINDS, EdgeKind.GOVERNS, EdgeKind.CITES):
            counted[edge.target] += 1
    for mention in graph.mentions:
        counted[mention.id] += 1
    day = document.date
    first, last = day.earliest or day.latest, day.latest or day.earliest
    for node, evidence in counted.items():
        yield Support(node, evidence, first, last)


def links(graph: DocumentGraph) -> Iterator[DocumentLink]:
    """One for all edges alike but for their evidence, with the first of it."""
    alike: dict[tuple[EdgeKind, NodeId, NodeId], list[Edge]] = {}
    for edge in graph.edges:
        if edge.kind in LINKS:
            alike.setdefault((edge.kind, edge.source, edge.target), []).append(edge)
    for (kind, source, target), same in alike.items():
        in_order = sorted(same, key=lambda edge: edge.evidence.span)
        words = tuple(dict.fromkeys(edge.evidence for edge in in_order))[:QUOTES_A_LINK]
        place = min(edge.properties.get("order", 0) for edge in same)
        yield DocumentLink(kind, source, target, place, words, in_order[0].properties)
