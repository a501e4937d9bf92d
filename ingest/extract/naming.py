"""Names (名称): the bearers that a subject names, each a role of the vocabulary or as the text prints it."""

import re
from functools import lru_cache

from ingest.extract.bearers import ACTS_ON, BEARERS, BRACKET, HEAD, MOST_KEPT, PEOPLE, WITHOUT, acting, canonical
from ingest.extract.clauses import one_of
from ingest.words import tag

# 涉及, 共和国 and 参与 join nothing.
_AND = "特别是|尤其是|以及|或者|(?<!共)和(?![平谐解])|及其(?!他)|(?<![涉普顾波危触累提])及|或|(?<![参赋给授])与(?!会)"
_JOINT = re.compile(f"[、，]|{_AND}")
_LAST_JOINT = re.compile(_AND)
_THEIR_HEADS = re.compile("(?:主要|直接|有关|相关|分管)?(?:负责人|负责同志|领导)")
_OF_PEOPLE = re.compile("(?<=[室科股处办局部委门关位])的(?:同志|干部|人员|工作人员)们?$")
_BODY_END = re.compile("[室科股处办局部委门关位]$")
_COVERING = re.compile("任何|各级|有关|全体|地方|各|其他|上级|下级|所有|相关|.*的")
SHORT_KIND = 2
"""A kind of body in so few characters (学校) is named in general."""
_SOME = frozenset({"有关", "相关", "其他", "上级", "下级"})
_NOBODY = re.compile("|".join(BEARERS["nobody"]))
_OPENS_NO_NAME = re.compile(f"(?:{one_of(BEARERS['no_opening'])})[^的]*$")
_BARE = frozenset(BEARERS["bare"])
_KINDS = frozenset(BEARERS["kinds"])
_URGES = frozenset(BEARERS["urges"])
_URGING = tuple(_URGES | ACTS_ON)
_INTRANSITIVE = frozenset(BEARERS["intransitive"])
# 存入, 移交给: where something goes is in no name.
_TOWARDS = "入到给至"
_OPENS_NONE = frozenset("不未没已曾正再又就才都也归自由经被使令向从为与同按凭以于因如若除距至往朝能会可")
_REASONS = frozenset("因如若距")
_POINTS = frozenset({"该", "本", "其", "有关", "相关", "各", "一切", "所有", "任何", "这些"})
"""After a verb these open its object."""
_ASPECTS = frozenset({"ul", "uz", "ug"})
"""Tags of 了, 着 and 过, which no name holds."""
_INSIDE = frozenset(BEARERS["inside"])
_ENDS_IN_HEAD = re.compile(rf"{HEAD}{BRACKET}$|[部委办厅局]$")
# 国家鼓励…, 公司代表…, 部门组织…: words that are nouns as well as verbs, verbs only in such company.
_VERB_AFTER_NAME = re.compile(
    r"(?<=..)(?:代表(?=医院|公司|单位|政府|本|学校|企业|国家|人民政府)"
    r"|(?<=国务院|.政府|.部门|.机关|.公司|委员会|.单位|.机构|.企业|.集团)(?:负责|具体|自行|统一)?组织$"
    r"|(?<=国务院|.政府|.部门|.机关|委员会|指挥部|办公室)(?:负责|具体|自行|统一)组织(?=.)"
    r"|为(?=[^的]{1,8}(?:责任|负责)人$)|组织(?=有关|相关|各)|代表(?=该)|交(?=有关)|(?:报(?=[省市县区乡])|(?<!流)经(?=[省市县]))|[报经](?=国务院|本级|上级|上一级|同级|有关))"
)
_SPOKEN_OF = re.compile(r"(?:同志|主席|总理|总书记)$")
_ASIDE = re.compile(r"[（(〔]以下[^）)〕]*[）)〕]?")
# 本市机关和涉密单位（以下简称机关、单位）: several under one name.
# 企业、协会和个人等社会力量: each is named, and what they are is only added.
_SUCH_AS = re.compile("(?<=[人业会体构])等(?:各类|有关|相关)?(?:社会力量|单位|部门|组织|主体|机构|人员|方面)$")
_IN_SHORT = re.compile(r"[（(〔]以下(?:简称|统称|合称)[“]?(?P<name>[^）)〕”]{2,20})[”]?[）)〕]$")
_OPENING = re.compile(
    "^(?:[甲乙丙丁戊一二三四五六七八九]、|或者|以及|并由|[需须应]由|[^的、]{2,6}期间|和|及|或|与|广大|每[一]?[名位个]|必要时|其(?![他它余中])|该[^的]{1,12}的|该)+(?=..)"
)
# 由机要员专人传递: how, not who.
_IN_PERSON = re.compile("(?<=..[员室科处股部门位])专人$")
_THROUGH = re.compile(r"(?<=..)(?:(?<![自理缘事案])|(?<=[管办处受审代]理)|(?<=[档方预草议提]案))由(?![此于])")
_OFFICE = re.compile("(?:机关|部门|单位|机构)$")
_BARE_HEAD = re.compile(
    "单位|个人|人员|部门|政府|机关|机构|组织|办事处|干部|工作人员|人民政府|团体|企业|事业单位|企业事业单位|企事业单位|社会团体"
)
# 场所的所有权人或者管理、使用单位: both of the same place.
_SAME_OWNER = re.compile("(?![其有相本上下各县省市区乡镇]|国务院|监察|人民|公安|主管)[^的]{2,8}")
# 任免机关、单位: what stands before the first of two general nouns is said of both.
_GENERIC = re.compile("单位|部门|机关|人员|个人")
_ANY_TWO = re.compile("(?:单位|组织)(?:和|或者|或|、)个人")
# 市、县（市）人民政府: kinds of places, which the body after the last has in common.
_PLACES = re.compile("(?:[省市县区州乡镇、和]|自治[区州县]|直辖市|[（(][省市县区州、自治]+[）)])+")
# 机关、单位 and 部门、单位 are one name for whatever kind of office somebody works in.
_PAIR = re.compile("(?:机关|部门|单位)、(?:单位|部门|机关)")
# 水库、水电站等水工程管理单位: the last noun says what all are.
_ETC_OF_A_KIND = re.compile("[^的，]*等(?!各类|社会)[^、，的]{2,}(?:单位|部门|机构|机关|组织|企业|公司)$")
# 乡政府、街道办事处确定的机构: both name it.
_NAMED_BY = re.compile("[^，、的及]{2,12}(?:确定|指定|设立|授权|委托|派出)的")
# 机关、团体和其他组织的档案机构: each has one.
_THEIR_BODY = re.compile("[^的，]*(?:组织|单位|部门|机关|团体|企业)的[^的，]{2,}")
# 机关、单位主要负责人: of whichever office it is.
_OF_ANY_OFFICE = re.compile("(?:机关|部门)、单位[^，、和及或]")
_MODIFIED = re.compile("(?<=..)(?:单位|部门|机关|机构|组织)$")
# 被征求意见机关, 被检查单位: named by what is done to them.
_UNDERGOING = re.compile(
    "被[^的被，、]{2,6}(?:机关|单位|部门|机构|人|人员|方|者|企业|公司|学校|组织|群众|居民|村民|儿童|学生|职工)"
)
# 提议案人, 与会者: whoever does what the verb and its object say.
_AGENTIVE = re.compile("[^的、，]{2,4}[人者]")


@lru_cache(maxsize=MOST_KEPT)
def names(name: str) -> tuple[str, ...]:
    """The bearers that a subject names: each part canonical where the vocabulary has it, else as printed."""
    if name.count("“") != name.count("”"):
        return ()  # a definition, cut in a quotation
    parts = _parts(WITHOUT.sub("", name.strip("□ \t\u3000，")))
    parts = _shared(parts)
    short = _IN_SHORT.search(name) if len(parts) > 1 else None
    if short and _ENDS_IN_HEAD.search(short["name"]):
        return names(short["name"])
    if len(parts) > 1:
        parts[-1] = _SUCH_AS.sub("", parts[-1])
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
    name = _IN_PERSON.sub("", name)
    if _NOBODY.search(name) or _OPENS_NO_NAME.match(name):
        return None
    words = tag(name)
    agentive = _AGENTIVE.fullmatch(name) and not name.startswith(_URGING) and not _acts_on_somebody(words)
    if agentive or _UNDERGOING.fullmatch(name):
        return name
    if words and words[0][1].startswith("nr") and _SPOKEN_OF.fullmatch(name[len(words[0][0]) :]):
        return None
    cut = _verb_in(name, words)
    if cut is None:
        return name if _ENDS_IN_HEAD.search(name) or canonical(name) else None
    return name[:cut] if cut and _ENDS_IN_HEAD.search(name[:cut]) else None


def _acts_on_somebody(words: list[tuple[str, str]]) -> bool:
    """Whether words that end in 人 are a verb and somebody (询问鉴定人), not who does what they say (提议案人)."""
    does = words[0][1] == "v" and words[0][0] not in _INTRANSITIVE
    return len(words) > 1 and (words[0][0] in _REASONS or (does and len(words[-1][0]) > 1))


def _verb_in(name: str, words: list[tuple[str, str]]) -> int | None:
    """Where a name turns into what somebody does; None where it is a name to its end."""
    match = _VERB_AFTER_NAME.search(name)
    of = name.rfind("的") + 1
    position = 0
    for i, (word, pos) in enumerate(words):
        rest = name[position + len(word) :]
        doing = word in ACTS_ON and rest != "" and rest not in _BARE
        if (i and pos[0] == "v" and word[-1] in _TOWARDS and (len(word) > 1 or position >= of)) or pos in _ASPECTS:
            return 0
        if (position >= of and (doing or word in _INSIDE)) or (position and word in ("对", "按照", "根据")):
            return position
        if i == 0 and (_opens_no_name(word, pos, describes=of > 0) or (of == 0 and _governs(word, pos, words[1:]))):
            return 0
        position += len(word)
    if match is None and of == 0:
        actor = acting(name, shortest=2)
        return len(actor) if actor else None
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
        if left.count("（") > left.count("）"):
            continue  # 部长（主任、行长）
        if _separates(joint[0], left, right):
            parts.append(left)
            start = joint.end()
    return [part for part in (*parts, name[start:]) if part]


def _covers(left: str) -> bool:
    """Whether the first word of a name covers what is joined to it: 有关单位, but not 有关档案馆."""
    match = _COVERING.match(left)
    if match is None or match[0] not in _SOME:
        return match is not None
    kind = _JOINT.split(left[match.end() :], maxsplit=1)[0]
    return len(kind) <= SHORT_KIND or _BARE_HEAD.match(kind) is not None or _OFFICE.search(kind) is not None


def _separates(joint: str, left: str, right: str) -> bool:
    if joint == "，":
        return True
    if _ANY_TWO.fullmatch(f"{left}{joint}{right}"):
        return False
    if _PLACES.fullmatch(left):
        return False
    near = _JOINT.split(right, maxsplit=1)[0]
    if _BARE_HEAD.fullmatch(_JOINT.split(left)[-1]) and _THEIR_BODY.fullmatch(right):
        return False
    if joint == "、" and (_ETC_OF_A_KIND.search(right) or _NAMED_BY.match(right)):
        return False
    if joint == "、" and _OF_ANY_OFFICE.fullmatch(f"{left[-2:]}、{right[:3]}"):
        return False
    part = near if joint == "、" else _LAST_JOINT.split(right, maxsplit=1)[0]
    if joint == "及其" and not _THEIR_HEADS.match(right):
        return False  # X及其Y: its own Y, who have no name without it
    if _OF_PEOPLE.search(right) and _BODY_END.search(left) and "的" not in left:
        return True
    if not re.search(rf"{HEAD}{BRACKET}$", left) or not re.search(HEAD, part):
        return False
    covers = _covers(left)
    covered = covers and _BARE_HEAD.fullmatch(near) is not None
    if joint in ("或者", "或") and "的" in left and _SAME_OWNER.fullmatch(right) and canonical(left) is None:
        return False
    if joint in ("特别是", "尤其是", "以及", "或者", "或", "及其") and not covered:
        return True
    # 党中央、国务院领导同志: the second noun carries both.
    if canonical(right) in PEOPLE and canonical(left) not in PEOPLE:
        return False
    return (
        not covered
        and not (covers and _BARE_HEAD.match(near))
        and not (_BARE_HEAD.fullmatch(near) and "党" in left)
        and not (_GENERIC.fullmatch(near) and _MODIFIED.search(left))
        and not (joint == "、" and _PAIR.fullmatch(f"{left[-2:]}、{near}"))
    )
