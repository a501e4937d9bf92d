"""Bearers (责任主体): who a rule binds, as a canonical role or as the text names them."""

import re

from ingest.extract.clauses import one_of
from ingest.lexicon import load_data

_BEARERS = load_data("bearers")
_HEAD = rf"(?:{one_of(_BEARERS['heads'])})"
_FOLLOWER = one_of(_BEARERS["followers"])
_ROLES = {role: re.compile(rf"(?:{'|'.join(patterns)})$") for role, patterns in _BEARERS["roles"].items()}
_ROLE_AT_START = re.compile(
    rf"[^，、]{{0,12}}?(?:{'|'.join(p for patterns in _BEARERS['roles'].values() for p in patterns)})"
)
_NOT_A_ROLE = re.compile("工作(?!人员|的同志)|的(?!同志|人员|干部)|系统|建设|任务|队伍|内部|干部职工")
# The first name that ends where something done, or when or how it is done, begins.
_NAME = re.compile(rf"(?P<name>[^，：:]{{0,60}}?{_HEAD}(?:[（(〔][^）)〕]{{1,12}}[）)〕])?)(?={_FOLLOWER}|$)")
_ELSEWHERE = re.compile(one_of(_BEARERS["prepositions"]))
_AS = re.compile(rf"作为(?P<name>[^，]{{0,16}}?{_HEAD})(?=[，来]|$)")
_BY = re.compile(rf"由(?P<name>[^，]{{1,60}}?{_HEAD}(?:[（(〔][^）)〕]{{1,12}}[）)〕])?)(?=[^的和及与、，]|$)")
_TO = re.compile(rf"^(?:希望|请|要求|号召|建议|鼓励|提倡)(?P<name>[^，]{{0,20}}?{_HEAD})")
_JOINT = re.compile("以及|或者|、|和|及其|及|或|与")
_WITHOUT = re.compile(
    "^(?:其中|特别是|尤其是|特别|尤其|凡是|凡|对|同时|并且|并|但是|但|而|也|而且|另外|一旦确定为|一旦|作为|就|只能|还|请|希望)+"
)
_BARE = {
    "单位",
    "个人",
    "人员",
    "部门",
    "政府",
    "机关",
    "机构",
    "组织",
    "办事处",
    "干部",
    "工作人员",
    "领导干部",
    "有关人员",
}
_WHOLE = re.compile("^(?:任何|各级|有关|全体|地方|乡镇|县|市、|各|其他|上级|下级|市|街道)")
_SPLIT_ALWAYS = re.compile("以及|或者|及其|或")


def subject(clause: str, cue_start: int) -> str | None:
    """The name of whoever a clause makes its subject, before the cue; None where it has none of its own."""
    before = clause[:cue_start].strip("□ \t\u3000")
    if not before:
        return None
    role = _role_at_start(before)
    if role:
        return role
    if _ELSEWHERE.match(before):
        return _last_name(before)
    name = _NAME.match(before)
    return name["name"] if name else None


def _role_at_start(before: str) -> str | None:
    match = _ROLE_AT_START.match(_WITHOUT.sub("", before))
    if not match or _ELSEWHERE.match(match[0]):
        return None
    rest = _WITHOUT.sub("", before)[match.end() :]
    return None if _NOT_A_ROLE.match(rest) or re.match("[、和及与或]", rest) or re.match(_HEAD, rest) else match[0]


def _last_name(before: str) -> str | None:
    """The name right before the cue, after a phrase without a comma (在调查期间有关单位不得…)."""
    match = re.search(
        rf"(?:[中后前时下内上，])(?P<name>[^，中后前时下内上]{{1,24}}?{_HEAD})(?:都|也|均|应|还|更|一律)?$", before
    )
    return match["name"] if match else None


def agent(clause: str) -> str | None:
    """Who acts in a clause of the form 由X办理."""
    match = _BY.search(clause)
    return match["name"] if match else None


def named_as(clause: str) -> str | None:
    """Who is addressed in 作为X，要…."""
    match = _AS.search(clause)
    return match["name"] if match and canonical(match["name"]) else None


def addressed(words: str) -> str | None:
    """Who is hoped, asked or required to act: the name right after the cue (希望各位…)."""
    match = _TO.match(words)
    return match["name"] if match else None


def canonical(name: str) -> str | None:
    """The role of the vocabulary that `name` ends in, if any."""
    name = _WITHOUT.sub("", name.strip("□ \t\u3000"))
    return next((role for role, pattern in _ROLES.items() if pattern.search(name)), None)


def names(name: str) -> tuple[str, ...]:
    """The bearers that a subject names: each part canonical where the vocabulary has it, else as printed."""
    name = _WITHOUT.sub("", name.strip("□ \t\u3000，"))
    if canonical(name) and not re.search("以及|或者|、", name):
        parts = [name] if not re.search("的负责人和|领导和", name) else _parts(name)
    else:
        parts = _parts(name)
    found = [canonical(part) or part for part in parts]
    return tuple(dict.fromkeys(part for part in found if part))


def _parts(name: str) -> list[str]:
    """The names that `name` joins; 各级党委和政府 and 任何单位和个人 are one name, whose first word covers both."""
    parts, start = [], 0
    for joint in _JOINT.finditer(name):
        left, right = name[start : joint.start()], name[joint.end() :]
        if _separates(joint[0], left, right):
            parts.append(left)
            start = joint.end()
    return [part for part in (*parts, name[start:]) if part]


def _separates(joint: str, left: str, right: str) -> bool:
    next_part = _JOINT.split(right, maxsplit=1)[0]
    if not re.search(rf"{_HEAD}$", left) or not re.search(_HEAD, next_part):
        return False
    if next_part in _BARE and (_WHOLE.match(left) or "的" in left) and not _SPLIT_ALWAYS.match(joint):
        return next_part == "有关人员"
    return not (joint in ("和", "与", "及") and len(next_part) <= 2 and _WHOLE.match(left) is not None)


def act_of_the_office(words: str) -> bool:
    """Whether only the office as a body can do what a rule says."""
    return _BODY_ACT.search(words) is not None


AUDIENCE: str = _BEARERS["audience"]["people"]
AUDIENCE_BODY: str = _BEARERS["audience"]["body"]
_BODY_ACT = re.compile(one_of(_BEARERS["audience"]["body_acts"]))
