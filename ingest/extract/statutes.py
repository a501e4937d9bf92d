"""Statutes (法条): what binds in a regulation without a word of order, and what there binds nobody."""

import re
from collections.abc import Sequence

from ingest.extract.bearers import subject
from ingest.extract.clauses import Clause, one_of
from ingest.extract.modality import Cue
from ingest.extract.norms import COPULA
from ingest.lexicon import load_data
from ingest.model import Force, Modality
from ingest.words import tag

_REGULATION = load_data("norms")["regulation"]
_FRAME = re.compile(one_of(_REGULATION["frame"]))
_ENDS = re.compile(one_of(_REGULATION["ends"]))
_DEEMS = re.compile(one_of(_REGULATION["deems"]))
_ORDERED = re.compile("应当|必须|不得|不再(?!有|是)|可以")
_TASKS = re.compile("(?:任务|目的|内容|含义)是")
# 起到了作用; but 正在使用 and 年度终了后 say which or when.
_DONE = re.compile("(?<![为除罢算好够终])了(?!解|结|却|望|后)")
_STATUTORY = re.compile(one_of(_REGULATION["verbs"]))
_ACTS = re.compile(one_of(_REGULATION["acts"]))
_STATIVE = frozenset(word for entry in _REGULATION["stative"] for word in entry.split())
_ASKS = frozenset(("申请", "请求", "要求"))
# 以签收之日为收到之日 says what counts.
_CONTAINS = re.compile(
    "包括|为$|如下$|以[^，]{2,40}之日为"
    "|(?:文本|时间|期限|日期|标准|范围|金额|数额|比例|[费额率]|处分期)为(?![^，]*[一二三四五六七八九十百\\d]+(?:个|日|天|月|年))"
)
_INSTITUTES = re.compile("实行|负责(?!制|人|的)|承担")
_GOES_ON = re.compile("或|再|并|且|先|也|又")
_BY = re.compile("(?<![自理缘事案来])由(?=[^，]{2,40})(?![此于衷])")
# 由集中采购机构采购的项目, 由本市选举产生的人民代表大会代表: which.
_MADE_BY = re.compile("由[^，]*(?:的[^，]{1,5}|(?:产生|组成|管理|制定|批准|任命|设立|制作|发布)的[^，]{1,16})$")
# 不停止执行, 不因申辩而加重: a verb that binds, turned into a ban.
_REFUSED = re.compile(
    rf"不(?:再|另行|重复|因[^，不]{{1,20}}?而被?)?(?:作出?|{one_of(_REGULATION['acts'])}|{one_of(_REGULATION['verbs'])})"
)
# 一方不履行: what somebody fails to do is the case of what comes next.
_OMITS = re.compile("不(?:再)?(?:履行|执行|按|依|服从|配合|接受|支付|缴纳)")
# 对取土后的土地组织复垦: to whom or what it is done, before the verb.
_TOWARDS = re.compile("(?:对|将|把|就|向)[^，]{2,30}的(?=[^，的]{4,})")
# 上缴国库, 不恢复原职级: how a case is dealt with, though the cut may not see the verb.
_HANDLED = re.compile(rf"(?:一律|均|仍|不再|不)?(?P<verb>{one_of(_REGULATION['acts'])})")
# 对决定不服的，向上一级申请复议: what one may do.
_APPEALS = re.compile("申请|提起")
_WHICH = re.compile("[^，]{0,16}的[^，的]{1,12}$")
_RIGHT = re.compile("(?:(?P<not>没有|无|不享有)|(?<!所)(?<!没)享?有)[^，的]{1,14}权利?$")
LONGEST_NAME, SHORTEST_NAME = 40, 2
"""How long the name may be that a clause begins with, in characters."""


def is_frame(clauses: tuple[Clause, ...]) -> bool:
    """Whether a sentence of a regulation only defines, delimits or dates it."""
    if any(_FRAME.search(clause.bare) or clause.bare.startswith("称") for clause in clauses):
        return True
    if any(_ENDS.search(clause.bare) for clause in clauses):
        return not any(_ORDERED.search(clause.bare) for clause in clauses)
    deemed = [_DEEMS.search(clause.bare) is not None for clause in clauses]
    return any(deemed) and not any(
        _ORDERED.search(clause.bare) for clause, deems in zip(clauses, deemed, strict=True) if not deems
    )


def tells_of_tasks(clauses: Sequence[Clause]) -> bool:
    """Whether a sentence of a regulation says what was done, or what somebody's tasks are (…的主要任务是…)."""
    return _TASKS.search(clauses[0].bare) is not None or any(_DONE.search(clause.bare) for clause in clauses)


def agency(clause: Clause) -> Cue | None:
    """由, where a clause names with it who acts (由X办理)."""
    match = _BY.search(clause.bare)
    if match is None or _MADE_BY.search(clause.bare) or clause.bare.endswith(("的", "时", "后")):
        return None
    return Cue("由", match.start(), Modality.OBLIGATION, Force.SOFT)


def acting(clause: Clause) -> Cue | None:
    """What somebody named does, where a regulation tells of it only to order it (发布, 收回)."""
    if (
        COPULA.search(clause.bare)
        or clause.bare.endswith(("的", "时", "后", "前", "除外"))
        or _GOES_ON.match(clause.bare)
    ):
        return None
    named = subject(clause.text, len(clause.text), whole=False)
    if named:
        match = _ACTS.search(clause.bare, clause.text.find(named) + len(named))
        if match:
            return _binding(clause, match[0], match.start())
    return _doing(clause)


def acting_too(clause: Clause) -> Cue | None:
    """Who else acts, in a clause that does not go on with the one before (或者由…, 并由…)."""
    return acting(clause) or (None if _GOES_ON.match(clause.bare) else agency(clause))


def _binding(clause: Clause, words: str, start: int) -> Cue | None:
    """The cue of a verb that binds without a word of order; 不 before it forbids, unless it tells of a breach."""
    if _OMITS.search(clause.bare[: start + len(words)]):
        return None
    refused = _REFUSED.search(clause.bare)
    if refused and refused.start() < start:
        return Cue(refused[0], refused.start(), Modality.PROHIBITION, Force.SOFT)
    return Cue(words, start, Modality.OBLIGATION, Force.SOFT)


def _doing(clause: Clause) -> Cue | None:
    """The first verb after a name that begins a clause, unless it only says which (市政府公布的目录) or what is."""
    position = verb = 0
    for word, pos in tag(clause.text[:LONGEST_NAME]):
        if position and pos.startswith(("v", "d", "p", "t")) and not pos.startswith("vn"):
            break
        position += len(word)
    named = clause.text[:position].strip("□ \t\u3000")
    if len(named) < SHORTEST_NAME or subject(named, len(named)) != named:
        return None
    towards = _TOWARDS.match(clause.text, position)
    start = position = towards.end() if towards else position
    for word, pos in tag(clause.text[position : position + LONGEST_NAME]):
        if word in _STATIVE or pos.startswith(("uj", "x")):
            return None
        if pos == "v":
            verb = len(word)
            break
        start += len(word)
    if not verb or _WHICH.match(clause.bare, start + verb):
        return None
    return _binding(clause, clause.text[start : start + verb], start)


def right(clause: Clause) -> Cue | None:
    """有…权, where a regulation gives somebody a right or says that he has none."""
    match = _RIGHT.search(clause.bare)
    if match is None:
        return None
    return Cue(match[0], match.start(), Modality.PROHIBITION if match["not"] else Modality.PERMISSION, Force.SOFT)


def consequent(case: Clause, clause: Clause) -> Cue | None:
    """What is to be done in a case (…不服的，向上一级申请复议): the first verb of the clause right after it."""
    if not case.bare.endswith("的") or clause.bare.endswith(("的", "时", "后")):
        return None
    if COPULA.search(clause.bare) or _CONTAINS.search(clause.bare):
        return None
    appeal = _APPEALS.search(clause.text) if "不服" in case.text else None
    if appeal:
        return Cue(appeal[0], appeal.start(), Modality.PERMISSION, Force.SOFT)
    known = _HANDLED.match(clause.bare)
    if known:
        return _binding(clause, known["verb"], known.start("verb"))
    start = 0
    for word, pos in tag(clause.text[:LONGEST_NAME]):
        if (word in _STATIVE and word not in _ASKS) or (start == 0 and not pos.startswith(("v", "p", "d"))):
            return None
        if pos == "v":
            return _binding(clause, word, start)
        start += len(word)
    return None


def instituting(clause: Clause) -> Cue | None:
    """实行, 负责, 承担, where a clause of a regulation says with it how somebody works."""
    match = _INSTITUTES.search(clause.bare)
    if match is None or not subject(clause.text, match.start()) or clause.bare.endswith(("的", "时", "后")):
        return None
    return Cue(match[0], match.start(), Modality.OBLIGATION, Force.SOFT)


def statutory(clause: Clause) -> Cue | None:
    """The verb by which a clause of a regulation binds without a cue (X负责…, 由X指定)."""
    if COPULA.search(clause.bare) or _CONTAINS.search(clause.bare) or clause.bare.endswith(("的", "时", "后", "除外")):
        return None
    by = agency(clause)
    if by:
        return by
    named = subject(clause.text, len(clause.text), whole=False)
    match = _STATUTORY.search(clause.bare, clause.text.find(named) + len(named) if named else 0)
    return _binding(clause, match[0], match.start()) if match else None
