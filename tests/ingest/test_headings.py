"""Headings: which line starts are headings, and at what level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.headings import candidate, find_sections, lines, tidy
from ingest.model import Span
from tests.growth import assert_linear

CONTENTS = ["目录"]
NUMBERED = st.text(
    alphabet=st.sampled_from("一二三十第条章节、，。；：是要（）()1.2 #\n\r\u3000甲乙①②目录"), max_size=80
)


def outline_of(text: str) -> list[tuple[int, str, str]]:
    return [(s.level, s.label, s.title) for s in find_sections(text, CONTENTS)]


@pytest.mark.parametrize(
    ("line", "label", "title", "quote", "reason"),
    [
        ("第一，把学习抓紧。学习是本分。", "第一", "把学习抓紧", "第一，把学习抓紧", "run-in: up to its full stop"),
        ("二、认真值班", "二", "认真值班", "二、认真值班", "the whole line"),
        (
            "（三）办文要快，办会要省。下同。",
            "（三）",
            "办文要快，办会要省",
            "（三）办文要快，办会要省",
            "with its comma",
        ),
        ("(四)守口如瓶", "(四)", "守口如瓶", "(四)守口如瓶", "the label as printed"),
        ("一是嘴勤。多问多请示。", "一是", "嘴勤", "一是嘴勤", "一是 is the label"),
        ("二要压减会议。能合并的合并。", "二要", "压减会议", "二要压减会议", "and so is 二要"),
        ("一是要多走动。", "一是", "要多走动", "一是要多走动", "of 一是要 only 一是"),
        ("3．交接清楚", "3", "交接清楚", "3．交接清楚", "a full-width point"),
        ("（2）登记造册", "（2）", "登记造册", "（2）登记造册", "digits in brackets"),
        ("②当面签收", "②", "当面签收", "②当面签收", "a circled digit"),
        ("第三章　总　　则", "第三章", "总则", "第三章　总　　则", "typesetting blanks are no part of the title"),
        ("## 第四章 附则", "第四章", "附则", "第四章 附则", "Markdown marks are no part of the heading"),
        ("第十二条 值班室应当有人。", "第十二条", "", "第十二条", "an article is its label; its text is body"),
        ("第九条之一 同前。", "第九条之一", "", "第九条之一", "an inserted article"),
        ("五、工作要求：请照办。", "五", "工作要求", "五、工作要求", "up to its colon"),
        ("　　六、换行缩进", "六", "换行缩进", "六、换行缩进", "indented"),
        ("第一千二百四十三条 值班室有人。", "第一千二百四十三条", "", "第一千二百四十三条", "above a thousand"),
        ("笫三，把电话接好。要留记录。", "笫三", "把电话接好", "笫三，把电话接好", "a misread 第"),
        ("第二句话，脚要勤。下去走走。", "第二句话", "脚要勤", "第二句话，脚要勤", "whatever is counted"),
        ("其次，要留痕。都要登记。", "其次", "要留痕", "其次，要留痕", "the words of a sequence"),
        ("IV. 交接班", "IV", "交接班", "IV. 交接班", "a Roman numeral"),
        ("Ⅲ、应急处置", "Ⅲ", "应急处置", "Ⅲ、应急处置", "a Roman numeral in one character"),
        ("⑵当面签收", "⑵", "当面签收", "⑵当面签收", "digits with their brackets in one character"),
        ("【三】安全保密", "【三】", "安全保密", "【三】安全保密", "square brackets"),
        ("叁、后勤保障", "叁", "后勤保障", "叁、后勤保障", "a formal numeral"),
        ("2.3.1 夜间值班", "2.3.1", "夜间值班", "2.3.1 夜间值班", "three levels in one label"),
        ("三 ,统一着装", "三", "统一着装", "三 ,统一着装", "a blank and a half-width comma"),
        ("一、值班纪律 值班人员要按时到岗，不得脱岗。", "一", "值班纪律", "一、值班纪律", "a blank ends the title"),
        ("**第八条** 值班室有人。", "第八条", "", "第八条", "bold in Markdown"),
    ],
)
def test_headings_candidate(line: str, label: str, title: str, quote: str, reason: str) -> None:
    found = candidate(line, next(lines(line)))
    assert found is not None, reason
    assert (found.label, found.title, found.span.of(line)) == (label, title, quote), reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("一、二季度收入增长。", "一、二 is a phrase"),
        ("第七条规定了时限。", "a mention of an article"),
        ("第三条第二款所称单位", "a mention of a paragraph"),
        ("1.5亿元已经到位。", "an amount"),
        ("2012年的工作", "a year"),
        ("一定要抓好值班", "一 that counts nothing"),
        ("三农工作", "三 that counts nothing"),
    ],
)
def test_headings_other_lines_are_none(line: str, reason: str) -> None:
    assert candidate(line, Span(0, len(line))) is None, reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "一、甲\n（一）乙\n1.丙。\n2.丁。\n（二）戊\n二、己",
            [
                (1, "一", "甲"),
                (2, "（一）", "乙"),
                (3, "1", "丙"),
                (3, "2", "丁"),
                (2, "（二）", "戊"),
                (1, "二", "己"),
            ],
            "the usual order",
        ),
        (
            "（一）甲\n1、乙\n2、丙\n（二）丁",
            [(1, "（一）", "甲"), (2, "1", "乙"), (2, "2", "丙"), (1, "（二）", "丁")],
            "the document's own order decides: （一） is outermost here",
        ),
        (
            "一、甲\n一是乙。\n二要丙。\n三是丁。\n二、戊",
            [(1, "一", "甲"), (2, "一是", "乙"), (2, "二要", "丙"), (2, "三是", "丁"), (1, "二", "戊")],
            "是 and 要 count in one series",
        ),
        (
            "第一章 甲\n第一条 一。\n第二章 乙\n第一节 丙\n第二条 二。",
            [(1, "第一章", "甲"), (2, "第一条", ""), (1, "第二章", "乙"), (2, "第一节", "丙"), (3, "第二条", "")],
            "a 节 stands between chapter and article",
        ),
        (
            "第一条 包括：\n（一）甲；\n（二）乙。\n第二条 二。",
            [(1, "第一条", ""), (1, "第二条", "")],
            "items of an article are no headings",
        ),
        ("请报送：\n（一）甲；\n（二）乙；\n（三）丙。", [], "lines ended by semicolons are a list"),
        ("一是甲。二是乙。三是丙。\n完。", [], "a series that runs on in its line is text"),
        ("一是甲。\n完。", [], "a weak label alone is no outline"),
        ("三、甲\n完。", [(1, "三", "甲")], "a strong label alone is: the rest may be cut off"),
        (
            "目  录\n第一章 甲\n第二章 乙\n第一章 甲\n第一条 一。\n第二章 乙",
            [(1, "第一章", "甲"), (2, "第一条", ""), (1, "第二章", "乙")],
            "a table of contents is left out",
        ),
        ("l. 甲\n2. 乙\nI. 丙", [(1, "l", "甲"), (1, "2", "乙"), (1, "I", "丙")], "a misread 1 counts in its series"),
        (
            "第一，甲。\n第一句话，乙。\n第二句话，丙。\n第二，丁。",
            [(1, "第一", "甲"), (2, "第一句话", "乙"), (2, "第二句话", "丙"), (1, "第二", "丁")],
            "what is counted tells the series apart",
        ),
        (
            "1 总则\n1.1 目的\n1.2 范围\n2 值班\n2.1 白天",
            [(1, "1", "总则"), (2, "1.1", "目的"), (2, "1.2", "范围"), (1, "2", "值班"), (2, "2.1", "白天")],
            "bare numbers with titles behind them",
        ),
        (
            "一、认清形势，\n提高认识\n正文在此。\n二、抓好落实\n正文。",
            [(1, "一", "认清形势，提高认识"), (1, "二", "抓好落实")],
            "a title over two lines",
        ),
        (
            "一、甲……1\n二、乙……3\n三、丙……5\n一、甲\n文。\n二、乙\n文。\n三、丙\n文。",
            [(1, "一", "甲"), (1, "二", "乙"), (1, "三", "丙")],
            "entries of a table of contents tell the page",
        ),
        ("# 总题\n## 小题\n正文。", [(1, "", "小题")], "a Markdown heading without a label; one # is the title"),
    ],
)
def test_headings_levels(text: str, expected: list[tuple[int, str, str]], reason: str) -> None:
    assert outline_of(text) == expected, reason


@pytest.mark.parametrize(
    ("line", "labels", "reason"),
    [
        (
            "一、狠抓作风。一要勤走动。多到村里去。二要讲实效。少说空话。",
            ["一", "一要", "二要"],
            "a series that orders",
        ),
        ("值班有三难。一是人少。只有两个人。二是事多。天天加班。", [], "a series that tells how things are"),
        ("开好会。一要早通知，备好材料。二要讲短话。不念稿子。", [], "a sentence with a comma is body"),
        ("再强调一点。二要讲实效。少说空话。", [], "one alone is no series"),
    ],
)
def test_headings_inside_a_paragraph_are_whole_sentences_that_order(line: str, labels: list[str], reason: str) -> None:
    assert [section.label for section in find_sections(line + "\n", ())] == labels, reason


def test_headings_extent_reaches_to_the_next_of_the_same_level() -> None:
    text = "一、甲\n正文。\n（一）乙\n正文。\n二、丙\n正文。"
    first, inner, second = find_sections(text, CONTENTS)
    assert first.extent.of(text) == "一、甲\n正文。\n（一）乙\n正文。\n"
    assert inner.extent.of(text) == "（一）乙\n正文。\n"
    assert second.extent.of(text) == "二、丙\n正文。"
    assert (first.parent, inner.parent, second.parent) == (None, 0, None)


def test_headings_tidy_keeps_blanks_between_latin_words() -> None:
    assert tidy("总　　则 A B 类") == "总则 A B 类"


@given(NUMBERED)
def test_headings_any_text_gives_a_tree(text: str) -> None:
    sections = find_sections(text, CONTENTS)
    for index, section in enumerate(sections):
        assert section.extent.holds(section.span)
        parent = None if section.parent is None else sections[section.parent]
        assert section.level == (parent.level + 1 if parent else 1)
        if parent:
            assert section.parent is not None
            assert section.parent < index
            assert parent.extent.holds(section.extent)


@pytest.mark.parametrize("unit", ["一是办公室要值班，", "一、", "第一", "（一）甲。", "1.甲；"])
def test_headings_take_linear_time_on_one_long_line(unit: str) -> None:
    assert_linear(lambda text: find_sections(text, CONTENTS), unit)
