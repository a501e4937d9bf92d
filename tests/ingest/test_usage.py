"""What stands next to what, and which characters look alike."""

from ingest.usage import known_pairs, known_sequences, look_alikes, official_words, unknown_pairs


def test_usage_knows_what_stands_together() -> None:
    assert "管理" in known_pairs()
    assert ("扎实", "推进") in known_sequences()
    assert "推进" in official_words()


def test_usage_unknown_pairs_are_of_chinese_characters_only() -> None:
    assert unknown_pairs("外汇管埋机关ab，") == {("管", "埋"), ("埋", "机")}


def test_usage_look_alikes_come_most_alike_first() -> None:
    assert look_alikes()["末"][0] == "未"
    assert all(line and char not in line for char, line in look_alikes().items())
