"""The hits of a search inside one document."""

from dataclasses import replace

from graph.access import Reader
from graph.store.base import View
from ingest.model import Span
from search_api.analysis.highlight import highlights
from search_api.index.base import SearchIndex
from search_api.index.fields import MarkField, OneOf
from search_api.query.asked import Asked
from search_api.query.understanding import expressions
from search_api.ranking.finding import Search, asked_of_index, search_index
from search_api.results import DocumentHits

MOST = 2_000
"""Passages: more than any document has that a person steps through."""


def hits_within(document_id: str, asked: Asked, index: SearchIndex, view: View, reader: Reader) -> DocumentHits:
    """What of the document is found by the search, in text order; nothing where nothing is asked.

    Where it has none of the search's hits, what says part of what is asked.
    """
    search = Search(asked.understood, {}, reader, asked.where).of_all()
    if not search.asks_something:
        return DocumentHits(0, (), ())
    search, _ = search_index(index, search, limit=1)
    here = OneOf(MarkField.DOCUMENT, (document_id,))
    search = replace(search, where=replace(asked.where, must=(*asked.where.must, here)))
    hits = index.search(asked_of_index(search), reader, limit=MOST)
    if not hits.total:
        hits = index.search(asked_of_index(replace(search, saying=())), reader, limit=MOST)
    found = view.passages([hit.passage_id for hit in hits.hits])
    quotes = sorted((record.quote for record in found.values()), key=lambda quote: quote.start)
    wanted = expressions(asked.understood)
    marks = [
        Span(quote.start + mark.start, quote.start + mark.end)
        for quote in quotes
        for mark in highlights(quote.text, wanted)
    ]
    return DocumentHits(hits.total, tuple(Span(quote.start, quote.end) for quote in quotes), tuple(marks))
