"""Hits as an index would give them, made up."""

from graph.quote import quote
from graph.store.shapes import PassageRecord
from ingest.model import DateInterval, DocumentKind, Span
from search_api.index.fields import Entry, FacetField
from search_api.index.shown import Shown
from search_api.ranking.order import Ranked
from search_api.ranking.passages import Passages
from tests.factories import make_document


class Held(Passages):
    """One passage that is there."""

    def __init__(self, record: PassageRecord) -> None:
        self._read = {record.id: record}


def make_shown(text: str, *, title: str = "讲话", headings: tuple[str, ...] = (), rules: tuple[str, ...] = ()) -> Shown:
    return Shown.of(Entry("p", "d", text, rules=rules, headings=headings, title=title))


def make_ranked(
    text: str,
    *,
    key: str | None = None,
    score: float = 1.0,
    headings: tuple[str, ...] = (),
    title: str = "讲话",
    kind: DocumentKind = DocumentKind.SPEECH,
    date: DateInterval | None = None,
) -> Ranked:
    dated = date or DateInterval(None, None)
    document = make_document(text, title=title, kind=kind, date=dated)
    record = PassageRecord(key or text, quote(document, Span(0, len(text)), ""), ())
    day = dated.latest or dated.earliest
    entry = Entry(
        record.id, document.id, text, headings=headings, title=title, facets={FacetField.KIND: (kind.value,)},
        recency=(day.toordinal() if day else 0) * 2**40,
    )  # fmt: skip
    return Ranked(record.id, document.id, score, Shown.of(entry), Held(record))
