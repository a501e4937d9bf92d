from datetime import date
from typing import Any

import pytest

from graph.link.conflicts import Cause, Contradiction, conflicts
from graph.link.standing import superseded
from graph.quote import Quote
from graph.store.shapes import RuleRecord
from ingest.model import DateInterval, DocumentKind, Modality
from tests.factories import make_deadline, make_rule


def record(text: str, year: int = 2010, *, kind: str = "speech", title: str = "讲话", **fields: Any) -> RuleRecord:
    """A rule of a document of its own."""
    name = f"{year}{title}{text}"
    rule = make_rule(text, text, **fields)
    when = DateInterval(date(year, 1, 1), date(year, 12, 31))
    words = Quote(name, f"{name}.txt", title, DocumentKind(kind), when, "", 0, len(text), text)
    return RuleRecord(f"rule {name}", "", words, rule)


HOUR = {"deadline": make_deadline("1小时内", "PT1H")}
TWO = {"deadline": make_deadline("2小时内", "PT2H")}
FORBIDS = {"cue": "不得", "modality": Modality.PROHIBITION}
REPORT, LATER = "值班人员必须在1小时内报告突发火情", "值班人员必须在2小时内报告突发火情"


def kinds(*records: RuleRecord) -> list[tuple[Contradiction, Cause]]:
    return [(one.contradiction, one.cause) for one in conflicts(records)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            record(REPORT, **HOUR), record(LATER, 2014, **TWO), [("deadline", "date")], id="another deadline, later"
        ),
        pytest.param(
            record(REPORT, **HOUR), record(LATER, 2014, kind="regulation", **TWO), [("deadline", "level")],
            id="a speech against a regulation",
        ),
        pytest.param(
            record(REPORT, title="清岭县讲话", **HOUR), record(LATER, title="石桥县讲话", **TWO),
            [("deadline", "scope")], id="two counties",
        ),
        pytest.param(
            record(REPORT, **HOUR), record(LATER, **TWO), [("deadline", "misprint")], id="nothing tells them apart"
        ),
        pytest.param(
            record("值班人员必须带手机进机房"), record("值班人员不得带手机进机房", **FORBIDS),
            [("forbidden", "misprint")], id="must against must not",
        ),
        pytest.param(record(REPORT, **HOUR), record("值班人员须1小时内报告突发火情", 2014, **HOUR), [], id="agreed"),
        pytest.param(
            record(REPORT, **HOUR), record("值班人员必须在2小时内签收电子公文", 2014, **TWO), [], id="another object"
        ),
        pytest.param(
            record(REPORT, **HOUR), record(LATER, 2014, bearers=("保卫人员",), **TWO), [], id="another bearer"
        ),
        pytest.param(record(REPORT, **HOUR), record(LATER, 2014, duties=("办文",), **TWO), [], id="another duty"),
        pytest.param(
            record("值班人员不得带手机进机房", cue="不得", modality=Modality.PROHIBITION),
            record("值班人员必须每周清点机房门禁手机号码簿册并上报保卫处"), [], id="not the same act",
        ),
        pytest.param(
            record("会议材料应当在3日内送达参会人员", deadline=make_deadline("3日内", "P3D")),
            record("会议材料应当在2日前送达参会人员", deadline=make_deadline("2日前", "P2D")), [],
            id="days before are no limit to days after",
        ),
        pytest.param(
            record("值班人员必须带手机进机房"),
            record("值班人员不得擅自带手机进机房", cue="不得", modality=Modality.PROHIBITION), [],
            id="forbidden only without leave",
        ),
        pytest.param(
            record("补办通行证件的应当收回旧证件", cue="应当"),
            record("补办通行证件收回旧证件的不得收费", cue="不得", modality=Modality.PROHIBITION), [],
            id="what is forbidden is something else",
        ),
        pytest.param(
            record("值班人员必须带手机进机房", cue=""), record("值班人员不得带手机进机房", **FORBIDS | {"cue": ""}),
            [("forbidden", "misprint")], id="what people added has no cue",
        ),
        pytest.param(
            record("巡查记录必须不少于3份"), record("巡查记录必须不少于5份", 2014), [("quantity", "date")],
            id="another number",
        ),
        pytest.param(
            record("巡查记录必须不少于3份"), record("巡查记录不得少于5份", 2014, **FORBIDS), [("quantity", "date")],
            id="a limit is no ban, whichever way it is said",
        ),
        pytest.param(
            record("机房湿度必须达到标准以上"), record("机房湿度不得低于标准", **FORBIDS), [], id="the same limit twice"
        ),
        pytest.param(
            record("巡查记录每天至少3份"), record("巡查记录每周至少5份"), [], id="so many a day, so many a week"
        ),
        pytest.param(
            record("巡查记录必须不少于3份"), record("巡查记录必须不超过5份"), [], id="at least three, at most five"
        ),
        pytest.param(
            record("损失5万元以上的必须上报核查情况"), record("损失8万元以上的必须上报核查情况"), [],
            id="numbers of a condition",
        ),
        pytest.param(
            record("机房门禁卡必须统一收回"), record("离岗超过三日的，机房门禁卡不得统一收回", **FORBIDS), [],
            id="forbidden in a case",
        ),
        pytest.param(
            record("违规带手机进机房的必须通报处分"), record("值班人员不得带手机进机房", **FORBIDS), [],
            id="what follows from doing it",
        ),
        pytest.param(
            record(REPORT, **HOUR), record("值班人员必须在2小时内再次报告突发火情", 2014, **TWO), [],
            id="the second report",
        ),
        pytest.param(
            record("收到申请后必须在1小时内作出决定", kind="regulation", title="档案借阅办法", **HOUR),
            record("收到申请后必须在2小时内作出决定", 2014, kind="regulation", title="车辆派遣办法", **TWO), [],
            id="an application is of a matter, which the title tells",
        ),
        pytest.param(
            record("收到申请后必须在1小时内作出决定", kind="regulation", title="档案借阅办法", **HOUR),
            record("收到申请后必须在2小时内作出决定", 2014, kind="regulation", title="档案借阅补充规定", **TWO),
            [("deadline", "date")], id="of the same matter by their titles",
        ),
        pytest.param(
            record(REPORT, title="清岭县人大议事规则", kind="regulation", **HOUR),
            record(LATER, title="全国人大议事规则", kind="regulation", **TWO), [("deadline", "scope")],
            id="each body has rules of its own",
        ),
    ],
)  # fmt: skip
def test_conflicts_are_found_by_bearer_duty_and_object(
    one: RuleRecord, other: RuleRecord, expected: list[tuple[str, str]]
) -> None:
    assert kinds(one, other) == kinds(other, one) == expected


def test_conflicts_are_between_documents_that_stand() -> None:
    kind = "regulation"
    old = record(REPORT, title="值班办法", kind=kind, **HOUR)
    new = record(LATER, 2014, title="值班办法（修订）", kind=kind, **TWO)
    gone = superseded([old.quote, new.quote])
    assert gone == {old.quote.document_id}
    assert conflicts([old, new], superseded=gone) == []


def test_versions_contradict_nobody_even_where_their_dates_do_not_tell_them_apart() -> None:
    kind = "regulation"
    one = record(REPORT, title="值班办法", kind=kind, **HOUR)
    other = record(LATER, title="值班的办法（2014-05-01）", kind=kind, **TWO)
    assert superseded([one.quote, other.quote]) == frozenset()
    assert conflicts([one, other]) == []


def test_speech_of_another_year_takes_no_place() -> None:
    old, new = record(REPORT, title="2010年会议讲话", **HOUR), record(LATER, 2014, title="2014年会议讲话", **TWO)
    assert superseded([old.quote, new.quote]) == frozenset()
    assert kinds(old, new) == [("deadline", "date")]
