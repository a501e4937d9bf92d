import pytest

from search_api.errors import BadCursor
from search_api.index.fields import FacetField
from search_api.ranking.cursors import FARTHEST, cursor_of, offset_of

FILTERS = {FacetField.DUTY: ("值班", "保密")}


def test_offset_of_gives_back_what_the_cursor_was_made_of() -> None:
    assert offset_of(cursor_of("值班", FILTERS, 40), "值班", FILTERS) == 40
    assert offset_of(None, "值班", FILTERS) == 0


def test_offset_of_does_not_mind_the_order_of_values() -> None:
    assert offset_of(cursor_of("值班", FILTERS, 40), "值班", {FacetField.DUTY: ("保密", "值班")}) == 40


@pytest.mark.parametrize(
    ("cursor", "reason"),
    [
        (cursor_of("保密", FILTERS, 40), "another query"),
        (cursor_of("值班", {}, 40), "other filters"),
        (cursor_of("值班", FILTERS, 0), "the first page has no cursor"),
        (cursor_of("值班", FILTERS, -1), "before the first"),
        (cursor_of("值班", FILTERS, FARTHEST + 1), "too far"),
        ("", "nothing"),
        ("值班", "no letters"),
        ("bnVsbA", "null"),
        ("W251bGwsIHRydWVd", "no numbers"),
        ("x" * 10_000, "long"),
    ],
)
def test_offset_of_refuses_others(cursor: str, reason: str) -> None:
    with pytest.raises(BadCursor):
        offset_of(cursor, "值班", FILTERS)
