"""Calendar dates in running text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import days, find_dates
from ingest.model import DateInterval


@pytest.mark.parametrize(
    ("text", "first", "last", "reason"),
    [
        ("2012年3月5日", date(2012, 3, 5), date(2012, 3, 5), "a day"),
        ("二〇一二年三月五日", date(2012, 3, 5), date(2012, 3, 5), "in Chinese digits"),
        ("二OO七年十一月", date(2007, 11, 1), date(2007, 11, 30), "with the letter O for zero"),
        ("2012年2月", date(2012, 2, 1), date(2012, 2, 29), "a month of a leap year"),
        ("2012年2月份", date(2012, 2, 1), date(2012, 2, 29), "with 份"),
        ("2012年", date(2012, 1, 1), date(2012, 12, 31), "a year"),
        ("2012 年 3 月 5 日", date(2012, 3, 5), date(2012, 3, 5), "with blanks"),
        ("(2012-03-05)", date(2012, 3, 5), date(2012, 3, 5), "with hyphens"),
        ("2012.3.5", date(2012, 3, 5), date(2012, 3, 5), "with points"),
        ("２０１２年３月５日", date(2012, 3, 5), date(2012, 3, 5), "full-width"),
    ],
)
def test_dates_are_intervals(text: str, first: date, last: date, reason: str) -> None:
    (found,) = find_dates(text)
    assert found.interval == DateInterval(first, last), reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2012年2月30日", "no such day"),
        ("2012年13月", "no such month"),
        ("2012人", "a number"),
        ("12012年", "the end of a longer number"),
        ("2012-3", "a hyphen without a day may be a range"),
        ("第2012号", "a number"),
    ],
)
def test_dates_other_numbers_are_none(text: str, reason: str) -> None:
    assert list(find_dates(text)) == [], reason


def test_dates_say_whether_the_day_is_told() -> None:
    assert [m.exact for m in find_dates("2012年3月5日到2013年4月，2014年")] == [True, False, False]


def test_dates_before_1900_or_after_2100_are_none() -> None:
    assert days(1899) is None
    assert days(2101, 1, 1) is None


@given(st.text(alphabet=st.sampled_from("0123456789二〇一年月日-./ ０")))
def test_dates_take_any_text(text: str) -> None:
    for mention in find_dates(text):
        assert mention.interval.earliest is not None
        assert mention.interval.latest is not None
        assert mention.interval.earliest <= mention.interval.latest
