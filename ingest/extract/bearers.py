"""Bearers (责任主体): who a rule binds, as a canonical role or as the text names them."""

import re
from collections.abc import Sequence
from functools import lru_cache

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
# 领导批示, 领导定了的事: what they give or say is not they.
_GIVEN = re.compile(
    "(?:批示|指示|讲话|的?要求|的意见|精神|的?部署|的决定|的事情?|交办事项|的事项|的问题|的任务|的工作|的文件|的材料|的活动)$"
)
_BRACKET = "(?:[（(〔][^）)〕]{1,12}[）)〕])?"
# 境外非政府 goes on with 组织, which is no verb here, and so does 有组织 with 犯罪.
_WHOLE = "(?<!非政府)(?<!有组织)"
# The first name that ends where something done, or when or how it is done, begins.
_NAME = re.compile(rf"(?P<name>[^，：:]{{0,60}}?{_HEAD}{_BRACKET}){_WHOLE}(?={_FOLLOWER}|(?P<end>$))")
_NAME_GOES_ON = re.compile(rf"[、和及与或]|的?(?:主要|分管|有关|相关|直接|党政|主管|负责的?)*{_HEAD}")
LONGEST_PREPOSITION = 4
MOST_KEPT = 1024
"""Answers kept of each question asked here: the finders ask half to four fifths of them again in the same page."""
_PREPOSITIONS = frozenset(word for entry in _BEARERS["prepositions"] for word in entry.split())
_ELSEWHERE = re.compile(one_of(_BEARERS["prepositions"]))
_AS = re.compile(
    rf"(?:作为|(?:一旦|凡|凡是)?被?(?:确定|选定|任命|指定|推选|聘任|选聘)为)(?P<name>[^，]{{0,16}}?{_HEAD})(?=[，来]|$)"
)
_BY = re.compile(rf"由(?P<name>[^，]{{0,80}}?{_HEAD}{_BRACKET}){_WHOLE}(?={_FOLLOWER}|{one_of(_BEARERS['acts'])}|$)")
_BY_SOMEWHERE = re.compile("(?<!严禁)(?<!禁止)(?<!不[得准许])(?<![自理缘事案])由(?=[^，]{2})(?![此于衷])")
# 由外交部制发: to the last name before what may be no known verb.
_BY_ANY_VERB = re.compile(rf"由(?P<name>[^，的]{{0,30}}{_HEAD})(?!会议)[\u4e00-\u9fff]{{2,3}}$")
_TOGETHER = re.compile("会同(?=.)")
# 党中央禁止的坚决不做: whoever demands is not bound.
_DEMANDED = re.compile("(?:禁止|要求|允许|提倡|倡导|鼓励|反对|号召|部署)[^，]{0,4}的(?:都|也|就|自己|自身|一律)?$")
# 由集中采购机构采购的项目 says which.
_WHICH = re.compile("由[^，]*的(?!责任|规定)[^，]{0,8}(?:，|$)")
_LIABLE = re.compile(
    rf"(?:对|追究)(?!.{{0,60}}(?:不服|要求|提出))(?P<name>[^，]{{2,60}}?{_HEAD})(?=依法|依规|依照|给予|予以|处以|处(?=[一二三五十\d]|警告|罚)|追究|，(?:依法|依规|依照|由|给予|予以|追究|处|取消|通报|责令|约谈|问责|诫勉|扣|免|停|撤|一律)|的(?:责任|领导责任|纪律责任|法律责任)|$)"
)
_ENDS_AS_NAME = re.compile(rf"{_HEAD}{_BRACKET}$")
_ELLIPSIS = re.compile("^(?:以及|和|及|或者|或|与)+|等$")
_HEAD_END = re.compile(rf"{_HEAD}{_BRACKET}{_WHOLE}")
_ACTS_TAGS = frozenset({"v", "d", "p", "vd"})
LONGEST_NAME = 60
SHORTEST_ACT = 4
"""So much between a name and 的工作 is what he does with it (组长主持调查组的工作), not which work it is."""
# 涉及, 共和国 and 参与 join nothing.
_AND = "特别是|尤其是|以及|或者|(?<!共)和(?![平谐解])|及其(?!他)|(?<![涉普顾波危触累提])及|或|(?<![参赋给授])与(?!会)"
_JOINT = re.compile(f"、|{_AND}")
# What holds a cue or an open phrase is more than a name.
_NO_NAME = re.compile("应当|必须|不得|可以|需要|(?:(?<!所)在(?![地岗职校])|向|(?<!^)被|(?<!一)把)[^的]*$")
_WITHOUT = re.compile(
    "^(?:[这也就都]*是(?=我们|大家|同志们|每)|今后|今年|目前|当前|最近|现在|必要时|其中|特别是|尤其是|特别|尤其|凡是|凡|对于|对|同时|并且|并|但是|但|而且|而|也|另外|一旦确定为|一旦|作为|就|只能|还|请|希望|由"
    "|这就要求|这就|要求|[^，]{2,30}以外的(?=其他))+"
)
_LAST_JOINT = re.compile(_AND)
_THEIR_HEADS = re.compile("(?:主要|直接|有关|相关|分管)?(?:负责人|负责同志|领导)")
_OF_PEOPLE = re.compile("(?<=[室科股处办局部委门关位])的(?:同志|干部|人员|工作人员)们?$")
_BODY_END = re.compile("[室科股处办局部委门关位]$")
_SOMEBODY = re.compile("(?:有一?[个位名]|有的|某|个别|一[个位名])[^，]{0,8}$")
_COVERING = re.compile("任何|各级|有关|全体|地方|各|其他|上级|下级|所有|相关|.*的")
_NOBODY = re.compile("|".join(_BEARERS["nobody"]))
_ACTS_ON = frozenset(word for entry in _BEARERS["acts_on"] for word in entry.split())
_BARE = frozenset(_BEARERS["bare"])
_KINDS = frozenset(_BEARERS["kinds"])
_URGES = frozenset(_BEARERS["urges"])
_URGING = tuple(_URGES | _ACTS_ON)
_INTRANSITIVE = frozenset(_BEARERS["intransitive"])
# 存入, 移交给: where something goes is in no name.
_TOWARDS = "入到给至"
_OPENS_NONE = frozenset("不未没已曾正再又就才都也归自由经被使令向从为与同按凭以于因如若除距至往朝能会可")
_POINTS = frozenset({"该", "本", "其", "有关", "相关", "各", "一切", "所有", "任何", "这些"})
"""After a verb these open its object."""
_ASPECTS = frozenset({"ul", "uz", "ug"})
"""Tags of 了, 着 and 过, which no name holds."""
_ENTRUSTS = frozenset({"授权", "委托", "指定", "派出", "派驻", "所属", "设立", "认可"})
"""国务院授权有关部门: who is entrusted, told by the verb within the name."""
_INSIDE = frozenset(_BEARERS["inside"])
_ENDS_IN_HEAD = re.compile(rf"{_HEAD}{_BRACKET}$|[部委办厅局]$")
# 国家鼓励…, 公司代表…, 部门组织…: words that are nouns as well as verbs, verbs only in such company.
_VERB_AFTER_NAME = re.compile(
    r"(?<=..)(?:代表(?=医院|公司|单位|政府|本|学校|企业|国家|人民政府)"
    r"|(?<=国务院|.政府|.部门|.机关|.公司|委员会|.单位|.机构|.企业|.集团)(?:负责|具体|自行|统一)?组织$"
    r"|(?<=国务院|.政府|.部门|.机关|委员会|指挥部|办公室)(?:负责|具体|自行|统一)组织(?=.))"
)
_SPOKEN_OF = re.compile(r"(?:同志|主席|总理|总书记)$")
_ASIDE = re.compile(r"[（(〔]以下[^）)〕]*[）)〕]?")
_OPENING = re.compile("^(?:或者|以及|和|及|或|与|广大|每[一]?[名位个]|必要时|其(?![他它余中])|该[^的]{1,12}的)+(?=..)")
_THROUGH = re.compile(r"(?<=..)(?<![自理缘事案])由(?![此于])")
_BARE_HEAD = re.compile(
    "单位|个人|人员|部门|政府|机关|机构|组织|办事处|干部|工作人员|人民政府|团体|企业|事业单位|企业事业单位|企事业单位|社会团体"
)

# 任免机关、单位: what stands before the first of two general nouns is said of both.
_GENERIC = re.compile("单位|部门|机关|人员|个人")
_MODIFIED = re.compile("(?<=..)(?:单位|部门|机关|机构|组织)$")
# 提议案人, 与会者: whoever does what the verb and its object say.
# 被征求意见机关, 被检查单位: named by what is done to them.
_UNDERGOING = re.compile("被[^的被，、]{2,6}(?:机关|单位|部门|机构|人|人员|方|者|企业|公司|学校|组织)")
_AGENTIVE = re.compile("[^的、，]{2,4}[人者]")


@lru_cache(maxsize=MOST_KEPT)
def subject(clause: str, cue_start: int, *, whole: bool = True) -> str | None:
    """The name of whoever a clause makes its subject, before the cue; None where it has none of its own.

    With `whole`, a clause that is nothing but a name has it as its subject.
    """
    before = clause[:cue_start].strip("□ \t\u3000")
    if not before or _elsewhere(before):
        return _last_name(before) if whole else None
    if _DEMANDED.search(before):
        return None
    role = _role_at_start(before)
    if role:
        return role
    rest = _WITHOUT.sub("", before)
    match = _NAME.match(rest)
    given = _GIVEN.search(rest)
    if given and (match is None or given.start() - match.end("name") < SHORTEST_ACT):
        return None
    name, closes = (match["name"], match["end"] is not None) if match else (_acting(rest), False)
    if name is None or _NO_NAME.search(name):
        return None
    return name if whole or not closes else None


@lru_cache(maxsize=MOST_KEPT)
def _elsewhere(words: str) -> bool:
    """Whether words open with a preposition, so that their subject is none; 当事人 and 同志 open with none."""
    match = _ELSEWHERE.match(words)
    return match is not None and tag(words[:LONGEST_PREPOSITION])[0][0] in _PREPOSITIONS


@lru_cache(maxsize=MOST_KEPT)
def _role_at_start(before: str) -> str | None:
    before = _WITHOUT.sub("", before)
    match = _ROLE_AT_START.match(before)
    if not match or _elsewhere(match[0]) or "是" in match[0]:
        return None
    rest = before[match.end() :]
    if any(pos.startswith(_DOING) for _, pos in tag(_modifier(match[0]))):
        return None
    return None if _NOT_A_ROLE.match(rest) or _NAME_GOES_ON.match(rest) or _GIVEN.search(rest) else match[0]


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
    """Who acts in words of the form 由X办理, both in 由X会同Y办理."""
    name = _agent(words)
    also = _TOGETHER.match(words, len(name) + 1) if name else None
    other = _agent(f"由{words[also.end() :]}") if also else None
    return f"{name}、{other}" if other else name


def _agent(words: str) -> str | None:
    match = _BY.match(words)
    if match:
        return match["name"]
    if not words.startswith("由"):
        return None
    loose = _BY_ANY_VERB.match(words.split("，", 1)[0])
    return _acting(words[1:], also=frozenset({"vn"})) or (loose["name"] if loose else None)


def agents(words: str) -> str | None:
    """Whoever the first 由 in `words` names, wherever it stands."""
    for match in _BY_SOMEWHERE.finditer(words):
        if _WHICH.match(words, match.start()):
            continue
        name = agent(words[match.start() :])
        if name and not _NO_NAME.search(name):
            return name
    return None


def liable(words: str) -> str | None:
    """Who is punished in words of the form 对X给予处分 or 追究X的责任."""
    match = _LIABLE.search(words)
    return match["name"] if match else None


def row(clauses: Sequence[str]) -> str | None:
    """The name that the last of `clauses` is, with those before it where it goes on with their list (X，以及Y)."""
    names: list[str] = []
    for clause in reversed(clauses):
        text = clause.strip("□ \t\u3000")
        name = _ELLIPSIS.sub("", _WITHOUT.sub("", text))
        if _elsewhere(text) or not _ENDS_AS_NAME.search(name) or _NO_NAME.search(name) or _acting(name):
            break
        names.insert(0, name)
    return "、".join(names) or None


@lru_cache(maxsize=MOST_KEPT)
def _acting(words: str, *, shortest: int = 1, also: frozenset[str] = frozenset()) -> str | None:
    """The name before the first verb, adverb or preposition that stands right after a head: what a cut tells."""
    ends = [match.end() for match in _HEAD_END.finditer(words[:LONGEST_NAME])]
    if not ends:
        return None
    starts, position = {}, 0
    cut = tag(words[: LONGEST_NAME + 8])
    for i, (word, _) in enumerate(cut):
        starts[position] = i
        position += len(word)
    for end in ends:
        i = starts.get(end, -1)
        # 人民政府|统计|机构: a verb between two heads is part of the name.
        if i < 0 or cut[i][1] not in _ACTS_TAGS | also or len(cut[i][0]) < shortest or cut[i][0] in _ENTRUSTS:
            continue
        if cut[i][0] in _ACTS_ON or _after_verbs(cut, i, end) not in _head_starts(words):
            return words[:end]
    return None


def _after_verbs(cut: list[tuple[str, str]], i: int, position: int) -> int:
    """Where the verbs that begin with the word `i` at this position end."""
    while i < len(cut) and cut[i][1].startswith("v"):
        position += len(cut[i][0])
        i += 1
    return position


def _head_starts(words: str) -> frozenset[int]:
    return frozenset(match.start() for match in _HEAD_END.finditer(words))


def named_as(clause: str) -> str | None:
    """Who is addressed in 作为X，要… or 一旦任命为X，要…."""
    match = _AS.search(clause)
    return match["name"] if match and canonical(match["name"]) else None


def mentioned(words: str) -> str | None:
    """The first role of the vocabulary that `words` name at all."""
    match = _MENTION.search(words)
    return match[0] if match else None


def particular(words: str) -> str | None:
    """The particular kind of people (文秘人员, 值班人员, …) that `words` speak of, if any."""
    for match in _MENTION.finditer(words):
        if _SOMEBODY.search(words, 0, match.start()):
            continue
        role = canonical(match[0])
        if role in _PARTICULAR:
            return role
    return None


@lru_cache(maxsize=MOST_KEPT)
def canonical(name: str) -> str | None:
    """The role of the vocabulary that `name` ends in, if any."""
    name = re.sub(rf"{_BRACKET}$", "", _WITHOUT.sub("", name.strip("□ \t\u3000")))
    return next((role for role, pattern in _ROLES.items() if pattern.search(name)), None)


@lru_cache(maxsize=MOST_KEPT)
def names(name: str) -> tuple[str, ...]:
    """The bearers that a subject names: each part canonical where the vocabulary has it, else as printed."""
    parts = _parts(_WITHOUT.sub("", name.strip("□ \t\u3000，")))
    parts = _shared(parts)
    found = [canonical(part) or phrase for part in parts if (phrase := _noun_phrase(part))]
    return tuple(dict.fromkeys(part for part in found if part))


def _shared(parts: list[str]) -> list[str]:
    """The parts, each with the people that the last one's 的 gives to all (办公室、机要室的同志)."""
    match = _OF_PEOPLE.search(parts[-1]) if len(parts) > 1 else None
    if match is None or any("的" in part or not _BODY_END.search(part) for part in parts[:-1]):
        return parts
    return [*(part + match[0] for part in parts[:-1]), parts[-1]]


def _noun_phrase(part: str) -> str | None:
    """The part as a name: without what opens it, and up to the verb where it holds one; None where it is no name."""
    name = _THROUGH.split(_OPENING.sub("", _ASIDE.sub("", part)), maxsplit=1)[-1]
    if _NOBODY.search(name):
        return None
    if _UNDERGOING.fullmatch(name) or (_AGENTIVE.fullmatch(name) and not name.startswith(_URGING)):
        return name
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
        if (i and pos[0] == "v" and len(word) > 1 and word[-1] in _TOWARDS) or pos in _ASPECTS:
            return 0
        if (position >= of and (doing or word in _INSIDE)) or (position and word in ("对", "按照", "根据")):
            return position
        if i == 0 and (_opens_no_name(word, pos, describes=of > 0) or (of == 0 and _governs(word, pos, words[1:]))):
            return 0
        position += len(word)
    if match is None and of == 0:
        acting = _acting(name, shortest=2)
        return len(acting) if acting else None
    return match.start() if match else None


def _governs(word: str, pos: str, after: list[tuple[str, str]]) -> bool:
    """Whether a verb that opens a name has the next word as its object (超出操控员), rather than being part of it."""
    if not pos.startswith("v") or len(after) < 1:
        return False
    if after[0][0] in _POINTS:
        return True
    if pos != "v" or word in _INTRANSITIVE:
        return False
    return after[0][0] not in _BARE | _KINDS and not after[0][1].startswith("v") and len(after[0][0]) > 1


def _opens_no_name(word: str, pos: str, *, describes: bool) -> bool:
    """Whether a word cannot begin a name; before a 的 (`describes`) a verb or an adverb can."""
    if describes:
        return word in _URGES
    if word in _URGES:
        return True
    if word == "共同" or word.startswith("原"):
        return False
    return pos == "x" or word in _OPENS_NONE or (pos in ("d", "p", "c", "u") and len(word) > 1)


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
    near = _JOINT.split(right, maxsplit=1)[0]
    part = near if joint == "、" else _LAST_JOINT.split(right, maxsplit=1)[0]
    if joint == "及其" and not _THEIR_HEADS.match(right):
        return False  # X及其Y: its own Y, who have no name without it
    if _OF_PEOPLE.search(right) and _BODY_END.search(left) and "的" not in left:
        return True
    if not re.search(rf"{_HEAD}{_BRACKET}$", left) or not re.search(_HEAD, part):
        return False
    covered = _COVERING.match(left) is not None and _BARE_HEAD.fullmatch(near) is not None
    if joint in ("特别是", "尤其是", "以及", "或者", "或", "及其") and not covered:
        return True
    # 党中央、国务院领导同志: the second noun carries both.
    if canonical(right) in _PEOPLE and canonical(left) not in _PEOPLE:
        return False
    return (
        not covered
        and not (_COVERING.match(left) and _BARE_HEAD.match(near))
        and not (_BARE_HEAD.fullmatch(near) and "党" in left)
        and not (_GENERIC.fullmatch(near) and _MODIFIED.search(left))
    )


OFFICES = frozenset(_BEARERS["offices"])
STAFF = _PEOPLE - {"领导干部"}
UNITS_BELOW = "下级单位"
