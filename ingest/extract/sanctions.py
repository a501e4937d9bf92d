"""Sanctions (后果): the words that say what happens to whoever does not keep a rule."""

import re
from functools import lru_cache

from ingest.extract.clauses import one_of
from ingest.lexicon import load_data
from ingest.model import Sanction, Span

_SANCTIONS = load_data("sanctions")
_PUNISHED = re.compile(
    rf"""
    (?:(?:将|要|应当|应|一律|依法|依规|依纪|依照|依据|按照|严肃|从严|从重|坚决|并|可以|可|由[^，]{{1,20}}?)[^，]{{0,12}}?)?
    (?:{"|".join(_SANCTIONS["punished"])})
    """,
    re.VERBOSE,
)
_BREACHES = one_of(_SANCTIONS["breach"])
# Whoever does it is named as such: 逾期未交的, 对迟报的单位, 违者, 否则.
_BREACH = re.compile(
    rf"[^，；]的(?:，|$|由|按|给|依|要|将|一律|从|可|应|予|第)|对[^，]{{1,40}}的(?:单位|个人|人员|部门|干部|同志|责任人|科室|股室|人)?，|对[^，]{{0,30}}(?:{_BREACHES})|发现[^，；]{{0,12}}(?:{_BREACHES})|违反|违者|否则|谁[^，、]{{1,8}}谁|下列(?:行为|情形)之一"
    # Those who do it, or how often they did: 对腐败分子, 被退回三次以上的单位.
    r"|(?:^|，)(?:对|一切|凡)[^，]{0,16}(?:行为|现象|分子)(?:，|要|都|必须|一律|坚决|依法|零|严)|次以上的(?:[^，]{1,8}(?:，|$)|$|，)"
)

# What follows from whom it was decided: 不得给予…, 经…, 受…处分.
_FORBIDDEN = re.compile(
    # 被调离岗位 is how somebody was, 将被追究责任 what follows.
    "(?<![将会要])被[^，]{0,4}$|(?:不得|不再|不准|不应|禁止|免)[^，]{0,6}$|(?:不|受|受到|接受)$|受到?(?!理)[^，]{0,6}$|经[^，]{0,20}$"
)
# 接到报告后，应当立即作出处理: a matter, not somebody, is dealt with.
_RECEIVED = re.compile("(?:接到|收到)[^，]*(?:报告|举报|申请|投诉|材料|反映)[^，]{0,2}，[^，]*$")
_UNDERGONE = re.compile("受到(?!理)")
# 重复提出的，不予受理 is how a matter is handled; 逾期未报的，不予受理 is what follows a wrong.
_REFUSED = re.compile("^(?:一律|将|应当?|要|可以|由[^，]{1,20}?)?不予(?!处)")
_WRONGED = re.compile("违反|违规|违法|违纪|逾期|未按|不按|擅自|虚假|弄虚作假|隐瞒|伪造|骗取|拒不|无故|超时|迟报|迟交")
# 调离的，由原单位收回钥匙 restores what is due, unless somebody did wrong.
_RESTORED = re.compile("^[^，]*(?:收回|退回|注销|撤销|返还|依[法规](?:予以)?处理)")
_WRONG = re.compile(f"{_BREACHES}|{_WRONGED.pattern}|的(?:单位|个人|科室|部门)|[三四五两二\\d]次|不力|不改|拒|情节")
# What may stand before the next consequence: nobody new, no new case.
_MORE = re.compile("(?:[^，的]{0,6}(?:并|且|同时|可以|可|由|对|还|直至|或者?|依[法规纪])[^，的]{0,16})?$")
_CASE = re.compile("(?:又|并且|且|而)[^，]{0,40}的$")
_NAMED = re.compile(
    "的(?![，。]|$)|(?:结果|情况|意见|方案|措施|进展|委员会|工作|制度|标准|规定|条例|办法|依据|程序|权限|种类|期间?|决定书?|意见书?)"
)


@lru_cache(maxsize=1024)  # four of five are asked again in the same paragraph
def is_breach(words: str) -> bool:
    """Whether `words` say that somebody breaks a rule, or does harm by it."""
    return _BREACH.search(words) is not None


def find_sanction(words: str, *, breach: bool, start: int = 0) -> Sanction | None:
    """What `words`, which stand at `start`, say happens otherwise, and on what.

    `breach` tells whether a breach stands before them in their paragraph.
    """
    if not (breach or is_breach(words)):
        return None
    for match in _PUNISHED.finditer(words):
        found = words[match.start() : _clause_end(words, match.end())].rstrip("：:，, ")
        if _happens(words, match, found):
            found = words[match.start() : _goes_on(words, match.start() + len(found))]
            place = Span(start + match.start(), start + match.start() + len(found))
            return Sanction(found, place, _trigger(words[: match.start()], start))
    return None


def _clause_end(words: str, start: int) -> int:
    end = words.find("，", start)
    return end if end >= 0 else len(words)


def _goes_on(words: str, end: int) -> int:
    """Where what happens ends, with the clauses behind it that tell more of it (在全市通报，并扣减考核分值)."""
    while words.startswith("，", end):
        close = _clause_end(words, end + 1)
        clause = words[end + 1 : close].rstrip()
        more = _PUNISHED.search(clause)
        if more is None or clause.endswith("的") or not _happens(clause, more, clause[more.start() :]):
            break
        if not _MORE.match(clause[: more.start()]):
            break
        end += 1 + len(clause)
    return end


def _happens(words: str, match: re.Match[str], found: str) -> bool:
    """Whether it is what happens: 应当给予处分的，… is still the case, 处分的建议 a thing, 不受处分 the contrary."""
    if found.endswith("的") or "而未" in found or _UNDERGONE.search(match[0]) or _NAMED.match(words, match.end()):
        return False
    before = words[: match.start()]
    if found.endswith("处理") and _RECEIVED.search(before):
        return False
    if _REFUSED.search(found) and _WRONGED.search(before) is None:
        return False
    if _RESTORED.search(found) and _WRONG.search(before) is None:
        return False
    after = words[match.start() + len(found) :].lstrip("，").split("，")[0]
    return _FORBIDDEN.search(words[: match.start()]) is None and _CASE.fullmatch(after) is None


def _trigger(before: str, start: int) -> Span | None:
    """The clauses right before a consequence that say of what it is one: back from the last that tells a breach."""
    marks = [-1, *(mark.start() for mark in re.finditer("[，,：:]", before))]
    pieces = [Span(left + 1, right) for left, right in zip(marks, [*marks[1:], len(before)], strict=True)]
    told = [i for i, piece in enumerate(pieces) if is_breach(f"{piece.of(before)}，")]
    if not told:
        return None
    first = last = told[-1]
    while first - 1 in told:
        first -= 1
    words = before[pieces[first].start : pieces[last].end]
    lead = pieces[first].start + len(words) - len(words.lstrip(" \u3000"))
    return Span(start + lead, start + pieces[first].start + len(words.rstrip(" \u3000")))
