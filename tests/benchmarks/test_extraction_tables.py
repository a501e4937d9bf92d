"""The builder of the tables that are counted: what it keeps of a text."""

from benchmarks.extraction.tables import BEYOND_CHANCE, counted
from ingest.usage import known_pairs, known_sequences

OFTEN = ["办公室印发通知。"] * 6
SELDOM = ["龙舟竞渡"]


def test_pairs_are_those_that_recur_in_the_text() -> None:
    pairs, _ = counted([*OFTEN, *SELDOM])
    kept = {line[0] + second for line in pairs for second in line[1:]}
    assert {"办公", "公室", "印发"} <= kept
    assert "龙舟" not in kept  # seen once
    assert not any("。" in pair for pair in kept)


def test_sequences_are_words_that_follow_one_another_beyond_chance() -> None:
    other = [f"{word}。" for word in ("会议", "材料", "值班", "档案", "信访", "督查") for _ in range(40)]
    _, sequences = counted([*OFTEN, *other])
    assert "印发 通知" in sequences
    _, alone = counted(OFTEN)
    assert alone == []  # in a text of nothing else it is no more than chance would have it
    assert BEYOND_CHANCE > 0


def test_tables_that_ship_hold_pairs_and_no_text() -> None:
    assert all(len(pair) == 2 for pair in known_pairs())
    assert max(len(word) for pair in known_sequences() for word in pair) <= 16  # the longest name in the dictionary
