"""Rules that contradict each other: the same bearer, duty and object, and another deadline or another limit in number,
or must against must not.

Found by key, never by likeness, and never resolved: each conflict has the cause that is seen, for a person to judge.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from graph.link.commonness import weights
from graph.link.matter import listed
from graph.link.order import Certainty, certainty
from graph.link.standing import same_text
from graph.quote import Quote
from graph.store.shapes import RuleRecord
from ingest.extract.quantities import limits
from ingest.lexicon import load_lexicon
from ingest.model import Comparison, DocumentKind, Modality, Quantity
from ingest.words import tag

SAME_OBJECT = 0.7
"""Share of the shorter object's weight that the other has too, from which the objects are the same."""
SAME_OF_LONGER = {"deadline": 0.4, "quantity": 0.6, "forbidden": 0.75}
"""The same of the longer one: what must and must not be done has to be the same act, not a part of the matter."""
SAME_ACT = 0.5
"""Share of the weightier one of two acts, told by what follows the word of force or the limit, that both have."""
LEAST_OBJECT = 2.0
"""What an object must tell: 有关情况 is nobody's object."""
_VALUE = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")
_MINUTES = (525_600, 43_200, 1_440, 60, 1)
_NEGATED = re.compile(r"不|未|非|无|禁止|严禁|责令|追究|处分|处罚")
"""What negates a demand, or makes it the answer to what is forbidden."""
_CONDITIONAL = re.compile(r"擅自|未|无故|随意|私自|违反|违规|非|除|但|不|应当|必须|的[，,]|情形")
"""What is forbidden only so, or only then, may still be demanded otherwise."""
_OWN = re.compile("议事规则|工作规则|章程")
"""What each body settles for itself."""
_BAN = re.compile("不得|不准|不许|不可|不能|不应|严禁|禁止|杜绝")
_LIMITING = re.compile("(?:低|高|少|多|大|小|早|晚)于|超过|超出")
"""What follows 不得 where it sets a limit and forbids nothing: 不得低于 says the same as 应当达到."""
_OCCASION = re.compile("再次|重新|延长|顺延|每[日天周月季年]")
"""Another occasion or another period, which has a limit of its own."""
_CLAUSE_END = re.compile("[，,；;。]")
_SANCTION = re.compile("罚款|徒刑|拘役|罚金")
"""Amounts of sanctions belong to what they punish."""


class Contradiction(StrEnum):
    """In what two rules differ."""

    DEADLINE = "deadline"
    QUANTITY = "quantity"
    FORBIDDEN = "forbidden"


class Cause(StrEnum):
    """Why two rules may differ, as far as their sources show."""

    DATE = "date"
    LEVEL = "level"
    SCOPE = "scope"
    MISPRINT = "misprint"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rules that cannot both be followed, the older first."""

    one: RuleRecord
    other: RuleRecord
    contradiction: Contradiction
    cause: Cause
    bearer: str
    duty: str
    object: str
    """The words that both are about."""


def conflicts(rules: Iterable[RuleRecord], *, superseded: frozenset[str] = frozenset()) -> list[Conflict]:
    """The conflicts among the rules of documents that stand; `superseded` are the ids of those that do not."""
    by_key: dict[tuple[str, str], list[RuleRecord]] = {}
    for rule in rules:
        if rule.quote.document_id not in superseded:
            for bearer in rule.rule.bearers:
                for duty in rule.rule.duties:
                    by_key.setdefault((bearer, duty), []).append(rule)
    found: dict[tuple[str, str], Conflict] = {}
    for (bearer, duty), same in sorted(by_key.items()):
        for one, other in _pairs(same):
            if (one.id, other.id) not in found and not same_text(one.quote, other.quote):
                conflict = _compare(one, other, bearer, duty)
                if conflict is not None and one.quote.document_id != other.quote.document_id:
                    found[one.id, other.id] = conflict
    return list(found.values())


def _pairs(same: Sequence[RuleRecord]) -> Iterator[tuple[RuleRecord, RuleRecord]]:
    """The pairs of one key that may contradict each other, the older first: of 331,000 rules not all with all."""
    timed = [rule for rule in same if rule.rule.deadline]
    limited = [rule for rule in same if _limits(rule.quote.text)]
    obliging = [rule for rule in same if rule.rule.modality is Modality.OBLIGATION]
    forbidding = [rule for rule in same if rule.rule.modality is Modality.PROHIBITION]
    for ones, others, kind in (
        (timed, timed, Contradiction.DEADLINE),
        (limited, limited, Contradiction.QUANTITY),
        (forbidding, obliging if forbidding else [], Contradiction.FORBIDDEN),
    ):
        if len({rule.quote.document_id for rule in (*ones, *others)}) < 2:
            continue
        having: dict[str, list[RuleRecord]] = {}
        for rule in others:
            for word in _object(rule):
                having.setdefault(word, []).append(rule)
        for rule in ones:
            near = {other.id: other for word in _needed(_object(rule), kind) for other in having.get(word, ())}
            for other in near.values():
                if other.id != rule.id:
                    first, second = sorted((rule, other), key=_age)
                    yield first, second


def _needed(words: Sequence[str], kind: Contradiction) -> list[str]:
    """Words of an object without all of which too little of it is left to be the same."""
    heaviest = sorted(words, key=lambda word: -_told((word,)))
    spare = (1 - min(SAME_OBJECT, SAME_OF_LONGER[kind])) * _told(words)
    return [word for at, word in enumerate(heaviest) if _told(heaviest[:at]) <= spare]


def _age(record: RuleRecord) -> tuple[str, str]:
    first = record.quote.date.earliest or record.quote.date.latest
    return (first.isoformat() if first else "9999", record.id)


def _compare(one: RuleRecord, other: RuleRecord, bearer: str, duty: str) -> Conflict | None:
    contradiction = _contradiction(one, other)
    if contradiction is None:
        return None
    shared = _same_object(_object(one), _object(other), SAME_OF_LONGER[contradiction])
    if not shared or not _same_act(one, other, contradiction) or not _same_matter(one, other, shared):
        return None
    return Conflict(one, other, contradiction, _cause(one, other), bearer, duty, "、".join(shared))


def _same_matter(one: RuleRecord, other: RuleRecord, shared: Sequence[str]) -> bool:
    """Whether the object says by itself what it is about, or the titles do: any procedure has an application."""
    if _told([word for word in shared if word not in listed("procedure")]) >= LEAST_OBJECT:
        return True
    if DocumentKind.SPEECH in (one.quote.kind, other.quote.kind):
        return False
    mine, theirs = (set(_content(record.quote.title, ())) for record in (one, other))
    return bool((mine & theirs) - listed("title") - listed("procedure"))


def _contradiction(one: RuleRecord, other: RuleRecord) -> Contradiction | None:
    modalities = {one.rule.modality, other.rule.modality}
    if modalities == {Modality.OBLIGATION, Modality.PROHIBITION} and not _limits_only(one, other):
        return Contradiction.FORBIDDEN
    mine, theirs = one.rule.deadline, other.rule.deadline
    if mine and theirs and len(modalities) == 1:
        differ = _minutes(mine.iso) != _minutes(theirs.iso) or mine.working_days != theirs.working_days
        if None not in (_minutes(mine.iso), _minutes(theirs.iso)) and differ:
            return Contradiction.DEADLINE
    binding = modalities <= {Modality.OBLIGATION, Modality.PROHIBITION}
    return Contradiction.QUANTITY if binding and _differing(one, other) else None


def _limits_only(*rules: RuleRecord) -> bool:
    """Whether 不得 sets a limit in one of them: 不得低于三级 forbids nothing, and says what 应当达到三级 says."""
    return any(
        rule.rule.modality is Modality.PROHIBITION and _LIMITING.match(_parted(rule.quote.text, rule.rule.cue)[1])
        for rule in rules
    )


@lru_cache(maxsize=50_000)
def _limits(text: str) -> Mapping[tuple[str, Comparison], Quantity]:
    """The limits in number that a rule sets, by what is counted and which way; none where it sets two of one kind.

    Those that 的 follows, at once or where the clause ends, are conditions.
    """
    found: dict[tuple[str, Comparison], Quantity] = {}
    for limit in () if _SANCTION.search(text) else limits(text):
        assert limit.span is not None
        clause = _CLAUSE_END.split(text[limit.span.end :], maxsplit=1)[0]
        key = limit.unit, limit.comparison
        if key in found:
            return {}
        if not clause.startswith("的") and not clause.endswith("的"):
            found[key] = limit
    return found


def _differing(one: RuleRecord, other: RuleRecord) -> tuple[Quantity, Quantity] | None:
    """Limits of both on the same count that are not the same."""
    mine, theirs = _limits(one.quote.text), _limits(other.quote.text)
    pairs = ((mine[key], theirs[key]) for key in mine if key in theirs)
    return next(((a, b) for a, b in pairs if a.number != b.number), None)


def _same_act(one: RuleRecord, other: RuleRecord, contradiction: Contradiction) -> bool:
    """Whether what is limited, or forbidden and demanded, is the same act: what the words of force are followed by."""
    if _OCCASION.findall(one.quote.text) != _OCCASION.findall(other.quote.text):
        return False
    if contradiction is Contradiction.DEADLINE:
        if _before(one) != _before(other):
            return False  # three days before is no other limit than within three days
        marks = [rule.rule.deadline.text if rule.rule.deadline else "" for rule in (one, other)]
    elif contradiction is Contradiction.QUANTITY:
        differing = _differing(one, other)
        marks = [limit.text for limit in differing or ()]
    else:
        if not _could_be_forbidden(one, other):
            return False
        marks = [one.rule.cue, other.rule.cue]
    mine, theirs = (_act(record, mark) for record, mark in zip((one, other), marks, strict=True))
    shared = _told([word for word in mine if word in theirs])
    return mine == theirs or shared >= SAME_ACT * max(_told(mine), _told(theirs)) > 0


def _could_be_forbidden(one: RuleRecord, other: RuleRecord) -> bool:
    """Whether the one forbids outright what the other demands: with all that is done after 不得."""
    demanded, forbidden = sorted((one, other), key=lambda rule: rule.rule.modality is Modality.PROHIBITION)
    before, after = _parted(forbidden.quote.text, forbidden.rule.cue)
    if _NEGATED.search(demanded.quote.text) or _CONDITIONAL.search(before) or _CONDITIONAL.search(after):
        return False
    return all(word in demanded.quote.text for word, kind in tag(after) if kind.startswith("v"))


def _before(record: RuleRecord) -> bool:
    deadline = record.rule.deadline
    assert deadline is not None
    return deadline.text.endswith("前") or f"提前{deadline.text}" in record.quote.text


def _act(record: RuleRecord, mark: str) -> tuple[str, ...]:
    """The words after the mark: those say what is done, the words before it when and to whom."""
    return _content(_after(record, mark), record.rule.bearers)


def _after(record: RuleRecord, mark: str) -> str:
    """The words after the mark; all where nothing follows it."""
    return _parted(record.quote.text, mark)[1] or record.quote.text


def _parted(text: str, mark: str) -> tuple[str, str]:
    """The words before the mark and after it; what people added may have none, and is parted where it forbids."""
    if mark and mark in text:
        before, _, after = text.partition(mark)
        return before, after
    ban = _BAN.search(text)
    return (text[: ban.start()], text[ban.end() :]) if ban else ("", text)


def _minutes(iso: str | None) -> int | None:
    match = _VALUE.match(iso or "")
    if match is None:
        return None
    return sum(int(number or 0) * unit for number, unit in zip(match.groups(), _MINUTES, strict=True))


@lru_cache(maxsize=50_000)
def _content(text: str, named: tuple[str, ...]) -> tuple[str, ...]:
    """The words that say what is done and to what: nouns and verbs, without bearers, force and time."""
    lexicon = load_lexicon()
    left = {word for name in named for word in (lexicon.roles[name].words if name in lexicon.roles else (name,))}
    return tuple(
        dict.fromkeys(
            word for word, kind in tag(text)
            if kind.startswith(("n", "v", "x", "l", "i")) and len(word) > 1 and word not in left
            and not re.search(r"应当|必须|不得|严禁|禁止|要求|小时|工作日|需要|可以|进行", word)
        )
    )  # fmt: skip


def _object(record: RuleRecord) -> tuple[str, ...]:
    text = record.quote.text
    if record.rule.deadline:
        text = text.replace(record.rule.deadline.text, "")
    return _content(text, record.rule.bearers)


def _same_object(one: Sequence[str], other: Sequence[str], of_longer: float) -> list[str]:
    """The words that both objects have, where these make them the same object."""
    shared = [word for word in one if word in other]
    told = _told(shared)
    least, most = sorted((_told(one), _told(other)))
    same = told >= LEAST_OBJECT and told >= SAME_OBJECT * least and told >= of_longer * most
    return shared if same else []


@lru_cache(maxsize=50_000)
def _weight(word: str) -> float:
    return sum(weights(word))


def _told(words: Sequence[str]) -> float:
    return sum(map(_weight, words))


def _cause(one: RuleRecord, other: RuleRecord) -> Cause:
    """What the sources differ in, the plainest first."""
    if one.quote.kind is not other.quote.kind:
        return Cause.LEVEL
    places = [set(_places(record.quote)) for record in (one, other)]
    if places[0] != places[1]:
        return Cause.SCOPE if all(places) or _OWN.search(one.quote.title) else Cause.LEVEL
    if certainty(one.quote.date, other.quote.date) is Certainty.CERTAIN:
        return Cause.DATE
    return Cause.MISPRINT


def _places(quote: Quote) -> Iterator[str]:
    """The provinces, cities and counties that a title names."""
    yield from re.findall(r"[\u4e00-\u9fff]{2,6}?(?:省|市|县|区)", quote.title)
