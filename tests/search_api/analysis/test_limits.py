from itertools import pairwise

import pytest

from ingest.model import Deadline
from search_api.analysis.limits import AT_ONCE, UNMEASURED, mark_of, seconds_in, seconds_of, words_of

HOUR, DAY = 3_600, 86_400


@pytest.mark.parametrize(
    ("words", "seconds", "reason"),
    [
        ("2小时", 2 * HOUR, "figures"),
        ("两个小时", 2 * HOUR, "numerals"),
        ("２ 小时", 2 * HOUR, "full width, a blank"),
        ("2小时以内", 2 * HOUR, "as it is said"),
        ("半小时", 1_800, "half"),
        ("30分钟", 1_800, "minutes"),
        ("一个半小时", 5_400, "one and a half"),
        ("24小时", DAY, "a day in hours"),
        ("3天", 3 * DAY, "days"),
        ("3个工作日", 3 * DAY, "working days without a weekend"),
        ("5个工作日", 7 * DAY, "five working days are a week"),
        ("20个工作日", 28 * DAY, "four weeks"),
        ("2周", 14 * DAY, "weeks"),
        ("一个月", 30 * DAY, "a month"),
        ("1年", 365 * DAY, "a year"),
        ("当天", DAY, "the same day"),
        ("2", None, "no unit"),
        ("小时", None, "no number"),
        ("2小时3天", None, "two lengths"),
        ("2014年", None, "a year of the calendar"),
        ("", None, "nothing"),
    ],
)
def test_seconds_in_reads_one_length_of_time(words: str, seconds: int | None, reason: str) -> None:
    assert seconds_in(words) == seconds, reason


@pytest.mark.parametrize(
    ("deadline", "mark", "reason"),
    [
        (Deadline("1小时内", "PT1H"), "3600", "hours"),
        (Deadline("90分钟", "PT90M"), "5400", "minutes"),
        (Deadline("20个工作日", "P20D", working_days=True), str(28 * DAY), "working days"),
        (Deadline("20日内", "P20D"), str(20 * DAY), "days"),
        (Deadline("三个月内", "P3M"), str(90 * DAY), "months, not minutes"),
        (Deadline("立即", None), AT_ONCE, "at once"),
        (Deadline("每月5日前", None), UNMEASURED, "a day of the calendar"),
        (Deadline("x", "P1W2"), UNMEASURED, "no duration"),
    ],
)
def test_mark_of_compares_what_can_be_measured(deadline: Deadline, mark: str, reason: str) -> None:
    assert mark_of(deadline) == mark, reason


def test_working_days_grow_and_are_never_less_than_days() -> None:
    found = [seconds_of(f"P{n}D", working_days=True) or 0 for n in range(60)]
    assert all(before < after for before, after in pairwise(found))
    assert all(n * DAY <= seconds for n, seconds in enumerate(found))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1_800, "30分钟"), (2 * HOUR, "2小时"), (DAY, "1天"), (30 * DAY, "1个月"), (730 * DAY, "2年"), (0, "0分钟")],
)
def test_words_of_takes_the_largest_unit(seconds: int, words: str) -> None:
    assert words_of(seconds) == words
