"""What an index is asked for a query that was understood."""

from collections.abc import Iterator, Sequence

import pytest

from search_api.index.fields import Clause, FacetField, IndexQuery, Phrase, Term
from search_api.query.understanding import understand
from search_api.query.vocabulary import Vocabulary, lexicon_names
from search_api.ranking.index_query import index_query

VOCABULARY = Vocabulary({"档案": 20, "移交": 5, "销毁": 5, "期限": 9}, lexicon_names(), 100)


def asked(q: str) -> IndexQuery:
    return index_query(understand(q, VOCABULARY), {FacetField.KIND: ("speech",)})


def words(clauses: Sequence[Clause]) -> Iterator[str]:
    """The tokens of clauses, however deep."""
    for clause in clauses:
        if isinstance(clause, Term):
            yield clause.text
        elif isinstance(clause, Phrase):
            yield "".join(clause.texts)
        else:
            yield from words(clause.clauses)


@pytest.mark.parametrize(
    ("q", "must", "reason"),
    [
        ("档案销毁", {"档案", "销毁"}, "one of the telling words must be there"),
        ("档案有什么要求", {"档案"}, "words that only ask need not be"),
    ],
)
def test_a_passage_must_say_one_of_the_telling_words(q: str, must: set[str], reason: str) -> None:
    [clause] = asked(q).must
    assert clause.weight == 0, "what it weighs is said by the other clauses"
    assert must <= set(words([clause])), reason
    assert "要求" not in set(words([clause])), reason


def test_the_empty_query_asks_for_everything() -> None:
    query = asked("")
    assert (query.should, query.must, query.must_not) == ((), (), ())


def test_the_filters_are_handed_on() -> None:
    assert asked("档案").filters == {FacetField.KIND: ("speech",)}


def test_what_is_excluded_must_not_be_said() -> None:
    assert [set(clause.texts) for clause in asked("档案 -销毁").must_not if isinstance(clause, Phrase)] == [{"销毁"}]
    assert "销毁" not in set(words(asked("档案 -销毁").must))


def test_a_phrase_in_quotes_weighs_most() -> None:
    query = asked("“档案移交”")
    phrases = [clause for clause in query.should if isinstance(clause, Phrase)]
    assert [clause.texts for clause in phrases] == [("档案", "案移", "移交")]
    assert phrases[0].weight == max(clause.weight for clause in query.should)


def test_a_word_is_also_looked_for_in_headings_and_rules_with_less_weight() -> None:
    weights = [clause.weight for clause in asked("档案").should if "档案" in set(words([clause]))]
    assert len(weights) >= 3
    assert weights[0] == max(weights)
