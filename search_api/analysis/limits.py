"""Time limits as seconds, so that limits in different units can be compared.

A minute is 60 seconds, an hour 3,600, a day 86,400; a month is 30 days and a year 365. Working days: every five are a
week of seven days and the rest are days (3个工作日 = 3天, 5个工作日 = 7天, 20个工作日 = 28天), the least that they can
come to. 当天 and 次日 are a day, as extraction has them.
"""

import re

from ingest.model import Deadline
from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import simplify

AT_ONCE = "at_once"
"""立即, 第一时间: at once, and not comparable."""
UNMEASURED = "unmeasured"
"""A limit that is a point in the calendar (每月5日前)."""
_DAY = 86_400
_DURATION = re.compile(
    r"""
    P(?:(?P<years>{n})Y)?(?:(?P<months>{n})M)?(?:(?P<working>{n})BD)?(?:(?P<days>{n})D)?
    (?:T(?:(?P<hours>{n})H)?(?:(?P<minutes>{n})M)?)?
    """.replace("{n}", r"\d+(?:\.\d+)?"),
    re.VERBOSE,
)
_WITHIN = re.compile("(?:以内|之内|内|之前|以前|前)$")
_AT_ONCE = re.compile("立即|立刻|即刻|即时|马上|第一时间|当场|随时|随到随办")


def mark_of(deadline: Deadline) -> str:
    """How a time limit is indexed: its seconds, `AT_ONCE` or `UNMEASURED`."""
    seconds = seconds_of(deadline.iso, working_days=deadline.working_days) if deadline.iso else None
    if seconds is not None:
        return str(seconds)
    return AT_ONCE if is_at_once(deadline.text) else UNMEASURED


def is_at_once(words: str) -> bool:
    """Whether words say that something is due at once."""
    return _AT_ONCE.search(words) is not None


def seconds_of(iso: str, *, working_days: bool = False) -> int | None:
    """An ISO 8601 duration (or one of working days, `P5BD`) in seconds; None where it is none."""
    match = _DURATION.fullmatch(iso)
    if match is None:
        return None
    part = {name: float(value or 0) for name, value in match.groupdict().items()}
    if working_days:
        part["working"] += part.pop("days")
        part["days"] = 0.0
    weeks, rest = divmod(part["working"], 5)
    days = part["years"] * 365 + part["months"] * 30 + part["days"] + weeks * 7 + rest
    return round(days * _DAY + part["hours"] * 3_600 + part["minutes"] * 60)


def seconds_in(words: str) -> int | None:
    """The one length of time that words say (两小时, 3个工作日, 半天); None where they say none, or more than that."""
    text = _WITHIN.sub("", "".join(simplify(words).split()))
    for quantity in find_quantities(text):
        if (quantity.start, quantity.end) == (0, len(text)):
            return seconds_of(quantity.token)
        break
    return {"当天": _DAY, "当日": _DAY, "即日": _DAY, "次日": _DAY}.get(text)


def words_of(seconds: int) -> str:
    """A length of time as people write it, in the largest unit that divides it: 7200 → 2小时."""
    for size, unit in ((365 * _DAY, "年"), (30 * _DAY, "个月"), (_DAY, "天"), (3_600, "小时")):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds // 60}分钟"
