"""The graph as a file, written as it is read: JSON Lines for programs, GraphML for those that draw graphs."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from graph.build import Edge, Node, NodeId
from graph.export import Part
from graph.quote import Quote
from graph.schema import EDGES, NODE_PROPERTIES
from search_api.exports.words import printable
from search_api.models.quotes import QuoteModel


class GraphFormat(StrEnum):
    """In what the graph is taken away."""

    JSONL = "jsonl"
    GRAPHML = "graphml"


def graph_lines(parts: Iterable[Part]) -> Iterator[str]:
    """A line for each node and for each edge that a document bears out, the nodes of a document first."""
    for part in parts:
        yield "".join(
            [*(_line(_node(node)) for node in part.nodes), *(_line(_edge(edge, words)) for edge, words in part.edges)]
        )


def graph_xml(parts: Iterable[Part]) -> Iterator[str]:
    """GraphML: `type` is the kind of node or edge; the other values are texts, lists and quotes as JSON."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for name in _KEYS:
        yield f'<key id="{name}" for="all" attr.name="{name}" attr.type="string"/>\n'
    yield '<graph edgedefault="directed">\n'
    for part in parts:
        nodes = (
            f"<node id={_name(node.id)}>{_data({'type': node.id.kind, 'key': node.id.key, **node.properties})}</node>\n"
            for node in part.nodes
        )
        edges = (
            f"<edge source={_name(edge.source)} target={_name(edge.target)}>{_borne(edge, words)}</edge>\n"
            for edge, words in part.edges
        )
        yield "".join([*nodes, *edges])
    yield "</graph>\n</graphml>\n"


FORMATS: Mapping[GraphFormat, tuple[str, Callable[[Iterable[Part]], Iterator[str]]]] = {
    GraphFormat.JSONL: ("application/x-ndjson", graph_lines),
    GraphFormat.GRAPHML: ("application/graphml+xml", graph_xml),
}
"""Of each format: its media type, and how it is written."""
_PROPERTIES = {
    name for names in (*NODE_PROPERTIES.values(), *(ends.properties for ends in EDGES.values())) for name in names
}
_KEYS = ("type", "key", *sorted(_PROPERTIES), "quote")
"""What GraphML may say of a node or edge."""


def _node(node: Node) -> dict[str, Any]:
    return {"type": "node", "kind": node.id.kind.value, "key": node.id.key, "properties": dict(node.properties)}


def _edge(edge: Edge, words: Quote) -> dict[str, Any]:
    ends = {name: {"kind": end.kind.value, "key": end.key}
            for name, end in (("source", edge.source), ("target", edge.target))}  # fmt: skip
    borne = {"properties": dict(edge.properties), "quote": _quote(words)}
    return {"type": "edge", "kind": edge.kind.value} | ends | borne


def _quote(words: Quote) -> dict[str, Any]:
    return QuoteModel.of(words).model_dump(mode="json")


def _line(values: dict[str, Any]) -> str:
    return _json(values) + "\n"


def _json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, default=str)  # dates


def _name(node: NodeId) -> str:
    return quoteattr(printable(f"{node.kind.value}:{node.key}"))


def _borne(edge: Edge, words: Quote) -> str:
    return _data({"type": edge.kind, **edge.properties, "quote": _quote(words)})


def _data(values: Mapping[str, Any]) -> str:
    told = ((key, value) for key, value in values.items() if value is not None)
    return "".join(f'<data key="{key}">{escape(printable(_text(value)))}</data>' for key, value in told)


def _text(value: Any) -> str:
    return _json(value) if isinstance(value, dict | list | tuple) else str(value)
