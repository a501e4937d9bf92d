"""Quantity limits (限量) other than of time: 不超过3页, 至少2人, 三分之二以上."""

import re
from collections.abc import Iterator, Sequence

from ingest.extract.clauses import Clause, cut, one_of, simplified
from ingest.lexicon import load_data
from ingest.model import Comparison, Quantity, Span
from ingest.numerals import NUMERAL, to_int

_QUANTITY = load_data("parts")["quantity"]
_BEFORE = {
    word: Comparison(name) for name in ("at_most", "at_least", "more_than", "less_than") for word in _QUANTITY[name]
}
_AFTER = {
    "以上": Comparison.AT_LEAST,
    "以下": Comparison.AT_MOST,
    "以内": Comparison.AT_MOST,
    "之内": Comparison.AT_MOST,
}
_UNITS = one_of(_QUANTITY["units"])
_LIMIT = re.compile(
    rf"""
    (?P<before>{one_of(list(_BEFORE))})?\s*
    (?: (?P<whole>[{NUMERAL}]{{1,6}})分之(?P<part>[{NUMERAL}]{{1,6}})          # 三分之二
      | (?P<half>半数)
      | (?P<number>\d+\.\d+|[{NUMERAL}]{{1,9}})\s*(?:个?(?P<unit>{_UNITS}|工作人员)|(?P<percent>[%％]))
    )
    (?:\s*(?P<after>{one_of(list(_AFTER))}))?
    """,
    re.VERBOSE,
)


# Most clauses count nothing, which is told at a glance.
_COUNTED = re.compile(f"[{NUMERAL}半]")


def find_quantities(clauses: Sequence[Clause], *, outside: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """The limits in number that the clauses of one rule set, but for those in the spans `outside` which it stands."""
    return tuple(
        quantity
        for clause in clauses
        for quantity in _limits(clause)
        if quantity.span and not any(part.holds(quantity.span) for part in outside)
    )


def quantities_in(words: str) -> tuple[Quantity, ...]:
    """The limits in number that words by themselves set, their places counted from the first character."""
    return find_quantities(cut(simplified(words), Span(0, len(words))))


def _limits(clause: Clause) -> Iterator[Quantity]:
    return limits(clause.bare, clause.span.start)


def limits(words: str, start: int = 0) -> Iterator[Quantity]:
    """The limits in number that some words set, which stand at `start`."""
    if _COUNTED.search(words) is None:
        return
    for match in _LIMIT.finditer(words):
        comparison = _BEFORE.get(match["before"] or "") or _AFTER.get(match["after"] or "")
        number = _number(match)
        if comparison is None or number is None:
            continue
        unit = match["unit"] or ("%" if match["percent"] else "")
        yield Quantity(match[0].strip(), comparison, number, unit, Span(start + match.start(), start + match.end()))


def _number(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["whole"]:
        whole, part = to_int(match["whole"]), to_int(match["part"])
        return part / whole if whole and part is not None else None
    printed = match["number"]
    return float(printed) if "." in printed and printed.isascii() else to_int(printed)
