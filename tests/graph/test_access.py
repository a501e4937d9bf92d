"""Who may open what."""

import pytest

from graph.access import LOCAL, Access, Reader


@pytest.mark.parametrize(
    ("reader", "access", "expected"),
    [
        pytest.param(LOCAL, Access("受限", frozenset({"机要"})), True, id="local mode opens everything"),
        pytest.param(Reader(frozenset({"公开"})), Access(), True, id="a level that the reader has"),
        pytest.param(Reader(frozenset({"公开"})), Access("内部"), False, id="a level that the reader has not"),
        pytest.param(Reader(frozenset()), Access(), False, id="no levels is not all levels"),
        pytest.param(
            Reader(frozenset({"内部"})), Access("内部", frozenset({"机要"})), False, id="the level without the group"
        ),
        pytest.param(
            Reader(frozenset({"内部"}), frozenset({"机要"})),
            Access("内部", frozenset({"督查", "机要"})),
            True,
            id="one of the groups is enough",
        ),
        pytest.param(
            Reader(frozenset({"公开"}), frozenset({"机要"})),
            Access("内部", frozenset({"机要"})),
            False,
            id="the group without the level",
        ),
    ],
)
def test_reader_may_open(reader: Reader, access: Access, expected: bool) -> None:
    assert reader.may_open(access) is expected
