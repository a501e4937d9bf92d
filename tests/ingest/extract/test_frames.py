"""Who is told to have said what a sentence orders."""

import pytest

from ingest.extract.clauses import cut, simplified
from ingest.extract.frames import without_frame
from ingest.model import Span


@pytest.mark.parametrize(
    ("sentence", "left", "reason"),
    [
        ("会议强调，要管好钥匙", ["要管好钥匙"], "a clause of its own"),
        ("他要求，各库要上锁", ["各库要上锁"], "who was named before"),
        ("在昨天的例会上，站长指出，要管好钥匙", ["要管好钥匙"], "with the occasion before it"),
        ("站长强调要管好钥匙，及时归还", ["要管好钥匙", "及时归还"], "without a comma"),
        ("按照会议要求，要管好钥匙", ["按照会议要求", "要管好钥匙"], "the ground of an act"),
        ("同志们要牢记这个要求，管好钥匙", ["同志们要牢记这个要求", "管好钥匙"], "an order that speaks of a demand"),
        ("要管好钥匙，会议强调", ["要管好钥匙", "会议强调"], "nothing is left after it"),
        ("站长要管好钥匙", ["站长要管好钥匙"], "who is bound"),
    ],
)
def test_a_frame_is_no_part_of_what_is_ordered(sentence: str, left: list[str], reason: str) -> None:
    found = without_frame(cut(simplified(sentence), Span(0, len(sentence))))
    assert [clause.text for clause in found] == left, reason
    assert [clause.span.of(sentence) for clause in found] == left, "and each stands where it says"


def test_nothing_is_left_of_nothing() -> None:
    assert without_frame(()) == ()
