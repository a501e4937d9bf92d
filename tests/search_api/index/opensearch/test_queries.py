from graph.access import LOCAL, Reader
from search_api.index.fields import Clause, Either, IndexQuery, Phrase, Term, TextField, Together
from search_api.index.opensearch.queries import query_of

SHOWN = {"match_all": {}}


def leaves(query: object) -> int:
    """How many clauses the server counts."""
    if isinstance(query, dict):
        return sum(1 if key in ("term", "match_phrase") else leaves(inner) for key, inner in query.items())
    return sum(map(leaves, query)) if isinstance(query, list) else 0


def test_a_query_of_a_whole_page_is_cut_to_what_the_server_takes() -> None:
    light = tuple(Term(TextField.GRAMS, f"g{number}", 0.15) for number in range(3_000))
    heavy: tuple[Clause, ...] = (
        Either((Term(TextField.WORDS, "值班"), Phrase(TextField.GRAMS, ("值班", "班室")))),
        Together((Term(TextField.RULES, "值班"), Term(TextField.RULES, "制度"))),
    )
    made = query_of(IndexQuery(should=(*light, *heavy), must=heavy), SHOWN, LOCAL)
    assert leaves(made["bool"]["must"]) == 4
    assert 990 < leaves(made) <= 1_000
    assert leaves(made["bool"]["should"][-2:]) == 4, "those that weigh most are kept"


def test_a_reader_is_part_of_the_query() -> None:
    assert len(query_of(IndexQuery(), SHOWN, LOCAL)["bool"]["filter"]) == 1
    made = query_of(IndexQuery(), SHOWN, Reader(frozenset(), frozenset()))
    assert made["bool"]["filter"][1:] == [{"terms": {"level": []}}, {"terms": {"groups": ["everybody"]}}]
