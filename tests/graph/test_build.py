"""One document as nodes and edges."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import Edge, document_graph
from graph.schema import EDGES, NODE_PROPERTIES, EdgeKind, NodeKind
from ingest.lexicon import Lexicon, Term
from ingest.model import Document, Passage, Span
from tests.factories import (
    TEXT,
    make_ability,
    make_attribution,
    make_document,
    make_formula,
    make_rule,
    make_section,
)


def ends(document: Document, kind: EdgeKind, lexicon: Lexicon | None = None) -> list[tuple[str, str]]:
    """Source and target of each edge of a kind, each pair once."""
    edges = document_graph(document, lexicon).edges
    return list(dict.fromkeys((edge.source.key, edge.target.key) for edge in edges if edge.kind is kind))


def lexicon_of(*terms: tuple[str, str | None]) -> Lexicon:
    """Duties with what they belong to."""
    return Lexicon(duties={name: Term(name, (f"{name}工作",), above, None) for name, above in terms}, roles={})


def test_graph_is_the_same_for_the_same_document() -> None:
    assert document_graph(make_document()) == document_graph(make_document())


def test_graph_of_another_document_shares_names_only() -> None:
    text = TEXT + "又一行\n"
    one, other = document_graph(make_document()), document_graph(replace(make_document(), id="0" * 16, text=text))
    shared = {node.id.kind for node in one.nodes} & {node.id.kind for node in other.nodes if node in one.nodes}
    assert shared == {NodeKind.ROLE, NodeKind.DUTY, NodeKind.ABILITY, NodeKind.FORMULA, NodeKind.AUTHORITY}


def test_graph_keeps_to_the_schema() -> None:
    """Every kind, the ends of every edge, every property: as `graph.schema` has them."""
    text = "讲话\n要做到三强，会务、四勤、应急处置能力。四勤。\n"
    members = make_document(
        text,
        formulas=(make_formula(text, "三强", members=("会务", "四勤", "应急处置能力")), make_formula(text)),
        abilities=(make_ability(text),),
    )
    seen = set()
    for graph in (document_graph(make_document()), document_graph(members)):
        assert len({node.id for node in graph.nodes}) == len(graph.nodes)
        nodes = {node.id for node in graph.nodes}
        for node in graph.nodes:
            assert set(node.properties) == set(NODE_PROPERTIES[node.id.kind])
        for edge in graph.edges:
            assert {edge.source, edge.target} <= nodes
            assert edge.source.kind in EDGES[edge.kind].sources
            assert edge.target.kind in EDGES[edge.kind].targets
            assert set(edge.properties) == set(EDGES[edge.kind].properties)
            seen.add(edge.kind)
    assert seen == set(EdgeKind) - {EdgeKind.RESTATES, EdgeKind.REUSES, EdgeKind.CONFLICTS_WITH}


def test_performs_joins_each_bearer_with_each_duty() -> None:
    rule = make_rule(bearers=("值班人员", "信息员", "值班人员"), duties=("值班", "信息报送"))
    graph = document_graph(make_document(TEXT, rules=(rule,)))
    performs = [edge for edge in graph.edges if edge.kind is EdgeKind.PERFORMS]
    assert [(edge.source.key, edge.target.key) for edge in performs] == [
        ("值班人员", "值班"),
        ("值班人员", "信息报送"),
        ("信息员", "值班"),
        ("信息员", "信息报送"),
    ]
    assert {edge.properties["rule"] for edge in performs} == {graph.rules[0].id}
    assert {edge.evidence.span for edge in performs} == {rule.span}


@pytest.mark.parametrize(
    ("bearers", "duties"),
    [
        pytest.param((), ("值班",), id="nobody is bound"),
        pytest.param(("值班人员",), (), id="no duty is governed"),
        pytest.param((), (), id="neither"),
    ],
)
def test_performs_needs_both_ends(bearers: tuple[str, ...], duties: tuple[str, ...]) -> None:
    rule = make_rule(bearers=bearers, duties=duties)
    assert ends(make_document(TEXT, rules=(rule,)), EdgeKind.PERFORMS) == []


@pytest.mark.parametrize(
    ("member", "kind", "name"),
    [
        pytest.param("办会", NodeKind.DUTY, "办会", id="a duty by its name"),
        pytest.param("会务", NodeKind.DUTY, "办会", id="a duty by another word"),
        pytest.param("应急处置能力", NodeKind.ABILITY, "应急处置能力", id="an ability that the document names"),
        pytest.param("四勤", NodeKind.FORMULA, "四勤", id="a formula that the document names"),
    ],
)
def test_members_are_nodes_where_they_name_one(member: str, kind: NodeKind, name: str) -> None:
    text = f"讲话\n要做到两强，{member}、其他事。应急处置能力。四勤。\n"
    document = make_document(
        text,
        abilities=(make_ability(text),),
        formulas=(make_formula(text, "两强", members=("其他事", member)), make_formula(text, members=())),
    )
    edges = [edge for edge in document_graph(document).edges if edge.kind is EdgeKind.HAS_MEMBER]
    assert [(edge.target.kind, edge.target.key, edge.properties) for edge in edges] == [(kind, name, {"order": 1})]


@pytest.mark.parametrize(
    "member",
    [
        pytest.param("腿勤", id="a phrase of its own"),
        pytest.param("两强", id="the formula itself"),
        pytest.param("做好会务", id="a duty's word inside a phrase is not the duty"),
        pytest.param("创新能力", id="an ability that the document never names as one"),
    ],
)
def test_members_that_name_nothing_stay_with_the_list(member: str) -> None:
    text = f"讲话\n要做到两强，{member}。\n"
    document = make_document(text, formulas=(make_formula(text, "两强", members=(member,)),))
    assert ends(document, EdgeKind.HAS_MEMBER) == []
    listed = [edge for edge in document_graph(document).edges if edge.kind is EdgeKind.LISTED_IN]
    assert [edge.properties["members"] for edge in listed] == [(member,)]


def test_broader_reaches_the_root_from_names_that_are_there() -> None:
    lexicon = lexicon_of(("值班", "应急管理"), ("应急管理", "三办"), ("办文", "三办"))
    document = make_document(TEXT, rules=(make_rule(),))
    assert ends(document, EdgeKind.BROADER, lexicon) == [("值班", "应急管理"), ("应急管理", "三办")]


@pytest.mark.parametrize(
    "terms",
    [
        pytest.param((("值班", "值班"),), id="above itself"),
        pytest.param((("值班", "应急"), ("应急", "值班")), id="round in a circle"),
    ],
)
def test_broader_ends_where_the_lexicon_goes_round(terms: tuple[tuple[str, str | None], ...]) -> None:
    found = ends(make_document(TEXT, rules=(make_rule(),)), EdgeKind.BROADER, lexicon_of(*terms))
    assert len(found) == len(terms) - 1


def test_nothing_found_supports_no_names() -> None:
    graph = document_graph(make_document("讲话\n今天天气很好。\n"))
    assert {node.id.kind for node in graph.nodes} == {NodeKind.DOCUMENT, NodeKind.PASSAGE}
    assert {edge.kind for edge in graph.edges} == {EdgeKind.CONTAINS}


def test_ability_that_nobody_needs_is_a_node_by_its_mention() -> None:
    graph = document_graph(make_document(TEXT, abilities=(make_ability(roles=(), duties=()),)))
    assert [mention.id.key for mention in graph.mentions] == ["应急处置能力"]
    assert NodeKind.ABILITY in {node.id.kind for node in graph.nodes}


def test_citation_says_who_and_what() -> None:
    graph = document_graph(make_document(TEXT, attributions=(make_attribution(),)))
    cites = [edge for edge in graph.edges if edge.kind is EdgeKind.CITES]
    assert [(edge.target.key, edge.properties["what"]) for edge in cites] == [("李明", "值班无小事")]


def test_rules_at_the_same_place_are_told_apart() -> None:
    """One stretch can both order and forbid; the ids differ, and are the same each time."""
    rules = (make_rule(), make_rule(cue="严禁"))
    document = make_document(TEXT, rules=rules)
    ids = [node.id for node in document_graph(document).rules]
    assert len(set(ids)) == 2
    assert ids == [node.id for node in document_graph(document).rules]
    assert document_graph(make_document(TEXT, rules=rules[:1])).rules[0].id == ids[0]


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        pytest.param(((0, 20), (20, 60)), 1, id="the passage that it begins in"),
        pytest.param(((0, 30), (30, 60)), 0, id="one that it runs out of"),
        pytest.param(((0, 10), (50, 60)), 0, id="between two, the one before"),
        pytest.param(((40, 50), (50, 60)), 0, id="before all, the first"),
        pytest.param((), None, id="no passage"),
    ],
)
def test_rule_stands_in_a_passage(passages: tuple[tuple[int, int], ...], expected: int | None) -> None:
    rule = make_rule()
    assert (rule.span.start, rule.span.end) == (22, 34)
    made = tuple(Passage(Span(*span), None, "") for span in passages)
    graph = document_graph(make_document(TEXT, passages=made, rules=(rule,)))
    keys = [node.id.key for node in graph.nodes if node.id.kind is NodeKind.PASSAGE]
    assert graph.rules[0].evidence.passage == (None if expected is None else keys[expected])


def test_contains_follows_the_outline() -> None:
    text = "一、总则\n（一）目的\n说明\n"
    outer = make_section(text, "一、总则", extent=Span(0, len(text)))
    inner = make_section(text, "（一）目的", level=2, label="（一）", extent=Span(5, len(text)), parent=0)
    document = make_document(text, sections=(outer, inner))
    graph = document_graph(document)
    names = {node.id.key: node.properties for node in graph.nodes}

    def label(key: str) -> str:
        properties = names[key]
        return text[properties["start"] : properties["end"]] if "start" in properties else "document"

    contains = [(label(source), label(target)) for source, target in ends(document, EdgeKind.CONTAINS)]
    assert contains == [
        ("document", "一、总则"),
        ("一、总则", "（一）目的"),
        ("一、总则", "一、总则"),
        ("（一）目的", "（一）目的"),
        ("（一）目的", "说明"),
    ]


@settings(max_examples=60)
@given(
    names=st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4)), max_size=6),
    members=st.lists(st.text(max_size=4), max_size=5),
)
def test_graph_is_sound_for_any_names(names: list[tuple[str, str]], members: list[str]) -> None:
    """Every edge joins nodes that are there, and its words are in the text."""
    document = make_document(
        TEXT,
        rules=tuple(make_rule(bearers=(role,), duties=(duty,)) for role, duty in names),
        formulas=(make_formula(members=tuple(members)),),
    )
    graph = document_graph(document)
    nodes = {node.id for node in graph.nodes}

    def sound(edge: Edge) -> bool:
        inside = 0 <= edge.evidence.span.start <= edge.evidence.span.end <= len(TEXT)
        return {edge.source, edge.target} <= nodes and inside

    assert all(sound(edge) for edge in graph.edges)
    assert len({node.id for node in graph.rules}) == len(names)
