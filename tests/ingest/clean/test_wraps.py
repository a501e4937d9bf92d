"""Breaks inside sentences, found by how long lines are and how they end."""

import textwrap

import pytest

from ingest.clean.wraps import find_wraps

PARAGRAPHS = (
    "钥匙由值守人员统一保管，领用必须登记，归还必须核对，做到账物相符、日清月结，任何人不得私自配制或者转借他人使用。",
    "库房每天早晚各巡查一次，发现门窗损坏、线路老化或者渗水漏雨的，应当立即报告分管站长，并在当天下班以前处理完毕。",
    "汛期实行双人值守，值守人员须保持电话畅通，遇有水位超过警戒线的情况，第一时间报告县防汛指挥部，不得迟报漏报。",
)
WIDE = 24


def wrapped(*paragraphs: str) -> str:
    """The paragraphs as a page of some width breaks them."""
    return "\n".join("\n".join(textwrap.wrap(paragraph, WIDE)) for paragraph in paragraphs)


def joined(text: str, *, blank: bool = False) -> str:
    """`text` without the breaks that are found."""
    for wrap in reversed(tuple(find_wraps(text, lambda _: blank))):
        text = text[: wrap.start] + text[wrap.end :]
    return text


def test_lines_that_are_as_wide_as_the_page_go_on() -> None:
    assert joined(wrapped(*PARAGRAPHS)) == "\n".join(PARAGRAPHS)


def test_headings_and_lists_of_a_broken_page_stay_lines() -> None:
    outline = [
        "一、钥匙管理",
        wrapped(PARAGRAPHS[0]),
        "二、值守",
        "（一）巡查",
        wrapped(PARAGRAPHS[1]),
        wrapped(PARAGRAPHS[2]),
    ]
    expected = ["一、钥匙管理", PARAGRAPHS[0], "二、值守", "（一）巡查", PARAGRAPHS[1], PARAGRAPHS[2]]
    assert joined("\n".join(outline)) == "\n".join(expected)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("台账要做到来源清楚、数字准确，凡是报送上级的，", "须经站长签字。", "a comma"),
        ("值守人员要认真填写交接班记录，大雨、暴雨预警期间的急件和", "特急件当面交接。", "a conjunction"),
        ("值守人员要认真填写交接班记录，每班的记录字数一般", "不超过两百字。", "a word that ends no sentence"),
        ("值守人员要认真填写交接班记录，发现异常情况的要及时报", "告站领导。", "inside a word"),
        ("详见本站", "，另行通知。", "a mark that begins no line"),
    ],
)
def test_a_single_break_in_a_sentence_is_found(first: str, second: str, reason: str) -> None:
    assert joined("\n".join((PARAGRAPHS[0], first, second, PARAGRAPHS[1]))) == "\n".join(
        (PARAGRAPHS[0], first + second, PARAGRAPHS[1])
    ), reason


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("关于加强清岭县水利工程站钥匙、印章、台账管理的若干规定", "各泵站：", "a title"),
        ("一、健全制度，明确责任，切实抓好泵站钥匙和印章的管理", "各站要完善制度。", "a heading"),
        ("值守人员要认真填写交接班记录，凡是交接不清的，", "（一）不得离岗。", "a label begins anew"),
        ("值守人员要认真填写交接班记录，凡是交接不清的，", "二、巡查制度", "so does a heading"),
        ("主任：张三", "副主任：李四", "a list of names"),
        ("以上各项规定，请各泵站结合实际认真贯彻执行，清岭县水利局", "办公室印发。", "a signature"),
        ("值守人员要认真填写交接班记录。", "站长每周检查一次。", "whole sentences"),
    ],
)
def test_what_is_two_lines_stays_two(first: str, second: str, reason: str) -> None:
    text = "\n".join((PARAGRAPHS[0], first, second, PARAGRAPHS[1]))
    assert joined(text) == text, reason


def test_a_line_set_in_begins_anew() -> None:
    text = f"{PARAGRAPHS[0]}\n值守人员要认真填写记录，凡是交接不清的，\n　　不得离岗，等候处理。\n{PARAGRAPHS[1]}"
    assert joined(text) == text


def test_a_blank_line_parts_where_not_all_lines_are_parted_so() -> None:
    text = f"{PARAGRAPHS[0]}\n值守人员要认真填写记录，凡是交接不清的，\n\n不得离岗，等候处理。\n{PARAGRAPHS[1]}"
    gap = text.index("\n\n")
    assert list(find_wraps(text, lambda span: span.start == gap)) == []
    assert len(list(find_wraps(text, lambda _: True))) == 1, "all lines are, so that it tells nothing"
    assert len(list(find_wraps(text, lambda _: False))) == 1, "what stood between them was noise"


@pytest.mark.parametrize("text", ["", "\n", "台账", "台账\n钥匙\n", "，\n，\n"])
def test_wraps_of_next_to_nothing(text: str) -> None:
    assert [span for span in find_wraps(text, lambda _: False) if span.start > span.end] == []
