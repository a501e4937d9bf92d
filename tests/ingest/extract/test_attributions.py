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
    ],
)
def test_attributions_other_sentences_credit_nobody(context_of: Of, sentence: str, reason: str) -> None:
    assert find_attributions(context_of(f"讲话\n同志们：\n{sentence}")) == (), reason


def test_attributions_have_the_date_they_tell(context_of: Of) -> None:
    context = context_of("讲话\n同志们：\n邓小平同志1985年5月指出：领导就是服务。\n王书记强调：材料不过夜。")
    dated, undated = find_attributions(context)
    assert dated.date == DateInterval(date(1985, 5, 1), date(1985, 5, 31))
    assert undated.date is None


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
        assert found.who in found.span.of(text)


@pytest.mark.parametrize("unit", ["王书记强调，", "县委、", "习近平总书记关于", "指出“", "十七大"])
def test_attributions_take_linear_time_on_one_long_line(context_of: Of, unit: str) -> None:
    assert_linear(lambda text: find_attributions(context_of(text)), unit)
