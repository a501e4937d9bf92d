"""Numbers with their units, however written: 半小时, 30分钟 and 三十分钟 are all PT30M."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.numerals import to_int
from search_api.lexicon import load_data

# No quantity is longer; without a bound a page of digits is looked through once for each of them.
_NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,9})?|[零〇一二两三四五六七八九十百千]{1,15}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `[start, end)`; `token` is the same however it is written, `unit` what is counted."""

    start: int
    end: int
    token: str
    unit: str


def find_quantities(text: str) -> Iterator[Quantity]:
    """The quantities of normalised text, in order."""
    for match in _pattern().finditer(text):
        token = _token(match)
        if token:
            yield Quantity(match.start(), match.end(), token, match["unit"] or "")


@cache
def _pattern() -> re.Pattern[str]:
    data = load_data("quantities")
    others: dict[str, str] = data["other_words"]
    units = "|".join(
        unit + (f"(?![{others[unit]}])" if unit in others else "")
        for unit in sorted(data["units"], key=len, reverse=True)
    )
    return re.compile(
        rf"""
        第(?P<ordinal>{_NUMBER})(?P<place>{"|".join(data["ordinals"])})         # 第十二条
        | (?P<year>[12][0-9]{{3}}|[一二][零〇一二三四五六七八九]{{3}})年           # 2014年, 二〇一四年
        | (?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})[日号])?                    # 5月, 5月12日
        | (?P<number>半|{_NUMBER})(?P<half>个半)?(?P<unit>{units})
        """,
        re.VERBOSE,
    )


def _token(match: re.Match[str]) -> str | None:
    if match["place"]:
        number = _value(match["ordinal"])
        return None if number is None else f"第{number:g}{match['place']}"
    if match["year"]:
        return f"{to_int(match['year'])}年"
    if match["month"]:
        return _calendar(match["month"], match["day"])
    return _duration(match["number"], match["unit"], half=bool(match["half"]))


def _calendar(month: str, day: str | None) -> str | None:
    values = [_value(month), _value(day) if day else 0]
    if values[0] is None or values[1] is None or not 1 <= values[0] <= 12:
        return None
    return f"{values[0]:g}月" + (f"{values[1]:g}日" if day else "")


def _duration(number: str, unit: str, *, half: bool) -> str | None:
    value = 0.5 if number == "半" else _value(number)
    if value is None:
        return None
    [(measure, size)] = load_data("quantities")["units"][unit].items()
    amount = (value + 0.5 * half) * size
    if measure == "working_days":
        return f"P{amount:g}BD"
    if measure == "minutes":
        return f"PT{amount / 60:g}H" if amount % 60 == 0 else f"PT{amount:g}M"
    if measure == "days":
        return f"P{amount:g}D" if amount >= 1 else f"PT{amount * 24:g}H"
    if amount < 1:
        return f"P{amount * 30:g}D"
    return f"P{amount / 12:g}Y" if amount % 12 == 0 else f"P{amount:g}M"


def _value(number: str) -> float | None:
    """The number that is written, in Arabic or Chinese numerals; None where it is none or beyond all sense."""
    value = float(number) if "." in number else to_int(number)
    return None if value is None or value > 10**9 else value
