"""Abilities that office work asks for, gives or raises."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.extract.abilities import find_abilities
from ingest.extract.context import Context
from tests.growth import assert_linear

Of = Callable[..., Context]


@pytest.mark.parametrize(
    ("sentence", "names", "reason"),
    [
        ("要提高写作能力。", ["写作能力"], "raised"),
        ("要提高独立思考的能力。", ["独立思考能力"], "的 is no part of the name"),
        ("切实增强识别和化解矛盾的能力。", ["识别和化解矛盾能力"], "a phrase with its object"),
        ("要不断增强对群众来访的接谈能力。", ["接谈能力"], "what it is stands behind the last 的"),
        ("要有较强的语言表达能力。", ["语言表达能力"], "how much of it is no part of the name"),
        ("要提高理论水平和鉴别能力。", ["鉴别能力"], "水平 is joined and no ability"),
        ("沟通联络能力、文字表达能力都需要锻炼。", ["沟通联络能力", "文字表达能力"], "a list, asked for at its end"),
        ("选派具有一定外语能力的同志。", ["外语能力"], "asked for of who is chosen"),
        ("重点提升秘书人员工作能力。", ["工作能力"], "whose it is, is no part of the name"),
        ("要提升五种能力。", [], "a formula is none"),
        ("要强化能力建设。", [], "bare"),
        ("有的同志写作能力跟不上要求。", [], "a complaint"),
        ("他们普遍具有较高的外语能力。", [], "a description"),
        ("要扩大生产能力。", [], "a capacity of things"),
        ("要以过硬的能力迎接考验。", [], "how much, of what nobody says"),
        ("收费应当考虑其缴纳能力。", [], "what somebody can afford"),
        ("能力是锻炼出来的。", [], "bare, at the start"),
        (
            "要提高调查研究、文字综合、组织协调等能力。",
            ["调查研究能力", "文字综合能力", "组织协调能力"],
            "names of four characters share one 能力",
        ),
        ("要有综合、平衡、协调能力。", ["综合、平衡、协调能力"], "short ones are one name"),
        ("多练练自己的协调能力和独当一面的能力。", ["协调能力", "独当一面能力"], "whose it is, is no part of it"),
        ("公文写作能力是看家本领。", ["公文写作能力"], "a speech to the office names it without a cue"),
        ("没有过硬的业务能力，就干不好工作。", ["业务能力"], "who lacks it cannot do the work"),
        ("选调政治素质高、文字能力强的同志。", ["文字能力"], "the last of a list of unlike things"),
        ("努力增强把握大局的能力。", ["把握大局能力"], "把 of 把握 is no word of its own"),
        ("大家的综合能力都很强。", [], "praise"),
        ("要加强办公室能力建设。", [], "an office is no ability"),
        ("要能说会写。", [], "without the word"),
    ],
)
def test_abilities_names(context_of: Of, sentence: str, names: list[str], reason: str) -> None:
    assert [a.name for a in find_abilities(context_of(f"讲话\n同志们：\n{sentence}"))] == names, reason


def test_abilities_in_headings_count_without_a_cue(context_of: Of) -> None:
    context = context_of("讲话\n同志们：\n一、四种能力\n（一）接待群众的能力。说说体会。\n（二）写作能力。\n说说体会。")
    found = find_abilities(context)
    assert [(a.name, a.span.of(context.text)) for a in found] == [
        ("接待群众能力", "接待群众的能力"),
        ("写作能力", "写作能力"),
    ]


def test_abilities_every_mention_is_found(context_of: Of) -> None:
    context = context_of("讲话\n同志们：\n要提高写作能力。\n还要培养写作能力。")
    assert [a.span.start for a in find_abilities(context)] == [context.text.index("写作"), context.text.rindex("写作")]


@pytest.mark.parametrize(
    ("sentence", "roles", "duties", "reason"),
    [
        ("值班员要提高应急处置能力。", ("值班人员",), ("应急处置",), "both are named in the sentence"),
        ("要提高应急处置能力。", ("办公室工作人员",), ("应急处置",), "the audience where nobody is named"),
        ("要提高辨别能力。", ("办公室工作人员",), (), "no duty is made up"),
        ("要在值班中提高辨别能力。", ("办公室工作人员",), ("值班",), "the one duty of the sentence"),
        ("要在值班和保密中提高辨别能力。", ("办公室工作人员",), (), "of two, nobody can say which"),
    ],
)
def test_abilities_carry_the_evidence_beside_them(
    context_of: Of, sentence: str, roles: tuple[str, ...], duties: tuple[str, ...], reason: str
) -> None:
    (found,) = find_abilities(context_of(f"讲话\n同志们：\n{sentence}"))
    assert (found.roles, found.duties) == (roles, duties), reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("提高的能力要有、和强值班员（一）。“”\n一种"), max_size=60))
def test_abilities_take_any_text(context_of: Of, text: str) -> None:
    for found in find_abilities(context_of(text)):
        assert found.name.endswith("能力")
        assert found.span.of(text).endswith("能力")


def test_abilities_take_linear_time_on_one_long_line(context_of: Of) -> None:
    unit = "要提高写作的能力，"
    assert len(find_abilities(context_of(unit * 1000))) > 900
    assert_linear(lambda text: find_abilities(context_of(text)), unit)
