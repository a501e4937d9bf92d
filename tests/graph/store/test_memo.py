"""What is counted once a commit."""

from graph.store.memo import Memo


def test_memo_makes_once_a_commit() -> None:
    memo, made = Memo(10), iter(range(10))
    assert [memo.get(1, "a", lambda: next(made)) for _ in range(3)] == [0, 0, 0]
    assert memo.get(1, "b", lambda: next(made)) == 1
    assert memo.get(2, "a", lambda: next(made)) == 2


def test_memo_keeps_nothing_for_an_older_commit() -> None:
    """A reader may still be in a snapshot from before the last commit."""
    memo, made = Memo(10), iter(range(10))
    memo.get(2, "a", lambda: next(made))
    assert [memo.get(1, "a", lambda: next(made)) for _ in range(2)] == [1, 2]
    assert memo.get(2, "a", lambda: next(made)) == 0


def test_memo_forgets_what_was_asked_longest_ago() -> None:
    memo, made = Memo(2), iter(range(10))
    for key in ("a", "b", "a", "c"):
        memo.get(1, key, lambda: next(made))
    assert memo.get(1, "a", lambda: next(made)) == 0
    assert memo.get(1, "b", lambda: next(made)) == 3
