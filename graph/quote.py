"""The one shape of a quote, everywhere: search hits, answers, lineage, exports."""

from dataclasses import dataclass

from ingest.model import DateInterval, Document, DocumentKind, Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document with their source; `text == original[start:end]`."""

    document_id: str
    file: str
    title: str
    kind: DocumentKind
    date: DateInterval
    outline: str
    """The outline path as people cite it, such as 二（三）第2句."""
    start: int
    end: int
    text: str


def quote(document: Document, span: Span, outline: str) -> Quote:
    """The words of `document` at `span`, with their source."""
    return Quote(
        document_id=document.id,
        file=document.file,
        title=document.title,
        kind=document.kind,
        date=document.date,
        outline=outline,
        start=span.start,
        end=span.end,
        text=span.of(document.text),
    )
