from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.models import DateModel
from ui import labels
from ui.components.dates import NotADate, read_date


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        # As the pages write dates themselves.
        ("2014年5月6日", date(2014, 5, 6), date(2014, 5, 6)),
        ("2014年2月", date(2014, 2, 1), date(2014, 2, 28)),
        ("2014年", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014年3月至8月", date(2014, 3, 1), date(2014, 8, 31)),
        ("2012年至2014年", date(2012, 1, 1), date(2014, 12, 31)),
        ("2012年3月以后", date(2012, 3, 1), None),
        ("不晚于2014年8月", None, date(2014, 8, 31)),
        ("日期不详", None, None),
        # As people type them.
        ("2014-05-06", date(2014, 5, 6), date(2014, 5, 6)),
        ("2014.5", date(2014, 5, 1), date(2014, 5, 31)),
        (" 2014 ", date(2014, 1, 1), date(2014, 12, 31)),
        ("2012年3月到2013年1月", date(2012, 3, 1), date(2013, 1, 31)),
        ("", None, None),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, earliest: date | None, latest: date | None) -> None:
    assert read_date(typed) == DateModel(earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    "typed",
    [
        "去年",  # no year
        "2014年13月",  # no such month
        "2014年2月30日",  # no such day
        "2014年至2012年",  # ends before it begins
        "2012年至2013年至2014年",  # which?
        "５月",  # no year
        "14年5月",  # of which century?
    ],
)
def test_what_is_no_date_is_not_guessed_at(typed: str) -> None:
    with pytest.raises(NotADate):
        read_date(typed)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_that_was_written_is_read_again(day: date) -> None:
    one = DateModel(earliest=day, latest=day)
    assert read_date(labels.date_words(one)) == one


@given(st.text(alphabet="0123456789年月日至到-.不晚于以后", max_size=12))
def test_no_words_break_the_reading(typed: str) -> None:
    with suppress(NotADate):
        found = read_date(typed)
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
