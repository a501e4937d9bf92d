"""What a text mentions of public events, as bounds on when it was said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from ingest.dates import DateMention, find_dates
from ingest.lexicon import load_data
from ingest.model import DateInterval
from ingest.numerals import NUMERAL, to_int

_LOOKS_FORWARD = re.compile("(?:迎接|喜迎|筹备|献礼|迎)[^，。；]{0,12}$")
_AHEAD = re.compile(
    "[”》]?(?:会议?)?(?:的?胜利)?(?:下个?月|本月|这个月|月底|很快|马上|不久|今年[^，。；]{0,6})?"
    "(?:即将|将要|就要|也?将于|将在|要召开|前夕|(?:召开|开幕)(?:前|在即|还有))"
)
_NEXT_MONTH = re.compile("[^，。；]{0,6}下个?月[^，。；]{0,8}(?:召开|开幕|举行|举办)")
DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[（(【](?P<year>(?:19|20)\d\d)[〕\]）)】]\s*第?\d{1,4}\s*号")
"""A document number, 国办发〔2014〕3号, which tells the year."""
# 刚刚过去的2013年: said in the year after; what the other words say of the year in digits behind them.
_YEAR_TOLD = re.compile(
    r"(?P<word>刚刚过去的|去年[（(]?|上年[（(]|即将过去的|即将到来的|明年[（(]?|今年[（(]?|本年度[（(]?)(?P<year>(?:19|20)\d\d)年?(?!\d)"
)
# 再有一个多月，…就要开幕; …开幕还有两天
_BEFORE_IT = re.compile(
    rf"(?:再有|再过|还有|不到)(?P<n>几|[{NUMERAL}]{{1,3}})(?P<unit>个(?P<more>多)?月|天)[^。；]{{0,12}}$"
)
_UNTIL_IT = re.compile(rf"[^，。；]{{0,6}}还有(?P<n>几|[{NUMERAL}]{{1,3}})(?P<unit>个(?P<more>多)?月|天)")
# 谋划“十二五”: talked of before anybody has proposed it.
_PLAN_AHEAD = re.compile("(?:谋划|编制|展望|制定|启动|衔接)[^，。；]{0,6}$")
_PLAN_IN_MAKING = re.compile("[^，。；]{0,4}(?:谋划|编制|前期|研究)")
# 到2015年, 2011—2015年, 自2013年3月1日起施行: not past when it is said.
_PLANNED = re.compile(r"(?:(?<!截)[到至]|争取|力争|计划|预计|规划|目标|—|－|-|~|～|将于|将在|自)\s*$")
_PLAN_FOLLOWS = re.compile(r"\s*(?:底?前|远景|[—－~～-]|起(?:施行|实施|执行)|要|将)")
_THIS_YEAR = "今年[^。；！]{0,40}?"
_YEAR_OF = re.compile("[^，。；]{0,4}(?:是|为)[^，。；]{0,40}之年")
_MONTHS = re.compile(r"(?<!\d)1\s*[-—－~～至到]\s*(1[0-2]|[2-9])\s*月份?[^。；]{0,20}(?:完成|实现|达到|增长|收入)")
_NTH_YEAR = re.compile("第([一二三四五])(?:年|个年头)")
MONTHS_TOLD = timedelta(days=75)
"""How long the figures of months 1 to N are told: those of N + 1 are out one to one and a half months later."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One piece of evidence: it was said inside one of `choices` (nearly always one), `basis` says why in Chinese."""

    choices: tuple[DateInterval, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Season:
    """A part of any year, from one (month, day) to another, in which it was said."""

    first: tuple[int, int]
    last: tuple[int, int]
    basis: str


@dataclass(frozen=True, slots=True)
class Event:
    """A public event (events.yaml says what the fields mean)."""

    name: str
    pattern: re.Pattern[str]
    day: date
    announced: date | None
    until: date | None


def find_bounds(text: str) -> Iterator[Bound]:
    """What the mentions in `text` say of when it was said."""
    yield from _of_dates(text)
    yield from _of_numbers(text)
    yield from _of_years_told(text)
    yield from _of_anniversaries(text)
    for event in _events() if _any_event().search(text) else ():
        yield from _of_event(event, text)
    yield from _of_plans(text)
    for entry in _data()["years"]:
        if re.search(f"{_THIS_YEAR}(?:{'|'.join(entry['words'])})", text):
            years = tuple(DateInterval(date(year, 1, 1), date(year, 12, 31)) for year in entry["years"])
            yield Bound(years, f"文中称今年是{entry['name']}")


def find_seasons(text: str) -> Iterator[Season]:
    """What the figures and tasks in `text` say of the part of the year."""
    for entry in _data()["seasons"]:
        if re.search("|".join(entry["words"]), text):
            yield Season(_month_day(entry["from"]), _month_day(entry["to"]), entry["name"])
    for match in _MONTHS.finditer(text):
        known = date(2001, int(match[1]), 28) + timedelta(days=4)
        last = min(known.replace(day=1) + MONTHS_TOLD, date(2001, 12, 31)) if known.year == 2001 else date(2001, 12, 31)
        first = known.replace(day=1) if known.year == 2001 else date(2001, 12, 1)
        yield Season((first.month, first.day), (last.month, last.day), f"1至{match[1]}月完成情况")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load_data("events")
    return data


@cache
def _events() -> tuple[Event, ...]:
    return tuple(
        Event(
            name=entry["name"],
            pattern=re.compile(f"(?<![一二三四五六七八九十百])(?:{'|'.join(entry['words'])})"),
            day=entry["date"],
            announced=entry.get("announced"),
            until=entry.get("until"),
        )
        for entry in _data()["events"]
    )


@cache
def _any_event() -> re.Pattern[str]:
    """The words of all events, none of which most texts hold."""
    return re.compile("|".join(word for entry in _data()["events"] for word in entry["words"]))


def chinese_day(day: date) -> str:
    """A day as documents print it: 2012年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def whole_year(mention: DateMention) -> bool:
    """Whether a date tells no more than the year."""
    first, last = mention.interval.earliest, mention.interval.latest
    return first is not None and last is not None and last - first > timedelta(days=31)


def _of_dates(text: str) -> Iterator[Bound]:
    """A date in the text was past; 2013年是…之年 is said in that year, or in the month before it."""
    for mention in find_dates(text):
        end = mention.span.end
        before, after = text[max(0, mention.span.start - 6) : mention.span.start], text[end : end + 60]
        earliest, words = mention.interval.earliest, mention.span.of(text)
        if not earliest or _PLANNED.search(before) or _PLAN_FOLLOWS.match(after):
            continue
        if whole_year(mention) and _YEAR_OF.match(after):
            interval = DateInterval(date(earliest.year - 1, 12, 1), mention.interval.latest)
            yield Bound((interval,), f"文中称“{words}是…之年”")
        else:
            yield Bound((DateInterval(earliest, None),), f"文中提到{words}")


def _of_numbers(text: str) -> Iterator[Bound]:
    """The numbers of documents that are spoken of: 国办发〔2014〕3号 was there by then."""
    years = {int(match["year"]): match[0] for match in DOCUMENT_NUMBER.finditer(text)}
    if years and 1949 <= max(years) <= 2100:
        yield Bound((DateInterval(date(max(years), 1, 1), None),), f"文中提到{years[max(years)]}")


def _of_years_told(text: str) -> Iterator[Bound]:
    """刚刚过去的2013年, 今年（2014年）, 即将到来的2015年: the year of speaking by another year."""
    for match in _YEAR_TOLD.finditer(text):
        year, word = int(match["year"]), match["word"].rstrip("（(")
        first, last = _TOLD[word]
        interval = DateInterval(date(year + first[0], *first[1:]), date(year + last[0], *last[1:]))
        yield Bound((interval,), f"文中称“{match[0].strip('（(')}”")


# From the year told, the first and the last day on which it is spoken of so: (years later, month, day).
_TOLD = {
    "刚刚过去的": ((1, 1, 1), (1, 12, 31)),
    "去年": ((1, 1, 1), (1, 12, 31)),
    "上年": ((1, 1, 1), (1, 12, 31)),
    "今年": ((0, 1, 1), (0, 12, 31)),
    "本年度": ((0, 1, 1), (0, 12, 31)),
    "明年": ((-1, 1, 1), (-1, 12, 31)),
    "即将过去的": ((0, 11, 1), (0, 12, 31)),
    "即将到来的": ((-1, 11, 1), (-1, 12, 31)),
}


def _of_anniversaries(text: str) -> Iterator[Bound]:
    """今年是新中国成立70周年: the year of speaking by an anniversary."""
    for entry in _data()["anniversaries"]:
        match = re.search(
            rf"(?:今年|正值|适逢|恰逢|迎来|喜迎)[^。；！]{{0,20}}?(?:{'|'.join(entry['words'])})[^，。；]{{0,4}}?"
            rf"(?P<n>[{NUMERAL}]{{1,4}})(?:周年|华诞)",
            text,
        )
        n = to_int(match["n"]) if match else None
        if match and n and n <= 200:
            year = entry["year"] + n
            yield Bound((DateInterval(date(year, 1, 1), date(year, 12, 31)),), f"文中称今年是{entry['name']}{n}周年")


def _of_event(event: Event, text: str) -> Iterator[Bound]:
    mentions = list(event.pattern.finditer(text))
    if not mentions:
        return
    # One mention that looks forward is enough: the others speak of the same event to come.
    ahead = event.announced and any(
        _LOOKS_FORWARD.search(text, max(0, m.start() - 20), m.start()) or _AHEAD.match(text, m.end()) for m in mentions
    )
    day = chinese_day(event.day)
    if ahead:
        told = (_days_ahead(event, text, m) for m in mentions)
        span = next((days for days in told if days), None)
        interval = DateInterval(event.announced, event.day - timedelta(days=1))
        if span:
            interval = DateInterval(event.day - timedelta(days=span[0]), event.day - timedelta(days=span[1]))
        yield Bound((interval,), f"文中称迎接{event.name}（{day}）")
    else:
        yield Bound((DateInterval(event.day, event.until),), f"文中提到{event.name}（{day}）")


def _days_ahead(event: Event, text: str, mention: re.Match[str]) -> tuple[int, int] | None:
    """How many days ahead an event is told to be, at most and at least: 再有一个多月 is 61 to 28."""
    if _NEXT_MONTH.match(text, mention.end()):
        last = event.day.replace(day=1) - timedelta(days=1)
        return (event.day - last.replace(day=1)).days, (event.day - last).days
    told = _BEFORE_IT.search(text, max(0, mention.start() - 24), mention.start()) or _UNTIL_IT.match(
        text, mention.end()
    )
    if not told:
        return None
    if told["n"] == "几":
        return (270, 60) if "月" in told["unit"] else (10, 2)
    n = to_int(told["n"]) or 0
    if "月" not in told["unit"]:
        return n, n
    return (31 * (n + 1) - 1, 28 * n) if told["more"] else (31 * n + 10, 28 * n - 10)


def _of_plans(text: str) -> Iterator[Bound]:
    """A five-year plan is talked of once it is proposed; 今年是“十一五”… is said inside its years."""
    for plan in _data()["plans"]:
        name = f'(?<![一二三四五六七八九十])[“"]?{plan["name"]}[”"]?'
        mention = rf"{name}(?:规划|计划|时期|期间|发展|开局|末|以来|的)|“{plan['name']}”"
        if any(not _in_making(text, match) for match in re.finditer(mention, text)):
            yield Bound((DateInterval(plan["proposed"], None),), f"文中提到“{plan['name']}”")
        this_year = re.search(
            rf"{_THIS_YEAR}{name}(?P<what>[^，。；]{{0,20}})"
            rf"|{name}[^，。；]{{0,10}}(?:进入|步入|迎来)(?P<entered>第[一二三四五](?:个年头|年))",
            text,
        )
        if this_year:
            first, last = _years_of_plan(plan, this_year["what"] or this_year["entered"])
            yield Bound((DateInterval(date(first, 1, 1), date(last, 12, 31)),), f"文中称今年属“{plan['name']}”")


def _in_making(text: str, mention: re.Match[str]) -> bool:
    """Whether a plan is spoken of as one that is still to be made."""
    before = _PLAN_AHEAD.search(text, max(0, mention.start() - 10), mention.start())
    return before is not None or _PLAN_IN_MAKING.match(text, mention.end()) is not None


def _years_of_plan(plan: dict[str, Any], what: str) -> tuple[int, int]:
    """The years that a plan's 开局之年, 第三年 or any year of it can be."""
    nth = _NTH_YEAR.search(what)
    if nth:
        year = plan["first"] + (to_int(nth[1]) or 1) - 1
        return year, year
    if re.search("开局|起步|头一年|首年", what):
        return plan["first"], plan["first"]
    if re.search("收官|最后一年|末年", what):
        return plan["last"], plan["last"]
    return plan["first"], plan["last"]


def _month_day(value: str) -> tuple[int, int]:
    month, day = value.split("-")
    return int(month), int(day)
