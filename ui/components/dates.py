"""Dates as people type them: 2014年5月, 2014-05-06, 2012年至2014年, 2014年5月以后, and nothing where nobody knows."""

import re
from calendar import monthrange
from datetime import date

from search_api.models import DateModel

_ONE = re.compile(
    r"(?P<year>[12]\d{3})"  # 2014
    r"(?:[年./-](?P<month>\d{1,2})(?:[月./-](?P<day>\d{1,2})日?|月)?|年)?"  # 5, 5月, 5月6日, 05-06
)
_LATER_MONTH = re.compile(r"\d{1,2}月(?:\d{1,2}日?)?")
_BETWEEN = re.compile("至|到|~|～|—+|–")


class NotADate(ValueError):
    """What was typed cannot be read as a date."""


def undated(when: DateModel) -> bool:
    """Whether nothing bounds it."""
    return when.earliest is None and when.latest is None


def read_date(typed: str) -> DateModel:
    """The interval that was meant; both sides null for nothing or 不详. Raises `NotADate`."""
    words = re.sub(r"\s", "", typed)
    if words in ("", "不详", "日期不详"):
        return DateModel(earliest=None, latest=None)
    if words.startswith("不晚于"):
        return DateModel(earliest=None, latest=_bounds(words.removeprefix("不晚于"))[1])
    if words.endswith("以后"):
        return DateModel(earliest=_bounds(words.removesuffix("以后"))[0], latest=None)
    parts = _BETWEEN.split(words)
    if len(parts) > 2:
        raise NotADate(typed)
    if len(parts) == 2 and _LATER_MONTH.fullmatch(parts[1]):  # 2014年3月至8月
        parts[1] = f"{parts[0][:4]}年{parts[1]}"
    first, last = _bounds(parts[0])[0], _bounds(parts[-1])[1]
    if first > last:
        raise NotADate(typed)
    return DateModel(earliest=first, latest=last)


def _bounds(words: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day."""
    found = _ONE.fullmatch(words)
    if found is None:
        raise NotADate(words)
    year, month, day = int(found["year"]), found["month"], found["day"]
    try:
        if day:
            return (one := date(year, int(month), int(day))), one
        if month:
            return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    except ValueError as error:  # IllegalMonthError is one
        raise NotADate(words) from error
    return date(year, 1, 1), date(year, 12, 31)
