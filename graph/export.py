"""The whole graph to take away: what each document supports, for one reader, a document at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.build import Edge, Node, NodeId, document_graph
from graph.errors import NotFound
from graph.quote import Quote, quote
from graph.schema import NAMED
from graph.store.base import View


@dataclass(frozen=True, slots=True)
class Part:
    """The nodes that a document adds to those before it, and its edges, each with the words that bear it out."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[Edge, Quote], ...]


def parts(view: View) -> Iterator[Part]:
    """The graph without the links of lineage, in order of document ids; a name that many documents have comes once."""
    met: set[NodeId] = set()
    for document_id in view.document_ids():
        try:
            document = view.document(document_id)
        except NotFound:  # deleted since
            continue
        made = document_graph(document)
        edges = tuple((edge, quote(document, edge.evidence.span, edge.evidence.outline)) for edge in made.edges)
        yield Part(tuple(node for node in made.nodes if node.id not in met), edges)
        met.update(node.id for node in made.nodes if node.id.kind in NAMED)
