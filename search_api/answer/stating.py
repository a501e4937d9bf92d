"""The numbers that answer: lengths of time with their rule, and whether they are those that the question names."""

import re
from collections.abc import Iterator, Sequence

from graph.quote import Quote
from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import normalise
from search_api.answer.asking import Question
from search_api.ranking.reading import Reading
from search_api.results import Stated

_AT_ONCE = re.compile("立即|立刻|当日|当天|当场|即时|即刻|第一时间|次日")
_CLAUSE = re.compile(r"[^,，;；。!?\n]+")
_CLOSE = 0.7
_BOUND = re.compile("以内|之内|内|之前|以前|前|以上|以下")


def stated_in(question: Question, quotes: Sequence[Quote]) -> tuple[Stated, ...]:
    """The lengths of time of each quote, in the clauses that say most of what is asked, as printed with their bound."""
    return tuple(one for place, quote in enumerate(quotes) for one in _in_quote(question, quote, place))


def _in_quote(question: Question, quote: Quote, place: int) -> Iterator[Stated]:
    clauses = [match[0] for match in _CLAUSE.finditer(normalise(quote.text).text)]
    timed = [(clause, found) for clause in clauses if (found := list(_in_clause(clause, place)))]
    worth = [Reading((clause,), "").coverage(question.concepts, (clause,)) for clause, _ in timed]
    for (_, found), said in zip(timed, worth, strict=True):
        # What goes on with a topic may be about the other case of the same sentence (普通的呢？).
        if question.goes_on or said >= _CLOSE * max(worth):
            yield from found


def _in_clause(clause: str, place: int) -> Iterator[Stated]:
    for quantity in find_quantities(clause):
        if quantity.token.startswith("P"):
            bound = _BOUND.match(clause, quantity.end)
            yield Stated(clause[quantity.start : bound.end() if bound else quantity.end], quantity.token, place)
    for match in _AT_ONCE.finditer(clause):
        yield Stated(match[0], None, place)


def other_number(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where the question names a time and its best quote another; nothing where they agree."""
    asked = [token for token in question.quantities if token.startswith("P")]
    given = [one for one in stated if one.quote == 0 and one.iso]
    if not asked or not given or {one.iso for one in given} & set(asked):
        return ""
    return f"问题里的时间与规定不同：规定写的是{'、'.join(dict.fromkeys(one.text for one in given))}。"
