"""The same words through the documents, the oldest first: where they stand in this collection, and where first."""

from collections.abc import Sequence

from graph.link.lineage import trace_quote
from graph.link.order import undated
from graph.quote import Quote
from graph.store.base import View

_MOST = 6
_TRACED = 2
"""Quotes whose sentences are traced: of more, what came first is no clearer."""


def chain_of(quotes: Sequence[Quote], view: View) -> tuple[Quote, ...]:
    """The quotes and what restates them, one a document, by date, undated ones last; the first is the earliest."""
    found = list(quotes)
    for quote in quotes[:_TRACED]:
        for chain in trace_quote(view, quote):
            found += [member.quote for member in chain.family.members]
    by_document: dict[str, Quote] = {}
    for quote in found:
        by_document.setdefault(quote.document_id, quote)
    return tuple(sorted(by_document.values(), key=_age)[:_MOST])


def is_dated(quote: Quote) -> bool:
    """Whether anything bounds its date."""
    return not undated(quote.date)


def _age(quote: Quote) -> tuple[bool, str, str]:
    day = quote.date.earliest or quote.date.latest
    return undated(quote.date), day.isoformat() if day else "", quote.document_id
