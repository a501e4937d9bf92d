"""Whom the rules bind that name nobody: settled once the whole document is read, from those that do name somebody."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.extract import bearers
from ingest.extract.audience import BODY, PEOPLE, Audience, bodily
from ingest.extract.bearing import AFTER, AGENT, AUDIENCE, BEFORE, DOCUMENT, GOVERNMENT, LIABLE, OWN
from ingest.extract.governed import TITLE
from ingest.model import Rule, Section
from ingest.words import tag

_UNITS = re.compile("(?:.*的)?(?:主管|责任|牵头|相关|有关)?(?:单位|部门|乡镇|县区|区县|街道|科室|股室|站所)")
_COMRADES = ("的同志", "的同志们")
_TO_WHOM = re.compile("(?:报|报请|报经|经|向|给予|提请|提交|移送|移交|通知|告知)[^，]{0,3}$")
# 申请经营客船的，应当…, 起草规章，应当…: who does so, where the document has a name for him.
_DOES = re.compile("(?:凡|拟|需要)?(?P<act>[\u4e00-\u9fff]{2})(?![人者方书表]|单位|机关|部门|机构)[^，]{1,40}，")
_DOER = "(?:人|者|方|单位|机关|部门|机构)"
_APPLYING, _APPLICANT = "申请", "申请人"
# 禁止在渡口垂钓: nobody may, whoever was spoken of before.
_FORBIDS = re.compile("(?:严格|绝对)?(?:禁止|严禁)")
_ANYBODY = re.compile("任何(?:单位|组织)(?:和|、|或|或者)个人|任何个人(?:和|、|或|或者)(?:单位|组织)")
_NOBODY_IN_PARTICULAR = re.compile("任何|一切|所有|国家$")
# A principle stands before the rules of those who are to keep it.
_PRINCIPLE = re.compile("(?:遵循|坚持|实行|贯彻)[^。]*(?:原则|方针)$")
_GOVERNMENTS = re.compile(f"(?![本上下同]级).*{GOVERNMENT}")
LONGEST_ACT = 6
"""So much of a rule is cut to see whether it begins with a verb."""
NEIGHBOURS = 20
"""Among so many rules before it the last is looked for that binds somebody else than whom a thing is brought to."""
SIBLING, ENOUGH = 0.5, 0.4
"""What it counts that the office was bound in the part before; what makes the office, not its people, the bearer."""


def settled(
    rules: Sequence[Rule], text: str, sections: Sequence[Section], *, speaks_to: Audience | None
) -> tuple[Rule, ...]:
    """The rules of a document with this text, the open ones with bearers found among those that name theirs.

    In a statute, which speaks to nobody, that is the next one named in the section, else whoever is bound by the rules
    near by that speak of the same; elsewhere the audience.
    """
    places = _Places(sections)
    texts = [rule.span.of(text) for rule in rules]
    if speaks_to is None:
        return tuple(_as_in_statutes(rules, text, texts, places))
    rules = [replace(rule, bearers=speaks_to.read(_meant_here(rule.bearers))) for rule in rules]
    if speaks_to.names:
        return tuple(
            rule if rule.bearers else replace(rule, bearers=speaks_to.names, bearers_by=AUDIENCE) for rule in rules
        )
    return tuple(_as_in_speeches(rules, texts, places))


class _Places:
    """Which section a rule stands in."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._starts = [section.span.start for section in sections]

    def of(self, rule: Rule) -> int:
        """The index of the innermost section, -1 before the first."""
        return bisect_right(self._starts, rule.span.start) - 1

    def outermost(self, index: int) -> int:
        """The section of the first level that holds one, -1 where none does."""
        while index >= 0 and self._sections[index].parent is not None:
            index = self._sections[index].parent or 0
        return index


def _as_in_statutes(rules: Sequence[Rule], text: str, texts: Sequence[str], places: _Places) -> Iterator[Rule]:
    """The rules, the open ones with whoever the document has for what they do, else with who is bound near by."""
    named = [i for i, rule in enumerate(rules) if rule.bearers_by in OWN]
    acting = [i for i in named if rules[i].bearers_by not in (AGENT, LIABLE)]
    liable = [i for i in named if rules[i].bearers_by != AGENT]
    bound = Counter(name for i in named for name in rules[i].bearers)
    for i, (rule, words) in enumerate(zip(rules, texts, strict=True)):
        everyone = None if rule.bearers and not _after_agent(rules, named, i, words) else _everyone(words, text, bound)
        if rule.bearers == (GOVERNMENT,) and rule.bearers_by == DOCUMENT:
            near = [rules[j].bearers for j in _from(named, i) if _GOVERNMENTS.fullmatch(rules[j].bearers[0])]
            yield replace(rule, bearers=near[0]) if near else rule
        elif everyone:
            yield replace(rule, bearers=(everyone,), bearers_by=DOCUMENT)
        elif rule.bearers:
            yield rule
        else:
            names, by = _near_by(rules, liable if rule.sanction else acting, i, words=words, places=places)
            yield replace(rule, bearers=names, bearers_by=by)


def _after_agent(rules: Sequence[Rule], named: Sequence[int], i: int, words: str) -> bool:
    """Whether a rule forbids something after one that names only who acts (由X制定。禁止…): X is not whom it binds."""
    before = bisect_right(named, i) - 1
    last = rules[named[before]] if before >= 0 else None
    return (
        last is not None
        and rules[i].bearers_by == BEFORE
        and last.bearers_by == AGENT
        and last.bearers == rules[i].bearers
        and _FORBIDS.match(words) is not None
    )


def _near_by(
    rules: Sequence[Rule], others: Sequence[int], i: int, *, words: str, places: _Places
) -> tuple[tuple[str, ...], str]:
    """Who acts next in the article of an open rule and is known already, else who acted last before it, and how.

    `others` are the rules that name somebody; after a principle it is who acts next. Nobody where there is none.
    """
    after = bisect_right(others, i)
    following = rules[others[after]] if after < len(others) else None
    if following and places.of(following) == places.of(rules[i]):
        known = {rules[j].bearers for j in others[:after]}
        if not known or following.bearers in known or _at_large(following.bearers):
            return following.bearers, AFTER
    about = others[after : after + 1] if _PRINCIPLE.search(words) else []
    near = [rules[j].bearers for j in [*about, *_from(others, i)] if not _concerns(words, rules[j].bearers)]
    return min(near, key=_at_large, default=()), DOCUMENT if near else rules[i].bearers_by


def _everyone(words: str, text: str, named: Counter[str]) -> str | None:
    """Whoever does what a rule begins with, or anybody at all where it forbids, in the words of the document.

    `named` are the names that its rules bind, with how often each does.
    """
    does = _DOES.match(words)
    if does and does["act"] == _APPLYING and _APPLICANT in text:
        return _APPLICANT
    if does and tag(words[:LONGEST_ACT])[0] == (does["act"], "v"):
        ends = re.compile(f"{does['act']}{_DOER}$")
        doers = [name for name in named if ends.search(name)]
        if doers:
            return max(doers, key=lambda name: named[name])
    anybody = _ANYBODY.search(text) if _FORBIDS.match(words) else None
    return anybody[0] if anybody else None


def _at_large(names: tuple[str, ...]) -> bool:
    """Whether names are of anybody at all or of the state, of whom only the sentence itself speaks."""
    return all(_NOBODY_IN_PARTICULAR.match(name) for name in names)


def _from(others: Sequence[int], i: int) -> list[int]:
    """Those of `others` near a rule, the nearest before it first, then the next one after it."""
    after = bisect_right(others, i)
    return [*reversed(others[max(0, after - NEIGHBOURS) : after]), *others[after : after + 1]]


def _concerns(text: str, names: tuple[str, ...]) -> bool:
    """Whether an open rule names somebody as the one to whom a thing is brought or done (应当报X批准, 给予X处分)."""
    return any(_TO_WHOM.search(text, 0, at) for name in names if (at := text.find(name)) > 0)


def _meant_here(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names in a speech: 未报送的单位 are units under the office, as is one beside such; 经手的同志 its people."""
    below = bearers.UNITS_BELOW in names
    return tuple(
        dict.fromkeys(
            bearers.UNITS_BELOW
            if _UNITS.fullmatch(name) and (below or "的" in name)
            else PEOPLE
            if name.endswith(_COMRADES)
            else name
            for name in names
        )
    )


def _as_in_speeches(rules: Sequence[Rule], texts: Sequence[str], places: _Places) -> Iterator[Rule]:
    """The open rules of one section bind the same: the office where most of what they say is an act of a body."""
    at = [places.of(rule) for rule in rules]
    scores: dict[int, list[float]] = defaultdict(list)
    before: dict[int, float] = {}
    named: dict[int, tuple[str, ...]] = {}
    people: set[int] = set()
    for rule, text, place in zip(rules, texts, at, strict=True):
        outermost = places.outermost(place)
        if rule.bearers_by in OWN:
            named[outermost] = rule.bearers
            if rule.bearers == (PEOPLE,):
                people.add(place)
        if not rule.bearers:
            before.setdefault(place, SIBLING if named.get(outermost) == (BODY,) else 0.0)
            # What only the title tells is nothing that this rule asks for.
            scores[place].append(bodily(text, () if rule.duties_by == TITLE else rule.duties))
    for rule, place in zip(rules, at, strict=True):
        if rule.bearers:
            yield rule
            continue
        score = sum(scores[place]) / len(scores[place]) + before[place] - (place in people)
        yield replace(rule, bearers=(BODY if score > ENOUGH else PEOPLE,), bearers_by=AUDIENCE)
