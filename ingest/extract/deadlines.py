"""Deadlines (时限): 1小时内, 当天, 20个工作日, 第一时间, as an ISO 8601 duration where they can be measured."""

import re

from ingest.model import Deadline
from ingest.numerals import NUMERAL, to_int
from ingest.words import tag

_NUMBER = rf"[{NUMERAL}]{{1,6}}"
_LIMITED = r"(?:以内|之内|内|之?前|以前)"
_ISO = {"分钟": "PT{}M", "分": "PT{}M", "小时": "PT{}H", "钟头": "PT{}H", "日": "P{}D", "天": "P{}D", "周": "P{}D"} | {
    "星期": "P{}D",
    "月": "P{}M",
    "年": "P{}Y",
}
_UNIT = r"(?:分钟|分|小时|钟头|日|天|周|星期|月|年)"
_AMOUNT = rf"""
    (?P<number>{_NUMBER}|半)\s*
    (?:(?:至|到|—|-|~|～)\s*(?P<upper>{_NUMBER})\s*)?
    个?(?P<half>半)?(?P<working>工作)?(?P<unit>{_UNIT})
"""
_MEASURED = re.compile(
    rf"""
    {_AMOUNT}(?P<limit>{_LIMITED})                                              # 1小时内, 15个工作日前
    | (?:(?:不得|不|不能|不可|不应|未)超过|至多|最多|最迟|最长|最晚|限期?|至少提前|提前){_AMOUNT.replace("<", "<b_")}
    | (?P<same>(?:当天|当日|即日|当晚)(?!起|至|的)|(?:同日|当天|当日)$)   # 当天上报
    | (?P<next>次日|第二天|翌日|隔日)
    """,
    re.VERBOSE,
)
_CALENDAR = re.compile(
    rf"""
    (?:每[年月周日天]|次月|次年|本月|当月|下月|年底|月底|周[一二三四五六日])
    (?:{_NUMBER}月)?(?:{_NUMBER}[日号])?(?:上午|下午|中午)?(?:{_NUMBER}[时点]半?)?(?:底)?(?:前|之前|以前)
    | {_NUMBER}月(?:{_NUMBER}[日号]|底|[上中下]旬)(?:前|之前|以前)
    | {_NUMBER}[时点](?:{_NUMBER}分|半)?(?:前|之前|以前)
    """,
    re.VERBOSE,
)
_VAGUE = re.compile(r"第一时间|马上就办|马上|立即|立刻|即刻|即时|随时(?=报|上报)|随到随办|(?<!不能)当场")
_DATE = re.compile(rf"{_NUMBER}月{_NUMBER}日|{_NUMBER}年{_NUMBER}月|每月{_NUMBER}日|每年{_NUMBER}")
# What the time belongs to is a condition, or how long something has lasted, not by when to act.
_CONDITION = re.compile(r"(?:的|(?<!小)时|期间|后)$")


def find_deadline(clauses: list[str]) -> Deadline | None:
    """The time limit that the clauses of one rule set: measured before vague, none where it is part of a condition."""
    acting = [clause for i, clause in enumerate(clauses) if not _conditional(clauses, i)]
    for find in (_measured, _calendar, _vague):
        for clause in acting:
            deadline = find(clause)
            if deadline:
                return deadline
    return None


def _conditional(clauses: list[str], i: int) -> bool:
    """Whether the clause says when the rule applies: it ends so, or is only a time before one that does."""
    if _CONDITION.search(clauses[i]):
        return True
    only_a_time = re.fullmatch(r"[^，]{0,20}自[^，]{0,40}(?:内|前)(?:[（(][^）)]*[）)])?", clauses[i]) is not None
    return only_a_time and any(clause.endswith("的") for clause in clauses[i + 1 :])


def _measured(clause: str) -> Deadline | None:
    for match in _MEASURED.finditer(clause):
        if match["same"] or match["next"]:
            if _acts(clause[match.end() :]):
                return Deadline(match[0], "P1D")
            continue
        prefix = "" if match["number"] else "b_"
        if (
            prefix == ""
            and match["limit"].endswith("前")
            and _DATE.search(clause[max(0, match.start() - 4) : match.end()])
        ):
            continue
        iso = _iso(match, prefix)
        if iso:
            words = match[0] if prefix == "" else clause[match.start("b_number") : match.end("b_unit")]
            return Deadline(words, iso, bool(match[prefix + "working"]))
    return None


def _acts(rest: str) -> bool:
    """Whether what follows 当天 is done then; a noun makes it a description (当天灾情)."""
    if not rest or rest[0] in "内之事毕清结":
        return True
    return tag(rest[:8])[0][1].startswith(("v", "d", "p", "a"))


def _iso(match: re.Match[str], prefix: str) -> str | None:
    unit = match[prefix + "unit"]
    half = match[prefix + "number"] == "半"
    if half:
        return {"小时": "PT30M", "钟头": "PT30M", "天": "PT12H", "日": "PT12H", "年": "P6M", "月": "P15D"}.get(unit)
    number = to_int(match[prefix + "upper"] or match[prefix + "number"])
    if number is None or not number:
        return None
    if match[prefix + "half"]:
        return {"小时": f"PT{number * 60 + 30}M", "年": f"P{number * 12 + 6}M"}.get(unit)
    return _ISO[unit].format(number * 7 if unit in ("周", "星期") else number)


def _calendar(clause: str) -> Deadline | None:
    match = _CALENDAR.search(clause)
    return Deadline(match[0], None) if match else None


def _vague(clause: str) -> Deadline | None:
    match = _VAGUE.search(clause)
    return Deadline(match[0], None) if match else None
