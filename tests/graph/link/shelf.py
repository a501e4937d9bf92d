"""A shelf in memory: documents and what lineage asks of them, with nothing in between."""

from collections.abc import Mapping, Sequence
from datetime import date

from graph.link.candidates import Shelved, key_of
from graph.link.minhash import bands_of
from graph.link.statements import statements
from graph.quote import quote
from ingest.model import DateInterval, Document
from tests.factories import make_document


class MemoryShelf:
    """Holds documents; see `graph.link.candidates.Shelf`."""

    def __init__(self, *documents: Document) -> None:
        self._held: dict[str, list[Shelved]] = {}
        for document in documents:
            self._held[document.id] = [
                Shelved(
                    key_of(document.id, one.span.start),
                    str(one.passage),
                    quote(document, one.span, document.passages[one.passage].outline),
                    one.plain,
                )
                for one in statements(document)
            ]

    def sharing(self, bands: Sequence[int], most: int) -> Mapping[int, Sequence[str]]:
        carried: dict[int, list[str]] = {}
        for held in self._held.values():
            for one in held:
                for band in set(bands) & set(bands_of(one.plain)):
                    carried.setdefault(band, []).append(one.key)
        return {band: sorted(keys) for band, keys in carried.items() if len(keys) <= most}

    def shelved(self, keys: Sequence[str]) -> Mapping[str, Shelved]:
        known = {one.key: one for held in self._held.values() for one in held}
        return {key: known[key] for key in keys if key in known}

    def stated(self, document_id: str) -> Sequence[Shelved]:
        return self._held.get(document_id, [])

    def document_ids(self) -> Sequence[str]:
        return sorted(self._held)


def said(text: str, year: int | None = None, title: str | None = None) -> Document:
    """A document that says this, on the first of March of the year."""
    when = DateInterval() if year is None else DateInterval(date(year, 3, 1), date(year, 3, 1))
    return make_document(text, date=when, title=title or f"{year}年的讲话")
