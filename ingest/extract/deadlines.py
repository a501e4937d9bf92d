"""Deadlines (时限): 1小时内, 当天, 20个工作日, 第一时间, as an ISO 8601 duration where they can be measured."""

import re
from collections.abc import Sequence

from ingest.extract.clauses import Clause
from ingest.model import Deadline, Span
from ingest.numerals import NUMERAL, to_int
from ingest.words import tag

_NUMBER = rf"[{NUMERAL}]{{1,6}}"
_LIMITED = r"(?:以内|之内|内|之?前|以前)"
_ISO = (
    {"刻钟": "PT{}M"}
    | {"分钟": "PT{}M", "分": "PT{}M", "小时": "PT{}H", "钟头": "PT{}H", "日": "P{}D", "天": "P{}D", "周": "P{}D"}
    | {
        "星期": "P{}D",
        "月": "P{}M",
        "年": "P{}Y",
    }
)
_UNIT = r"(?:刻钟|分钟|分|小时|钟头|日|天|周|星期|月|年)"
_TIMES = {"刻钟": 15, "周": 7, "星期": 7}
_UNIT_END = re.compile("[钟分时头日天周期月年晚班]")
"""How a unit of time ends, and 当晚."""
_TIMED = re.compile("[钟分时头日天周期月年晚班前马立即随当]")
"""What each clause that sets a time holds one of, which most do not."""
_AMOUNT = rf"""
    (?P<number>{_NUMBER}|半)\s*
    (?:(?:至|到|—|-|~|～)\s*(?P<upper>{_NUMBER})\s*)?
    个?(?P<half>半)?(?P<working>工作)?(?P<unit>{_UNIT})
"""
_DONE = "办结|办毕|办完|答复|反馈|到岗|到达|到场|到位|送达|响应"
_HOUR = rf"(?:上午|下午|中午|晚上?|早上?|凌晨)?(?:{_NUMBER}(?:[时点](?:{_NUMBER}分|半)?|[:：]\d\d)|下班)"
_MEASURED = re.compile(
    rf"""
    {_AMOUNT}(?:(?P<limit>{_LIMITED})                                           # 1小时内, 15个工作日前
      | (?=(?:、[^，]{{2,16}}?)?(?:{_DONE})))                                     # 5分钟到岗, 3天、复杂事项7天办结
    | (?:(?:不得|不|不能|不可|不应|未)超过|至多|最多|最迟|最长|最晚|限期?|至少提前|提前){_AMOUNT.replace("<", "<b_")}
    | (?P<by>(?:当天|当日|当晚|次日|第二天|翌日){_HOUR}(?:之前|以前|前))   # 次日上午9时前
    | (?P<same>(?:当天|当日|即日|当晚)(?!起|至|的)|(?:同日|当天|当日)$)   # 当天上报
    | (?P<next>次日|第二天|翌日|隔日)
    | 按照?(?=[^，的]{{2,12}}(?:掌握|办理|办结|把握|反馈|完成)){_AMOUNT.replace("<", "<d_")}  # 按照3天、7天掌握
    | (?:(?:[放休]假|[会节假考课审汛检]|召开|举行|举办|开始|施行|实施)前|前|提前)    # 前一日, 节前三天
      (?P<c_number>{_NUMBER})个?(?P<c_working>工作)?(?P<c_unit>日|天|小时)(?![的来年内之以前])
    """,
    re.VERBOSE,
)
_CALENDAR = re.compile(
    rf"""
    (?=[每次本当下年周首末月上中晚早凌{NUMERAL}])(?:
    (?:每[年月周日天]|次月|次年|本月|当月|下月|年底|月底|周[一二三四五六日])
    (?:{_NUMBER}月)?(?:{_NUMBER}[日号])?(?:上午|下午|中午)?(?:{_NUMBER}[时点]半?)?(?:底)?(?:前|之前|以前)
    | {_NUMBER}月(?:{_NUMBER}[日号](?:{_HOUR})?|底|[上中下]旬)(?:前|之前|以前)
    | (?:每季度?|每半年)?(?:首月|末月|当季|月)?{_NUMBER}日(?:前|之前|以前)
    | (?:每[日天周])?{_HOUR}(?:前|之前|以前)
    )
    """,
    re.VERBOSE,
)
_VAGUE = re.compile(r"第一时间|马上就办|马上|立即|立刻|即刻|即时|随时(?=报|上报)|随到随办|当(?<!不能当)场")
_DATE = re.compile(rf"{_NUMBER}月{_NUMBER}日|{_NUMBER}年{_NUMBER}月|每月{_NUMBER}日|每年{_NUMBER}")
# What the time belongs to is a condition, or how long something has lasted, not by when to act.
_CONDITION = re.compile(r"(?:的|(?<!小)时|期间|后)$")


# 处分期不得超过…: how long a state lasts, and 五年内不得…: how long a ban does, are no time to act by.
_LASTS = re.compile(r"(?:(?:处分|有效|试用|聘|任|刑|服务|保存|保管|保质|休假|假)期(?!限)|时长|寿命)[^，]{0,6}$")
# 会议控制在90分钟以内, 每人不超过6分钟: how long it may take, where what is measured goes on in time.
_TAKES = re.compile(
    r"(?:会议?|会期|会时|发言|讲话|致辞|表态|点评|仪式|活动|演练|培训|授课|视频|全程|每[人次场名位])(?:的?时间|时长)?(?:一般|原则上|都|均|应当?|要|须|必须|尽量|严格|分别)*$"
)
_KEPT_IN = re.compile("(?:控制|限定|限制|压缩|压减|缩短|掌握|保持)(?:在|到)$")
# 一年内被退回五次的单位, 两年内受过处分: what has happened within a time.
_HAPPENED = re.compile(r"\s*(?:曾|被|受[到过]|累计|连续|发生|出现|已|未曾|没有)(?!理)")
_SUCH = re.compile("的[^，的]{1,6}$")
_ORDER = re.compile("应当|必须|不得|须|要")
_BAN = re.compile(r"\s*(?:之?内)?(?:不得|不准|禁止|不予|不再|不能|不许|无)")


_DAY = re.compile("[日号]|[月年]底")
_SINCE = re.compile(r"[^，]{0,20}自[^，]{0,40}(?:内|前)(?:[（(][^）)]*[）)])?")


def find_deadline(clauses: Sequence[Clause]) -> Deadline | None:
    """The time limit that the clauses of one rule set: measured before vague, none where it is part of a condition."""
    timed = [i for i, clause in enumerate(clauses) if _TIMED.search(clause.text)]
    acting = [clauses[i] for i in timed if not _conditional(clauses, i)]
    for find in (_measured, _calendar, _vague):
        for clause in acting:
            deadline = find(clause)
            if deadline:
                return deadline
    return None


def is_dated(deadline: Deadline | None) -> bool:
    """Whether a day of the calendar is set, which leaves no choice either (每年1月31日前, 6月底前)."""
    return deadline is not None and deadline.iso is None and _DAY.search(deadline.text) is not None


def _conditional(clauses: Sequence[Clause], i: int) -> bool:
    """Whether the clause says when the rule applies: it ends so, or is only a time before one that does."""
    words = clauses[i].text
    if _CONDITION.search(words):
        return True
    if i + 1 < len(clauses) and _SUCH.search(words) and _MEASURED.match(words) and not _ORDER.search(words):
        return True
    only_a_time = "自" in words and _SINCE.fullmatch(words) is not None
    return only_a_time and any(clause.text.endswith("的") for clause in clauses[i + 1 :])


def _measured(clause: Clause) -> Deadline | None:
    words = clause.text
    if _UNIT_END.search(words) is None:  # most clauses tell no time, which is known at a glance
        return None
    for match in _MEASURED.finditer(words):
        if match["same"] or match["next"] or match["by"]:
            if match["by"] or _acts(words[match.end() :]):
                return _deadline(clause, match.span(), "P1D")
            continue
        prefix = next(prefix for prefix in ("", "b_", "c_", "d_") if match[prefix + "number"])
        iso = _iso(match, prefix) if _limits(words, match, prefix) else None
        if iso:
            amount = (match.start(prefix + "number"), match.end(prefix + "unit"))
            place = match.span() if prefix in ("", "c_") else amount
            return _deadline(clause, place, iso, working=bool(match[prefix + "working"]))
    return None


def _limits(words: str, match: re.Match[str], prefix: str) -> bool:
    """Whether an amount of time says by when to act: it is no date, no time past, and not how long a state lasts."""
    if prefix == "b_":
        return not any(lasting.search(words[: match.start()]) for lasting in (_LASTS, _TAKES))
    if prefix in ("c_", "d_") or not match["limit"]:
        return True
    if _BAN.match(words, match.end()) or _HAPPENED.match(words, match.end()) or _kept_short(words[: match.start()]):
        return False
    before = match["limit"].endswith("前")
    date = _DATE.search(words[max(0, match.start() - 4) : match.end()])
    # 首月10日前, 于5日前: a day of the calendar.
    day = match["unit"] == "日" and words[max(0, match.start() - 1) : match.start()] in ("月", "季", "年", "于", "周")
    return not (before and (date or day or match["unit"] == "年"))


def _kept_short(before: str) -> bool:
    """Whether what stands before an amount says that something is to take no longer than that."""
    kept = _KEPT_IN.search(before)
    return kept is not None and _TAKES.search(before[: kept.start()]) is not None


def _deadline(clause: Clause, place: tuple[int, int], iso: str | None, *, working: bool = False) -> Deadline:
    start, end = place
    span = Span(clause.span.start + start, clause.span.start + end)
    return Deadline(clause.text[start:end], iso, working, span)


def _acts(rest: str) -> bool:
    """Whether what follows 当天 is done then; a noun makes it a description (当天灾情)."""
    if not rest or rest[0] in "内之事毕清结":
        return True
    return tag(rest[:8])[0][1].startswith(("v", "d", "p", "a"))


def _iso(match: re.Match[str], prefix: str) -> str | None:
    unit = match[prefix + "unit"]
    if prefix == "c_":
        number = to_int(match["c_number"])
        return _ISO[unit].format(number) if number else None
    half = match[prefix + "number"] == "半"
    if half:
        return {"小时": "PT30M", "钟头": "PT30M", "天": "PT12H", "日": "PT12H", "年": "P6M", "月": "P15D"}.get(unit)
    number = to_int(match[prefix + "upper"] or match[prefix + "number"])
    if number is None or not number:
        return None
    if match[prefix + "half"]:
        return {"小时": f"PT{number * 60 + 30}M", "年": f"P{number * 12 + 6}M"}.get(unit)
    return _ISO[unit].format(number * _TIMES.get(unit, 1))


def _calendar(clause: Clause) -> Deadline | None:
    match = _CALENDAR.search(clause.text) if "前" in clause.text else None
    return _deadline(clause, match.span(), None) if match else None


def _vague(clause: Clause) -> Deadline | None:
    match = _VAGUE.search(clause.text)
    return _deadline(clause, match.span(), None) if match else None
