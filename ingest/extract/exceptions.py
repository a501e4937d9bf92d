"""Exceptions (例外): in which case a rule does not hold, or that it holds only in principle."""

import re
from collections.abc import Sequence

from ingest.extract.clauses import Clause, one_of
from ingest.lexicon import load_data
from ingest.model import Span

_EXCEPTION = load_data("parts")["exception"]
# 除急件外: but 除了…还 adds, and 除害 is a word.
_EXCEPT = re.compile(
    rf"""
    除(?!了?[^，]{{0,30}}(?:还|也))(?!害|尘|草|名|夕|去|非)[^，]{{1,60}}?(?:以外|之外|外)(?=，|$|[^地国部出语事交在资])
    | (?:{one_of(_EXCEPTION["provisos"])})[^，]{{1,40}}?(?:除外|例外)
    | [^，]{{2,40}}?(?:除外|例外)$
    | (?:{one_of(_EXCEPTION["principle"])})
    """,
    re.VERBOSE,
)
_PRINCIPLE = re.compile(one_of(_EXCEPTION["principle"]))
_PROVISO = re.compile(rf"\s*(?:{one_of(_EXCEPTION['provisos'])})[^，]*的$")


def find_exception(clauses: Sequence[Clause]) -> Span | None:
    """The words of a rule that take a case out of it (除急件外, 法律另有规定的除外) or weaken it (原则上)."""
    for clause in clauses:
        # All that takes out a case ends in 外, and few clauses have one.
        match = _EXCEPT.search(clause.text) if "外" in clause.text else _PRINCIPLE.search(clause.text)
        if match:
            return _within(clause, match.start(), match.end())
    for clause in clauses[1:]:
        if _PROVISO.match(clause.text):
            return _within(clause, 0, len(clause.text))
    return None


def _within(clause: Clause, start: int, end: int) -> Span:
    words = clause.text[start:end]
    start += len(words) - len(words.lstrip(" \u3000"))
    return Span(clause.span.start + start, clause.span.start + start + len(words.strip(" \u3000")))
