"""Norms (规范句): which clauses instruct somebody, and which only look as if they did."""

import re

from ingest.extract.clauses import BLANK, Clause, one_of
from ingest.extract.modality import Cue, decisive
from ingest.lexicon import load_data
from ingest.model import Force, Modality

_NORMS = load_data("norms")
_IMPERATIVE = _NORMS["imperative"]
_STATEMENT = _NORMS["statement"]
_ADVERBS = one_of(_IMPERATIVE["adverbs"])
_VERBS = one_of(_IMPERATIVE["verbs"])
_OPENING = re.compile(rf"(?:(?:{_ADVERBS})[地、]?){{0,4}}(?P<verb>{_VERBS})")
_MANNER = re.compile(rf"(?:以[^，]{{2,24}}$|{_ADVERBS})")
_PHRASE = re.compile(one_of(_IMPERATIVE["phrases"]))
_STATES = re.compile(one_of(_STATEMENT["words"]))
_PAST = re.compile(_STATEMENT["past"])
_COPULA = re.compile(_STATEMENT["copula"])
_AIM = re.compile(one_of(_STATEMENT["aim"]))
_WISH = re.compile(one_of(_STATEMENT["wish"]))
_UNREAL = re.compile(one_of(_STATEMENT["unreal"]))
_SPEAKER = re.compile(_STATEMENT["speaker"])
_SOON = re.compile(_STATEMENT["soon"])
_THING = re.compile(_STATEMENT["thing"])
_FRAME = re.compile(one_of(_NORMS["regulation"]["frame"]))
_STATUTORY = re.compile(one_of(_NORMS["regulation"]["verbs"]))
# 眼观六路是对秘书的基本要求: a requirement told as a fact.
_REQUIREMENT = re.compile(r"是.{0,24}(?:要求|必须具备的.{1,8}|应有的.{1,8}|应尽的.{1,8})$")
_POINTING = re.compile(r"^(?:这|那|以上|上述|其)")
_NOT = re.compile(
    r"不(?!断|仅|但|只|管|论|同|少|足|忘|负|懈|时|如|过|久|光|单|得不|是|在|会|知|够|了|良|利|定|到位|折不扣|遗余力|管)[\u4e00-\u9fff]"
)
_NOT_LIST = re.compile(r"(?:^|[、，和])(?:[^，、不]{0,8})(?=不)")
LONGEST_PHRASES = 4
"""How many clauses may stand before the verb of an instruction without a cue (围绕…，结合…，抓好…)."""


def is_frame(clauses: tuple[Clause, ...]) -> bool:
    """Whether a sentence of a regulation only defines, delimits or dates it."""
    return any(_FRAME.search(clause.bare) for clause in clauses)


def is_idle(clauses: tuple[Clause, ...]) -> bool:
    """Whether the whole sentence thanks, wishes, or speaks of the speaker himself."""
    whole = "，".join(clause.bare for clause in clauses)
    return _WISH.search(whole) is not None


def cue_of(clause: Clause) -> Cue | None:
    """The cue by which a clause instructs; None where it states, needs a thing, or was only meant."""
    cue = decisive(clause.bare)
    if cue is None:
        return _requirement(clause)
    before, rest = clause.bare[: cue.start], clause.bare[cue.start :]
    if _STATES.search(clause.bare) or _UNREAL.search(before) or _AIM.search(before) or _SPEAKER.search(before):
        return None
    if _SOON.search(clause.bare) or _THING.match(rest):
        return None
    return cue


def _requirement(clause: Clause) -> Cue | None:
    match = _REQUIREMENT.search(clause.text)
    if match and not _POINTING.match(clause.text):
        return Cue(match[0][-2:], match.start(), Modality.OBLIGATION, Force.SOFT)
    return None


def is_statement(clause: Clause) -> bool:
    """Whether a clause tells how things stand."""
    bare = clause.bare
    return any(pattern.search(bare) for pattern in (_STATES, _PAST, _COPULA))


def opening(clauses: tuple[Clause, ...]) -> Cue | None:
    """The verb that opens an instruction with neither subject nor cue, after at most a few phrases (围绕…，抓好…)."""
    for clause in clauses[:LONGEST_PHRASES]:
        bare = clause.bare.lstrip(" \u3000" + BLANK)
        if is_statement(clause) or _SPEAKER.search(clause.bare):
            return None
        if _PHRASE.match(bare) and not _OPENING.match(bare):
            continue
        match = _OPENING.match(bare)
        if match:
            start = clause.bare.find(match["verb"])
            return Cue(match["verb"], max(start, 0), Modality.OBLIGATION, Force.SOFT)
        return None
    return None


def opens_positively(clause: Clause) -> bool:
    """Whether a clause orders after a ban: it starts with how, or with the verb of an instruction."""
    bare = clause.bare.lstrip(" \u3000")
    return (_MANNER.match(bare) or _OPENING.match(bare)) is not None and not bare.startswith("不")


def strongly_positive(clause: Clause) -> bool:
    """Whether a clause orders after a hard ban: only an adverb of manner before its verb says so for certain."""
    bare = clause.bare.lstrip(" \u3000")
    match = _MANNER.match(bare)
    return match is not None and not bare.startswith(("不", "以"))


def refusals(clause: Clause) -> int:
    """How many acts a clause says are not done (不拖延、不迟报: 2); 0 where it does not begin with one."""
    bare = clause.bare.strip()
    if not re.match(r"(?:[^，、不]{0,6})不", bare) or not _NOT.search(bare):
        return 0
    parts = [part for part in re.split("[、和]", bare) if part]
    return sum(1 for part in parts if _NOT.match(part) or (part is parts[0] and _NOT.search(part)))


def agency(clause: Clause) -> Cue | None:
    """由, where a clause names with it who acts (由X办理)."""
    match = re.search(r"由(?=[^，]{2,40})", clause.bare)
    if match is None or clause.bare.endswith(("的", "时", "后")):
        return None
    return Cue("由", match.start(), Modality.OBLIGATION, Force.SOFT)


def statutory(clause: Clause) -> Cue | None:
    """The verb by which a clause of a regulation binds without a cue (X负责…, 由X指定)."""
    if _COPULA.search(clause.bare) or clause.bare.endswith(("的", "时", "后")):
        return None
    by = agency(clause)
    if by:
        return by
    match = _STATUTORY.search(clause.bare)
    return Cue(match[0], match.start(), Modality.OBLIGATION, Force.SOFT) if match else None
