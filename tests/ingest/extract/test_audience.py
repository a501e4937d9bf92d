"""Whom a document speaks to where it names nobody."""

from collections.abc import Callable

import pytest

from ingest.extract.audience import Audience, audience, bodily, is_personal
from ingest.extract.context import Context
from ingest.extract.rules import find_rules

Of = Callable[..., Context]

NOTICE = """清岭县人民政府办公室关于规范冰场管理的通知
{line}
一、加强巡查
{body}
"""


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (NOTICE.format(line="各乡镇人民政府，县直各部门：", body="要巡查冰面。"), ("下级单位",), "units below"),
        (NOTICE.format(line="机关各位同志：", body="要巡查冰面。"), (), "people"),
        (NOTICE.format(line="", body="要巡查冰面，重点如下："), (), "no line of addressees"),
        ("清岭县政府工作报告\n各位代表：\n要办好冰场。\n", ("各级政府",), "a report to a congress"),
        ("在全县办公室会议上的讲话\n同志们：\n要办好冰场。\n", (), "a speech to an office"),
    ],
)
def test_audience_is_told_by_the_addressees_or_the_title(
    context_of: Of, text: str, expected: tuple[str, ...], reason: str
) -> None:
    assert audience(context_of(text), text).names == expected, reason


def test_audience_below_reads_units_by_their_part_as_such() -> None:
    below = Audience(("下级单位",))
    assert below.read(("主办单位", "领导干部")) == ("下级单位", "领导干部")
    assert Audience().read(("主办单位",)) == ("主办单位",)


def test_audience_binds_where_nobody_is_named(context_of: Of) -> None:
    text = NOTICE.format(line="各乡镇人民政府，县直各部门：", body="要巡查冰面。承办单位应当设置围栏。")
    assert [rule.bearers for rule in find_rules(context_of(text))] == [("下级单位",), ("下级单位",)]


def test_bodily_is_more_for_acts_of_a_body_than_for_conduct() -> None:
    assert bodily("要建立会议审批制度", ("办会",)) > bodily("要多读书", ("学习培训",))
    assert is_personal(("作风建设",))
    assert not is_personal(("值班",))
