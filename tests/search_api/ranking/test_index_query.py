"""What an index is asked for a query that was understood."""

from collections.abc import Iterator, Sequence

import pytest

from search_api.index.fields import Clause, Either, FacetField, IndexQuery, Phrase, Term, TextField, Together
from search_api.query.understanding import understand
from search_api.query.vocabulary import Vocabulary, lexicon_names
from search_api.ranking.index_query import index_query

VOCABULARY = Vocabulary({"档案": 20, "移交": 5, "销毁": 5, "期限": 9}, lexicon_names(), 100)


def asked(q: str, *, wholly: bool = False) -> IndexQuery:
    understood = understand(q, VOCABULARY)
    saying = understood.telling if wholly else ()
    return index_query(understood, {FacetField.KIND: ("speech",)}, saying=saying)


def words(clauses: Sequence[Clause]) -> Iterator[str]:
    """The tokens of clauses, however deep."""
    for clause in clauses:
        if isinstance(clause, Term):
            yield clause.text
        elif isinstance(clause, Phrase):
            yield "".join(clause.texts)
        else:
            yield from words(clause.clauses)


def words_by_field(clauses: Sequence[Clause]) -> Iterator[tuple[TextField, str]]:
    """The tokens of terms and the field of each, however deep."""
    for clause in clauses:
        if isinstance(clause, Term):
            yield clause.field, clause.text
        elif isinstance(clause, Either | Together):
            yield from words_by_field(clause.clauses)


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


def test_a_passage_that_must_say_all_must_say_each_of_the_telling_words() -> None:
    first, second = asked("档案销毁有什么要求", wholly=True).must
    assert ({"档案"} <= set(words([first])), {"销毁"} <= set(words([second]))) == (True, True)
    assert "要求" not in set(words([first, second]))


def test_a_name_is_said_in_full_or_by_all_its_words() -> None:
    [clause] = asked("印章管理", wholly=True).must
    assert isinstance(clause, Either)
    assert Together((Term(TextField.WORDS, "印章"), Term(TextField.WORDS, "管理"))) in clause.clauses
    assert Term(TextField.WORDS, "管理") not in clause.clauses


def test_a_word_of_the_dictionary_is_looked_for_inside_others_too() -> None:
    leaves = {leaf for clause in asked("档案").should for leaf in words_by_field([clause])}
    assert (TextField.INSIDE, "档案") in leaves


def test_pairs_of_characters_are_looked_for_where_no_word_has_them() -> None:
    grams = {gram for field, gram in words_by_field(asked("档案移交").should) if field is TextField.GRAMS}
    assert "案移" in grams
    assert "档案" not in grams


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
