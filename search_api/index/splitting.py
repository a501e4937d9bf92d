"""A query taken apart so that no engine looks for words twice, once to let a passage in and once to score it."""

from collections.abc import Iterator, Sequence
from typing import Any

from search_api.index.fields import Clause, Either, IndexQuery, OneOf, Phrase, Term, Together

Parts = tuple[Sequence[Sequence[Clause]], Sequence[Clause], Sequence[Clause]]


def split(query: IndexQuery) -> Parts:
    """Groups of clauses that score, one of each of which must match; what else must match; what else scores.

    A demand of weight 0 that is but the sum of some clauses of `should` becomes a group of these: the same passages
    match, with the same scores.
    """
    groups: list[Sequence[Clause]] = []
    demanded: list[Clause] = []
    adding = list(query.should)
    for demand in query.must:
        wanted = set(_leaves(demand)) if demand.weight == 0 else set()
        inside = [clause for clause in adding if clause.weight and wanted.issuperset(_leaves(clause))]
        if wanted and wanted == {leaf for clause in inside for leaf in _leaves(clause)}:
            groups.append(inside)
            adding = [clause for clause in adding if clause not in inside]
        else:
            demanded.append(demand)
    return groups, demanded, adding


def _leaves(clause: Clause) -> Iterator[Any]:
    """What a clause matches any of, without weights."""
    if isinstance(clause, Either):
        for inner in clause.clauses:
            yield from _leaves(inner)
    elif isinstance(clause, Term):
        yield clause.field, (clause.text,)
    elif isinstance(clause, Phrase):
        yield clause.field, clause.texts
    elif isinstance(clause, Together):
        inside = [tuple(_leaves(inner)) for inner in clause.clauses]
        yield inside[0][0] if len(inside) == 1 and len(inside[0]) == 1 else frozenset(inside)
    elif isinstance(clause, OneOf):
        yield clause.field, "one of", clause.values
