"""Bearers (责任主体): who a rule binds, as a canonical role or as the text names them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.extract.clauses import one_of
from ingest.lexicon import load_data
from ingest.words import tag

BEARERS = load_data("bearers")
HEAD = rf"(?:{one_of(BEARERS['heads'])}|{'|'.join(BEARERS['head_patterns'])})"
# 领导, 负责 and the like are verbs only before what is led.
_FOLLOWER = rf"(?:{'|'.join(BEARERS['verbs_after'])}|{one_of(BEARERS['followers'])})"
_ROLES = {role: re.compile(rf"(?:{'|'.join(patterns)})$") for role, patterns in BEARERS["roles"].items()}
PEOPLE = frozenset(BEARERS["people"])
_PARTICULAR = PEOPLE - {"领导干部", "办公室工作人员", "办公室主任"}
_ROLE = "|".join(pattern for patterns in BEARERS["roles"].values() for pattern in patterns)
_ROLE_AT_START = re.compile(rf"[^，、]{{0,12}}?(?:{_ROLE})")
_MENTION = re.compile(rf"(?:{_ROLE})(?!工作(?!人员|的同志))")
_DOING = ("v", "p", "d", "c")
"""Tags of words that no name begins with: verbs, prepositions, adverbs, conjunctions."""
_NOT_A_ROLE = re.compile("之|工作(?!人员|的同志)|的(?!同志|人员|干部)|系统|建设|任务|队伍|内部|干部职工")
# 领导批示, 领导定了的事: what they give or say is not they.
_GIVEN = re.compile(
    "(?:批示|指示|讲话|的?要求|的意见|精神|的?部署|的决定|的事情?|交办事项|的事项|的问题|的任务|的工作|的文件|的材料|的活动)$"
)
BRACKET = "(?:[（(〔][^）)〕]{1,12}[）)〕])?"
# 境外非政府 goes on with 组织, which is no verb here, and so does 有组织 with 犯罪.
_WHOLE = "(?<!非政府)(?<!非法人)(?<!有组织)"
# The first name that ends where something done, or when or how it is done, begins.
_NAME = re.compile(rf"(?P<name>[^，：:]{{0,60}}?{HEAD}{BRACKET}){_WHOLE}(?=等?{_FOLLOWER}|(?P<end>$))")
# 国务院指定的部门: whoever is named by another, not who names.
_APPOINTED = re.compile(
    rf"(?:依法)?(?:指定|授权|委托|确定|认定|认可|设立|派出|派驻|选定|任命|批准)的[^，的]{{0,12}}?{HEAD}(?={_FOLLOWER}|$)"
)
# 档案馆与图书馆应当…: both are the subject where nothing else stands before the cue.
_TOGETHER_WITH = re.compile(rf"与[^，与和同]{{2,16}}{HEAD}$")
_NAME_GOES_ON = re.compile(rf"[、和及与或]|的?(?:主要|分管|有关|相关|直接|党政|主管|负责的?)*{HEAD}")
LONGEST_PREPOSITION = 4
MOST_KEPT = 1024
"""Answers kept of each question asked here: the finders ask half to four fifths of them again in the same page."""
_PREPOSITIONS = frozenset(word for entry in BEARERS["prepositions"] for word in entry.split())
# 对本部门人员: 对 is the preposition unless it opens one of these words, whatever the cut makes of it.
_TOWARDS = re.compile("对(?![方口手象外内接照标应策话比立抗称等联付])")
_ELSEWHERE = re.compile(one_of(BEARERS["prepositions"]))
# 为船员提供培训的机构应当…: what opens with a preposition is part of the name.
_BY_WHAT_THEY_DO = re.compile(
    rf"(?P<name>(?:为|在|从|向|以|用|因|按照|依照|根据)[^，]{{3,40}}的[^，的]{{0,24}}?{HEAD}{BRACKET})(?:都|也|均|一般|一律)?"
)
_PRAISED = re.compile("成绩|贡献|突出|显著|先进")
_AS = re.compile(
    rf"(?:作为|(?:一旦|凡|凡是)?被?(?:确定|选定|任命|指定|推选|聘任|选聘)为)(?P<name>[^，]{{0,16}}?{HEAD})(?=[，来]|$)"
)
_BY = re.compile(rf"由(?P<name>[^，]{{0,80}}?{HEAD}{BRACKET}){_WHOLE}(?={_FOLLOWER}|{one_of(BEARERS['acts'])}|$)")
_BY_SOMEWHERE = re.compile("(?<!严禁)(?<!禁止)(?<!不[得准许])(?<![自理缘事案])由(?=[^，]{2})(?![此于衷])")
# 由外交部制发: to the last name before what may be no known verb.
_BY_ANY_VERB = re.compile(rf"由(?P<name>[^，的]{{0,30}}{HEAD})(?!会议)[\u4e00-\u9fff]{{2,3}}$")
_AND_BY = re.compile("(?:并|同时)(?:应当|可以)?由")
_TOGETHER = re.compile("会同(?=.)|(?:或者|或)由(?=.)")
# 党中央禁止的坚决不做: whoever demands is not bound.
_DEMANDED = re.compile("(?:禁止|要求|允许|提倡|倡导|鼓励|反对|号召|部署)[^，]{0,4}的(?:都|也|就|自己|自身|一律)?$")
# 由集中采购机构采购的项目 says which.
_WHICH = re.compile(
    rf"由[^，]*的(?!责任|规定|[^，的]{{0,6}}?{HEAD}(?:{_FOLLOWER}|{one_of(BEARERS['acts'])}))[^，]{{0,8}}(?:，|$)|由[^，]*组成的"
)
_LIABLE = re.compile(
    rf"(?:对|追究)(?!.{{0,60}}(?:不服|要求|提出))(?P<name>[^，]{{2,60}}?{HEAD})(?=依法|依规|依照|给予|予以|处以|处(?=[一二三五十\d]|警告|罚)|追究|，(?:依法|依规|依照|由|给予|予以|追究|处|取消|通报|责令|约谈|问责|诫勉|扣|免|停|撤|一律|除依|根据|按照|视)|的?(?:领导|纪律|法律|党纪|政纪)?责任|$)"
)
_ENDS_AS_NAME = re.compile(rf"{HEAD}{BRACKET}$")
_ELLIPSIS = re.compile("^(?:以及|和|及|或者|或|与)+|等$")
_HEAD_END = re.compile(rf"{HEAD}{BRACKET}{_WHOLE}")
_ACTS_TAGS = frozenset({"v", "d", "p", "vd"})
# 审判长查明|当事人, but 人民政府统计|机构.
_KIND = re.compile("(?:机构|机关|部门|单位|人员|委员会|组织|团体|中心|队伍|小组|企业|公司|[局厅司处站所室队组办员])$")
LONGEST_NAME = 60
_ARRANGE = "组织"
"""Alone before a cue it is what is done, not who does it."""
# 省人民政府出版行政主管部门: the name goes on after what may be a verb.
_ITS_DEPARTMENT = re.compile("[^，、的对向]{1,12}?(?:主管|行政|管理|监管)(?:部门|机关|机构)")
SHORTEST_ACT = 4
"""So much between a name and 的工作 is what he does with it (组长主持调查组的工作), not which work it is."""
# What holds a cue or an open phrase is more than a name.
_NO_NAME = re.compile(
    "^(?:注重|着重|着力)|(?:应当|必须|不得|可以|需要|(?<!所)在(?![地岗职校])|向|(?<!^)被|(?<!一)把)[^的]*$"
    rf"|{HEAD}(?:应当|必须|不得|可以)"
)
WITHOUT = re.compile(
    "^(?:[这也就都]*是(?=我们|大家|同志们|每)|平时|平常|今后|今年|目前|当前|最近|现在|必要时|其中|特别是|尤其是|特别|尤其|凡是|凡|对于|对(?![方外口岸])|同时|并且|并|但是|但|而且|而|也|另外|一旦确定为|一旦|作为|就|只能|还|请(?![求示假])|希望|由"
    "|这就要求|这就|要求|[^，]{2,30}以外的(?=其他))+"
)
# 密码|主管部门主管全国的密码工作: what looks like the verb is still in the name.
_CUE_IN_NAME = re.compile("(?:主管|管理|监督管理|领导|负责|指导)(?:部门|机关|机构|单位|小组|人员|同志|人)")
_AND_OTHERS = re.compile("(?:等|之间)(?:都|也|均|一律)?$")
_SOMEBODY = re.compile("(?:有一?[个位名]|有的|某|个别|一[个位名])[^，]{0,8}$")
ACTS_ON = frozenset(word for entry in BEARERS["acts_on"] for word in entry.split())
_ENTRUSTS = frozenset({"授权", "委托", "指定", "派出", "派驻", "所属", "设立", "认可"})
"""国务院授权有关部门: who is entrusted, told by the verb within the name."""


@lru_cache(maxsize=MOST_KEPT)
def subject(clause: str, cue_start: int, *, whole: bool = True) -> str | None:
    """The name of whoever a clause makes its subject, before the cue; None where it has none of its own.

    With `whole`, a clause that is nothing but a name has it as its subject.
    """
    still = _CUE_IN_NAME.match(clause, cue_start)
    before = _AND_OTHERS.sub("", clause[: still.end() if still else cue_start].strip("□ \t\u3000"))
    if not before or _elsewhere(before):
        doing = _BY_WHAT_THEY_DO.fullmatch(before)
        return (doing["name"] if doing else _last_name(before)) if whole else None
    if _DEMANDED.search(before):
        return None
    role = _role_at_start(before)
    if role:
        return role
    rest = WITHOUT.sub("", before)
    if _says_which(rest):
        return None
    match = _NAME.match(rest)
    given = _GIVEN.search(rest)
    if given and (match is None or given.start() - match.end("name") < SHORTEST_ACT):
        return None
    name, closes = (match["name"], match["end"] is not None) if match else (acting(rest), False)
    goes_on = (_APPOINTED.match(rest, len(name)) or _TOGETHER_WITH.match(rest, len(name))) if name else None
    if goes_on:
        name = rest[: goes_on.end()]
    if name is None or name == _ARRANGE or _NO_NAME.search(name):
        return None
    return name if whole or not closes else None


@lru_cache(maxsize=MOST_KEPT)
def _elsewhere(words: str) -> bool:
    """Whether words open with a preposition, so that their subject is none; 当事人 and 同志 open with none."""
    match = _ELSEWHERE.match(words)
    return match is not None and (
        _TOWARDS.match(words) is not None or tag(words[:LONGEST_PREPOSITION])[0][0] in _PREPOSITIONS
    )


@lru_cache(maxsize=MOST_KEPT)
def _role_at_start(before: str) -> str | None:
    before = WITHOUT.sub("", before)
    match = _ROLE_AT_START.match(before)
    if not match or _elsewhere(match[0]) or "是" in match[0]:
        return None
    rest = before[match.end() :]
    if any(pos.startswith(_DOING) for _, pos in tag(_modifier(match[0]))):
        return None
    if _of_what(rest):
        return None
    return None if _NOT_A_ROLE.match(rest) or _NAME_GOES_ON.match(rest) or _GIVEN.search(rest) else match[0]


def _says_which(words: str) -> bool:
    """Whether words begin with somebody who only says which thing is meant (领导交办的事项当天办结)."""
    match = _ROLE_AT_START.match(words)
    return match is not None and _of_what(words[match.end() :])


def _of_what(rest: str) -> bool:
    """Whether what follows a name is a verb and 的 before a thing."""
    if "的" not in rest[1:5]:
        return False
    cut = tag(rest[:LONGEST_NAME])
    verb, goes_on = cut[0], rest[rest.index("的") + 1 :]
    thing = len(cut) > 2 and cut[2][1].startswith("n") and _HEAD_END.match(goes_on) is None
    return verb[1].startswith("v") and cut[1][0] == "的" and thing and _ENDS_AS_NAME.search(cut[2][0]) is None


def _modifier(name: str) -> str:
    """What stands before the role in a name."""
    role = _MENTION.search(name)
    return name[: role.start()] if role else ""


def _last_name(before: str) -> str | None:
    """The name right before the cue, after a phrase without a comma (在调查期间有关单位不得…)."""
    match = re.search(
        rf"(?:[中后前时内间]|[上下](?!级))(?P<name>[^，中后前时下内上]{{1,24}}?{HEAD})(?:都|也|均|还|更|一律)?$", before
    )
    return match["name"] if match else None


def agent(words: str) -> str | None:
    """Who acts in words of the form 由X办理, both in 由X会同Y办理 and 由X或者由Y办理."""
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
    return acting(words[1:], also=frozenset({"vn"})) or (loose["name"] if loose else None)


def agents(words: str) -> str | None:
    """Whoever the first 由 in `words` names, wherever it stands, and 并由 after it."""
    for match in _BY_SOMEWHERE.finditer(words):
        if _WHICH.match(words, match.start()):
            continue
        name = agent(words[match.start() :])
        if name and not _NO_NAME.search(name):
            also = _AND_BY.search(words, match.end())
            other = agent(words[also.end() - 1 :]) if also else None
            return f"{name}，{other}" if other else name
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
        name = _ELLIPSIS.sub("", WITHOUT.sub("", text))
        if (
            (_elsewhere(text) and not _is_by_what_they_do(text))
            or not _ENDS_AS_NAME.search(name)
            or _NO_NAME.search(name)
            or acting(name)
        ):
            break
        names.insert(0, name)
    return "，".join(names) or None


def _is_by_what_they_do(clause: str) -> bool:
    """Whether a clause is a name that opens with a preposition; who did well is praised, not bound."""
    return _BY_WHAT_THEY_DO.fullmatch(clause) is not None and _PRAISED.search(clause) is None


@lru_cache(maxsize=MOST_KEPT)
def acting(words: str, *, shortest: int = 1, also: frozenset[str] = frozenset()) -> str | None:
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
        if _ITS_DEPARTMENT.match(words, end):
            continue
        # 人民政府|统计|机构: a verb between two heads is part of the name.
        if i < 0 or cut[i][1] not in _ACTS_TAGS | also or len(cut[i][0]) < shortest or cut[i][0] in _ENTRUSTS:
            continue
        if cut[i][0] in ACTS_ON or _after_verbs(cut, i, end) not in _head_starts(words) or _has_object(cut[i:]):
            return words[:end]
    return None


def _has_object(words: Sequence[tuple[str, str]]) -> bool:
    """Whether verbs and the noun behind them are what is done to somebody, not the kind of body that does it."""
    noun = next((word for word, pos in words if not pos.startswith("v")), "")
    return words[0][1] == "v" and len(noun) > 1 and _KIND.search(noun) is None


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
    name = re.sub(rf"{BRACKET}$", "", WITHOUT.sub("", name.strip("□ \t\u3000")))
    return next((role for role, pattern in _ROLES.items() if pattern.search(name)), None)


OFFICES = frozenset(BEARERS["offices"])
STAFF = PEOPLE - {"领导干部"}
UNITS_BELOW = "下级单位"
