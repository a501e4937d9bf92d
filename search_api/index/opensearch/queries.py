"""What is asked of an index, in OpenSearch's query language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.access import Reader
from search_api.index.fields import Clause, Either, FacetField, IndexQuery, OneOf, Order, Phrase, Term, TextField
from search_api.index.folder import member_terms
from search_api.index.opensearch.mapping import PLACE, RECENCY, VOCABULARY, phrase, safe, term

Query = Mapping[str, Any]
_ORDERS = {
    Order.RELEVANCE: [{"_score": "desc"}, {PLACE: "asc"}],
    Order.DATE: [{RECENCY: "desc"}, {PLACE: "asc"}],
}
_MOST_CLAUSES = 1_000
"""Lucene takes 1,024 in one query."""
_MAX_FACET_VALUES = 200
_WORDS_AT_ONCE = 20_000
_NOTHING: Query = {"match_none": {}}


def query_of(query: IndexQuery, shown: Query, reader: Reader) -> Query:
    """The passages that match, among those shown, for the reader.

    Of a query with more clauses than the server takes, those that weigh least are left out of the score.
    """
    filters = [shown, *access(reader)]
    filters += [_any(facet.value, values) for facet, values in query.filters.items()]
    left = _MOST_CLAUSES - sum(_size(clause) for clause in (*query.must, *query.must_not))
    should = [_clause(clause) for clause in _heaviest(query.should, left)]
    return {
        "bool": {
            "filter": filters,
            "must": [_clause(clause) for clause in query.must],
            "must_not": [_clause(clause) for clause in query.must_not],
            "should": should,
            "minimum_should_match": 1 if query.should and not query.must else 0,
        }
    }


def access(reader: Reader) -> Sequence[Query]:
    """What keeps to passages that the reader may open."""
    if reader.levels is None:
        return ()
    return (_any("level", reader.levels), _any("groups", member_terms(reader)))


def search_body(query: Query, *, offset: int, size: int, order: Order = Order.RELEVANCE) -> Mapping[str, Any]:
    """Asks for hits in order, and for the counts of all on each facet."""
    terms = {"size": _MAX_FACET_VALUES, "shard_size": 5 * _MAX_FACET_VALUES}
    return {
        "query": query,
        "from": offset,
        "size": size,
        "sort": _ORDERS[order],
        "track_total_hits": True,
        "_source": ["passage_id", "document_id", "shown"],
        "aggs": {facet.value: {"terms": {"field": facet.value, **terms}} for facet in FacetField},
    }


def total_body(query: Query) -> Mapping[str, Any]:
    """Asks for nothing but how many passages match."""
    return {"query": query, "size": 0, "track_total_hits": True}


def words_body(prefix: str, shown: Query, reader: Reader, after: Mapping[str, str] | None) -> Mapping[str, Any]:
    """As `terms_body`, for words of passages that hold one with this beginning."""
    filters = [{"prefix": {TextField.WORDS.value: {"value": term(prefix)}}}] if prefix else []
    return terms_body(VOCABULARY, [shown, *filters], reader, after)


def terms_body(
    field: str, filters: Sequence[Query], reader: Reader, after: Mapping[str, str] | None
) -> Mapping[str, Any]:
    """Asks for the terms of a field in passages that match, with their numbers, from `after` on."""
    pages: dict[str, Any] = {"size": _WORDS_AT_ONCE, "sources": [{"word": {"terms": {"field": field}}}]}
    if after is not None:
        pages["after"] = after
    query = {"bool": {"filter": [*filters, *access(reader)]}}
    return {"size": 0, "query": query, "aggs": {"words": {"composite": pages}}}


def counted(aggregations: Mapping[str, Any]) -> Mapping[FacetField, Mapping[str, int]]:
    """The counts of an answer."""
    return {facet: {b["key"]: b["doc_count"] for b in aggregations[facet.value]["buckets"]} for facet in FacetField}


def _any(field: str, values: Iterable[str]) -> Query:
    return {"terms": {field: sorted(map(safe, values))}}


def _clause(clause: Clause) -> Query:
    if isinstance(clause, OneOf):
        return {"constant_score": {"filter": _any(clause.field.value, clause.values), "boost": clause.weight}}
    if isinstance(clause, Term):
        return {"term": {clause.field.value: {"value": term(clause.text), "boost": clause.weight}}}
    if isinstance(clause, Phrase):
        if len(clause.texts) == 1:
            return _clause(Term(clause.field, clause.texts[0], clause.weight))
        return {"match_phrase": {clause.field.value: {"query": phrase(clause.texts), "boost": clause.weight}}}
    inner = [_clause(one) for one in clause.clauses]
    if not inner:
        return _NOTHING
    if isinstance(clause, Either):
        return {"dis_max": {"queries": inner, "boost": clause.weight}}
    return {"bool": {"must": inner, "boost": clause.weight}}


def _heaviest(clauses: Sequence[Clause], room: int) -> Iterator[Clause]:
    """The clauses in order, without the lightest where there is no room for all."""
    kept: set[int] = set()
    for number, clause in sorted(enumerate(clauses), key=lambda one: -one[1].weight):
        room -= _size(clause)
        if room < 0:
            break
        kept.add(number)
    return (clause for number, clause in enumerate(clauses) if number in kept)


def _size(clause: Clause) -> int:
    """How many clauses the server counts in it."""
    return 1 if isinstance(clause, Term | Phrase | OneOf) else max(1, sum(map(_size, clause.clauses)))
