"""The graph as a file: the same nodes and edges in either form."""

import json
from xml.etree import ElementTree

from graph.build import document_graph
from graph.export import Part
from graph.quote import quote
from search_api.exports.graph import FORMATS, GraphFormat
from tests.factories import make_document, make_rule

TEXT = "门卫必须\x0b逐车<登记>。\n"
DOCUMENT = make_document(
    TEXT, title="值守“规定”", rules=(make_rule(TEXT, TEXT[:-2], bearers=("门卫",), duties=("登记",)),)
)
XML = "{http://graphml.graphdrawing.org/xmlns}"


def written(format: GraphFormat) -> str:
    made = document_graph(DOCUMENT)
    edges = [(edge, quote(DOCUMENT, edge.evidence.span, edge.evidence.outline)) for edge in made.edges]
    return "".join(FORMATS[format][1]([Part(made.nodes, tuple(edges))]))


def test_lines_are_nodes_and_edges_with_their_words() -> None:
    lines = [json.loads(line) for line in written(GraphFormat.JSONL).splitlines()]
    nodes = {(one["kind"], one["key"]): one["properties"] for one in lines if one["type"] == "node"}
    assert nodes["Document", DOCUMENT.id]["title"] == DOCUMENT.title
    [borne] = [one for one in lines if one["type"] == "edge" and one["kind"] == "PERFORMS"]
    assert (borne["source"], borne["target"]) == ({"kind": "Role", "key": "门卫"}, {"kind": "Duty", "key": "登记"})
    assert borne["quote"]["text"] == TEXT[:-2]
    assert {(one[end]["kind"], one[end]["key"]) for one in lines if one["type"] == "edge"
            for end in ("source", "target")} <= nodes.keys()  # fmt: skip


def test_graphml_holds_what_xml_cannot() -> None:
    root = ElementTree.fromstring(written(GraphFormat.GRAPHML))
    declared = {key.get("id") for key in root.iter(f"{XML}key")}
    assert {data.get("key") for data in root.iter(f"{XML}data")} <= declared
    nodes = {node.get("id"): {data.get("key"): data.text for data in node} for node in root.iter(f"{XML}node")}
    assert nodes[f"Document:{DOCUMENT.id}"]["title"] == "值守“规定”"
    edges = {data.text: edge for edge in root.iter(f"{XML}edge") for data in edge if data.get("key") == "type"}
    assert (edges["PERFORMS"].get("source"), edges["PERFORMS"].get("target")) == ("Role:门卫", "Duty:登记")
    assert {end for edge in edges.values() for end in (edge.get("source"), edge.get("target"))} <= nodes.keys()
    [rule] = [node for node in nodes.values() if node["type"] == "Rule"]
    assert rule["text"] == "门卫必须\N{REPLACEMENT CHARACTER}逐车<登记>"
