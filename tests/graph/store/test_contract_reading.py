"""What every engine does: every method of a view."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.access import LOCAL, Access, Reader
from graph.errors import BadCursor, NotFound
from graph.schema import EdgeKind, NodeKind
from graph.store.base import GraphStore
from graph.store.shapes import RuleFilter
from ingest.model import DateInterval, Document, Force, Modality, Sanction
from tests.factories import (
    TEXT,
    make_ability,
    make_deadline,
    make_document,
    make_documents,
    make_formula,
    make_rule,
    make_sections,
)
from tests.graph.store.contract import filled, put, read_all, walk

OPEN = Reader(frozenset({"公开"}))


def test_quotes_are_the_words_of_the_original(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    view = store.view(LOCAL)
    told = read_all(view)
    quotes = [rule.quote for rule in told["rules"]]
    quotes += [passage.quote for passage in told["passages"].values()]
    quotes += [words for around in told["neighbourhoods"] for link in around.links for words in link.evidence]
    quotes += [words for entity in told["entities"] for words in entity.mentions]
    assert len(quotes) > 50
    for words in quotes:
        assert words.text == document.text[words.start : words.end]
        assert (words.document_id, words.file, words.title) == (document.id, document.file, document.title)
        assert (words.kind, words.date) == (document.kind, document.date)


def test_rules_come_back_as_they_were_found(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    found = store.view(LOCAL).rules(RuleFilter()).items
    assert sorted((record.rule for record in found), key=lambda rule: rule.span) == list(document.rules)


def test_passages_hold_their_rules_in_text_order(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    view = store.view(LOCAL)
    one = next(rule for rule in view.rules(RuleFilter()).items if rule.rule == document.rules[1])
    passage = view.passages(["gone", one.passage_id])[one.passage_id]
    assert passage.quote.text == "值班人员必须24小时在岗。严禁脱岗离岗，违者追究责任。"
    assert [record.rule for record in passage.rules] == list(document.rules[:2])
    assert view.passages(["gone"]) == {}


def make_ranked(name: str, day: DateInterval, **fields: Any) -> Document:
    """A document with one rule; `name` is its title and in its rule."""
    text = f"{name}\n值班人员要做好{name}。\n"
    return make_document(text, date=day, rules=(make_rule(text, f"值班人员要做好{name}", **fields),))


def day(year: int | None) -> DateInterval:
    return DateInterval(date(year, 1, 1), date(year, 12, 31)) if year else DateInterval()


def test_rules_are_in_the_promised_order(store: GraphStore) -> None:
    ranked = [
        make_ranked("有时限的新规", day(2020), deadline=make_deadline()),
        make_ranked("有后果的旧规", day(2010), sanction=Sanction("追究责任")),
        make_ranked("有时限而无日期的", day(None), deadline=make_deadline()),
        make_ranked("新的硬性规定", day(2024)),
        make_ranked("只知最早日期的", DateInterval(date(2019, 1, 1), None)),
        make_ranked("旧的硬性规定", day(2003)),
        make_ranked("有后果的软性要求", day(2004), force=Force.SOFT, sanction=Sanction("通报")),
        make_ranked("新的软性要求", day(2023), force=Force.SOFT),
        make_ranked("无日期的软性要求", day(None), force=Force.SOFT),
    ]
    filled(store, *sorted(ranked, key=lambda document: document.title))
    view = store.view(LOCAL)
    expected = [document.title for document in ranked]
    assert [rule.quote.title for rule in view.rules(RuleFilter()).items] == expected
    for where in (RuleFilter(duty="值班"), RuleFilter(role="值班人员"), RuleFilter(duty="值班", role="值班人员")):
        for limit in (1, 2, 5):
            pages = walk(lambda after, where=where, limit=limit: view.rules(where, after=after, limit=limit))
            assert [rule.quote.title for rule in pages] == expected


@pytest.mark.parametrize(
    ("where", "matches"),
    [
        pytest.param(RuleFilter(), lambda rule: True, id="no condition"),
        pytest.param(RuleFilter(duty="值班"), lambda rule: "值班" in rule.duties, id="one name"),
        pytest.param(
            RuleFilter(duty="信息报送", role="值班人员"),
            lambda rule: "信息报送" in rule.duties and "值班人员" in rule.bearers,
            id="two names",
        ),
        pytest.param(
            RuleFilter(modality=Modality.PROHIBITION), lambda rule: rule.modality is Modality.PROHIBITION, id="modality"
        ),
        pytest.param(
            RuleFilter(duty="办文", force=Force.SOFT),
            lambda rule: "办文" in rule.duties and rule.force is Force.SOFT,
            id="a name and a property",
        ),
        pytest.param(RuleFilter(has_deadline=True), lambda rule: rule.deadline is not None, id="has a deadline"),
        pytest.param(
            RuleFilter(duty="值班", has_deadline=False),
            lambda rule: rule.deadline is None and "值班" in rule.duties,
            id="no deadline",
        ),
        pytest.param(RuleFilter(has_sanction=True), lambda rule: rule.sanction is not None, id="has a sanction"),
        pytest.param(RuleFilter(duty="无人负责"), lambda rule: False, id="a name that nothing has"),
    ],
)
def test_rules_are_those_that_match(store: GraphStore, where: RuleFilter, matches: Callable[[Any], bool]) -> None:
    documents = [make_document(), *make_documents(20)]
    filled(store, *documents)
    for view in (store.view(LOCAL), store.view(OPEN)):
        found = walk(lambda after, view=view: view.rules(where, after=after, limit=7))
        expected = [(document.id, rule.span) for document in documents for rule in document.rules if matches(rule)]
        assert sorted((one.quote.document_id, one.rule.span) for one in found) == sorted(expected)


def test_rules_of_one_document(store: GraphStore) -> None:
    document = make_document()
    filled(store, document, *make_documents(3))
    page = store.view(LOCAL).rules(RuleFilter(document_id=document.id, duty="值班"))
    assert page.total == 3
    assert {rule.quote.document_id for rule in page.items} == {document.id}
    assert store.view(LOCAL).rules(RuleFilter(document_id="gone")).total == 0


def test_documents_are_by_title_then_id(store: GraphStore) -> None:
    documents = [make_document(f"{title}\n第{n}篇\n") for n, title in enumerate("乙甲乙丙甲")]
    filled(store, *documents)
    expected = sorted((document.title, document.id) for document in documents)
    found = walk(lambda after: store.view(LOCAL).documents(after=after, limit=2))
    assert [(document.title, document.id) for document in found] == expected


def test_summary_counts_what_was_found(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    summary = store.view(LOCAL).summary(document.id)
    assert (summary.rules, summary.abilities, summary.formulas, summary.noise) == (4, 1, 1, 1)
    assert (summary.characters, summary.place, summary.access) == (len(TEXT), "清岭县", Access())


def test_entities_are_the_best_borne_out_first(store: GraphStore) -> None:
    filled(store, make_document(), *make_documents(10))
    view = store.view(LOCAL)
    found = walk(lambda after: view.entities(NodeKind.ROLE, after=after, limit=2))
    order = [(-role.documents, -role.evidence, role.name) for role in found]
    assert order == sorted(order)
    assert len({role.name for role in found}) == len(found) >= 5
    assert (found[0].first, found[0].last) == (date(2003, 1, 1), date(2012, 12, 31))


def test_entities_by_prefix(store: GraphStore) -> None:
    filled(store, make_document())
    view = store.view(LOCAL)
    assert [role.name for role in view.entities(NodeKind.ROLE, prefix="值").items] == ["值班人员"]
    assert view.entities(NodeKind.ROLE, prefix="值%").total == 0
    assert view.entities(NodeKind.PASSAGE).total == 0


def test_entity_stands_in_its_tree(store: GraphStore) -> None:
    filled(store, make_document())
    view = store.view(LOCAL)
    assert view.entity(NodeKind.DUTY, "值班").broader == ("应急管理",)
    above = view.entity(NodeKind.DUTY, "应急管理")
    assert above.narrower == ("值班", "应急处置")
    assert (above.summary.documents, above.summary.evidence) == (1, 0)


def test_entity_shows_some_mentions_the_newest_first(store: GraphStore) -> None:
    documents = []
    for year in range(2000, 2030):
        text = f"{year}年的讲话\n要提高应急处置能力，还是应急处置能力。\n"
        mentions = (make_ability(text), make_ability(text, nth=1))
        documents.append(make_document(text, date=day(year), abilities=mentions))
    filled(store, *documents)
    ability = store.view(LOCAL).entity(NodeKind.ABILITY, "应急处置能力")
    assert (ability.summary.documents, ability.summary.evidence) == (30, 60)
    assert 10 <= len(ability.mentions) < 60
    assert [words.title[:4] for words in ability.mentions[:3]] == ["2029", "2029", "2028"]
    assert ability.mentions[0].start < ability.mentions[1].start


def test_formula_variants_are_told_apart(store: GraphStore) -> None:
    older, newer = ("腿勤", "嘴勤", "脑勤", "手勤"), ("眼勤", "嘴勤", "脑勤", "手勤")
    documents = []
    for n, members in enumerate([older, newer, newer, ()]):
        text = f"第{n}次讲话\n要做到四勤。\n"
        documents.append(make_document(text, formulas=(make_formula(text, members=members),)))
    filled(store, *documents)
    formula = store.view(LOCAL).entity(NodeKind.FORMULA, "四勤")
    assert formula.summary.evidence == 4
    assert [(variant.members, len(variant.quotes)) for variant in formula.variants] == [(newer, 2), (older, 1)]
    assert {variant.count for variant in formula.variants} == {4}


def links(store: GraphStore, kind: NodeKind, key: str, *kinds: EdgeKind) -> list[tuple[str, str, int]]:
    """Source, target and documents of the links of these kinds."""
    around = store.view(LOCAL).neighbourhood(kind, key, kinds=frozenset(kinds))
    return [(link.source.key, link.target.key, link.documents) for link in around.links]


def test_neighbourhood_adds_up_documents(store: GraphStore) -> None:
    texts = [f"第{n}次讲话\n值班人员必须到岗。值班人员必须在岗。信息员必须报送。\n" for n in range(5)]
    documents = [
        make_document(
            text,
            rules=(
                make_rule(text, "值班人员必须到岗"),
                make_rule(text, "值班人员必须在岗"),
                *([make_rule(text, "信息员必须报送", bearers=("信息员",))] if n < 2 else []),
            ),
        )
        for n, text in enumerate(texts)
    ]
    filled(store, *documents)
    performed = links(store, NodeKind.DUTY, "值班", EdgeKind.PERFORMS)
    assert performed == [("值班人员", "值班", 5), ("信息员", "值班", 2)]
    around = store.view(LOCAL).neighbourhood(NodeKind.DUTY, "值班")
    assert around.total == 2 + 1 + 12  # who performs it, what it belongs to, its rules
    assert len({words.document_id for words in around.links[0].evidence}) == 3
    assert len(store.view(LOCAL).neighbourhood(NodeKind.DUTY, "值班", limit=2).links) == 2


def test_neighbourhood_of_abilities_and_formulas(store: GraphStore) -> None:
    text = "讲话\n要做到三强，办会、应急处置能力、四勤、其他。要做到四勤。要有应急处置能力。\n"
    made = make_document(
        text,
        abilities=(make_ability(text),),
        formulas=(
            make_formula(text, "三强", members=("会务", "应急处置能力", "四勤", "其他")),
            make_formula(text, "四勤", members=()),
        ),
    )
    filled(store, made)
    assert links(store, NodeKind.ABILITY, "应急处置能力", EdgeKind.NEEDS, EdgeKind.CALLS_FOR) == [
        ("值班人员", "应急处置能力", 1),
        ("应急处置", "应急处置能力", 1),
    ]
    assert links(store, NodeKind.FORMULA, "三强", EdgeKind.HAS_MEMBER) == [
        ("三强", "办会", 1),  # 会务 is a word for it
        ("三强", "应急处置能力", 1),
        ("三强", "四勤", 1),
    ]
    listed = store.view(LOCAL).neighbourhood(NodeKind.FORMULA, "三强", kinds=frozenset({EdgeKind.LISTED_IN})).links
    assert [link.target.kind for link in listed] == [NodeKind.PASSAGE]
    assert listed[0].evidence[0].text == "三强"


def test_neighbourhood_of_a_rule_and_its_passage(store: GraphStore) -> None:
    filled(store, make_document())
    view = store.view(LOCAL)
    rule = view.rules(RuleFilter(duty="信息报送")).items[0]
    around = view.neighbourhood(NodeKind.RULE, rule.id)
    assert [(link.kind, link.target.key) for link in around.links] == [
        (EdgeKind.BINDS, "值班人员"),
        (EdgeKind.GOVERNS, "信息报送"),
        (EdgeKind.GOVERNS, "值班"),
        (EdgeKind.STATED_IN, rule.passage_id),
    ]
    back = view.neighbourhood(NodeKind.PASSAGE, rule.passage_id, kinds=frozenset({EdgeKind.STATED_IN}))
    assert rule.id in {link.source.key for link in back.links}


def test_neighbourhood_walks_the_outline(store: GraphStore) -> None:
    text = "一、总则\n（略）\n二、分则\n（略）\n"
    filled(store, make_document(text, sections=make_sections(text, ("一、总则", "二、分则"))))
    view = store.view(LOCAL)
    document = view.documents().items[0]
    sections = view.neighbourhood(NodeKind.DOCUMENT, document.id).links
    assert [link.target.label for link in sections] == ["一、总则", "二、分则"]
    inside = view.neighbourhood(NodeKind.SECTION, sections[1].target.key)
    assert [link.target.label for link in inside.links] == ["二、分则", "二、分则", "（略）"]
    assert inside.links[0].source.kind is NodeKind.DOCUMENT


def test_neighbourhood_of_what_is_not_there_says_so(store: GraphStore) -> None:
    filled(store, make_document())
    view = store.view(LOCAL)
    for kind in NodeKind:
        with pytest.raises(NotFound):
            view.neighbourhood(kind, "查无此项")


def test_stats_count_nodes_of_every_kind(store: GraphStore) -> None:
    filled(store, make_document())
    stats = store.view(LOCAL).stats()
    assert (stats.documents, stats.passages, stats.rules, stats.characters) == (1, 6, 4, len(TEXT))
    assert stats.by_modality == {
        Modality.OBLIGATION: 2,
        Modality.PROHIBITION: 1,
        Modality.PERMISSION: 0,
        Modality.RECOMMENDATION: 1,
    }
    assert stats.by_kind[NodeKind.SECTION] == 2
    assert stats.by_kind[NodeKind.AUTHORITY] == 1
    assert set(stats.by_kind) == set(NodeKind)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("", id="nothing"),
        pytest.param("翻页", id="not ASCII"),
        pytest.param("W10=", id="an empty key"),
        pytest.param("WzEsMiwzLDRd", id="a key of another shape"),
        pytest.param("W3RydWUsIHRydWVd", id="booleans are no numbers"),
        pytest.param("WzFlNDAwLCAiYSJd", id="infinity"),
        pytest.param("Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTksICJhIl0=", id="a number that no column holds"),
        pytest.param("%%%", id="not base64"),
    ],
)
def test_pages_refuse_a_cursor_that_no_page_gave(store: GraphStore, after: str) -> None:
    filled(store, make_document())
    view = store.view(LOCAL)
    for ask in (
        lambda: view.documents(after=after),
        lambda: view.rules(RuleFilter(), after=after),
        lambda: view.entities(NodeKind.DUTY, after=after),
    ):
        with pytest.raises(BadCursor):
            ask()


def test_store_keeps_any_text_and_name(store: GraphStore, examples: settings) -> None:
    """Names are data: quotes, marks and patterns in them mean nothing to the engine."""
    view = store.view(LOCAL)

    @examples
    @given(text=st.text(max_size=80).filter(lambda text: text.isprintable()))
    def holds(text: str) -> None:
        body = f"讲话\n{text}必须。\n"
        rule = make_rule(body, f"{text}必须", bearers=(text or "某",), duties=(text or "某",))
        document = make_document(body, rules=(rule,), file=f"{text}.txt")
        with store.writer() as writer:
            put(writer, document, source=text or "源")
            assert view.document(document.id) == document
            assert view.rules(RuleFilter(duty=text or "某")).items[0].quote.text == f"{text}必须"
            assert view.neighbourhood(NodeKind.DUTY, text or "某").total >= 2
            writer.delete(document.id)
        assert view.stats().documents == 0

    holds()


def test_names_and_titles_are_in_order_of_their_code_points(store: GraphStore, examples: settings) -> None:
    """Also where an engine compares UTF-16, by which 😀 comes before ｱ."""
    words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=4)
    view = store.view(LOCAL)

    @examples
    @given(names=st.lists(words | st.sampled_from(["😀", "ｱ", "z", "中"]), min_size=2, max_size=6, unique=True))
    def holds(names: list[str]) -> None:
        documents = []
        for name in names:
            text = f"{name}\n{name}必须。\n"
            rule = make_rule(text, f"{name}必须", bearers=(name,), duties=())
            documents.append(make_document(text, title=name, rules=(rule,)))
        with store.writer() as writer:
            for document in documents:
                put(writer, document)
            titles = [document.title for document in walk(lambda after: view.documents(after=after, limit=2))]
            roles = [role.name for role in walk(lambda after: view.entities(NodeKind.ROLE, after=after, limit=2))]
            for document in documents:
                writer.delete(document.id)
        assert titles == sorted(names)
        assert roles == sorted(names)

    holds()
