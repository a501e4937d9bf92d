"""How likely characters are, and round trips."""

import pytest

from ingest.mojibake import is_readable, likelihood_per_char, mend, round_trip


def test_likelihood_puts_chinese_above_what_it_is_misread_as() -> None:
    words = "办公室值班制度"
    misread = words.encode().decode("gb18030", errors="replace")
    assert likelihood_per_char(words) > -8.5 > -10 > likelihood_per_char(misread)


def test_round_trip_marks_what_was_lost() -> None:
    misread = "办公室".encode().decode("gb18030", errors="replace")
    assert "\ufffd" in misread
    assert round_trip(misread, "gb18030", "utf-8").startswith("办公")
    assert round_trip(misread, "gb18030", "utf-8").endswith("\ufffd")


@pytest.mark.parametrize("text", ["办公室值班制度", "", "plain", "龘龖"])
def test_mend_leaves_sound_text_alone(text: str) -> None:
    assert mend(text) is None


@pytest.mark.parametrize(
    ("char", "readable"), [("值", True), ("。", True), ("\ufffd", False), ("\x00", False), ("\ue000", False)]
)
def test_is_readable(char: str, readable: bool) -> None:
    assert is_readable(char) is readable
