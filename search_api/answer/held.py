"""Whether the quotes of what is kept still hold: the same words, at the same place, of a document that is there."""

from dataclasses import dataclass
from enum import StrEnum

from graph.access import Reader
from graph.errors import NotFound, QuoteNotFound
from graph.quote import Quote, quote
from graph.store.base import GraphStore
from ingest.model import Document, Span
from search_api.kept.pinned import KeptQuote
from search_api.remembered import Remembered

_REMEMBERED = 2_000


class QuoteState(StrEnum):
    """What has become of a quote."""

    STANDS = "stands"
    CHANGED = "changed"
    """The document is there and has other words at this place."""
    GONE = "gone"
    """The document was deleted, or another version took its place."""


@dataclass(frozen=True, slots=True)
class HeldQuote:
    """A quote as it is to be shown, and what has become of it."""

    quote: Quote
    state: QuoteState


class Sources:
    """Makes quotes to keep, and looks whether they hold."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._found: Remembered[tuple[str, Span, str, Reader], Quote | None] = Remembered(_REMEMBERED)

    def keep(self, document_id: str, span: Span, text: str, reader: Reader) -> KeptQuote:
        """The words of a document, to be kept. Raises `NotFound`, and `QuoteNotFound` where they are others."""
        document = self._store.view(reader).document(document_id)
        if not text.strip() or span.of(document.text) != text:
            raise QuoteNotFound(text)
        return KeptQuote(quote(document, span, _outline(document, span)), self._store.access(document_id))

    def held(self, kept: KeptQuote, reader: Reader) -> HeldQuote | None:
        """The quote with what has become of it; None where the reader may not know of it."""
        try:
            access = self._store.access(kept.quote.document_id)
        except NotFound:
            return HeldQuote(kept.quote, QuoteState.GONE) if reader.may_open(kept.access) else None
        if not reader.may_open(access):
            return None
        now = self.now(kept.quote, reader)
        return HeldQuote(now or kept.quote, QuoteState.STANDS if now else QuoteState.CHANGED)

    def now(self, kept: Quote, reader: Reader) -> Quote | None:
        """The quote with the title and date of today; None where its words do not stand there (any more)."""
        span = Span(kept.start, kept.end)

        def look() -> Quote | None:
            try:
                return self.keep(kept.document_id, span, kept.text, reader).quote
            except (NotFound, QuoteNotFound):
                return None

        return self._found.get(self._store.last_commit(), (kept.document_id, span, kept.text, reader), look)


def _outline(document: Document, span: Span) -> str:
    """The path to a place as people cite it: that of the rule that stands just there, else of its passage."""
    rule = next((rule.outline for rule in document.rules if rule.span == span), "")
    before = [passage for passage in document.passages if passage.span.start <= span.start]
    return rule or max(before, key=lambda passage: passage.span.start).outline if rule or before else ""
