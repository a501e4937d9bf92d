"""Sanctions (后果): the words that say what happens to whoever does not keep a rule."""

import re

from ingest.extract.clauses import one_of
from ingest.lexicon import load_data

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
    rf"[^，；]的(?:，|$|由|按|给|依|要|将|一律|从|可|应|予|第)|对[^，]{{0,30}}(?:{_BREACHES})|发现[^，；]{{0,12}}(?:{_BREACHES})|违反|违者|否则|下列(?:行为|情形)之一"
)

_FORBIDDEN = re.compile("(?:不得|不再|不准|不应|禁止|免)[^，]{0,6}$|不$|经[^，]{0,20}$")


def is_breach(words: str) -> bool:
    """Whether `words` say that somebody breaks a rule, or does harm by it."""
    return _BREACH.search(words) is not None


def find_sanction(words: str, *, breach: bool) -> str | None:
    """What `words` say happens otherwise; `breach` tells whether a breach stands before them in their paragraph."""
    if not (breach or is_breach(words)):
        return None
    for match in _PUNISHED.finditer(words):
        end = words.find("，", match.end())
        found = words[match.start() : end if end >= 0 else len(words)].rstrip("：:，, ")
        # 应当给予处分的，… is still the case; 不得重复给予处分 forbids the sanction.
        if not found.endswith("的") and "而未" not in found and not _FORBIDDEN.search(words[: match.start()]):
            return found
    return None
