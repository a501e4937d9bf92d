"""Norms (规范句): which clauses instruct somebody, and which only look as if they did."""

import re

from ingest.extract.bearers import subject
from ingest.extract.clauses import BLANK, Clause, one_of
from ingest.extract.modality import Cue, decisive
from ingest.lexicon import load_data
from ingest.model import Force, Modality
from ingest.words import tag

_NORMS = load_data("norms")
_IMPERATIVE = _NORMS["imperative"]
_STATEMENT = _NORMS["statement"]
_ADVERBS = one_of(_IMPERATIVE["adverbs"])
# 多到基层走走, 多听听: one verb of one character after 多 orders.
_DO_MORE = "多(?=[到听看想问学走跑写思练做下读查跟与向替为从])"
_VERBS = rf"(?:{one_of(_IMPERATIVE['verbs'])}|{_DO_MORE})"
_OPENING = re.compile(rf"(?:(?:{_ADVERBS})[地、]?){{0,4}}(?P<verb>{_VERBS})")
_MANNER = re.compile(rf"(?:以[^，]{{2,24}}$|{_ADVERBS})")
_PHRASE = re.compile(one_of(_IMPERATIVE["phrases"]))
_PHRASE_END = re.compile("(?:的|时|后|前|中|上|下|内|间|起|外|以来|方面|情况|□)$")
_STATES = re.compile(one_of(_STATEMENT["words"]))
_PAST = re.compile(_STATEMENT["past"])
COPULA = re.compile(_STATEMENT["copula"])
# 项目的 is no aim.
_AIM = re.compile(rf"(?<![项题科条栏])(?:{one_of(_STATEMENT['aim'])})")
_GATHERED = re.compile(_STATEMENT["gathered"])
_WISH = re.compile(one_of(_STATEMENT["wish"]))
_ANNOUNCES = re.compile(_STATEMENT["announces"])
# 依法不予公开的除外, as a sentence of its own, goes with the rule before it.
_EXCEPTS = re.compile("(?:但是?，?)?[^，]*除外")
# 请予审议: what an assembly is asked by formula.
_SUBMITS = re.compile("请(?:予|各位|大会|连同)?[^，的]{0,24}审议$")
_UNREAL = re.compile(one_of(_STATEMENT["unreal"]))
_DESCRIBES = re.compile(one_of(_STATEMENT["describes"]))
_DEPENDS = re.compile("离不开|才能|才会|就会|就能|取决于|关键在于")
_SPEAKER = re.compile(_STATEMENT["speaker"])
_TOLD = re.compile("|".join(_STATEMENT["told"]))
_SCENE = re.compile(_STATEMENT["scene"])
_QUOTES = re.compile(_STATEMENT["quotes"])
_WEIGHS = re.compile(_STATEMENT["weighs"])
_SOON = re.compile(_STATEMENT["soon"])
_THING = re.compile(_STATEMENT["thing"])
# 眼观六路是对秘书的基本要求: a requirement told as a fact.
_REQUIREMENT = re.compile(r"是(?!否).{0,24}(?:要求|必须具备的.{1,8}|应有的.{1,8}|应尽的.{1,8})$")
# 还要看到，… leads the hearer to what comes and asks nothing of him.
_LEADS = re.compile(
    "(?:这里|在此|同时|首先|还|也|又|再|必须|应当|应该|需要|要|特别|尤其|更|进一步|充分|清醒地?|我们?|大家|各位)*"
    "(?:看到|认识到|指出|强调|说明|明确|承认|知道|提醒|注意|了解)(?:的是|一点|一下|的一点是)?$"
)
_SEEN = re.compile("[^，]{0,8}(?:看到|认识到|承认)$")
# 有的单位…: what some do, which is told rather than allowed or forbidden.
# 可承受的程度 says which.
_ATTRIBUTE = re.compile("可[^，]{1,4}的")
_SOME = re.compile("有的(?!放矢)|有些|个别|一些|少数|不少|部分")
_POINTING = re.compile(r"^(?:这|那|以上|上述|其)")
_NOT = re.compile(
    "不(?!断|仅|但|只|管|论|同|少|足|忘|负|懈|时|如|过|久|光|单|得不|是|在|会|知|够|了|良|利|定|到位|折不扣|遗余力|容|具|可)"
    r"[\u4e00-\u9fff]"
)
# 提高效能，办公室是关键: the sentence is about the act and orders nothing.
_IS = re.compile("(?:这|也|既|都|就|更|又)*是(?!否)|[^，]{2,14}是(?:关键|根本|基础|前提|核心|保证|保障|重点|目的|中心)")
_NOT_AFTER_PLACE = re.compile(r"[^，、不]{1,6}[中上时里]不[\u4e00-\u9fff]")
_TOPIC = re.compile("^(?:特别是|尤其是|同时|并且|并)")
# 通过调研真正提出…: the verb of the instruction stands in the clause of its phrase.
_INNER = re.compile(rf"(?:{one_of(_IMPERATIVE['phrases'])})[^，]{{2,24}}?(?:{_ADVERBS})(?P<verb>{_VERBS})")
_OF_THINGS = ("需要", "需", "应当", "应", "可以", "不宜", "不应")
_BETWEEN = re.compile("经|[^，]*(?:的|同意)$")
_NEEDED = re.compile(
    "(?:需要?|应当?|可以|不宜|不应)[^，]{1,8}的[^，的]{0,2}(?:案|档案|材料|文件|信息|事项|项目|公文|物品|问题|内容|情形)"
)
_AROUND = 4
"""How far around a character its word is looked for."""
LONGEST_PHRASES = 4
"""How many clauses may stand before the verb of an instruction without a cue (围绕…，结合…，抓好…)."""


def is_idle(clauses: tuple[Clause, ...]) -> bool:
    """Whether the whole sentence thanks, wishes, speaks of the speaker himself, or only announces what follows."""
    whole = "，".join(clause.bare for clause in clauses)
    if _EXCEPTS.fullmatch(whole):
        return True
    if _WISH.search(whole) or any(_SUBMITS.match(clause.text) for clause in clauses):
        return True
    return _ANNOUNCES.search(clauses[-1].text.rstrip()) is not None


def cues_of(clauses: tuple[Clause, ...]) -> list[Cue | None]:
    """The cue of each clause of a sentence; none where it tells an aim (目的就是要…) or a condition (…离不开…)."""
    cues = [cue_of(clause) for clause in clauses]
    first = next((i for i, cue in enumerate(cues) if cue), None)
    if first is None:
        return cues
    said = "，".join([*(clause.bare for clause in clauses[:first]), clauses[first].bare[: _start(cues[first])]])
    if any(told.search(said) for told in (_GATHERED, _AIM, _SCENE)) or any(
        _QUOTES.search(clause.bare) for clause in clauses[:first]
    ):
        return [None] * len(clauses)
    cues = _without_things(clauses, _without_members(clauses, cues))
    if any(_SEEN.match(clause.bare) for clause in clauses[: first + 1]):
        cues = [cue if cue and cue.force is Force.HARD else None for cue in cues]
    elif _SOME.match(clauses[0].bare):
        cues = [cue if cue and cue.modality is Modality.OBLIGATION else None for cue in cues]
    open_, found = False, list[Cue | None]()
    for clause, cue in zip(reversed(clauses), reversed(cues), strict=True):
        # 要落实到位，离不开…: what comes after tells on what it depends.
        if cue is None:
            open_ = open_ or _DEPENDS.search(clause.bare) is not None
        elif cue.force is Force.SOFT and open_:
            cue = None
        else:
            open_ = False
        found.insert(0, cue)
    return found


def _without_members(clauses: tuple[Clause, ...], cues: list[Cue | None]) -> list[Cue | None]:
    """The cues but for those of a list that is told: “两个务必”，即务必…，务必…."""
    named = next((i for i, clause in enumerate(clauses) if clause.bare.startswith("即")), len(clauses))
    first = cues[named] if named < len(clauses) else None
    if first is None:
        return cues
    told = [cue if cue and cue.words != first.words else None for cue in cues[named + 1 :]]
    return [*cues[:named], None, *told]


def _without_things(clauses: tuple[Clause, ...], cues: list[Cue | None]) -> list[Cue | None]:
    """The cues but for one that says which thing a later one orders something of: 不宜开放的档案，可以….

    In between nothing but cases may stand.
    """
    for i, (clause, cue) in enumerate(zip(clauses, cues, strict=True)):
        later = next((k for k, after in enumerate(cues[i + 1 :], i + 1) if after), None)
        if cue is None or later is None or cue.words not in _OF_THINGS or not _NEEDED.fullmatch(clause.bare, cue.start):
            continue
        if all(_BETWEEN.match(between.bare) for between in clauses[i + 1 : later]):
            cues = [*cues[:i], None, *cues[i + 1 :]]
    return cues


def _start(cue: Cue | None) -> int:
    return cue.start if cue else 0


def describes(words: str) -> bool:
    """Whether a sentence paints how things are, so that orders without a cue are not to be expected after it."""
    return _DESCRIBES.search(words) is not None


def is_requirement(clause: Clause) -> bool:
    """Whether a clause tells a requirement as a fact (…是对秘书的基本要求)."""
    return _REQUIREMENT.search(clause.text) is not None


def cue_of(clause: Clause) -> Cue | None:
    """The cue by which a clause instructs; None where it states, needs a thing, or was only meant."""
    cue = _requirement(clause) or decisive(clause.bare) or _may(clause)
    if cue is None or is_requirement(clause):
        return cue
    if clause.bare.endswith("除外"):
        return None
    before, rest = clause.bare[: cue.start], clause.bare[cue.start :]
    if _says_how_it_is(clause, cue) or _UNREAL.search(before) or _AIM.search(before) or _SPEAKER.search(before):
        return None
    if _LEADS.match(clause.bare):
        return None
    if _SOON.search(clause.bare) or _THING.match(rest) or _TOLD.search(before) or _WEIGHS.search(clause.bare):
        return None
    return cue


def _says_how_it_is(clause: Clause, cue: Cue) -> bool:
    """Whether a clause with a cue tells how things stand; 应当有利于生产 says what is to be aimed at."""
    states = _STATES.search(clause.bare)
    return states is not None and not (states[0] in ("有利于", "有助于") and states.start() > cue.start)


def _may(clause: Clause) -> Cue | None:
    """可 where it is a word of its own before what one may do, which only the words around it tell (可提前说明)."""
    at = clause.bare.find("可")
    if at < 0 or clause.bare.endswith(("的", "时", "后")):
        return None
    if _ATTRIBUTE.match(clause.bare, at):
        return None
    named = at > 0 and subject(clause.text, at) is not None
    position = start = max(0, at - _AROUND)
    words = tag(clause.text[start : at + 2 * _AROUND])
    for (before, kind), (word, _), (next_, after) in zip([("", "n"), *words], words, words[1:], strict=False):
        if word == "可" and position == at:
            # 经办人可选派…: behind a name almost anything is an act, behind another noun only a verb of two characters.
            thing = kind.startswith(("n", "r")) or before == "）"
            goes_on = len(next_) > 1 and at + 1 + len(next_) < len(clause.bare)
            may = after[0] not in "xum" if named else thing and goes_on and after.startswith(("v", "d", "p", "l"))
            return Cue(word, at, Modality.PERMISSION, Force.SOFT) if may else None
        position += len(word)
    return None


def _requirement(clause: Clause) -> Cue | None:
    match = _REQUIREMENT.search(clause.text)
    if match and not _POINTING.match(clause.text):
        force = Force.HARD if "必须" in match[0] else Force.SOFT
        return Cue(match[0][-2:] if force is Force.SOFT else "必须", match.start(), Modality.OBLIGATION, force)
    return None


def is_statement(clause: Clause) -> bool:
    """Whether a clause tells how things stand."""
    bare = clause.bare
    return any(pattern.search(bare) for pattern in (_STATES, _PAST, COPULA))


def is_phrase(clause: Clause) -> bool:
    """Whether a clause only says of what, when, where or in which case the next one holds."""
    bare = clause.bare.strip()
    if _PHRASE.match(bare) or _PHRASE_END.search(bare) or bare.startswith("因"):
        return True
    return tag(clause.text.strip())[-1][1].startswith("n")


def opening(clauses: tuple[Clause, ...], *, following: bool) -> Cue | None:
    """The verb that opens an instruction with neither subject nor cue, after at most a few phrases (围绕…，抓好…).

    `following` an instruction in the same paragraph, an adverb of manner is enough (及时通过…, 能够充分…).
    """
    if any(_STATES.search(clause.bare) or _IS.match(clause.bare) for clause in clauses[1:]):
        return None
    if any(_WEIGHS.search(clause.bare) for clause in clauses):
        return None
    for clause in clauses[:LONGEST_PHRASES]:
        bare = _TOPIC.sub("", clause.bare.lstrip(" \u3000" + BLANK))
        if is_statement(clause) or _SPEAKER.search(clause.bare):
            return None
        match = _OPENING.match(bare) or (following and (_MANNER.match(bare) or _INNER.match(bare)))
        if match:
            words = match.groupdict().get("verb") or match[0]
            return Cue(words, max(clause.bare.find(words), 0), Modality.OBLIGATION, Force.SOFT)
        if not following and not _PHRASE.match(bare):
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
    parts = [part for part in re.split("[、和]", clause.bare.strip()) if part]
    if not parts:
        return 0
    first = _NOT.match(parts[0]) or (len(parts) > 1 and _NOT_AFTER_PLACE.match(parts[0]))
    return sum(1 for part in parts if part is parts[0] or _NOT.match(part)) if first else 0
