"""Chinese characters."""

from ingest.script import common_rank, is_hanzi, simplified_forms


def test_common_rank_is_by_use_and_holds_traditional_forms() -> None:
    rank = common_rank()
    assert rank["的"] < 10 < rank["督"]
    assert rank["辦"] == rank["办"]
    assert "鍔" not in rank


def test_simplified_forms_change_only_traditional_characters() -> None:
    assert "辦公室的後勤".translate(simplified_forms()) == "办公室的后勤"
    assert "著名的乾隆".translate(simplified_forms())[0] == "著"


def test_is_hanzi_is_no_mark_and_no_letter() -> None:
    assert [char for char in "值。ａA〇あ" if is_hanzi(char)] == ["值", "〇"]
