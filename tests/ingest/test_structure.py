"""Structure: sentences, passages and the path by which people cite them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import DocumentKind, Span
from ingest.structure import LONGEST_PASSAGE, find_outline, outline_path, sentences
from tests.growth import assert_linear

ANY = st.text(
    alphabet=st.one_of(st.sampled_from("。；！？;!?”（）一、第条章\n\r\u3000 要值班"), st.characters()), max_size=120
)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("要值班。不脱岗！", ["要值班", "不脱岗"], "without the end mark"),
        ("甲;乙；丙?丁", ["甲", "乙", "丙", "丁"], "ASCII marks end a sentence too"),
        ("甲\n乙\r\n丙\u2028丁", ["甲", "乙", "丙", "丁"], "and so does a line end of any kind"),
        ("他说：“要快。”要稳。", ["他说：“要快", "要稳"], "a quote closed after the end mark opens nothing"),
        ("　　甲，乙　。 ", ["甲，乙"], "outer blanks are left out"),
        ("。。！", [], "marks alone are none"),
        ("增长3.5%", ["增长3.5%"], "a decimal point ends nothing"),
    ],
)
def test_structure_sentences(text: str, expected: list[str], reason: str) -> None:
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == expected, reason


def test_structure_sentences_stay_inside_the_span() -> None:
    text = "甲乙。丙丁。"
    assert sentences(text, Span(1, 4)) == (Span(1, 2), Span(3, 4))


SPEECH = """在全乡值班工作会上的讲话
同志们：
今天开个短会。

一、认识要高
（一）责任重大。值班是前哨。
还有一段。
二、措施要实
1.定人。
2.定岗。
"""


def test_structure_passages_carry_their_place() -> None:
    outline = find_outline(SPEECH, "x.txt")
    found = [(p.span.of(SPEECH), p.outline) for p in outline.passages]
    assert found == [
        ("在全乡值班工作会上的讲话", ""),
        ("同志们：", ""),
        ("今天开个短会。", ""),
        ("一、认识要高", "一"),
        ("（一）责任重大。值班是前哨。", "一（一）"),
        ("还有一段。", "一（一）"),
        ("二、措施要实", "二"),
        ("1.定人。", "二、1"),
        ("2.定岗。", "二、2"),
    ]
    assert [p.section for p in outline.passages] == [None, None, None, 0, 1, 1, 2, 3, 4]


REGULATION = """# 值班规定
第一章 总则
第一条 本规定适用于机关。
第二条 值班人员应当：
（一）在岗；
（二）登记：
1.来电；
2.来访。
交班时应当签字。
第三条 断行的
一句话。
"""


def test_structure_passages_of_a_regulation_are_cited_by_article_paragraph_and_item() -> None:
    outline = find_outline(REGULATION, "x.md")
    assert outline.kind is DocumentKind.REGULATION
    assert [p.outline for p in outline.passages] == [
        "",
        "第一章",
        "第一条",
        "第二条",
        "第二条（一）",
        "第二条（二）",
        "第二条（二）1",
        "第二条（二）2",
        "第二条第二款",
        "第三条",
        "第三条",  # a line broken off in mid-sentence goes on, it is no new paragraph
    ]


def test_structure_headings_inside_a_paragraph_are_in_force_from_the_next_one_on() -> None:
    outline = find_outline("一、抓作风。一要勤走动。多下村。二要讲实效。少空话。\n还要守时。\n", "讲话.txt")
    assert [passage.outline for passage in outline.passages] == ["一", "一、二要"]


def test_structure_path_keeps_numerals_apart() -> None:
    text = "一、甲\n（一）乙\n一是丙。\n二是丁。\n二、戊\n一是己。\n二是庚。"
    sections = find_outline(text, "x.txt").sections
    assert outline_path(sections, 2) == "一（一）一是"
    assert outline_path(sections, 5) == "二、一是"
    assert outline_path(sections, None) == ""


def test_structure_numbered_provisions_of_a_regulation_are_labels() -> None:
    provision = "值班室的电话由值班人员负责接听并且逐条登记在册，登记的内容应当包括时间和来电单位"
    text = f"印章管理规定\n一、{provision}。\n二、{provision}。\n"
    outline = find_outline(text, "x.txt")
    assert [(s.label, s.title, s.span.of(text)) for s in outline.sections] == [("一", "", "一"), ("二", "", "二")]


def test_structure_cuts_a_very_long_line_at_sentence_ends() -> None:
    text = "办公室要认真值班。" * 1000
    passages = find_outline(text, "x.txt").passages
    assert len(passages) > 1
    assert all(p.span.end - p.span.start <= LONGEST_PASSAGE for p in passages)
    assert all(text[p.span.end - 1] == "。" for p in passages)
    assert "".join(p.span.of(text) for p in passages) == text


@pytest.mark.parametrize("sentence", ["办公室要认真值班。 ", "办公室 要认真值班 "], ids=["at marks", "where none is"])
def test_structure_cuts_no_blank_into_a_passage(sentence: str) -> None:
    text = (sentence * 1000).strip()
    found = [p.span.of(text) for p in find_outline(text, "x.txt").passages]
    assert len(found) > 1
    assert all(words == words.strip() for words in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(ANY)
def test_structure_takes_any_text(text: str) -> None:
    outline = find_outline(text, "x.txt")
    assert outline.title
    position = 0
    for passage in outline.passages:
        assert passage.span.start >= position
        assert passage.span.of(text).strip()
        position = passage.span.end
        for sentence in sentences(text, passage.span):
            assert passage.span.holds(sentence)


@pytest.mark.parametrize("unit", ["值班人员要在岗，", "甲。", "第一条", "\n", "（一）"])
def test_structure_takes_linear_time(unit: str) -> None:
    assert_linear(lambda text: find_outline(text, "x.txt"), unit)
