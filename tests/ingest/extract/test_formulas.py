"""Numeric formulas: which counts are one, where they are first named, and what they count."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.extract.context import Context
from ingest.extract.formulas import find_formulas, formula_key
from ingest.model import Doubt
from tests.growth import assert_linear

Of = Callable[..., Context]


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("要做到“四快”。", [("四快", 4)], "in quotes"),
        ("落实“做到五个到位”的要求。", [("五个到位", 5)], "with its verb in the quotes"),
        ("要践行三严三实。", [("三严三实", 6)], "well known, without quotes"),
        ("严格“一岗双责”。", [("一岗双责", 2)], "whose numerals do not add up"),
        ("坚持“三办四服务”。", [("三办四服务", 7)], "of two counts"),
        ("这三个不准，大家要记住。", [("三个不准", 3)], "a word of the list, without quotes"),
        ("要提升六种能力。", [("六种能力", 6)], "a word of the list, without quotes"),
        ("下面讲三点意见。", [], "a signpost"),
        ("讲“三点意见”。", [], "a signpost in quotes"),
        ("有四个特点。", [], "a signpost"),
        ("落实“两会”精神。", [], "a meeting"),
        ("融入“一带一路”。", [], "a programme"),
        ("不能“三心二意”。", [], "an idiom of the dictionary"),
        ("“一盘棋”思想要树牢。", [], "one thing, and no noun of the list"),
        ("第三个坚持是什么", [], "an ordinal"),
        ("二十四个坚持", [], "the end of a longer number"),
        ("四个关键词", [], "a longer word that begins with one of the list"),
        ("三个服务中心", [], "things"),
        ("落实“一帮一”。", [], "one for each"),
        ("做到“三个一”。", [("三个一", 3)], "three times one"),
        ("依照前三项规定办理。", [], "what a statute points back to"),
    ],
)
def test_formulas_names(context_of: Of, sentence: str, expected: list[tuple[str, int]], reason: str) -> None:
    found = find_formulas(context_of(f"讲话\n同志们：\n{sentence}"))
    assert [(f.name, f.count) for f in found] == expected, reason


@pytest.mark.parametrize(
    ("text", "members", "reason"),
    [
        ("要做到“三快”，即：收文快、办文快、发文快。", ("收文快", "办文快", "发文快"), "behind a colon"),
        ("守住“三关”：政策关，文字关，格式关。", ("政策关", "文字关", "格式关"), "joined by commas"),
        (
            "要做到“两个务必”，即务必谦虚、谨慎、不骄，务必俭朴、艰苦，今天仍要如此。",
            ("务必谦虚、谨慎、不骄", "务必俭朴、艰苦"),
            "clauses that begin with the key; what follows them is no member",
        ),
        ("分为“两个台账”，就是收文台账和发文台账。", ("收文台账", "发文台账"), "joined by 和"),
        ("把“传达”、“协调”、“督办”三大职能履行好。", ("传达", "协调", "督办"), "quoted in front of it"),
        ("会风要正：严禁迟到，严禁早退；严禁代会。这三个严禁要记牢。", ("严禁迟到", "严禁早退", "严禁代会"), "clauses"),
        ("坚持“三勤”。\n一、脑勤\n甲。\n二、手勤\n乙。\n三、腿勤\n丙。", ("脑勤", "手勤", "腿勤"), "headings"),
        (
            "争做“两个表率”。\n一、守好门，当好纪律的表率\n甲。\n二、当好学习的表率\n乙。",
            ("纪律的表率", "学习的表率"),
            "in headings, without the verb that leads to them",
        ),
        ("坚持“一个原则”，就要坚持来信必复的原则。", ("来信必复",), "the one of a single principle"),
        ("要做到“三快”。", (), "never listed"),
        ("要做到“三快”，即：收文快、办文快。", (), "a list of another length"),
        (
            "要做到“三个到位”。一是认识到位。二是人员要到位。三是经费到位。",
            ("认识到位", "人员要到位", "经费到位"),
            "labelled, a sentence each",
        ),
        ("做到快、准、严“三字诀”。", ("快", "准", "严"), "single characters in front of it"),
        (
            "切实抓好办文、办会，看住印章、看住机要“两办两看”。",
            ("办文", "办会", "看住印章", "看住机要"),
            "of two counts, in front of it",
        ),
        ("做到值班无空岗、办文无差错的“两无”目标。", ("值班无空岗", "办文无差错"), "with the word in the middle"),
        (
            "落实“两个一律”：涉密文件一律入柜，报废电脑一律送销。",
            ("涉密文件一律入柜", "报废电脑一律送销"),
            "clauses that hold the key",
        ),
    ],
)
def test_formulas_members(context_of: Of, text: str, members: tuple[str, ...], reason: str) -> None:
    (found,) = find_formulas(context_of(f"讲话\n同志们：\n{text}"))
    assert found.members == members, reason


@pytest.mark.parametrize(
    ("sentence", "names", "reason"),
    [
        ("过好五关：政治关、业务关、作风关、保密关、廉洁关。", ["五关"], "each member has the word, no quotes needed"),
        ("做到四个第一时间：第一时间接、第一时间报、第一时间办、第一时间回。", ["四个第一时间"], "they begin with it"),
        ("做到3个到位：认识到位、人员到位、经费到位。", ["3个到位"], "in Arabic digits"),
        ("争做“三个人”：会写的能人、会办的快人、会想的明白人。", ["三个人"], "quoted and listed, even of a plain word"),
        ("把握三个环节：会前环节、会中环节、会后环节。", [], "a signpost all the same"),
        ("跳出“一亩三分地”。", [], "an idiom that no dictionary has"),
        ("完成三个项目：甲项目、乙项目、丙项目。", [], "things are counted"),
    ],
)
def test_formulas_are_told_by_their_list(context_of: Of, sentence: str, names: list[str], reason: str) -> None:
    assert [f.name for f in find_formulas(context_of(f"讲话\n同志们：\n{sentence}"))] == names, reason


def test_formulas_that_list_another_number_are_doubted(context_of: Of) -> None:
    (found,) = find_formulas(context_of("讲话\n同志们：\n做到“三个到位”：一是认识到位，二是人员到位。"))
    assert found.members == ("认识到位", "人员到位")
    assert found.doubts == (Doubt.MISCOUNTED,)


@pytest.mark.parametrize(
    ("name", "key", "reason"),
    [
        ("五个坚持", "五坚持", "the measure is dropped"),
        ("“五坚持”", "五坚持", "so are quotes"),
        ("5个坚持", "五坚持", "digits are written out"),
        ("两个维护", "二维护", "two is two"),
        ("三个一", "三一", "a count of counts"),
        ("三严三实", "三严三实", "without a measure it stays"),
    ],
)
def test_formulas_have_one_key_for_their_variants(name: str, key: str, reason: str) -> None:
    assert formula_key(name) == key, reason


def test_formulas_stand_at_their_first_mention(context_of: Of) -> None:
    context = context_of("讲话\n同志们：\n要记住四快。“四快”就是看快、想快、写快、送快。")
    (found,) = find_formulas(context)
    assert found.span.start == context.text.index("四快")
    assert found.members == ("看快", "想快", "写快", "送快")


def test_formulas_share_members_with_their_variant(context_of: Of) -> None:
    context = context_of("讲话\n同志们：\n强化“三快”。要做到“三个快”：看快、想快、写快。")
    assert {f.name: f.members for f in find_formulas(context)} == {
        "三快": ("看快", "想快", "写快"),
        "三个快": ("看快", "想快", "写快"),
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("“”三个坚持四勤一二、，。：即和原则的\n（）大种"), max_size=60))
def test_formulas_take_any_text(context_of: Of, text: str) -> None:
    for found in find_formulas(context_of(text)):
        assert found.span.of(text) == found.name


@pytest.mark.parametrize("unit", ["做到“三快”，", "“三个坚持”", "五种能力、"])
def test_formulas_take_linear_time_on_one_long_line(context_of: Of, unit: str) -> None:
    assert len(find_formulas(context_of(unit * 100))) == 1
    assert_linear(lambda text: find_formulas(context_of(text)), unit)
