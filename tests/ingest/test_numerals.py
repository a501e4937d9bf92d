"""Numerals: Chinese and Arabic digits to integers, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import to_chinese, to_int


@pytest.mark.parametrize(
    ("numeral", "value", "reason"),
    [
        ("三", 3, "one digit"),
        ("十", 10, "a ten with no digit before it"),
        ("二十一", 21, "tens and ones"),
        ("一百零五", 105, "a zero that only fills the place"),
        ("二〇一二", 2012, "a year, digit by digit"),
        ("二○○七", 2007, "a year with geometric circles for zero"),
        ("廿一", 21, "the short form of twenty"),
        ("两千", 2000, "两 for two"),
        ("三千五百万", 35_000_000, "ten thousands"),
        ("２４", 24, "full-width digits"),
        ("3万", 30_000, "Arabic digits with a Chinese unit"),
        (" 1 2 ", 12, "blanks between digits"),
    ],
)
def test_numerals_read(numeral: str, value: int, reason: str) -> None:
    assert to_int(numeral) == value, reason


@pytest.mark.parametrize("words", ["", "  ", "办公室", "第三", "三个", "1.5", "-1"])
def test_numerals_other_words_have_no_value(words: str) -> None:
    assert to_int(words) is None


@given(st.integers(min_value=0, max_value=9999))
def test_numerals_round_trip(number: int) -> None:
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize(("number", "printed"), [(10, "十"), (12, "十二"), (20, "二十"), (110, "一百一十"), (0, "零")])
def test_numerals_are_printed_as_outlines_print_them(number: int, printed: str) -> None:
    assert to_chinese(number) == printed


def test_numerals_refuse_what_no_outline_counts_to() -> None:
    with pytest.raises(ValueError, match="not in"):
        to_chinese(10_000)


@given(st.text())
def test_numerals_take_any_text(text: str) -> None:
    value = to_int(text)
    assert value is None or value >= 0
