"""A demand that is but the sum of what scores is not looked for twice; all else stays as it is."""

import pytest

from search_api.index.fields import Clause, Either, IndexQuery, Phrase, Term, TextField, Together
from search_api.index.splitting import split

WORD = Term(TextField.WORDS, "值班")
PHRASE = Phrase(TextField.GRAMS, ("值班", "班室"), 0.5)
HEADING = Together((Term(TextField.CONTEXT, "值班"),), 0.5)
GRAM = Term(TextField.GRAMS, "要求", 0.15)
WAYS = Either((WORD, PHRASE), 0.7)


def demand(*clauses: Clause, weight: float = 0.0) -> Either:
    return Either(clauses, weight)


@pytest.mark.parametrize(
    ("query", "groups", "demanded", "adding", "reason"),
    [
        (
            IndexQuery((WAYS, HEADING, GRAM), (demand(WORD, PHRASE, HEADING),)),
            [[WAYS, HEADING]], [], [GRAM], "what lets a passage in is what scores",
        ),
        (
            IndexQuery((WAYS, GRAM), (demand(WORD, PHRASE, HEADING),)),
            [], [demand(WORD, PHRASE, HEADING)], [WAYS, GRAM], "it may get in by what does not score",
        ),
        (
            IndexQuery((WAYS,), (demand(WORD, PHRASE, weight=1.0),)),
            [], [demand(WORD, PHRASE, weight=1.0)], [WAYS], "the demand scores by itself",
        ),
        (IndexQuery((WAYS,)), [], [], [WAYS], "nothing is demanded"),
    ],
)  # fmt: skip
def test_split_looks_for_nothing_twice(
    query: IndexQuery, groups: list[list[Clause]], demanded: list[Clause], adding: list[Clause], reason: str
) -> None:
    assert split(query) == (groups, demanded, adding), reason
