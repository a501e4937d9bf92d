"""What is remembered holds for one state only, and for so many answers."""

from search_api.remembered import Remembered


def test_remembered_makes_an_answer_once_for_a_state() -> None:
    made: list[str] = []

    def make() -> str:
        made.append("made")
        return f"answer {len(made)}"

    remembered: Remembered[str, str] = Remembered(2)
    assert [remembered.get(1, "值班", make), remembered.get(1, "值班", make)] == ["answer 1", "answer 1"]
    assert remembered.get(2, "值班", make) == "answer 2"


def test_remembered_forgets_what_was_longest_not_asked_for() -> None:
    remembered: Remembered[str, int] = Remembered(2)
    for key in ("甲", "乙", "甲", "丙"):
        remembered.get(1, key, lambda: 1)
    assert [remembered.get(1, key, lambda: 2) for key in ("甲", "丙")] == [1, 1]
    assert remembered.get(1, "乙", lambda: 2) == 2


def test_remembered_keeps_nothing_that_was_made_for_a_state_gone_by() -> None:
    remembered: Remembered[str, int] = Remembered(2)

    def make_late() -> int:
        remembered.get(2, "乙", lambda: 0)  # meanwhile the collection has changed
        return 1

    assert remembered.get(1, "甲", make_late) == 1
    assert remembered.get(2, "甲", lambda: 2) == 2
