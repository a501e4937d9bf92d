"""Orders told by a measure, a system or an agent, as notices have them, with no word that orders."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.extract import norms, statutes
from ingest.extract.bearers import subject
from ingest.extract.clauses import Clause, one_of
from ingest.extract.context import Context
from ingest.extract.deadlines import find_deadline, is_dated
from ingest.extract.frequencies import find_frequency
from ingest.extract.modality import Cue
from ingest.extract.quantities import find_quantities
from ingest.lexicon import load_data
from ingest.model import Comparison, DocumentKind, Force, Modality
from ingest.numerals import NUMERAL
from ingest.words import tag

_BARE = load_data("norms")["bare_orders"]
_LIKE_NOTICES = re.compile(rf"(?:{one_of(_BARE['titles'])})(?:[（(][^）)]*[）)])?$")
_NUMBER = rf"[{NUMERAL}]{{1,4}}"
_SYSTEM = re.compile(
    rf"(?:{one_of(_BARE['institutes'])})[^，]{{0,30}}?(?:制度?|管理|负责制|责任制|岗|机制|办法)(?=$|[，、（(])"
)
_MANNED = re.compile("(?:24|二十四)小时|全天候?|全时段|时刻|随时|昼夜")
_ON_DUTY = re.compile(
    r"有(?:专?人|专人|双人|领导)[^，的]{0,6}(?:值[守班]|接听?|在岗|负责|处置|盯守)?$|(?:值班|值守|在岗|在位|开机|待命|畅通)$"
    "|不(?:得|能|可|准)?(?:离人|断人|断岗|脱岗|空岗|离岗|缺岗|关机|间断)$"
)
_TIMES = re.compile(rf"(?:{_NUMBER}|半)[次回遍场期篇条份]|{_NUMBER}[时点](?:{_NUMBER}分|半)?(?:之?前|以前)")
_COPIES = re.compile(rf"一式{_NUMBER}[份联]|一[^，]{{1,4}}一(?:报|策|档|卡|册|表|议|结|考|评|通报|调度)$")
_LENGTH = re.compile(
    rf"(?:不(?:得|能|可|应)?(?:超过|多于|少于|低于)|控制在|限定在|压缩在|压缩到|限于|至多|最多|最长|至少)"
    rf"[^，]{{0,2}}(?:半|{_NUMBER})个?半?(?:天|日|小时|分钟|个?工作日|页|字)"
)
_BY_RULE = re.compile(
    rf"(?:{one_of(_BARE['strictly'])})?(?:按(?!时|期)照?|依照|参照)[^，]{{1,30}}?(?:{one_of(_BARE['carried_out'])})$"
)
# 参会人员不超过50人: who is counted is not told to do anything.
_COUNTED = re.compile("(?:人员|人数|代表|名单|总数|数量|篇幅|字数|规模|时间|会期)[^，]{0,4}$")
# 每月召开一次的例会 says which.
_WHICH = re.compile("的[^，的]{1,6}$")
# 各股室负责走廊卫生, 全体人员轮流值班: to whom it is assigned, before what is done.
_ASSIGNED = re.compile("(?:各|全体|所有)[^，的]{1,20}")
_ADVERBIAL = ("p", "d", "x", "t", "m", "r")
_FUNDED = re.compile(
    "(?:经费|资金|费用|开支)[^，]{0,6}(?:从|由|在|列入|纳入)[^，]*(?:列支|解决|支出|开支|承担|安排|保障|预算)$"
)
# How much it grew or was is told, whatever it is measured by.
_TOLD = re.compile(one_of(_BARE["told"]))


def orders_bare(context: Context) -> bool:
    """Whether a document orders even where no word says so: a notice, minutes, a plan."""
    return context.kind is DocumentKind.NOTICE or _LIKE_NOTICES.search(context.title) is not None


def measured(clauses: Sequence[Clause], *, notice: bool) -> list[Cue | None]:
    """The cues of clauses that order by a measure, a system or an agent; none where one of them tells what was.

    Outside a `notice` a system and an agent are mostly told, and only measures order.
    """
    nothing: list[Cue | None] = [None] * len(clauses)
    if any(_tells(clause) for clause in clauses):
        return nothing
    finders = (*_MEASURES, *_OF_NOTICES) if notice else _MEASURES
    for i, clause in enumerate(clauses):
        cue = _first(finders, clause)
        if cue:
            # What goes on about the same is no new order: only somebody else is told another.
            return [*nothing[:i], cue, *((notice and _first(_TO_OTHERS, later)) or None for later in clauses[i + 1 :])]
    return nothing


def _first(finders: Sequence[Callable[[Clause], Cue | None]], clause: Clause) -> Cue | None:
    return next((cue for find in finders if (cue := find(clause))), None)


def _tells(clause: Clause) -> bool:
    return norms.is_statement(clause) or _TOLD.search(clause.bare) is not None


def _open(clause: Clause) -> bool:
    """Whether a clause is no mere case or modifier of the next."""
    bare = clause.bare.rstrip()
    return bare.endswith("小时") or not bare.endswith(("的", "时", "后", "前", "期间"))


def _order(clause: Clause, match: re.Match[str] | None) -> Cue | None:
    if match is None or not _open(clause) or _WHICH.search(clause.bare, match.end()):
        return None
    return Cue(match[0], match.start(), Modality.OBLIGATION, Force.SOFT)


def _manned(clause: Clause) -> Cue | None:
    """24小时 with those who are there (值班室二十四小时有人值守)."""
    return _order(clause, _MANNED.search(clause.bare)) if _ON_DUTY.search(clause.bare) else None


def _recurring(clause: Clause) -> Cue | None:
    """So often so many times, or by an hour (每日17时前续报一次)."""
    if _TIMES.search(clause.bare) is None:
        return None
    often = find_frequency([clause])
    return _order(clause, re.search(re.escape(often.text), clause.bare)) if often and often.iso else None


def _limited(clause: Clause) -> Cue | None:
    """A limit of number or length (会期一般不超过半天, 每次不少于2人)."""
    limits = (each for each in find_quantities([clause]) if each.comparison in _SET and each.unit != "%")
    set_ = next((each.text for each in limits if _LIMITS.match(each.text)), None)
    cue = _order(clause, _LENGTH.search(clause.bare) or (re.search(re.escape(set_), clause.bare) if set_ else None))
    return replace(cue, start=0) if cue and _COUNTED.search(clause.bare[: cue.start]) else cue


_SET = (Comparison.AT_MOST, Comparison.AT_LEAST)
_LIMITS = re.compile("不|控制|限|至|最")
"""How a limit that is set begins; 三人以上 alone mostly says who is meant."""


def _copies(clause: Clause) -> Cue | None:
    """How many copies there are, or one for each (一式两份, 一事一报)."""
    return _order(clause, _COPIES.search(clause.bare))


def _by_rule(clause: Clause) -> Cue | None:
    """What is carried out as a rule has it (平急两类文件分别按规定时限办理)."""
    return _order(clause, _BY_RULE.search(clause.bare))


def _instituted(clause: Clause) -> Cue | None:
    """A system that is in force (各科室实行AB岗制度)."""
    return _order(clause, _SYSTEM.search(clause.bare))


def _by_day(clause: Clause) -> Cue | None:
    """What is done by a day of the calendar (6月底前完成招标)."""
    deadline = find_deadline([clause])
    return _order(clause, re.search(re.escape(deadline.text), clause.bare)) if deadline and is_dated(deadline) else None


def _assigned(clause: Clause) -> Cue | None:
    """What all of a kind do, where it is told only to order it (各单位每天安排一人带班)."""
    named = _ASSIGNED.match(clause.text.lstrip()) and subject(clause.text, len(clause.text), whole=False)
    if not named:
        return None
    words = tag(clause.text[clause.text.find(named) + len(named) :])
    act, kind = next(((word, kind) for word, kind in words if not kind.startswith(_ADVERBIAL)), ("", ""))
    return _order(clause, re.search(re.escape(act), clause.bare)) if kind == "v" else None


def _funded(clause: Clause) -> Cue | None:
    """Where the money comes from (所需经费从预算中列支)."""
    return _order(clause, _FUNDED.search(clause.bare))


_MEASURES: tuple[Callable[[Clause], Cue | None], ...] = (_manned, _recurring, _limited, _by_rule)
_TO_OTHERS: tuple[Callable[[Clause], Cue | None], ...] = (statutes.agency, statutes.instituting, _assigned)
_OF_NOTICES: tuple[Callable[[Clause], Cue | None], ...] = (_copies, _instituted, *_TO_OTHERS, _by_day, _funded)
