"""Modality (情态) and force (约束力): which cue a clause holds, and how strongly it binds."""

import re
from dataclasses import dataclass

from ingest.extract.clauses import one_of
from ingest.lexicon import load_data
from ingest.model import Force, Modality

_CUES = load_data("cues")
_MUST = one_of(_CUES["obligation"]["soft"])
# What a cue begins with comes first, so that the engine tries nothing at most places.
_WORDS = (*_CUES["prohibition"].values(), *_CUES["obligation"].values(), _CUES["permission"], _CUES["recommendation"])
_FIRST = "".join(sorted({word[0] for words in _WORDS for entry in words for word in entry.split()} | set("没无")))
_CUE = re.compile(
    rf"""
    (?=[{_FIRST}])(?:
    (?P<prohibition_hard>(?!不[得能可]不)(?:{one_of(_CUES["prohibition"]["hard"])}))  # but 不得不 orders
    | (?P<prohibition_soft>(?:没有|无)(?:任何)?(?:谁|人|哪个|单位|个人)[^，]{{0,8}}(?:可以|能)  # 没有谁可以例外
        | (?!不[得能可]不|不再[^，]{{1,6}}的[^，])(?:{one_of(_CUES["prohibition"]["soft"])}))
    | (?P<obligation_hard>{one_of(_CUES["obligation"]["hard"])})
    | (?P<obligation_soft>
        要求(?=我们|大家|各|每|全|办公室|同志|干部|工作人员|必须|做到)  # alone it is a noun: 提出要求
        # 要求真务实 is 要 + 求真务实, 处理应当 is no 理应, 工作需要 at the end is a noun
        | (?!要求(?![真实新知])|理应当|需要(?:$|[和与、的])|(?<=需)要)(?:{_MUST})
      )
    | (?P<permission>(?<!经)(?:{one_of(_CUES["permission"])})(?=.))  # 未经允许 allows nothing
    | (?P<recommendation>
        (?:鼓励|提倡|倡导|号召)(?=[^□的])
        | (?:{one_of(_CUES["recommendation"])})(?=[^□的和与、])  # 殷切期望 at the end is a noun
      )
    )
    """,
    re.VERBOSE,
)
# The cue says something about a thing rather than to somebody: 对需要上报的事项, 所应承担的责任.
_MODIFIER = re.compile(
    r"(?:对于?|(?<!一)把|将|按照?(?!时|期)|依照|根据|凡是?|(?<![场究出易厕诊务处住哨疗])所(?![有以属在])|因(?![此而])|^与|(?<![合共协会相不如等])同(?![志时样步]))[^的]{0,12}$|(?:不少|许多|一些|大量|这些|那些|各种|其他)(?:依法|确|本)?$"
)
_ABOUT = re.compile("对于?[^的]{0,40}$")
# 对产品应当附有…的说明 orders: it is done to what 对 names.
_DONE_TO = re.compile(
    "(?:依法|及时|严格|分别)*(?:附有|采取|作出|提出|给予|予以|进行|实行|制定|建立|提供|设置|履行|承担|加强)"
)
# 可以承受的范围, 需要解决的问题: which.
_POSSIBLE = re.compile(r"[\u4e00-\u9fff]{2}的(?:范围|程度|限度|水平|空间|地方|条件|代价|成本)")
_PENDING = re.compile(r"[\u4e00-\u9fff]{2,4}的(?:问题|矛盾|困难|难题|落后)")
_CONDITION_END = re.compile(r"(?:的|的?(?<![小同])时候?|的?情况下|的话)$")
# 如果需要调整议程: still the case.
_IF = re.compile("(?:如果?|若|倘若|假如|要是)[^，]{0,4}$")
_IF_CUES = ("需要", "需", "要", "应")
# 需要报送的其他材料: an item of a list.
_OTHERS = re.compile("[^，]{1,10}的其他[^，]{1,8}$")
_ORDERING = ("要", "须", "一律")
_WHEN_CUES = ("需要", "需", "可以", "可", "应", "应当", "要")
_NEAR = 6
"""How far a prohibition may follow an obligation that it turns round (要坚决不…, 应当一律不…)."""
_WINDOW = 60
"""How far around a cue one looks, in characters."""
_HOPE_BY = 12
"""A hope stands near the start of its clause; later in it, 建议 and 鼓励 are what is done, not what is said."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a clause: its words, where they start in the clause, and what they mean."""

    words: str
    start: int
    modality: Modality
    force: Force


def cues(bare: str) -> tuple[Cue, ...]:
    """All cues of a clause in order, without those that only describe a thing."""
    return tuple(_cue(match) for match in _CUE.finditer(bare) if not _describes(bare, match))


def decisive(bare: str) -> Cue | None:
    """The cue that decides what a clause does: its first, unless one that leaves no choice takes it over."""
    found = cues(bare)
    if not found:
        return None
    first = found[0]
    for later in found[1:]:
        if _takes_over(first, later):
            return later
        if first.modality is later.modality and later.force is Force.HARD:
            return Cue(first.words, first.start, first.modality, Force.HARD)
    return first


def _takes_over(first: Cue, later: Cue) -> bool:
    """Whether 希望大家务必… is an order after all, or 要坚决不… a ban."""
    if first.modality is Modality.RECOMMENDATION:
        return later.modality is Modality.OBLIGATION and later.force is Force.HARD
    turned = first.modality is Modality.OBLIGATION and later.modality is Modality.PROHIBITION
    return turned and later.start - first.start - len(first.words) <= _NEAR


def _cue(match: re.Match[str]) -> Cue:
    modality, _, force = (match.lastgroup or "").partition("_")
    return Cue(match[0], match.start(), Modality(modality), Force(force or "soft"))


def _describes(bare: str, match: re.Match[str]) -> bool:
    before, after = bare[max(0, match.start() - _WINDOW) : match.start()], bare[match.end() : match.end() + _WINDOW]
    if match.lastgroup == "recommendation" and match.start() > _HOPE_BY:
        return True
    if (bare.endswith("的") and not bare.endswith("目的")) or (
        match[0] in _WHEN_CUES and _CONDITION_END.search(bare[-6:])
    ):
        return match.end() < len(bare)
    if match[0] in _IF_CUES and _IF.search(before):
        return True
    if match.start() == 0 and _OTHERS.match(after):
        return True
    if (_POSSIBLE if match.lastgroup == "permission" else _PENDING).match(after) and match[0] not in _ORDERING:
        return True
    if before.startswith("对") and _DONE_TO.match(after):
        return False
    if _ABOUT.match(before) and "的" in after:
        return True
    return "的" in after[:16] and _MODIFIER.search(before) is not None
