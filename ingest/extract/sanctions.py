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
_BREACH = re.compile(f"{one_of(_SANCTIONS['breach'])}")


def is_breach(words: str) -> bool:
    """Whether `words` say that somebody breaks a rule, or does harm by it."""
    return _BREACH.search(words) is not None


def find_sanction(words: str, *, breach: bool) -> str | None:
    """What `words` say happens otherwise; `breach` tells whether a breach stands before them in their paragraph."""
    match = _PUNISHED.search(words)
    if not match or not (breach or is_breach(words)):
        return None
    end = words.find("，", match.end())
    return words[match.start() : end if end >= 0 else len(words)].rstrip("：:，,")
