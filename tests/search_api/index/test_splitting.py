"""A demand that is but the sum of what scores is not looked for twice; all else stays as it is."""

import pytest

from search_api.index.fields import Clause, Either, IndexQuery, Phrase, Term, TextField, Together
from search_api.index.splitting import leaves, split

WORD = Term(TextField.WORDS, "值班")
PHRASE = Phrase(TextField.GRAMS, ("值班", "班室"), 0.5)
HEADING = Together((Term(TextField.CONTEXT, "值班"),), 0.5)
GRAM = Term(TextField.GRAMS, "要求", 0.15)
WAYS = Either((WORD, PHRASE), 0.7)
GRAMS = Phrase(TextField.GRAMS, ("值班", "班室"))
CONTEXT = Term(TextField.CONTEXT, "值班")
BOTH = Together((CONTEXT, Term(TextField.CONTEXT, "要求")))


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
            [[WAYS, demand(CONTEXT)]], [], [GRAM], "it may get in by what does not score",
        ),
        (
            IndexQuery((WAYS,), (demand(WORD, PHRASE, weight=1.0),)),
            [], [demand(WORD, PHRASE, weight=1.0)], [WAYS], "the demand scores by itself",
        ),
        (IndexQuery((WAYS,), (demand(HEADING),)), [], [demand(HEADING)], [WAYS], "nothing that lets in scores"),
        (IndexQuery((WAYS, GRAM)), [[WAYS, GRAM]], [], [], "one of them at least"),
        (IndexQuery(), [], [], [], "nothing is demanded"),
    ],
)  # fmt: skip
def test_split_looks_for_nothing_twice(
    query: IndexQuery, groups: list[list[Clause]], demanded: list[Clause], adding: list[Clause], reason: str
) -> None:
    assert split(query) == (groups, demanded, adding), reason


@pytest.mark.parametrize(
    ("clause", "expected", "reason"),
    [
        (Either((WAYS, HEADING)), {WORD: 0.7, GRAMS: 0.35, CONTEXT: 0.5}, "weights are of all that it stands in"),
        (Either((WAYS, Either((WORD,), 0.2))), {WORD: 0.7, GRAMS: 0.35}, "it scores as the best of two"),
        (Phrase(TextField.GRAMS, ("要求",), 0.15), {Term(TextField.GRAMS, "要求"): 0.15}, "a phrase of one is a term"),
        (BOTH, {BOTH: 1.0}, "of words that stand together none lets a passage in"),
        (demand(WORD), {WORD: 0.0}, "what is demanded may score nothing"),
    ],
)  # fmt: skip
def test_leaves_are_what_matches_by_itself_with_the_most_that_it_weighs(
    clause: Clause, expected: dict[Clause, float], reason: str
) -> None:
    assert leaves(clause) == pytest.approx(expected), reason
