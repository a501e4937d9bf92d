"""Conditions (适用条件): in which case a rule holds."""

import re
from collections.abc import Sequence

from ingest.extract.bearers import subject
from ingest.extract.clauses import Clause, one_of
from ingest.lexicon import load_data
from ingest.model import Span

_CONDITION = load_data("parts")["condition"]
_OPENS = re.compile(rf"\s*(?:但是?|其中)?(?:{one_of(_CONDITION['opens'])})")
# 分内的, 目前, 今后 and the like end so without being a case.
_CLOSES = re.compile(rf"(?<![目当以今])(?<!小(?=时))(?:{one_of(_CONDITION['closes'])})[）)]?$")
_CONSENT = rf"(?:未|非)?经[^，]{{0,24}}?(?:{one_of(_CONDITION['consent'])})"
# Inside the clause of the cue: what stands before it.
_INNER = re.compile(
    rf"(?P<consent>{_CONSENT})(?!的)|^(?:没有|不|未)[^，]{{1,16}}$|^[^，]{{0,2}}?在[^，]{{2,30}}?(?:情况下|条件下|前提下|期间|(?<!小)时)|^[^，]{{2,30}}?(?:的|发生后|结束后|完成后|(?<!小)时)，?$"
)


def find_condition(clauses: Sequence[Clause], acting: Clause, cue_start: int) -> Span | None:
    """The clauses before the act that say in which case it is to be done, or the words of its own clause that do.

    `acting` is the clause of the cue, which stands at `cue_start` in it.
    """
    place = next((i for i, clause in enumerate(clauses) if clause is acting), 0)
    cases = [i for i, clause in enumerate(clauses[:place]) if is_case(clause)]
    if cases:
        first = last = cases[-1]
        while first and is_case(clauses[first - 1]):
            first -= 1
        case = _trimmed(clauses[first], clauses[last])
        return case if subject(acting.text, cue_start) else _without_subject(clauses[first], case)
    match = _INNER.search(acting.text[:cue_start])
    if match is None:
        return None
    start = acting.span.start + match.start()
    return Span(start, start + len(match[0].rstrip("，")))


def is_case(clause: Clause) -> bool:
    """Whether a clause only says in which case the next one holds."""
    bare = clause.bare.rstrip()
    if _CLOSES.search(bare):
        return True
    return _OPENS.match(bare) is not None and not bare.lstrip().startswith(
        ("经常", "凡事", "经手", "如实", "如期", "当好", "当天", "当日", "当场", "当晚", "对照")
    )


def _trimmed(first: Clause, last: Clause) -> Span:
    lead = len(first.text) - len(first.text.lstrip(" \u3000"))
    tail = len(last.text) - len(last.text.rstrip(" \u3000"))
    return Span(first.span.start + lead, last.span.end - tail)


def _without_subject(clause: Clause, case: Span) -> Span:
    """The case without the name that it begins with, where that is who is bound: 各单位遇有突发事件时，应当…."""
    name = subject(clause.text, len(clause.text), whole=False)
    at = clause.text.find(name) if name else -1
    start = clause.span.start + at + len(name or "")
    return Span(start, case.end) if name and clause.text[:at].strip(" \u3000") == "" and start < case.end else case
