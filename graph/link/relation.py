"""What a later wording does to an earlier one (verbatim, edited, tightened, relaxed, deadline_changed), and how."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from graph.link.align import Alignment
from ingest.numerals import NUMERAL, to_int


class Relation(StrEnum):
    """What the later wording does to the earlier one."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    TIGHTENED = "tightened"
    RELAXED = "relaxed"
    DEADLINE_CHANGED = "deadline_changed"


@dataclass(frozen=True, slots=True)
class Change:
    """Words that carry a change; "" where they were added or taken away."""

    relation: Relation
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The relation and the words that it is read from."""

    relation: Relation
    changes: tuple[Change, ...]


@cache
def _words() -> Mapping[str, Any]:
    text = (resources.files(__package__) / "force.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data


@cache
def _listed(name: str) -> tuple[str, ...]:
    return tuple(word for line in _words()[name] for word in line.split())


@cache
def _one_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _steps() -> Mapping[str, tuple[str, int]]:
    """Each word of force → whether it obliges or forbids, and its step."""
    return {
        word: (kind, step)
        for kind in ("obliges", "forbids")
        for step, words in enumerate(_words()[kind])
        for word in words
    }


@cache
def _force() -> re.Pattern[str]:
    long, short = (tuple(word for word in _steps() if (len(word) > 1) is longer) for longer in (True, False))
    return re.compile(
        rf"{_one_of(long)}|(?<![重主必首只摘纲概简扼紧切适反响相供效对需])(?:{_one_of(short)})(?![素点件闻目急对用求])"
    )


def hardest(words: str) -> int | None:
    """The highest step of force in the words, from 1 (希望) to 4 (必须, 严禁); None where nothing is said of it."""
    return max((_steps()[match[0]][1] + 1 for match in _force().finditer(words)), default=None)


_FORBIDDEN = 2
"""From this step on something is plainly forbidden; 不能 may also say that somebody is not able to."""
_UNITS = {"分": 1, "分钟": 1, "小时": 60, "天": 1440, "日": 1440, "工作日": 1441, "周": 10080, "星期": 10080,
          "月": 43200, "年": 525600}  # fmt: skip
_COUNTED = "页|字|篇|桌|辆|张|学时|课时|平方米|公里"
"""What is counted in Chinese digits in a normal text too."""
_QUANTITY = re.compile(
    rf"(?P<number>\d+|半|几|[{NUMERAL}]{{1,4}}(?=个?(?:{_COUNTED})))(?:至\d+)?个?"
    rf"(?P<unit>工作日|分钟|小时|星期|万元|亿元|元|分|天|日|周|月|年|人次|次|人|名|份|%|倍|级|{_COUNTED})"
    r"(?P<bound>以上|以下|以内|之内|内|之前|以前|前)?"
)
_EXCEPTED = re.compile("除(?!外).{1,20}?(?:以外|之外|外)(?!.{0,6}(?:还|也|并))")
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a normal text."""

    start: int
    end: int
    words: str
    value: int
    unit: str
    deadline: bool
    bound: str


def quantities(words: str) -> list[Quantity]:
    """The amounts in a normal text; days of the calendar are none."""
    dates = [match.span() for match in _DATE.finditer(words)]
    found = []
    for match in _QUANTITY.finditer(words):
        if words[: match.start()].endswith("第") or any(a < match.end() and match.start() < b for a, b in dates):
            continue
        number = 0 if match["number"] in "半几" else to_int(match["number"]) or 0
        unit, bound = match["unit"], match["bound"] or ""
        before = words[max(0, match.start() - 5) : match.start()]
        if not bound and before.endswith(tuple(_words()["at_most"])):
            bound = "以下"
        limits = bound in _words()["limit_after"] or before.endswith(tuple(_words()["limit_before"]))
        timed = unit in _UNITS
        value = number * _UNITS[unit] if timed else number * {"万元": 10**4, "亿元": 10**8}.get(unit, 1)
        kind = "时" if timed else ("元" if unit.endswith("元") else unit)
        found.append(Quantity(*match.span(), match[0], value, kind, timed and limits, bound))
    return found


def read_relation(alignment: Alignment) -> Reading:
    """What the second text of the alignment, as the later one, does to the first."""
    before, after = alignment.a.words, alignment.b.words
    if before == after:
        return Reading(Relation.VERBATIM, ())
    changes = (*_amounts(alignment), *_at_once(alignment), *_worded_changes(alignment))
    if any(change.relation is Relation.DEADLINE_CHANGED for change in changes):
        return Reading(Relation.DEADLINE_CHANGED, changes)
    tightened = sum(change.relation is Relation.TIGHTENED for change in changes)
    relaxed = sum(change.relation is Relation.RELAXED for change in changes)
    if tightened and not relaxed:
        return Reading(Relation.TIGHTENED, changes)
    if relaxed and not tightened:
        return Reading(Relation.RELAXED, changes)
    return Reading(Relation.EDITED, changes)


def _amounts(alignment: Alignment) -> Iterator[Change]:
    """Amounts that differ: each is compared with the one that stands where it stood."""
    mine, theirs = quantities(alignment.a.words), quantities(alignment.b.words)
    left = list(theirs)
    for amount in mine:
        place = _across(alignment, amount.start)
        same = [one for one in left if one.unit == amount.unit and abs(one.start - place) <= 6]
        if not same:
            if amount.deadline and _rooted(alignment, amount.start, amount.end, first=True):
                yield Change(Relation.DEADLINE_CHANGED, amount.words, "")
            continue
        other = min(same, key=lambda one: (one.words != amount.words, abs(one.start - place)))
        left.remove(other)
        if (change := _amount_changed(alignment, amount, other)) is not None:
            yield change
    for amount in left:
        if amount.deadline and _rooted(alignment, amount.start, amount.end, first=False):
            yield Change(Relation.DEADLINE_CHANGED, "", amount.words)


def _amount_changed(alignment: Alignment, before: Quantity, after: Quantity) -> Change | None:
    if before.value == after.value:
        return None
    if before.deadline or after.deadline:
        return Change(Relation.DEADLINE_CHANGED, before.words, after.words)
    more = after.value > before.value
    if before.unit == "元" and "罚款" not in alignment.b.words and "以下" in (before.bound, after.bound):
        more = not more  # a ceiling on what may be spent
    elif before.bound == "以下" and before.unit != "元":
        more = not more
    return Change(Relation.TIGHTENED if more else Relation.RELAXED, before.words, after.words)


def _across(alignment: Alignment, place: int) -> int:
    """Where a place of the first text would stand in the second."""
    at = 0
    for block in alignment.blocks:
        if block.moved:
            continue
        if block.a <= place:
            at = block.b + min(place - block.a, block.size) + max(0, place - block.a - block.size)
    return at


def _rooted(alignment: Alignment, start: int, end: int, *, first: bool) -> bool:
    """Whether the clause around has enough in common with the other side to be the same clause."""
    side = alignment.a if first else alignment.b
    for low, high in side.clauses:
        if low <= start < high:
            shared = 0
            for block in alignment.blocks:
                at = block.a if first else block.b
                shared += max(0, min(at + block.size, high) - max(at, low))
            return shared >= 0.4 * (high - low - (end - start))
    return False


def _at_once(alignment: Alignment) -> Iterator[Change]:
    """Deadlines in words that one side has where the other has none or another."""
    pattern = re.compile(_one_of(tuple(_words()["at_once"])))
    mine = list(pattern.finditer(alignment.a.words))
    theirs = list(pattern.finditer(alignment.b.words))
    if [m[0] for m in mine] == [m[0] for m in theirs]:
        return
    for match in mine:
        if match[0] not in alignment.b.words and _rooted(alignment, match.start(), match.end(), first=True):
            yield Change(Relation.DEADLINE_CHANGED, match[0], "")
    for match in theirs:
        if match[0] not in alignment.a.words and _rooted(alignment, match.start(), match.end(), first=False):
            yield Change(Relation.DEADLINE_CHANGED, "", match[0])


def _worded_changes(alignment: Alignment) -> Iterator[Change]:
    """Steps of force, exceptions, conditions and sanctions in the words that differ."""
    yield from _force_changes(alignment)
    yield from _marked(alignment, _listed("exceptions"), added=Relation.RELAXED, taken=Relation.TIGHTENED, apart=True)
    yield from _excepted(alignment)
    yield from _marked(alignment, _listed("loosens"), added=Relation.RELAXED, taken=Relation.TIGHTENED)
    yield from _marked(alignment, _listed("tightens"), added=Relation.TIGHTENED, taken=Relation.RELAXED)
    yield from _sanctions(alignment)


def _marked(
    alignment: Alignment, words: tuple[str, ...], *, added: Relation, taken: Relation, apart: bool = False
) -> Iterator[Change]:
    """Words that only one side has, in clauses that both have; with `apart` in clauses of their own too."""
    before, after = alignment.a.words, alignment.b.words
    for mine, theirs, relation, first in ((after, before, added, False), (before, after, taken, True)):
        for match in {match[0]: match for match in re.finditer(_one_of(words), mine)}.values():
            known = match[0] in theirs or (match[0].startswith("情节") and "情节" in theirs)
            if not known and (apart or _rooted(alignment, match.start(), match.end(), first=first)):
                yield Change(relation, match[0] if first else "", "" if first else match[0])


def _excepted(alignment: Alignment) -> Iterator[Change]:
    """Cases that only one side takes out: 除抢险外."""
    mine, theirs = ([match[0] for match in _EXCEPTED.finditer(side.words)] for side in (alignment.a, alignment.b))
    if mine and not theirs:
        yield Change(Relation.TIGHTENED, mine[0], "")
    if theirs and not mine:
        yield Change(Relation.RELAXED, "", theirs[0])


def _force_changes(alignment: Alignment) -> Iterator[Change]:
    """Each word of force beside the one that stands where it stood; those that were added or taken away are counted."""
    steps = _steps()
    mine, theirs = list(_force().finditer(alignment.a.words)), list(_force().finditer(alignment.b.words))
    left = list(theirs)
    for match in mine:
        place = _across(alignment, match.start())
        near = [one for one in left if abs(one.start() - place) <= 6]
        same = [one for one in near if steps[one[0]][0] == steps[match[0]][0]] or near
        if not same:
            if _forbids(match[0]) and match[0] not in alignment.b.words and theirs:
                yield Change(Relation.RELAXED, match[0], "")
            continue
        other = min(same, key=lambda one: (one[0] != match[0], abs(one.start() - place)))
        left.remove(other)
        if (change := _stepped(match[0], other[0])) is not None:
            yield change
    more = [match[0] for match in left if _forbids(match[0])]
    if more and any(steps[match[0]][0] == "forbids" for match in mine):
        yield Change(Relation.TIGHTENED, "", more[0])


def _forbids(word: str) -> bool:
    kind, step = _steps()[word]
    return kind == "forbids" and step >= _FORBIDDEN


def _stepped(before: str, after: str) -> Change | None:
    (kind, step), (other, next_step) = _steps()[before], _steps()[after]
    if kind == other and next_step != step:
        return Change(Relation.TIGHTENED if next_step > step else Relation.RELAXED, before, after)
    if kind == "obliges" and step == 0 and other == "forbids":
        return Change(Relation.TIGHTENED, before, after)  # what was allowed is forbidden
    if kind == "forbids" and other == "obliges" and next_step == 0:
        return Change(Relation.RELAXED, before, after)
    return None


def _sanctions(alignment: Alignment) -> Iterator[Change]:
    ladder: list[str] = _words()["sanctions"]
    mine = [word for word in ladder if word in alignment.a.words]
    theirs = [word for word in ladder if word in alignment.b.words]
    if mine and theirs and mine[-1] != theirs[-1]:
        harder = ladder.index(theirs[-1]) > ladder.index(mine[-1])
        yield Change(Relation.TIGHTENED if harder else Relation.RELAXED, mine[-1], theirs[-1])
