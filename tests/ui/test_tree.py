import json

import pytest

from tests.ui.fake_api import HOSTILE
from ui.components.tree import el, elements, joined, text_of


def test_an_element_leaves_out_what_is_not_there() -> None:
    assert el("p", "", None, "", "字") == ["p", {}, ["字"]]


def test_a_tree_is_json_and_keeps_hostile_words_as_words() -> None:
    node = el("p", "quote", HOSTILE, el("b", "", "重"), attrs={"title": HOSTILE})
    assert json.loads(json.dumps(node)) == node
    assert text_of(node) == HOSTILE + "重"


@pytest.mark.parametrize(
    ("tag", "having", "count"), [("a", None, 2), ("a", "href", 1), (None, "href", 1), ("b", None, 0)]
)
def test_elements_are_found_by_tag_and_attribute(tag: str | None, having: str | None, count: int) -> None:
    node = el("p", "", el("a", "", "一", attrs={"href": "/"}), el("i", "", el("a", "", "二")))
    assert len(elements(node, tag, having=having)) == count


def test_joined_puts_something_between() -> None:
    assert joined(["一", "二", "三"], "、") == ["一", "、", "二", "、", "三"]
