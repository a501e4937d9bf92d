"""Deadlines as ISO 8601 durations."""

import pytest

from ingest.extract import deadlines
from ingest.extract.clauses import Clause
from ingest.model import Deadline, Span


def find_deadline(clauses: list[str]) -> Deadline | None:
    """The deadline in clauses that stand on their own."""
    return deadlines.find_deadline([Clause(Span(0, len(words)), words, words) for words in clauses])


def without_span(deadline: Deadline | None) -> Deadline | None:
    return deadline and Deadline(deadline.text, deadline.iso, deadline.working_days)


@pytest.mark.parametrize(
    ("clause", "text", "iso", "reason"),
    [
        ("要在2小时内上报", "2小时内", "PT2H", "hours"),
        ("须在30分钟内核实", "30分钟内", "PT30M", "minutes"),
        ("半小时内到岗", "半小时内", "PT30M", "half an hour"),
        ("一个半小时内到岗", "一个半小时内", "PT90M", "one and a half"),
        ("应当在十五日内答复", "十五日内", "P15D", "Chinese numerals"),
        ("二十四小时之内送达", "二十四小时之内", "PT24H", "之内"),
        ("应当3日以内反馈", "3日以内", "P3D", "以内"),
        ("应当在３日内反馈", "３日内", "P3D", "wide digits"),
        ("应当在两周内整改", "两周内", "P14D", "weeks in days"),
        ("三个月内归档", "三个月内", "P3M", "months"),
        ("会前3天前通知", "3天前", "P3D", "so long before"),
        ("要在3至5日内办结", "3至5日内", "P5D", "the later end of a range"),
        ("至少提前2天报名", "2天", "P2D", "ahead of time"),
        ("办理时间不得超过7天", "7天", "P7D", "no more than"),
        ("来件当天登记", "当天", "P1D", "the same day"),
        ("做到当日事当日毕", "当日", "P1D", "the same day, as a saying"),
        ("次日反馈", "次日", "P1D", "the next day"),
        ("在开标的前一日公布", "前一日", "P1D", "the day before"),
        ("会议召开前三天送达", "召开前三天", "P3D", "so many days before"),
        ("节前三天报送名单", "节前三天", "P3D", "before what"),
        ("普通件、急件分别按照3天、1天掌握", "3天", "P3D", "as which it counts"),
        ("简单的2个月、复杂的5个月答复", "2个月", "P2M", "by when it is done, of several the first"),
        ("十分钟到岗", "十分钟", "PT10M", "in which one is there"),
        ("一刻钟内到会场", "一刻钟内", "PT15M", "quarters of an hour"),
        ("次日上午9时前报送", "次日上午9时前", "P1D", "an hour of the next day"),
        ("当天下班前归还", "当天下班前", "P1D", "the end of the same day"),
        ("每季度首月10日前报送", "每季度首月10日前", None, "a day of the calendar, not ten days before"),
        ("于25日前报送", "25日前", None, "nor is 于25日前"),
        ("自收到之日起七日内回复", "七日内", "P7D", "from a day on"),
        ("9月28日17:00前报送", "9月28日17:00前", None, "by an hour of a day"),
        ("每月25日前报送", "每月25日前", None, "a day of the calendar is no duration"),
        ("应当在6月30日前完成", "6月30日前", None, "nor is a date"),
        ("要第一时间报告", "第一时间", None, "vague"),
        ("应当立即处置", "立即", None, "vague"),
    ],
)
def test_deadline_is_measured_where_it_can_be(clause: str, text: str, iso: str | None, reason: str) -> None:
    found = find_deadline([clause])
    assert without_span(found) == Deadline(text, iso), reason
    assert found is not None
    assert found.span is not None
    assert found.span.of(clause) == text, reason


@pytest.mark.parametrize(
    ("clauses", "reason"),
    [
        (["要及时报告"], "及时 sets no limit"),
        (["会议时间控制在60分钟以内"], "how long a thing takes"),
        (["每人不超过5分钟"], "how long each may take"),
        (["一年内被投诉三次的科室", "由主任约谈"], "within which a thing has happened"),
        (["要尽快办理"], "nor 尽快"),
        (["坚持24小时值班"], "how long one is on call"),
        (["收到3日内未签收的"], "the condition, not the act"),
        (["自交件之日起30日内", "内容有变的", "应当补报"], "a time in which a condition holds"),
        (["要汇报当天情况"], "当天 only says which"),
        (["处分期不得超过两年"], "how long a state lasts"),
        (["三年内不得报考"], "how long a ban lasts"),
        (["三年前出台的标准"], "long ago"),
        (["满三年"], "how long something has lasted"),
        (["半" * 3], "no unit"),
        ([], "nothing"),
    ],
)
def test_deadline_is_none_where_no_limit_is_set(clauses: list[str], reason: str) -> None:
    assert find_deadline(clauses) is None, reason


def test_deadline_in_working_days_says_so() -> None:
    assert without_span(find_deadline(["应当在20个工作日内答复"])) == Deadline(
        "20个工作日内", "P20D", working_days=True
    )


def test_deadline_measured_goes_before_vague() -> None:
    found = find_deadline(["要立即行动", "在1小时内到场"])
    assert found is not None
    assert found.iso == "PT1H"
