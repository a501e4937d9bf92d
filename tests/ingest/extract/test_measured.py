"""Orders told by a measure, a system or an agent."""

import pytest

from ingest.extract.clauses import Clause, cut, simplified
from ingest.extract.measured import measured
from ingest.model import Span


def clauses_of(sentence: str) -> tuple[Clause, ...]:
    return cut(simplified(sentence), Span(0, len(sentence)))


def cue_of(sentence: str, *, notice: bool) -> str | None:
    """The words by which a sentence orders, if it does."""
    return next((cue.words for cue in measured(clauses_of(sentence), notice=notice) if cue), None)


@pytest.mark.parametrize(
    ("sentence", "cue", "reason"),
    [
        ("门岗二十四小时有人值守", "二十四小时", "who is there, round the clock"),
        ("泵房24小时不离人", "24小时", "who does not leave"),
        ("汛期每日8时前报一次水位", "每日", "so often, by an hour"),
        ("库房每季度盘点一次", "每季度", "so often so many times"),
        ("晨会一般不超过半小时", "不超过半小时", "no longer than that"),
        ("简报篇幅控制在2页以内", "控制在2页", "no more than that"),
        ("轮岗人员每批不少于3人", "不少于3人", "no fewer than that"),
        ("接送费用严格按标准开支", "严格按标准开支", "as a rule has it"),
    ],
)
def test_a_measure_orders_in_any_text_that_orders(sentence: str, cue: str, reason: str) -> None:
    assert cue_of(sentence, notice=False) == cue, reason
    assert cue_of(sentence, notice=True) == cue, reason


@pytest.mark.parametrize(
    ("sentence", "cue", "reason"),
    [
        ("各科室实行首问负责制", "实行首问负责制", "a system"),
        ("意见不一的，由分管主任协调", "由", "an agent"),
        ("申请表一式三份", "一式三份", "so many copies"),
        ("10月底前完成渠道清淤", "10月底前", "by a day of the calendar"),
        ("各泵站每天安排一人巡渠", "安排", "what all of a kind do"),
        ("所需费用从维修基金中列支", "费用从维修基金中列支", "where the money comes from"),
        ("泵房组负责清理拦污栅", "负责", "whose task it is"),
    ],
)
def test_a_system_or_an_agent_orders_in_a_notice_only(sentence: str, cue: str, reason: str) -> None:
    assert cue_of(sentence, notice=True) == cue, reason
    assert cue_of(sentence, notice=False) is None, reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("食堂每天接待三百人次", "so many a day are told"),
        ("全年会议减少了三成，每季度只开一次", "what was done"),
        ("城镇失业率控制在4.5%以内", "a figure of the economy"),
        ("全县产值同比增长不超过3个百分点", "a figure of growth"),
        ("每月召开一次的例会", "which meeting"),
        ("检查组将采取抽查方式，每月通报一次", "what somebody is going to do"),
        ("门岗二十四小时灯火通明", "nobody is there"),
    ],
)
def test_what_is_told_orders_nothing(sentence: str, reason: str) -> None:
    assert cue_of(sentence, notice=True) is None, reason


def test_who_is_counted_is_not_told_to_act() -> None:
    [cue] = measured(clauses_of("列席人员不超过20人"), notice=True)
    assert cue is not None
    assert cue.start == 0


def test_only_somebody_else_begins_another_order() -> None:
    cues = measured(clauses_of("泵房组负责清淤，由材料组供料，每月清点一次"), notice=True)
    assert [cue and cue.words for cue in cues] == ["负责", "由", None]
