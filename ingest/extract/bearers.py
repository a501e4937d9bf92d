"""Bearers (责任主体): who a rule binds, as a canonical role or as the text names them."""

import re

from ingest.extract.clauses import one_of
from ingest.lexicon import load_data
from ingest.words import tag

_BEARERS = load_data("bearers")
_HEAD = rf"(?:{one_of(_BEARERS['heads'])}|{'|'.join(_BEARERS['head_patterns'])})"
# 领导, 负责 and the like are verbs only before what is led.
_FOLLOWER = rf"(?:{'|'.join(_BEARERS['verbs_after'])}|{one_of(_BEARERS['followers'])})"
_ROLES = {role: re.compile(rf"(?:{'|'.join(patterns)})$") for role, patterns in _BEARERS["roles"].items()}
_PEOPLE = frozenset(_BEARERS["people"])
_PARTICULAR = _PEOPLE - {"领导干部", "办公室工作人员", "办公室主任"}
_ROLE = "|".join(pattern for patterns in _BEARERS["roles"].values() for pattern in patterns)
_ROLE_AT_START = re.compile(rf"[^，、]{{0,12}}?(?:{_ROLE})")
_MENTION = re.compile(rf"(?:{_ROLE})(?!工作(?!人员|的同志))")
_DOING = ("v", "p", "d", "c")
"""Tags of words that no name begins with: verbs, prepositions, adverbs, conjunctions."""
_NOT_A_ROLE = re.compile("之|工作(?!人员|的同志)|的(?!同志|人员|干部)|系统|建设|任务|队伍|内部|干部职工")
_BRACKET = "(?:[（(〔][^）)〕]{1,12}[）)〕])?"
# 境外非政府 goes on with 组织, which is no verb here, and so does 有组织 with 犯罪.
_WHOLE = "(?<!非政府)(?<!有组织)"
# The first name that ends where something done, or when or how it is done, begins.
_NAME = re.compile(rf"(?P<name>[^，：:]{{0,60}}?{_HEAD}{_BRACKET}){_WHOLE}(?={_FOLLOWER}|(?P<end>$))")
_ELSEWHERE = re.compile(one_of(_BEARERS["prepositions"]))
_AS = re.compile(
    rf"(?:作为|(?:一旦|凡|凡是)?被?(?:确定|选定|任命|指定|推选|聘任|选聘)为)(?P<name>[^，]{{0,16}}?{_HEAD})(?=[，来]|$)"
)
_BY = re.compile(rf"由(?P<name>[^，]{{1,80}}?{_HEAD}{_BRACKET}){_WHOLE}(?={_FOLLOWER}|{one_of(_BEARERS['acts'])}|$)")
_TO = re.compile("希望|请|要求|号召|建议|鼓励|提倡|恳请")
_JOINT = re.compile("以及|或者|、|和|及其(?!他)|及|或|与")
# What holds a cue or an open phrase is more than a name.
_NO_NAME = re.compile("应当|必须|不得|可以|需要|(?:(?<!所)在(?![地岗职校])|[向把被])[^的]*$")
_WITHOUT = re.compile(
    "^(?:其中|特别是|尤其是|特别|尤其|凡是|凡|对于|对|同时|并且|并|但是|但|而且|而|也|另外|一旦确定为|一旦|作为|就|只能|还|请|希望|由"
    "|这就要求|这就|要求|[^，]{2,30}以外的(?=其他))+"
)
_COVERING = re.compile("任何|各级|有关|全体|地方|各|其他|上级|下级|所有|相关|.*的")
_NOBODY = re.compile("|".join(_BEARERS["nobody"]))
_ACTS_ON = frozenset(word for entry in _BEARERS["acts_on"] for word in entry.split())
_BARE = frozenset(_BEARERS["bare"])
_URGES = frozenset(_BEARERS["urges"])
_INSIDE = frozenset(_BEARERS["inside"])
_ENDS_IN_HEAD = re.compile(rf"{_HEAD}{_BRACKET}$|[部委办厅局]$")
# 国家鼓励…, 公司代表…, 部门组织…: words that are nouns as well as verbs, verbs only in such company.
_VERB_AFTER_NAME = re.compile(
    r"(?<=..)(?:代表(?=医院|公司|单位|政府|本|学校|企业|国家|人民政府)"
    r"|(?<=国务院|.政府|.部门|.机关|.公司|委员会|.单位|.机构|.企业|.集团)(?:负责|具体|自行|统一)?组织$)"
)
_SPOKEN_OF = re.compile(r"(?:同志|主席|总理|总书记)$")
_ASIDE = re.compile(r"[（(〔]以下[^）)〕]*[）)〕]?")
_OPENING = re.compile("^(?:或者|以及|和|及|或|与|每[一]?[名位个]|必要时)+(?=..)")
_THROUGH = re.compile(r"(?<=..)(?<![自理缘事案])由(?![此于])")
_BARE_HEAD = re.compile("单位|个人|人员|部门|政府|机关|机构|组织|办事处|干部|工作人员|人民政府")


def subject(clause: str, cue_start: int, *, whole: bool = True) -> str | None:
    """The name of whoever a clause makes its subject, before the cue; None where it has none of its own.

    With `whole`, a clause that is nothing but a name has it as its subject.
    """
    before = clause[:cue_start].strip("□ \t\u3000")
    if not before or _ELSEWHERE.match(before):
        return _last_name(before) if whole else None
    role = _role_at_start(before)
    if role:
        return role
    name = _NAME.match(_WITHOUT.sub("", before))
    if name is None or _NO_NAME.search(name["name"]):
        return None
    return name["name"] if whole or name["end"] is None else None


def _role_at_start(before: str) -> str | None:
    before = _WITHOUT.sub("", before)
    match = _ROLE_AT_START.match(before)
    if not match or _ELSEWHERE.match(match[0]) or "是" in match[0]:
        return None
    rest = before[match.end() :]
    if any(pos.startswith(_DOING) for _, pos in tag(_modifier(match[0]))):
        return None
    return None if _NOT_A_ROLE.match(rest) or re.match(rf"[、和及与或]|{_HEAD}", rest) else match[0]


def _modifier(name: str) -> str:
    """What stands before the role in a name."""
    role = _MENTION.search(name)
    return name[: role.start()] if role else ""


def _last_name(before: str) -> str | None:
    """The name right before the cue, after a phrase without a comma (在调查期间有关单位不得…)."""
    match = re.search(
        rf"[中后前时下内上间](?P<name>[^，中后前时下内上]{{1,24}}?{_HEAD})(?:都|也|均|还|更|一律)?$", before
    )
    return match["name"] if match else None


def agent(words: str) -> str | None:
    """Who acts in words of the form 由X办理."""
    match = _BY.match(words)
    return match["name"] if match else None


def named_as(clause: str) -> str | None:
    """Who is addressed in 作为X，要… or 一旦任命为X，要…."""
    match = _AS.search(clause)
    return match["name"] if match and canonical(match["name"]) else None


def addressed(words: str) -> str | None:
    """Who is hoped, asked or required to act: the name right after the cue (希望各位…)."""
    match = _TO.match(words)
    return subject(words[match.end() :], len(words)) if match else None


def mentioned(words: str) -> str | None:
    """The first role of the vocabulary that `words` name at all."""
    match = _MENTION.search(words)
    return match[0] if match else None


def particular(words: str) -> str | None:
    """The particular kind of people (文秘人员, 值班人员, …) that `words` speak of, if any."""
    for match in _MENTION.finditer(words):
        role = canonical(match[0])
        if role in _PARTICULAR:
            return role
    return None


def canonical(name: str) -> str | None:
    """The role of the vocabulary that `name` ends in, if any."""
    name = re.sub(rf"{_BRACKET}$", "", _WITHOUT.sub("", name.strip("□ \t\u3000")))
    return next((role for role, pattern in _ROLES.items() if pattern.search(name)), None)


def names(name: str) -> tuple[str, ...]:
    """The bearers that a subject names: each part canonical where the vocabulary has it, else as printed."""
    parts = _parts(_WITHOUT.sub("", name.strip("□ \t\u3000，")))
    found = [canonical(part) or phrase for part in parts if (phrase := _noun_phrase(part))]
    return tuple(dict.fromkeys(part for part in found if part))


def _noun_phrase(part: str) -> str | None:
    """The part as a name: without what opens it, and up to the verb where it holds one; None where it is no name."""
    name = _THROUGH.split(_OPENING.sub("", _ASIDE.sub("", part)), maxsplit=1)[-1]
    if _NOBODY.search(name):
        return None
    words = tag(name)
    if words and words[0][1].startswith("nr") and _SPOKEN_OF.fullmatch(name[len(words[0][0]) :]):
        return None
    cut = _verb_in(name, words)
    if cut is None:
        return name or None
    return name[:cut] if cut and _ENDS_IN_HEAD.search(name[:cut]) else None


def _verb_in(name: str, words: list[tuple[str, str]]) -> int | None:
    """Where a name turns into what somebody does; None where it is a name to its end."""
    match = _VERB_AFTER_NAME.search(name)
    of = name.rfind("的") + 1
    position = 0
    for i, (word, pos) in enumerate(words):
        rest = name[position + len(word) :]
        doing = word in _ACTS_ON and rest != "" and rest not in _BARE
        if (position >= of and (doing or word in _INSIDE)) or (position and word in ("对", "按照", "根据")):
            return position
        if i == 0 and _opens_no_name(word, pos, describes=of > 0):
            return 0
        position += len(word)
    return match.start() if match else None


def _opens_no_name(word: str, pos: str, *, describes: bool) -> bool:
    """Whether a word cannot begin a name; before a 的 (`describes`) a verb or an adverb can."""
    if describes:
        return word in _URGES
    if word == "共同" or word.startswith("原"):
        return False
    return pos == "x" or (pos in ("d", "p", "c", "u") and len(word) > 1)


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
    part = _JOINT.split(right, maxsplit=1)[0]
    if not re.search(rf"{_HEAD}{_BRACKET}$", left) or not re.search(_HEAD, part):
        return False
    if joint in ("以及", "或者", "或", "及其"):
        return True
    # 党中央、国务院领导同志: the second noun carries both.
    if canonical(right) in _PEOPLE and canonical(left) not in _PEOPLE:
        return False
    return not (_COVERING.match(left) and _BARE_HEAD.match(part)) and not (_BARE_HEAD.fullmatch(part) and "党" in left)


def act_of_the_office(words: str) -> bool:
    """Whether only the office as a body can do what a rule says."""
    return _BODY_ACT.search(words) is not None


AUDIENCE: str = _BEARERS["audience"]["people"]
AUDIENCE_BODY: str = _BEARERS["audience"]["body"]
_BODY_ACT = re.compile(one_of(_BEARERS["audience"]["body_acts"]))
