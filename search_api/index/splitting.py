"""A query taken apart so that no engine looks for words twice, once to let a passage in and once to score it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import compress

from search_api.index.fields import Clause, Either, IndexQuery, Phrase, Term, Together

Parts = tuple[Sequence[Sequence[Clause]], Sequence[Clause], Sequence[Clause]]


def split(query: IndexQuery) -> Parts:
    """Groups of clauses that score, one of each of which must match; what else must match; what else scores.

    A demand of weight 0 becomes a group of the clauses of `should` that can match it, and of what else does, for
    nothing: the same passages match, with the same scores. Without any demand `should` is one.
    """
    groups: list[Sequence[Clause]] = []
    demanded: list[Clause] = []
    adding = [(clause, leaves(clause).keys()) for clause in query.should]
    for demand in query.must:
        wanted = leaves(demand).keys() if demand.weight == 0 else set()
        inside = [clause.weight != 0 and bool(inner) and inner <= wanted for clause, inner in adding]
        if any(inside):
            taken = list(compress(adding, inside))
            left = tuple(leaf for leaf in wanted if not any(leaf in inner for _, inner in taken))
            groups.append([*(clause for clause, _ in taken), *([Either(left, weight=0.0)] if left else [])])
            adding = [one for one, is_taken in zip(adding, inside, strict=True) if not is_taken]
        else:
            demanded.append(demand)
    left_over = [clause for clause, _ in adding]
    return (groups, demanded, left_over) if query.must else ([left_over] if left_over else [], [], [])


def leaves(clause: Clause) -> Mapping[Clause, float]:
    """What a clause matches any of, each of weight 1 and with the most that it weighs: it scores as the best of them.

    One that is written in two ways is the same.
    """
    found: dict[Clause, float] = {}
    _gather(clause, 1.0, found)
    return found


def _gather(clause: Clause, weight: float, found: dict[Clause, float]) -> None:
    weight *= clause.weight
    if isinstance(clause, Either):
        for inner in clause.clauses:
            _gather(inner, weight, found)
    elif isinstance(clause, Together) and len(clause.clauses) == 1:
        _gather(clause.clauses[0], weight, found)
    else:
        leaf = _plain(clause)
        found[leaf] = max(weight, found.get(leaf, weight))


def _plain(clause: Clause) -> Clause:
    if isinstance(clause, Phrase) and len(clause.texts) == 1:
        return Term(clause.field, clause.texts[0])
    return clause if clause.weight == 1.0 else replace(clause, weight=1.0)
