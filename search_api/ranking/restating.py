"""Where else the wording of a hit stands: the same sentence in four speeches is one result that says so."""

from datetime import date

from graph.quote import Quote
from search_api.ranking.finding import Found
from search_api.ranking.order import Ranked
from search_api.results import Restated


def restated(one: Ranked, found: Found) -> Restated | None:
    """What else was found in the wording of a hit, in other documents; None where nothing was."""
    quotes = [other.passage.quote for other in found.restatements(one)]
    others = {quote.document_id for quote in quotes} - {one.passage.quote.document_id}
    if not others:
        return None
    dated = [(day, quote.document_id, quote.start, quote) for quote in quotes if (day := _day(quote))]
    return Restated(len(others), min(dated, key=lambda each: each[:3])[3] if dated else None)


def _day(quote: Quote) -> date | None:
    return quote.date.earliest or quote.date.latest
