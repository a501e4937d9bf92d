"""A quote is found again where it is certain, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.corrections.anchor import anchor_of, find
from graph.corrections.model import Anchor
from ingest.model import Span

TEXT = "甲要到岗。乙要到岗。丙必须按时签到。"


@pytest.mark.parametrize(
    ("anchor", "found"),
    [
        pytest.param(Anchor("丙必须按时签到"), "丙必须按时签到", id="once in the text, without context"),
        pytest.param(Anchor("要到岗", prefix="乙"), "乙", id="told by what stands before"),
        pytest.param(Anchor("要到岗", suffix="。丙必"), "乙", id="told by what stands after"),
        pytest.param(Anchor("要到岗", start=0), "甲", id="told by nearness alone"),
        pytest.param(Anchor("要到岗", prefix="甲", start=7), "甲", id="context outweighs nearness"),
        pytest.param(Anchor("要到岗"), None, id="twice, and nothing tells"),
        pytest.param(Anchor("要到岗", prefix="丁", start=3), None, id="twice, in other surroundings"),
        pytest.param(Anchor("要到岗", prefix="丁", start=6), "乙", id="other surroundings, the same place"),
        pytest.param(Anchor("丁要到岗"), None, id="not in the text"),
        pytest.param(Anchor("丙必须 按时\n签到"), "丙必须按时签到", id="but for blanks and breaks"),
        pytest.param(Anchor("签到", prefix="会后"), None, id="short, once, in other surroundings: chance"),
        pytest.param(Anchor("必须按时签到", prefix="会后都"), "必须按时签到", id="long, once, in other surroundings"),
        pytest.param(Anchor(" "), None, id="nothing to look for"),
    ],
)
def test_find(anchor: Anchor, found: str | None) -> None:
    span = find(TEXT, anchor)
    if found is None:
        assert span is None
    else:
        assert span is not None
        who = TEXT[span.start - 1] if len(found) == 1 else span.of(TEXT)
        assert who == found


def test_find_in_a_text_that_has_moved() -> None:
    anchor = anchor_of(TEXT, Span(6, 9))
    assert anchor.exact == "要到岗"
    for newer in ("开场白。" + TEXT, TEXT.replace("甲要到岗。", ""), TEXT.replace("按时", "准时")):
        span = find(newer, anchor)
        assert span is not None
        assert newer[span.start - 1] == "乙"


@given(st.text("甲乙要到岗。", max_size=60), st.data())
def test_find_in_the_same_text_gives_the_same_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if text[start:end]:
        assert find(text, anchor_of(text, Span(start, end))) == Span(start, end)
