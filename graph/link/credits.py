"""Whom documents credit with a statement: another answer than what came first in this collection."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.link.candidates import Shelved
from graph.link.lineage import Chain
from graph.quote import Quote, meet
from graph.schema import EdgeKind, NodeKind
from graph.store.base import View
from ingest.model import Attribution, Document

_CITES = frozenset({EdgeKind.CITES})


@dataclass(frozen=True, slots=True)
class Credit:
    """That `member`, or the words right around it, credit somebody; `quote` has the words that do."""

    member: Shelved
    attribution: Attribution
    quote: Quote


def credited(view: View, chain: Chain) -> list[Credit]:
    """The credits of a chain, by the date that they give, undated ones last; each place once."""
    found = {(credit.quote.document_id, credit.quote.start, credit.attribution.who): credit
             for credit in _credits(view, chain)}  # fmt: skip
    return sorted(found.values(), key=_age)


def _credits(view: View, chain: Chain) -> Iterator[Credit]:
    documents: dict[str, Document] = {}
    for member in chain.family.members:
        if view.neighbourhood(NodeKind.PASSAGE, member.passage_id, kinds=_CITES, limit=1).total == 0:
            continue
        key = member.quote.document_id
        if key not in documents:
            documents[key] = view.document(key)
        for attribution in documents[key].attributions:
            span = attribution.span
            if meet(span, member.quote):
                words = replace(member.quote, start=span.start, end=span.end, text=span.of(documents[key].text))
                yield Credit(member, attribution, words)


def _age(credit: Credit) -> tuple[date, str, int]:
    said = credit.attribution.date
    known = (said.earliest or said.latest) if said else None
    return known or date.max, credit.quote.document_id, credit.quote.start
