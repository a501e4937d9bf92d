"""The one shape of a quote, everywhere: search hits, answers, lineage, exports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

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


class Quoted(Protocol):
    """Words with the document and the place that they stand at."""

    @property
    def title(self) -> str: ...

    @property
    def outline(self) -> str: ...

    @property
    def text(self) -> str: ...


def quoted_words(quotes: Iterable[Quoted]) -> str:
    """Quotes with where they stand, a line each: what an answer of quotes alone says."""
    return "\n".join(f"《{one.title}》{one.outline}：{one.text}" for one in quotes)


class Place(Protocol):
    """A span or a quote: `[start, end)` of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def meet(one: Place, other: Place) -> bool:
    """Whether two places of one text have characters in common."""
    return one.start < other.end and other.start < one.end


def across(one: Quote, other: Quote) -> bool:
    """Whether two quotes have words in common: the same ones, at the same place."""
    return one.document_id == other.document_id and meet(one, other)


def distinct(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """The quotes but for those that lie within or across one before."""
    seen: list[Quote] = []
    for one in quotes:
        if not any(across(known, one) for known in seen):
            seen.append(one)
            yield one


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
