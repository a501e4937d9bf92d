"""Who a unit binds, and how that was resolved."""

import pytest

from ingest.extract.bearing import ADDRESSED, AGENT, BEFORE, LIABLE, NAMED, SECTION, Bound, InForce, own_bearers
from ingest.extract.clauses import cut
from ingest.extract.implied import statutory
from ingest.extract.norms import cues_of
from ingest.extract.units import find_units
from ingest.model import Span


def bound(text: str) -> Bound:
    """Whom the last unit of a sentence binds by its own words."""
    clauses = cut(text, Span(0, len(text)))
    return own_bearers(find_units(clauses, cues_of(clauses))[-1], clauses)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("驾驶员应当登记里程", Bound(("驾驶员",), NAMED), "the subject"),
        ("应当登记里程", Bound(), "nobody"),
        ("库管员，交接物资时，应当点数", Bound(("库管员",), NAMED), "a name alone, a clause before"),
        ("市领导对库房有明确要求，必须点数", Bound(), "who demands is not bound"),
        ("丢失物资的，应当由监察室调查", Bound(("监察室",), AGENT), "the agent"),
        ("丢失物资的，必须对值守人员给予处分", Bound(("值班人员",), LIABLE), "who is punished"),
        ("值班期间，严禁饮酒", Bound(("值班人员",), NAMED), "who is on duty then"),
        ("要求同志们记住的，驾驶员应当先记住", Bound(("驾驶员",), NAMED), "beside the cue, not in the case"),
        ("车牌应当为蓝底白字，由公安部统一制发", Bound(("公安部",), AGENT), "the agent in a later clause"),
        ("市委要实施决策，这就要求秘书人员想在前面", Bound(("文秘人员",), ADDRESSED), "why, and who is asked"),
        ("县人民政府应当配齐车辆，鼓励职工拼车", Bound(("县人民政府",), NAMED), "whoever must encourage others"),
        ("严禁由临时工顶班", Bound(), "who must not act is not who is told"),
    ],
)
def test_own_bearers_say_how_they_were_found(text: str, expected: Bound, reason: str) -> None:
    assert bound(text) == expected, reason


def test_own_bearers_are_who_sets_a_body_up_not_who_is_in_it() -> None:
    text = "县政府设立指挥部，由各局负责人组成"
    clauses = cut(text, Span(0, len(text)))
    unit = find_units(clauses, statutory(clauses), statute=True)[-1]
    assert own_bearers(unit, clauses, statute=True) == Bound(("县政府",), NAMED)


def test_in_force_is_the_nearest_before() -> None:
    force = InForce().after(Bound(("下级单位",), NAMED)).after(Bound(("政府办公室",), NAMED))
    assert force.of(("值班",)) == Bound(("政府办公室",), BEFORE)


def test_in_force_is_nobody_in_particular_only_where_nobody_else_is() -> None:
    anybody = Bound(("任何单位和个人",), NAMED)
    assert InForce().after(Bound(("物业公司",), NAMED)).after(anybody).of(()).names == ("物业公司",)
    assert InForce().after(anybody).of(()).names == anybody.names


def test_in_force_of_a_punishment_is_who_broke_the_rule() -> None:
    force = InForce().after(Bound(("城管部门",), AGENT), Bound(("物业公司",), NAMED))
    assert force.of((), punished=True) == Bound(("物业公司",), BEFORE)
    assert force.of(()).names == ("城管部门",)


def test_in_force_of_a_decision_is_who_approves_and_of_anything_else_who_was_before() -> None:
    force = InForce().after(Bound(("驾驶员",), NAMED)).approved_by(Bound(("车管科",), AGENT))
    assert force.of((), words="不予批准的，应当说明原因").names == ("车管科",)
    assert force.of((), words="出车后应当登记里程").names == ("驾驶员",)


def test_in_force_of_conduct_are_people_rather_than_their_office() -> None:
    force = InForce().after(Bound(("文秘人员",), NAMED)).after(Bound(("办公室",), NAMED))
    assert force.of(("作风建设",)).names == ("文秘人员",)
    assert force.of(("值班",)).names == ("办公室",)


def test_in_force_are_the_people_spoken_of_where_nobody_is_yet() -> None:
    assert InForce().speaking_of("机要员责任重大").nearest == Bound(("机要保密人员",), SECTION)
    named = InForce().after(Bound(("下级单位",), NAMED))
    assert named.speaking_of("机要员责任重大") == named
