"""Restatements, families, first statements and chains over a collection in memory."""

import pytest

from graph.link.first import families
from graph.link.likeness import Way
from graph.link.lineage import all_links, between, pairs, trace_quote, trace_text
from graph.link.order import Certainty
from graph.link.relation import Relation
from graph.quote import quote
from ingest.model import Document, Span
from tests.graph.link.shelf import MemoryShelf, said

RULE = "机要传真应由双人核收，逐页登记编号后送分管秘书长签批"
HARDER = "机要传真必须由双人核收，逐页登记编号后送分管秘书长签批"
REST = "还要按月清点台账，做到账物相符、件件有着落，年底前由督查科抽查并在机关大会上通报抽查结果"
OTHER = "食堂采购须由三家比价，结果张榜公示后报机关党委存查"


def links(*documents: Document) -> list[tuple[str, str, str]]:
    """Each restatement as (earlier words, later words, relation)."""
    found = all_links(MemoryShelf(*documents))
    return sorted((one.earlier.quote.text, one.later.quote.text, one.reading.relation.value) for one in found)


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        pytest.param(RULE, RULE, Way.WHOLE, id="to the letter"),
        pytest.param(RULE, HARDER, Way.WHOLE, id="edited"),
        pytest.param(RULE, "机要传真应由双人核收，逐页登记后送秘书长签批", Way.WHOLE, id="shortened"),
        pytest.param(RULE, "逐页登记编号后送分管秘书长签批，机要传真应由双人核收", Way.WHOLE, id="reordered"),
        pytest.param(RULE, f"要把好收文关口，{RULE}，" + REST, Way.PART, id="merged"),
        pytest.param(
            "办文工作琴弦要绷紧，一字之差谬以千里，大家要时刻警醒", "对稿件要字斟句酌，一字之差谬以千里",
            Way.CLAUSE, id="one clause of a sentence",
        ),
    ],
)  # fmt: skip
def test_restatement_is_found_however_it_was_changed(before: str, after: str, way: Way) -> None:
    shelf = MemoryShelf(said(f"{before}。\n", 2010), said(f"会议指出。{after}。\n", 2012))
    [link] = all_links(shelf)
    assert link.likeness.way is way
    assert link.earlier.quote.text == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(RULE, OTHER, id="the same build, another matter"),
        pytest.param(
            "县级以上人民政府应当加强对机房巡查工作的领导", "县级以上人民政府应当加强对苗圃养护工作的领导",
            id="set phrases that every regulation has",
        ),
        pytest.param("印章借用须在2小时内归还", "内参阅后须在2小时内退回", id="the same deadline"),
    ],
)  # fmt: skip
def test_nothing_is_linked_that_only_looks_alike(one: str, other: str) -> None:
    assert links(said(f"{one}。\n", 2010), said(f"会议指出。{other}。\n", 2012)) == []


def test_a_document_does_not_restate_itself() -> None:
    assert links(said(f"{RULE}。\n再强调一遍，{RULE}。\n", 2010)) == []


def test_pairs_name_the_first_of_the_family() -> None:
    documents = said(f"{HARDER}。\n", 2012), said(f"重申如下。{RULE}。\n", 2010), said(f"补充一条。{HARDER}。\n", 2015)
    found = list(pairs(all_links(MemoryShelf(*documents))))
    years = [(one.link.earlier.quote.title, one.link.later.quote.title, one.first) for one in found]
    assert sorted(years) == [
        ("2010年的讲话", "2012年的讲话", True),
        ("2010年的讲话", "2015年的讲话", True),
        ("2012年的讲话", "2015年的讲话", False),
    ]
    assert {one.link.reading.relation for one in found if one.first} == {Relation.TIGHTENED}


def test_undated_is_never_first() -> None:
    [family] = families(all_links(MemoryShelf(said(f"{RULE}。\n"), said(f"重申。{RULE}。\n", 2010))))
    assert family.first is not None
    assert family.first.quote.title == "2010年的讲话"
    assert family.certainty is Certainty.UNDETERMINED
    [unknown] = families(all_links(MemoryShelf(said(f"{RULE}。\n"), said(f"重申。{RULE}。\n"))))
    assert unknown.first is None


def test_trace_finds_free_words_and_what_they_became() -> None:
    shelf = MemoryShelf(said(f"{RULE}。\n", 2010), said(f"{OTHER}。{HARDER}。\n", 2014))
    [chain] = trace_text(shelf, "传真要双人核收，逐页登记编号")
    assert [one.quote.text for one in chain.family.members] == [RULE, HARDER]
    assert [step.reading.relation for step in chain.steps] == [Relation.TIGHTENED]
    assert trace_text(shelf, "春节期间燃放烟花爆竹的规定") == []
    assert trace_text(shelf, "") == []


def test_trace_of_a_quote_starts_from_its_statement() -> None:
    first, second = said(f"{RULE}。\n", 2010), said(f"{OTHER}。{HARDER}。\n", 2014)
    start = second.text.index("逐页")
    [chain] = trace_quote(MemoryShelf(first, second), quote(second, Span(start, start + 4), ""))
    assert [one.quote.document_id for one in chain.family.members] == [first.id, second.id]


def test_between_finds_what_only_neighbours_vouch_for() -> None:
    subjects = [
        "机要传真", "值班日志", "会议签到", "印章借用", "车辆派遣", "食堂采购", "档案查阅", "来访接待", "保密检查",
        "公文流转", "钥匙保管",
    ]  # fmt: skip
    same = [f"{subject}须由{place + 2}名专班人员逐项核对{subject}簿册并签名" for place, subject in enumerate(subjects)]
    old = [*same[:6], "收到整改建议书的处室应当在三十日内书面答复采纳情形", *same[6:]]
    new = [*same[:6], "对督导组发出的整改建议书，各处室和下属单位均应书面答复办理采纳情形", *same[6:]]
    one, other = (said("".join(f"{line}。\n" for line in lines), year) for lines, year in ((old, 2010), (new, 2020)))
    found = [link for link in between(MemoryShelf(one, other), one.id, other.id) if link.likeness.way is Way.VOUCHED]
    assert [(link.earlier.quote.text, link.later.quote.text) for link in found] == [(old[6], new[6])]
