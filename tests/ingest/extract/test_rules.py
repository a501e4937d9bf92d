"""Rules: who must, must not, may or is hoped to do what."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.extract.context import Context
from ingest.extract.rules import FINDER, find_rules
from ingest.model import (
    Comparison,
    Deadline,
    DocumentKind,
    Doubt,
    Force,
    Frequency,
    Modality,
    NoiseKind,
    Rule,
    Sanction,
    Span,
)
from tests.factories import make_noise, span_of
from tests.growth import assert_linear

Of = Callable[..., Context]

SPEECH = """在全县办公室工作会议上的讲话
同志们：
{body}
"""
STATUTE = """清岭县公务用车管理办法

第一章 总则

第一条 为了规范公务用车管理，制定本办法。

第二条 {body}
"""


def rules_in(context_of: Of, body: str, *, template: str = SPEECH) -> tuple[Rule, ...]:
    return find_rules(context_of(template.format(body=body)))


def quotes(context_of: Of, body: str, *, template: str = SPEECH) -> list[str]:
    context = context_of(template.format(body=body))
    return [rule.span.of(context.text) for rule in find_rules(context)]


def parts_of(rule: Rule) -> list[Span]:
    """Where the parts of a rule stand that must stand inside it."""
    told = (rule.deadline, rule.frequency, *rule.quantities)
    spans = (rule.condition, rule.exception, *(part.span for part in told if part))
    return [span for span in spans if span]


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        ("一、管好车辆\n驾驶员要爱护车辆。", ["驾驶员要爱护车辆"], "one sentence, no end mark"),
        ("一、管好车辆\n因此，驾驶员要爱护车辆。", ["驾驶员要爱护车辆"], "the connective is no part of it"),
        ("一、管好车辆\n我县山路很多，驾驶员要爱护车辆。", ["驾驶员要爱护车辆"], "what only states is left out"),
        ("一、管好车辆\n出车要登记；回来要擦洗。", ["出车要登记", "回来要擦洗"], "a semicolon ends a sentence"),
        (
            "一、管好车辆\n要勤检查，勤保养，保持车况良好。",
            ["要勤检查，勤保养，保持车况良好"],
            "same subject, same modality",
        ),
        ("一、管好车辆\n要按时出车，严禁酒后驾驶。", ["要按时出车", "严禁酒后驾驶"], "must and must not"),
        (
            "一、管好车辆\n驾驶员要爱护车辆，各单位要及时维修。",
            ["驾驶员要爱护车辆", "各单位要及时维修"],
            "a new subject",
        ),
        (
            "一、管好车辆\n要热情服务，不挑肥拣瘦、不讨价还价、不中途甩客。",
            ["要热情服务", "不挑肥拣瘦、不讨价还价、不中途甩客"],
            "a list of refusals forbids",
        ),
        ("一、管好车辆\n要提前检修，不误出车。", ["要提前检修，不误出车"], "one refusal says how"),
        (
            "一、管好车辆\n值班车要在10分钟内出车，备用车要在30分钟内出车。",
            ["值班车要在10分钟内出车", "备用车要在30分钟内出车"],
            "each time limit is its own rule",
        ),
        ("一、管好车辆\n加强日常保养，降低油耗。", ["加强日常保养，降低油耗"], "an order by its first verb"),
        (
            "一、管好车辆\n来件要当场回复，不能当场回复的，3至5日内回复。",
            ["来件要当场回复", "不能当场回复的，3至5日内回复"],
            "a new case with a limit of its own",
        ),
        ("一、管好车辆\n每月至少检修一次。", ["每月至少检修一次"], "the least that is to be done so often"),
        ("一、管好车辆\n急件当天送达。", ["急件当天送达"], "a measured time limit orders"),
        ("一、管好车辆\n（一）要勤检修。出车前要绕车一周。", ["出车前要绕车一周"], "the heading is repeated under it"),
        (
            "一、车辆必须按时年检\n二、管好油料\n加油要登记。",
            ["车辆必须按时年检", "加油要登记"],
            "the heading is not repeated",
        ),
        (
            "一、钥匙应当专人保管。违反规定的，给予通报批评。",
            ["钥匙应当专人保管", "违反规定的，给予通报批评"],
            "a heading that instructs, and under it what follows on a breach",
        ),
        (
            "一、严禁酒后驾驶\n驾驶员严禁酒后驾驶公车。",
            ["驾驶员严禁酒后驾驶公车"],
            "the same in more words under it",
        ),
        (
            "一、管好车辆\n一是要勤检修。每月至少检修一次。二是要严把关口，车辆未经年检一律不得上路；对违反规定的，给予通报批评。",
            ["每月至少检修一次", "要严把关口", "车辆未经年检一律不得上路", "对违反规定的，给予通报批评"],
            "an item that ends in a semicolon heads nothing",
        ),
    ],
)
def test_rules_of_a_speech_are_cut_into_instructions(
    context_of: Of, body: str, expected: list[str], reason: str
) -> None:
    assert quotes(context_of, body) == expected, reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("一、回顾\n去年我们修好了三十辆车，行驶里程增加了两成。", "history and figures"),
        ("一、回顾\n车辆保障是机关运转的重要保证。", "重要 holds no 要"),
        ("一、回顾\n加强车辆管理，关键在于加强驾驶员管理。", "it says on what a thing depends"),
        ("一、回顾\n这次会议的主要目的，就是要解决用车难的问题。", "the aim of the meeting"),
        ("一、回顾\n只有勤学苦练，才能应对各种路况。", "a reason; 应对 holds no 应"),
        ("一、回顾\n下面，我就车辆管理讲三点意见。", "the speaker of himself"),
        ("一、回顾\n让我们携手并肩，再创佳绩！", "a wish"),
        ("一、回顾\n老局长讲过“三个务必”，即务必早到，务必细查。", "the members of a list that is told"),
        ("一、回顾\n会议就要结束了。", "it is going to end"),
        ("一、回顾\n车子为什么要年年大修？", "a question"),
        ("一、回顾\n全市人均可支配收入稳步增长。", "可支配 allows nothing"),
        ("一、回顾\n本来李主任要到会讲话。", "it was only meant"),
        ("一、回顾\n出车离不开维修，车况好要靠平时，安全行车才能有保障。", "it tells what depends on what"),
    ],
)
def test_rules_leave_out_what_instructs_nobody(context_of: Of, body: str, reason: str) -> None:
    assert quotes(context_of, body) == [], reason


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        ("办公室负责车辆调度。", ["办公室负责车辆调度"], "a statute binds by 负责"),
        ("车辆由专人保管。", ["车辆由专人保管"], "and by 由"),
        ("本办法所称公务用车，是指定向保障用车。", [], "a definition"),
        ("本办法适用于本县各机关。", [], "scope"),
        ("本办法自2020年1月1日起施行。", [], "entry into force"),
        ("可以采取下列方式：\n（一）租用；\n（二）借用。", ["可以采取下列方式"], "a list is its lead line"),
        (
            "按照下列方式用车：\n（一）下乡的，应当合乘；\n（二）其他情形。",
            ["按照下列方式用车", "下乡的，应当合乘"],
            "an item with its own cue is a rule",
        ),
        (
            "有下列情形之一的，给予处分：\n（一）应当登记而未登记的；\n（二）公车私用的。",
            ["有下列情形之一的，给予处分"],
            "the cases of a liability are no rules",
        ),
        (
            "公车私用的，责令改正，可以并处五百元罚款。",
            ["公车私用的，责令改正，可以并处五百元罚款"],
            "a permission that adds to a liability is part of it",
        ),
        ("应当退回的车辆，由办公室收回。", ["应当退回的车辆，由办公室收回"], "应当 only says which"),
    ],
)
def test_rules_of_a_regulation_bind_without_cues(context_of: Of, body: str, expected: list[str], reason: str) -> None:
    assert quotes(context_of, body, template=STATUTE) == expected, reason


@pytest.mark.parametrize(
    ("body", "modality", "force", "reason"),
    [
        ("驾驶员要爱护车辆。", Modality.OBLIGATION, Force.SOFT, "要"),
        ("驾驶员必须持证上岗。", Modality.OBLIGATION, Force.HARD, "必须"),
        ("驾驶员不得私自出车。", Modality.PROHIBITION, Force.HARD, "不得"),
        ("驾驶员不能带病出车。", Modality.PROHIBITION, Force.SOFT, "不能"),
        ("驾驶员可以轮流休息。", Modality.PERMISSION, Force.SOFT, "可以"),
        ("希望大家爱护车辆。", Modality.RECOMMENDATION, Force.SOFT, "希望"),
        ("请大家务必系好安全带。", Modality.OBLIGATION, Force.HARD, "务必 leaves no choice"),
        ("驾驶员要在10分钟内出车。", Modality.OBLIGATION, Force.HARD, "a measurable deadline"),
        ("驾驶员要第一时间出车。", Modality.OBLIGATION, Force.SOFT, "a vague one"),
        ("对公车私用的，要追究有关人员责任。", Modality.OBLIGATION, Force.HARD, "a sanction"),
    ],
)
def test_rules_tell_modality_and_force(
    context_of: Of, body: str, modality: Modality, force: Force, reason: str
) -> None:
    (rule,) = rules_in(context_of, f"一、管好车辆\n{body}")
    assert (rule.modality, rule.force) == (modality, force), reason


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        ("值班人员要坚守岗位。", [("值班人员",)], "named"),
        ("值班人员要坚守岗位。要认真记录。", [("值班人员",), ("值班人员",)], "carried over"),
        ("要爱岗敬业。", [("办公室工作人员",)], "the audience"),
        ("要完善考核制度。", [("办公室",)], "what only the office can do"),
        ("我们要爱岗敬业。", [("办公室工作人员",)], "我们 is the audience"),
        ("希望各位秘书人员多读书。", [("文秘人员",)], "who is hoped"),
        ("对保密工作，机要人员更要小心。", [("机要保密人员",)], "not what stands after 对"),
        ("各乡镇要当天上报，县政府办公室要及时汇总。", [("下级单位",), ("政府办公室",)], "two subjects"),
        ("要求大家遵守的，值班员必须先遵守。", [("值班人员",)], "whoever is named beside the cue, not in the case"),
        ("领导交办的事项当天办结，绝不允许拖拉。", [("办公室工作人员",)] * 2, "who gave the task is not bound"),
        ("图纸必须由保管员专人传递。", [("保管员",)], "专人 says how"),
        ("收发室要在3日内答复，逾期未答复的由督查室通报。", [("收发室",)], "who is late, not who punishes"),
        ("承办科室对来件5个工作日内答复，逾期的由督查室通报。", [("承办科室",)], "the same where no cue orders"),
        ("市委禁止的坚决不碰。", [("办公室工作人员",)], "who forbids is not bound"),
        (
            "驾驶员要登记里程。请假必须由分管领导批准。缺勤一天的，扣发当日工资。",
            [("驾驶员",), ("领导干部",), ("驾驶员",)],
            "who approves is bound by one sentence alone",
        ),
    ],
)
def test_rules_name_who_is_bound(context_of: Of, body: str, expected: list[tuple[str, ...]], reason: str) -> None:
    assert [rule.bearers for rule in rules_in(context_of, f"一、做好工作\n{body}")] == expected, reason


def test_rules_leave_out_the_asterisks_of_markdown_around_them(context_of: Of) -> None:
    assert quotes(context_of, "**要按时到岗。**\n**严禁代签，**违者通报。") == ["要按时到岗", "严禁代签，**违者通报"]


@pytest.mark.parametrize(
    ("body", "bearer", "reason"),
    [
        ("市集管理部门应当公布电话。\n第三条 市集主办方应当制定章程。", "市集主办方", "a new subject"),
        ("市集管理部门应当公布电话。\n第三条 老旧摊位应当拆除。", "市集管理部门", "a thing"),
    ],
)
def test_rules_take_an_unknown_subject_that_can_act(context_of: Of, body: str, bearer: str, reason: str) -> None:
    assert rules_in(context_of, body, template=STATUTE)[-1].bearers == (bearer,), reason


def test_rules_forget_the_bearer_in_the_next_section(context_of: Of) -> None:
    first, second = rules_in(context_of, "一、值班\n值班人员要坚守岗位。\n二、学习\n要多读书。")
    assert (first.bearers, second.bearers) == (("值班人员",), ("办公室工作人员",))


def test_rules_of_a_regulation_take_the_bearer_of_the_next_when_none_is_named(context_of: Of) -> None:
    body = "用车应当节俭。\n\n第三条 各级机关应当压缩费用。"
    first, second = rules_in(context_of, body, template=STATUTE)
    assert first.bearers == second.bearers == ("各级机关",)


def test_rules_share_the_sanction_for_being_late(context_of: Of) -> None:
    body = "一、签收\n急件须在1小时内签收，平件在2小时内签收，对逾期未签收的，办公室将进行通报。"
    found = rules_in(context_of, body)
    assert [rule.deadline.iso if rule.deadline else None for rule in found] == ["PT1H", "PT2H"]
    assert all(rule.sanction and "通报" in rule.sanction.text for rule in found)


def test_rules_tell_their_parts(context_of: Of) -> None:
    body = "一、用车\n除急救车外，下乡用车的，驾驶员每月必须在3日内登记，不得超过两辆，违者通报批评。"
    context = context_of(SPEECH.format(body=body))
    order, ban = find_rules(context)
    assert (order.condition, order.exception) == (
        span_of(context.text, "下乡用车的"),
        span_of(context.text, "除急救车外"),
    )
    assert order.frequency == Frequency("每月", "P1M", span_of(context.text, "每月"))
    assert order.deadline == Deadline("3日内", "P3D", span=span_of(context.text, "3日内"))
    [limit] = ban.quantities
    assert (limit.comparison, limit.number, limit.unit) == (Comparison.AT_MOST, 2, "辆")
    assert ban.sanction == Sanction("通报批评", span_of(context.text, "通报批评"), span_of(context.text, "违者"))


@pytest.mark.parametrize(
    ("body", "hard", "reason"),
    [
        ("原则上不予外借。", False, "in principle leaves a choice"),
        ("不予外借。", True, "none is left"),
        ("车管站应当在每年3月1日前报送用车情况。", True, "a day is set"),
    ],
)
def test_rules_are_hard_where_no_choice_is_left(context_of: Of, body: str, hard: bool, reason: str) -> None:
    (rule,) = rules_in(context_of, body, template=STATUTE)
    assert (rule.force is Force.HARD) == hard, reason


def test_rules_of_liability_govern_what_is_breached(context_of: Of) -> None:
    body = "机要员泄露秘密的，给予处分；构成犯罪的，依法追究刑事责任。"
    told = [rule.duties for rule in rules_in(context_of, body, template=STATUTE)]
    assert all("保密" in duties for duties in told)
    assert not any({"队伍建设", "依法行政"} & set(duties) for duties in told)


def test_rules_part_a_time_limit_from_what_is_permitted(context_of: Of) -> None:
    new = quotes(context_of, "用车人可以先登记，但最迟两日内补交单据。", template=STATUTE)
    assert new == ["用车人可以先登记", "最迟两日内补交单据"]
    same = quotes(context_of, "用车人可以延期还车，但最长不超过两日。", template=STATUTE)
    assert same == ["用车人可以延期还车，但最长不超过两日"]


def test_rules_are_told_beside_what_is_deemed(context_of: Of) -> None:
    deemed = "用车人逾期不取的，视为放弃。"
    assert quotes(context_of, deemed, template=STATUTE) == []
    both = "用车人应当在两日内取车，逾期不取的视为放弃。"
    assert len(quotes(context_of, both, template=STATUTE)) == 1


MINUTES = """清岭县水务局局长办公会议纪要
会议研究了渠道管护工作。
{body}
"""


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (
            "一、渠道清淤由工程股牵头，于4月底前完成。",
            ["渠道清淤由工程股牵头，于4月底前完成"],
            "a decision that is a heading",
        ),
        ("一、管护\n各泵站每周巡渠两次。", ["各泵站每周巡渠两次"], "what all of a kind do"),
        ("一、管护\n去年各泵站每周巡渠两次，成效明显提高了。", [], "what was done"),
    ],
)
def test_rules_of_minutes_need_no_cue(context_of: Of, body: str, expected: list[str], reason: str) -> None:
    assert quotes(context_of, body, template=MINUTES) == expected, reason


def test_rules_of_items_that_say_how_a_case_is_handled(context_of: Of) -> None:
    body = "退回的单据应当按照下列规定办理：\n\n（一）金额有误的，退经办人更正；\n\n（二）票据遗失的，移送财务股核查。"
    assert len(quotes(context_of, body, template=STATUTE)) == 3
    body = "用车人应当遵守下列行为规范：\n\n（一）不得在车内吸烟；\n\n（二）车况不良的，应当报修。"
    assert len(quotes(context_of, body, template=STATUTE)) == 3
    body = "用车人应当提交下列材料：\n\n（一）审批单；\n\n（二）需要登记的其他材料。"
    assert quotes(context_of, body, template=STATUTE) == ["用车人应当提交下列材料"]


def test_rules_say_what_they_rest_on(context_of: Of) -> None:
    context = context_of(SPEECH.format(body="一、用车\nXX局要登记。出车要签字。回来要"))
    broken = make_noise(context.text, "回来要", kind=NoiseKind.TRUNCATION, fix=None)
    found = find_rules(replace(context, noise=(broken,)))
    assert [rule.doubts for rule in found] == [(Doubt.PLACEHOLDER,), (), (Doubt.TRUNCATED,)]


def test_rules_say_where_they_stand_and_why(context_of: Of) -> None:
    found = rules_in(context_of, "一、服务\n（一）办文。公文要校对。印件要核对。\n二、学习\n要多读书。")
    assert [(rule.outline, rule.finder, rule.cue) for rule in found] == [
        ("一（一）第1句", FINDER, "要"),
        ("一（一）第2句", FINDER, "要"),
        ("二第1句", FINDER, "要"),
    ]


def test_rules_are_found_in_traditional_characters(context_of: Of) -> None:
    context = context_of(SPEECH.format(body="一、值班\n值班人員應當堅守崗位，嚴禁脫崗。"))
    assert [(rule.modality, rule.bearers) for rule in find_rules(context)] == [
        (Modality.OBLIGATION, ("值班人员",)),
        (Modality.PROHIBITION, ("值班人员",)),
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.sampled_from("要不得应当可以必须希望的，。；：、\n第一二（）“”《》由对在1小时内违反处分负责办公室人员 x"),
        max_size=300,
    )
)
def test_rules_take_any_text(context_of: Of, text: str) -> None:
    context = context_of(text)
    for kind in DocumentKind:
        for rule in find_rules(Context(text, kind, context.title, context.sections, context.passages, context.lexicon)):
            assert 0 <= rule.span.start < rule.span.end <= len(text)
            assert "\n" not in rule.span.of(text)
            assert all(rule.span.holds(part) for part in parts_of(rule))
            if rule.sanction and rule.sanction.consequence:
                assert rule.sanction.consequence.of(text) == rule.sanction.text


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        ("要做好，", "cues in every clause"),
        ("的", "no comma at all"),
        ("“", "quotes that never close"),
        ("由对和", "names"),
    ],
)
def test_rules_take_a_line_without_end(context_of: Of, piece: str, reason: str) -> None:
    found = find_rules(context_of(piece * (60_000 // len(piece))))
    assert all(rule.span.end - rule.span.start <= 800 for rule in found), reason


@pytest.mark.parametrize("unit", ["守班员要登记，", "不得外借、", "由办公室", "违反规定的，", "1小时内报告，"])
def test_rules_take_linear_time_on_one_long_line(context_of: Of, unit: str) -> None:
    assert_linear(lambda text: find_rules(context_of(text)), unit, small=5_000)
