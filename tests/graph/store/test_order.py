"""Orders as numbers and as strings that compare the same everywhere."""

from hypothesis import given
from hypothesis import strategies as st

from graph.store.order import in_turns, sortable


@given(one=st.text(), other=st.text())
def test_sortable_is_in_the_order_of_code_points(one: str, other: str) -> None:
    assert (sortable(one) < sortable(other)) == (one < other)
    assert sortable(one + other).startswith(sortable(one))


def test_in_turns_takes_the_first_of_each_before_the_second_of_any() -> None:
    assert in_turns([[1, 4], [], [2], [3, 5, 6]]) == [1, 2, 3, 4, 5, 6]
