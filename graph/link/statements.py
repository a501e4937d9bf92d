"""Statements: the sentences of a document, as lineage knows them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graph.link.normal import COMMA, body, normal
from ingest.clean import clean
from ingest.model import Document, Span
from ingest.structure import sentences

SHORTEST = 6
"""Characters of the normal text; what is shorter states nothing that could be told from chance."""
_MASTHEAD = re.compile(
    r"^(?:根据)?\d{4}年\d{1,2}月\d{1,2}日.{0,80}(?:通过|公布|施行|修订|修正|发布|批准|印发)$|起施行$|^\d{4}年[\d年月日]*$"
)
"""When the text came about, or comes into force: every regulation says so of itself."""
_TITLE_MARKS = " #*《》\u3000"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, where it stands in the original text (without its label), and what likeness is measured on."""

    span: Span
    passage: int
    """Index of its passage in `Document.passages`."""
    plain: str


def statements(document: Document) -> tuple[Statement, ...]:
    """The statements of `document` in text order; title, headings, masthead and what is too short are none."""
    cleaned = clean(document.text, document.noise)
    headings = sorted(section.span for section in document.sections)
    starts = [heading.start for heading in headings]
    found = []
    for index, passage in enumerate(document.passages):
        for span in _sentences(cleaned.text, cleaned.to_clean(passage.span)):
            if span.of(cleaned.text).strip(_TITLE_MARKS) == document.title.strip(_TITLE_MARKS):
                continue
            words = normal(span.of(cleaned.text)).text
            original = cleaned.to_original(span)
            last = bisect_right(starts, original.start) - 1
            heading = last >= 0 and headings[last].holds(original)
            if len(words.replace(COMMA, "")) >= SHORTEST and not heading and not _MASTHEAD.search(words):
                found.append(Statement(original, index, words))
    return tuple(found)


def _sentences(text: str, passage: Span) -> Iterator[Span]:
    """The sentences without their labels."""
    for span in sentences(text, passage):
        yield Span(span.start + body(span.of(text)), span.end)
