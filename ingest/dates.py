"""Calendar dates in running text: 2012年3月5日, 二〇一二年三月, (2012-3-5), as intervals of days."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.model import DateInterval, Span
from ingest.numerals import to_int

_DIGIT = "0-9０-９"
_CN = "〇○ＯO零一二三四五六七八九"
_DATE = re.compile(
    rf"""
    (?<![{_DIGIT}A-Za-z.])
    (?P<year> (?:19|20|１９|２０)[{_DIGIT}]{{2}} | [一二][{_CN}]{{3}} ) \s*
    (?: 年 (?: \s* (?P<month>[{_DIGIT}]{{1,2}}|[一二三四五六七八九十]{{1,2}}) \s* 月份?
              (?: \s* (?P<day>[{_DIGIT}]{{1,2}}|[一二三四五六七八九十]{{1,3}}) \s* [日号] )? )?
      | (?P<sep>[-./．]) (?P<m>[{_DIGIT}]{{1,2}}) (?P=sep) (?P<d>[{_DIGIT}]{{1,2}}) (?![{_DIGIT}])
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed: the days it covers and where it stands. A year alone covers the year."""

    interval: DateInterval
    span: Span
    exact: bool
    """Whether the day is told."""


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """The dates of `text` between two offsets, in text order; impossible ones such as 2月30日 are left out."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        year, month, day = (to_int(value) if value else None for value in _parts(match))
        interval = days(year, month, day) if year else None
        if interval:
            yield DateMention(interval, Span(*match.span()), day is not None)


def days(year: int, month: int | None = None, day: int | None = None) -> DateInterval | None:
    """The interval of a day, a month or a year; None where the calendar has no such day."""
    if not 1900 <= year <= 2100 or (month is not None and not 1 <= month <= 12):
        return None
    last = monthrange(year, month or 12)[1]
    if day is not None and not 1 <= day <= last:
        return None
    return DateInterval(date(year, month or 1, day or 1), date(year, month or 12, day or last))


def _parts(match: re.Match[str]) -> tuple[str, str | None, str | None]:
    return match["year"], match["month"] or match["m"], match["day"] or match["d"]
