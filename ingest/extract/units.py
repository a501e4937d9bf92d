"""Units (规矩的范围): the stretches of a sentence that carry one instruction each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract import norms
from ingest.extract.bearers import agent, subject
from ingest.extract.clauses import Clause, one_of
from ingest.extract.deadlines import find_deadline
from ingest.extract.modality import Cue, decisive
from ingest.extract.naming import names
from ingest.extract.sanctions import find_sanction
from ingest.lexicon import load_data
from ingest.model import Force, Modality

_STATEMENT = load_data("norms")["statement"]
_LEAD = re.compile(one_of(_STATEMENT["lead"]))
# A new case within the sentence: what follows is a rule of its own.
_CASE = re.compile(
    "一旦|凡是?(?!事)|遇有?|如果|如有|如遇|确需|确有|违者"
    "|(?:不能|未能|无法|没有)[^，]*的$|(?:对|.*(?:违反|逾期|未))[^，]*的$"
)
# What is said of whatever comes next, so that it is kept for that: 对于未经审查的事项，…
_TOPIC = re.compile(
    "除[^，]*外$|对于?(?!照|标|接)|当|以|从|在[^，]*(?:中|上|时|下|方面|期间|前提下|基础上)$|面对|作为|无论|不管|不论"
)
# 违反本办法，…不予查处，造成后果的，…: up to its last 的 the sentence tells of a breach.
_BROKEN = re.compile("违反|[^，]*(?:违反本|不履行|不依法|滥用职权|玩忽职守|徇私舞弊)")
# 能够就地解决的问题，…: a thing that the next clause speaks of.
_THING = re.compile(
    "[^，]{2,30}的(?:问题|事项|事情|事|情况|文件|材料|单位|人员|人|同志|任务|信息|部门|会议|活动|公文|案件|请求)"
)
_ABLE = re.compile("能够?|可以?|应当?|需要?")
_WHICH = re.compile("[^，]*的[^，的]{1,6}$")
_JOINED = re.compile("^(?:但是?|同时|并且?|而|另外|此外)")
_SPAN = re.compile("超过|最长|至多|最多")
_BUT = re.compile(r"\s*(?:但是?|不过)")
_WHO_IS = re.compile("是|承担|担负|作为|肩负|不仅|设在")
REFUSALS = 2
"""So many 不… make a list of acts that are forbidden; one alone only says how a thing is done."""
SHORTEST_CASE = 3
SHORTEST_TOPIC = 4
"""A clause with a time limit of its own and so much before its cue speaks of a new thing."""


@dataclass(slots=True)
class Unit:
    """One instruction being put together: its clauses, and the cue that began it."""

    clauses: list[Clause]
    cue: Cue
    cue_clause: Clause
    modality: Modality
    force: Force

    subject: tuple[str, ...] = ()
    """Whoever is named before the cue in its clause."""


def who(clause: Clause, cue: Cue) -> str | None:
    """The name that a clause gives to its subject, or to the agent of 由…; 严禁由临时人员顶岗 binds other people."""
    after = clause.text[cue.start + (0 if cue.words == "由" else len(cue.words)) :]
    by = after.startswith("由") and cue.modality is not Modality.PROHIBITION
    return (agent(after) if by else None) or subject(clause.text, cue.start)


def find_units(clauses: Sequence[Clause], cues: Sequence[Cue | None], *, statute: bool = False) -> tuple[Unit, ...]:
    """The instructions of a sentence in order; `cues` are those of its clauses.

    In a `statute` nothing that stands before a cue is small talk: it is the case, or of what the rule speaks.
    """
    units: list[Unit] = []
    waiting: list[Clause] = []
    for i, (clause, cue) in enumerate(zip(clauses, cues, strict=True)):
        current = units[-1] if units else None
        new_case = any(_CASE.match(_joined(before)) for before in waiting)
        begun = _begun(current, clauses[i : i + 2], cue, new_case=new_case)
        if begun:
            begun.clauses[:0] = waiting if current else _lead(waiting, begun, statute=statute)
            units.append(begun)
            waiting = []
        elif current is None or (cue is None and _announces(clause)):
            waiting.append(clause)
        else:
            current.clauses += [*waiting, clause]
            waiting = []
            if cue and cue.modality is current.modality and cue.force is Force.HARD:
                current.force = Force.HARD
    if units:
        units[-1].clauses += waiting
    return tuple(units)


def without_breach(clauses: Sequence[Clause], cues: list[Cue | None]) -> list[Cue | None]:
    """The cues but for those with which a sentence of a regulation tells of a breach before what follows it."""
    if not clauses or _BROKEN.match(clauses[0].bare) is None:
        return cues
    told = max((i for i, clause in enumerate(clauses[:-1]) if clause.bare.rstrip().endswith("的")), default=-1)
    return [None] * (told + 1) + cues[told + 1 :]


def _is_case(words: str) -> bool:
    """Whether words are a case of whatever comes next: 检疫合格的，…; 这是必要的 is none."""
    return words.endswith("的") and len(words) >= SHORTEST_CASE and "是" not in words


def _joined(clause: Clause) -> str:
    return _JOINED.sub("", clause.bare)


def _announces(clause: Clause) -> bool:
    """Whether a clause only says of what or when the next one speaks."""
    words = _joined(clause)
    if _CASE.match(words) or _TOPIC.match(words) or _is_case(words):
        return True
    thing = _THING.fullmatch(words) is not None
    return thing and (_ABLE.match(words) is not None or not norms.opens_positively(clause))


def _begun(current: Unit | None, clauses: Sequence[Clause], cue: Cue | None, *, new_case: bool) -> Unit | None:
    """The unit that begins with the first of `clauses`, if one does; the second is what follows it."""
    clause = clauses[0]
    if cue:
        name = who(clause, cue)
        bound = names(name) if name else ()
        if current is None or new_case or _parts(current, clause, cue, bound):
            return Unit([clause], cue, clause, cue.modality, cue.force, bound)
        return None
    if (current is None or current.modality is not Modality.PROHIBITION) and _refuses(clauses):
        refusal = Cue("不", max(clause.bare.find("不"), 0), Modality.PROHIBITION, Force.SOFT)
        return Unit([clause], refusal, clause, Modality.PROHIBITION, Force.SOFT)
    words = None
    if current and _turns(current, clause):
        words = clause.text.strip()[:2]
    elif current and current.modality is Modality.OBLIGATION:
        words = _later(current, clause, new_case=new_case)
    elif current and _bounds(current, clause):
        words = clause.text.strip()[:2]
    if words is None:
        return None
    order = Cue(words, max(clause.text.find(words), 0), Modality.OBLIGATION, Force.SOFT)
    return Unit([clause], order, clause, Modality.OBLIGATION, Force.SOFT)


def _refuses(clauses: Sequence[Clause]) -> bool:
    counts = [norms.refusals(clause) for clause in clauses]
    return counts[0] > 0 and sum(counts) >= REFUSALS


def _turns(current: Unit, clause: Clause) -> bool:
    """Whether a clause without a cue ends a ban and orders something."""
    if current.modality is not Modality.PROHIBITION or norms.refusals(clause):
        return False
    return norms.opens_positively(clause) if current.force is Force.SOFT else norms.strongly_positive(clause)


def _later(current: Unit, clause: Clause, *, new_case: bool = False) -> str | None:
    """The measured time limit of a clause, where it is another than the current rule has (1小时内…，2小时内…).

    In a `new_case` a limit that has no measure counts as another too (当场答复，不能当场答复的，3日内答复).
    """
    here = find_deadline([clause])
    before = find_deadline(current.clauses)
    if here is None or before is None or here.iso is None or here.iso == before.iso:
        return None
    if before.iso is None and not new_case:
        return None
    return here.text


def _bounds(current: Unit, clause: Clause) -> bool:
    """Whether a clause orders by when beside what is permitted: 可以先登记，但最迟三日内答复, not 但最长不超过三日."""
    return (
        current.modality is Modality.PERMISSION
        and _BUT.match(clause.bare) is not None
        and _SPAN.search(clause.bare) is None
        and _first_limit(current, clause)
    )


def _parts(current: Unit, clause: Clause, cue: Cue, bound: tuple[str, ...]) -> bool:
    """Whether a clause with a cue is a rule of its own beside the current one; `bound` is its own subject."""
    if cue.words == "由" and len(current.clauses) == 1 and _WHICH.match(current.cue_clause.bare[current.cue.start :]):
        return False  # 应当退回的车辆，由办公室收回: the cue before only said which
    if bound and bound != current.subject:
        return True
    if current.modality is Modality.PERMISSION and cue.words == "不予":
        return False
    if (
        current.modality is Modality.OBLIGATION
        and cue.modality is Modality.PERMISSION
        and _also_punishes(current, clause)
    ):
        return False
    if cue.modality is not current.modality:
        # 希望大家要…, 要…，力争…: hoping and ordering in one breath are one rule.
        return Modality.RECOMMENDATION not in (cue.modality, current.modality) or cue.modality is Modality.PROHIBITION
    return _later(current, clause) is not None or (cue.start >= SHORTEST_TOPIC and _first_limit(current, clause))


def _also_punishes(current: Unit, clause: Clause) -> bool:
    """Whether a permission only adds to the punishment of a liability (责令改正，可以并处罚款)."""
    return all(find_sanction(words, breach=True) for words in (clause.text, current.cue_clause.text))


def _first_limit(current: Unit, clause: Clause) -> bool:
    """Whether a clause sets a measured time limit beside a rule that has none."""
    here = find_deadline([clause])
    return here is not None and here.iso is not None and find_deadline(current.clauses) is None


def _lead(waiting: Sequence[Clause], unit: Unit, *, statute: bool) -> list[Clause]:
    """What stands before the first cue and belongs to its rule: back to the last clause that only states something."""
    first = len(waiting)
    if statute:
        while first and _LEAD.match(waiting[first - 1].bare.lstrip()) is None:
            first -= 1
        return list(waiting[first:])
    while first and not _only_states(waiting[first - 1]):
        if unit.subject and not norms.is_phrase(waiting[first - 1]):
            break  # 山路很多，驾驶员要…: two sentences in one
        first -= 1
    if not unit.subject:
        # X是…，要…: the statement names who must.
        for index in range(first - 1, -1, -1):
            if _WHO_IS.search(waiting[index].bare) and subject(
                waiting[index].text, len(waiting[index].text), whole=False
            ):
                return list(waiting[index:])
    return list(waiting[first:])


def _only_states(clause: Clause) -> bool:
    """Whether a clause before a rule is no part of it: a statement, a reason, or an announcement."""
    announced = norms.cue_of(clause) is None and decisive(clause.bare) is not None
    return announced or norms.is_statement(clause) or _LEAD.match(clause.bare.lstrip()) is not None
