"""Attributions: who is credited with what."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.extract.attributions import find_attributions
from ingest.extract.context import Context
from ingest.model import DateInterval
from tests.growth import assert_linear

Of = Callable[..., Context]


@pytest.mark.parametrize(
    ("sentence", "who", "what", "quote", "reason"),
    [
        (
            "周恩来同志说过，外事无小事。",
            "周恩来",
            "外事无小事",
            "周恩来同志说过，外事无小事",
            "a person, without the title",
        ),
        (
            "2010年6月，李小明市长在调研时，对值班工作提出了“三快”的要求，即看快、想快、报快，这些都要照办。",
            "李小明",
            "三快",
            "2010年6月，李小明市长在调研时，对值班工作提出了“三快”的要求，即看快、想快、报快",
            "with its date, up to the comment",
        ),
        ("要弘扬总书记提出的“四快”精神，做好工作。", "总书记", "四快", "总书记提出的“四快”精神", "inside a clause"),
        (
            "贯彻习近平总书记关于保密工作的重要论述，抓好落实。",
            "习近平",
            "关于保密工作的重要论述",
            "习近平总书记关于保密工作的重要论述",
            "a work",
        ),
        (
            "县政府常务会议明确要求，值班室不得离人。",
            "县政府常务会议",
            "值班室不得离人",
            "县政府常务会议明确要求，值班室不得离人",
            "a meeting",
        ),
        (
            "县委、县政府多次强调值班纪律要严。",
            "县委、县政府",
            "值班纪律要严",
            "县委、县政府多次强调值班纪律要严",
            "bodies",
        ),
        (
            "王书记反复强调，材料不过夜。",
            "王书记",
            "材料不过夜",
            "王书记反复强调，材料不过夜",
            "a surname with its post",
        ),
        (
            "县委书记赵大海同志指出：保密是底线。",
            "赵大海",
            "保密是底线",
            "县委书记赵大海同志指出：保密是底线",
            "a name",
        ),
        (
            "正如邓小平同志所指出的，领导就是服务。",
            "邓小平",
            "领导就是服务",
            "邓小平同志所指出的，领导就是服务",
            "so to speak",
        ),
        ("毛主席早就讲过，“外事无小事”。", "毛泽东", "外事无小事", "毛主席早就讲过，“外事无小事”", "a name for short"),
        (
            "列宁有一句名言：“少说漂亮话”。",
            "列宁",
            "少说漂亮话",
            "列宁有一句名言：“少说漂亮话”",
            "a saying, by its noun",
        ),
        ("孟子曰：“无规矩不成方圆”。", "孟子", "无规矩不成方圆", "孟子曰：“无规矩不成方圆”", "a classic"),
        (
            "爱因斯坦说过，兴趣是老师。",
            "爱因斯坦",
            "兴趣是老师",
            "爱因斯坦说过，兴趣是老师",
            "a name in the dictionary",
        ),
        ("要学鲁迅先生“甘为孺子牛”。", "鲁迅", "甘为孺子牛", "鲁迅先生“甘为孺子牛”", "words right behind the name"),
        (
            "刘少奇同志告诫全党，“保密要严之又严”，不可大意。",
            "刘少奇",
            "保密要严之又严",
            "刘少奇同志告诫全党，“保密要严之又严”",
            "told to somebody",
        ),
        (
            "王县长对办公室提出了三点希望：多学、多看、多问。",
            "王县长",
            "多学、多看、多问",
            "王县长对办公室提出了三点希望：多学、多看、多问",
            "what is said stands behind the colon",
        ),
        (
            "县委王书记多次要求，公文不出门。",
            "王书记",
            "公文不出门",
            "王书记多次要求，公文不出门",
            "a demand, no noun",
        ),
        (
            "李县长因公外出，委托我问候大家，希望大家再上台阶。",
            "李县长",
            "希望大家再上台阶",
            "李县长因公外出，委托我问候大家，希望大家再上台阶",
            "through the speaker",
        ),
        (
            "习近平总书记用“严、细、深、实”概括了督查的要领。",
            "习近平",
            "严、细、深、实",
            "习近平总书记用“严、细、深、实”概括了督查的要领",
            "what is summed up stands before the verb",
        ),
    ],
)
def test_attributions_credit(context_of: Of, sentence: str, who: str, what: str, quote: str, reason: str) -> None:
    context = context_of(f"讲话\n同志们：\n{sentence}")
    (found,) = find_attributions(context)
    assert (found.who, found.what, found.span.of(context.text)) == (who, what, quote), reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("按照县委提出的目标抓落实。", "the ground of an action"),
        ("我们要向市长提出建议。", "who is told"),
        ("王书记对这次会议提出了新的要求。", "nothing is said of what"),
        ("办公室要提出参考意见。", "an instruction"),
        ("县政府办公室工作的明确要求，大家要记住。", "a body that only modifies a noun"),
        ("古人云，欲速则不达。", "nobody in particular"),
        ("学习毛泽东思想，提出新见解。", "a doctrine"),
        ("要求严一点，作风实一点。", "no who"),
        ("俗话说，好记性不如烂笔头。", "a proverb"),
        ("沿着邓小平同志指出的方向前进。", "a bare noun"),
        ("县政府向县人大会议提出议案。", "a bill is no statement"),
        ("毛主席总结了夜校的经验。", "what is summed up is not said"),
        ("常务副市长强调纪律。", "常务 is no name"),
        ("见《列宁全集》，又指出如下问题。", "the title of a work"),
        ("今天我强调三点，我要求大家照办。", "who speaks now"),
    ],
)
def test_attributions_other_sentences_credit_nobody(context_of: Of, sentence: str, reason: str) -> None:
    assert find_attributions(context_of(f"讲话\n同志们：\n{sentence}")) == (), reason


def test_attributions_have_the_date_they_tell(context_of: Of) -> None:
    context = context_of("讲话\n同志们：\n邓小平同志1985年5月指出：领导就是服务。\n王书记强调：材料不过夜。")
    dated, undated = find_attributions(context)
    assert dated.date == DateInterval(date(1985, 5, 1), date(1985, 5, 31))
    assert undated.date is None


def test_attributions_follow_a_pronoun_to_who_spoke_before(context_of: Of) -> None:
    context = context_of("讲话\n同志们：\n王书记指出，材料要短。他强调，材料要快。\n他还说，下班要早。")
    assert [(a.who, a.what) for a in find_attributions(context)] == [("王书记", "材料要短"), ("王书记", "材料要快")]


def test_attributions_follow_a_quotation_over_its_sentences(context_of: Of) -> None:
    context = context_of("讲话\n同志们：\n王书记强调：“材料要短。字要大。”下面讲会务。")
    (found,) = find_attributions(context)
    assert found.what == "材料要短。字要大"
    assert found.span.of(context.text).endswith("字要大。”")


def test_attributions_tell_the_occasion(context_of: Of) -> None:
    (found,) = find_attributions(context_of("讲话\n同志们：\n王书记在全县信息工作会议上强调，信息要快。"))
    assert found.occasion == "全县信息工作会议上"


def test_attributions_of_a_regulation_are_those_of_persons(context_of: Of) -> None:
    context = context_of(
        "值班条例\n第一条 落实习近平总书记关于应急管理的重要论述。\n"
        "第二条 县政府要求提供材料的，应当提供。\n第三条 丙。"
    )
    assert [a.who for a in find_attributions(context)] == ["习近平"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        alphabet=st.sampled_from("习近平总书记王县委会议提出指出强调要求了的，。：“”《》关于重要思想2012年3月"),
        max_size=60,
    )
)
def test_attributions_take_any_text(context_of: Of, text: str) -> None:
    for found in find_attributions(context_of(text)):
        assert found.who
        assert found.what
        assert found.finder == "find_attributions"


@pytest.mark.parametrize("unit", ["王书记强调，", "县委、", "习近平总书记关于", "指出“", "十七大"])
def test_attributions_take_linear_time_on_one_long_line(context_of: Of, unit: str) -> None:
    assert_linear(lambda text: find_attributions(context_of(text)), unit)
