"""Who a unit binds, and how that was resolved."""

import pytest

from ingest.extract.bearing import AGENT, BEFORE, LIABLE, NAMED, SECTION, Bound, InForce, own_bearers
from ingest.extract.clauses import cut
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
    ],
)
def test_own_bearers_say_how_they_were_found(text: str, expected: Bound, reason: str) -> None:
    assert bound(text) == expected, reason


def test_in_force_is_the_nearest_before() -> None:
    force = InForce().after(Bound(("下级单位",), NAMED)).after(Bound(("政府办公室",), NAMED))
    assert force.of(("值班",)) == Bound(("政府办公室",), BEFORE)


def test_in_force_of_conduct_are_people_rather_than_their_office() -> None:
    force = InForce().after(Bound(("文秘人员",), NAMED)).after(Bound(("办公室",), NAMED))
    assert force.of(("作风建设",)).names == ("文秘人员",)
    assert force.of(("值班",)).names == ("办公室",)


def test_in_force_are_the_people_spoken_of_where_nobody_is_yet() -> None:
    assert InForce().speaking_of("机要员责任重大").nearest == Bound(("机要保密人员",), SECTION)
    named = InForce().after(Bound(("下级单位",), NAMED))
    assert named.speaking_of("机要员责任重大") == named
