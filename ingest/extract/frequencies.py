"""Frequencies (频次): 每日, 每月, 每两年, 按季, as the ISO 8601 duration of the period in which a thing recurs."""

import re
from collections.abc import Sequence

from ingest.extract.clauses import Clause, one_of
from ingest.lexicon import load_data
from ingest.model import Frequency, Span
from ingest.numerals import NUMERAL, to_int

_FREQUENCY = load_data("parts")["frequency"]
_PERIODS: dict[str, str | None] = _FREQUENCY["periods"]
_WORDS: dict[str, str | None] = _FREQUENCY["words"]
_OFTEN = re.compile(
    rf"""
    每一?(?:隔)?(?P<number>[{NUMERAL}]{{1,3}})?个?(?P<period>{one_of(list(_PERIODS))})(?!位|名|干|子|内|轮|产|主)
    | (?P<word>{one_of(list(_WORDS))})
    """,
    re.VERBOSE,
)
_ISO = re.compile(r"P(?P<count>\d+)(?P<unit>[DMY])")


def find_frequency(clauses: Sequence[Clause]) -> Frequency | None:
    """How often the clauses of one rule want a thing done: the first period they name, none where they name none."""
    vague: Frequency | None = None
    for clause in clauses:
        for match in _OFTEN.finditer(clause.bare):
            found = Frequency(match[0], _period(match), Span(*(clause.span.start + at for at in match.span())))
            if found.iso:
                return found
            vague = vague or found
    return vague


def _period(match: re.Match[str]) -> str | None:
    if match["word"]:
        return _WORDS[match["word"]]
    iso = _PERIODS[match["period"]]
    number = to_int(match["number"]) if match["number"] else 1
    parts = _ISO.fullmatch(iso) if iso and number else None
    return f"P{int(parts['count']) * number}{parts['unit']}" if parts and number else None
