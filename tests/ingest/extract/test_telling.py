"""Sections that tell what was done or is planned."""

from collections.abc import Callable

import pytest

from ingest.extract.context import Context
from ingest.extract.rules import find_rules
from ingest.extract.telling import is_report, telling_sections

Of = Callable[..., Context]

REPORT = """清岭县政府工作报告
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议，并请各位委员提出意见。
一、过去一年工作回顾
大力推进园区建设，新引进企业十二家。狠抓项目落地，完成投资三十亿元。
二、今年的主要任务
加快农业结构调整，扩大茶园面积。各乡镇要把防汛放在首位。
三、加强政府自身建设
坚持依法行政，严格按程序决策。不断改进作风，深入一线解决问题。
"""
SPEECH = """在全县办公室工作会议上的讲话
同志们：
一、去年工作的回顾
狠抓信息报送，全年上报二百条。
二、今年的任务
狠抓信息报送，当天的事当天报。
"""


def rules_in(context: Context) -> list[str]:
    return [rule.span.of(context.text) for rule in find_rules(context)]


def test_a_report_orders_by_its_cues_and_where_it_speaks_of_its_own_side(context_of: Of) -> None:
    context = context_of(REPORT)
    assert is_report(context)
    assert telling_sections(context) == {None, 0, 1}
    assert rules_in(context) == [
        "各乡镇要把防汛放在首位",
        "坚持依法行政，严格按程序决策",
        "不断改进作风，深入一线解决问题",
    ]


def test_a_speech_tells_where_it_looks_back(context_of: Of) -> None:
    context = context_of(SPEECH)
    assert not is_report(context)
    assert telling_sections(context) == {0}
    assert rules_in(context) == ["狠抓信息报送，当天的事当天报"]


@pytest.mark.parametrize(
    ("title", "tells", "reason"),
    [
        ("一、去年工作回顾", True, "what was done"),
        ("一、取得的成绩", True, "what was reached"),
        ("一、存在的主要问题", True, "what is wrong"),
        ("一、正视问题，改进作风", False, "an order that names a problem"),
        ("一、今年的主要任务", False, "what is to be done"),
    ],
)
def test_a_section_tells_by_its_title(context_of: Of, title: str, tells: bool, reason: str) -> None:
    context = context_of(f"在全县办公室工作会议上的讲话\n同志们：\n{title}\n各科室齐心协力。\n二、要求\n要管好钥匙。\n")
    assert (0 in telling_sections(context)) is tells, reason


def test_a_regulation_has_no_section_that_tells(context_of: Of) -> None:
    assert telling_sections(context_of("清岭县印章管理办法\n第一条 工作情况\n印章由专人保管。\n")) == frozenset()
