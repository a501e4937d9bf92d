from hypothesis import given, settings
from hypothesis import strategies as st

from graph.link.diff import Kind, diff


def shown(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in diff(before, after)]


def test_diff_is_by_words() -> None:
    assert ("removed", "必须") in shown("值班员必须在岗", "值班员应当在岗")
    assert ("added", "应当") in shown("值班员必须在岗", "值班员应当在岗")


def test_what_went_stands_before_what_came_in_its_place() -> None:
    kinds = [kind for kind, _ in shown("值班员必须在岗，每2小时巡查", "值班员应当在岗，每3小时巡查")]
    assert kinds == ["same", "removed", "added", "same", "removed", "added", "same"]


def test_diff_sees_moved_words_as_moved() -> None:
    pieces = diff("经带班领导签批后，机要室负责归档", "机要室负责归档，经带班领导签批后")
    moved = [piece for piece in pieces if piece.kind is Kind.MOVED]
    assert moved
    assert all(piece.before and piece.after for piece in moved)


def test_diff_of_the_same_is_one_piece() -> None:
    assert shown("值班", "值班") == [("same", "值班")]
    assert shown("", "") == []


@given(st.text("值班登记必须应当，。报告", max_size=30), st.text("值班登记必须应当，。报告", max_size=30))
@settings(max_examples=200)
def test_diff_holds_both_wordings(before: str, after: str) -> None:
    pieces = diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.after) == after
    old = sorted((piece for piece in pieces if piece.before), key=lambda piece: piece.before.start)
    assert "".join(piece.text for piece in old) == before
    for piece in pieces:
        assert piece.before is None or piece.before.of(before) == piece.text
        assert piece.after is None or piece.after.of(after) == piece.text
