"""The queries of ARCHITECTURE.md say what they promise, on the graph as the store writes it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.schema import EDGES, NODE_PROPERTIES, EdgeKind, NodeKind
from graph.store import open_store
from tests.factories import TEXT, make_document
from tests.graph.store.contract import filled
from tests.graph.store.neo4j.empty import empty, run

QUERIES = re.findall(r"```cypher\n(.*?)```", Path("ARCHITECTURE.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def url(neo4j_url: str) -> Iterator[str]:
    """A database with a document that has one of everything."""
    with open_store(empty(neo4j_url)) as store:
        filled(store, make_document())
        yield neo4j_url


def test_architecture_shows_five_queries() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(0, {"role": "值班人员", "documents": 1}, id="who does it"),
        pytest.param(
            1,
            {
                "rule": "发生紧急情况，值班人员必须在1小时内报告",
                "within": "PT1H",
                "title": "在全县值班工作会议上的讲话",
            },
            id="deadlines",
        ),
        pytest.param(2, {"ability": "应急处置能力", "documents": 1, "words": "应急处置能力"}, id="needs"),
        pytest.param(3, {"title": "在全县值班工作会议上的讲话", "modality": "obligation"}, id="outline"),
        pytest.param(4, {"duty": "值班", "prohibitions": ["严禁脱岗离岗，违者追究责任"]}, id="tree"),
    ],
)
def test_query_of_the_architecture_answers(url: str, number: int, expected: dict[str, Any]) -> None:
    found = [record.data() for record in run(url, QUERIES[number])]
    assert any(expected.items() <= one.items() for one in found), found


@pytest.mark.parametrize("kind", list(NodeKind))
def test_nodes_have_the_properties_of_the_schema(url: str, kind: NodeKind) -> None:
    found = run(url, f"MATCH (n:{kind}) UNWIND keys(n) AS key RETURN DISTINCT key")
    assert set(NODE_PROPERTIES[kind]) <= {one["key"] for one in found}


@pytest.mark.parametrize("kind", sorted(set(EdgeKind) - {EdgeKind.RESTATES, EdgeKind.REUSES, EdgeKind.CONFLICTS_WITH,
                                                         EdgeKind.HAS_MEMBER}))  # fmt: skip
def test_relationships_join_what_the_schema_says(url: str, kind: EdgeKind) -> None:
    found = run(url, f"MATCH (a)-[r:{kind}]->(b) RETURN labels(a) AS a, labels(b) AS b, keys(r) AS keys")
    assert found
    assert {one["a"][0] for one in found} <= EDGES[kind].sources
    assert {one["b"][0] for one in found} <= EDGES[kind].targets
    given = set(EDGES[kind].properties) - {"earliest", "latest"}  # what is not known is not there
    assert all(given <= set(one["keys"]) for one in found)


def test_quotes_on_relationships_are_words_of_the_text(url: str) -> None:
    found = run(
        url,
        """MATCH ()-[r:PERFORMS {document: $id}]->() UNWIND range(0, size(r.quote_texts) - 1) AS i
        RETURN r.quote_starts[i] AS start, r.quote_ends[i] AS end, r.quote_texts[i] AS text""",
        id=make_document().id,
    )
    assert len(found) > 2
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in found)
