"""The one shape of a quote."""

import pytest

from graph.quote import quote
from ingest.model import Span
from tests.factories import make_document, span_of


@pytest.mark.parametrize(
    ("words", "outline", "reason"),
    [
        ("值班人员必须24小时在岗", "一第1句", "a rule"),
        ("在全县值班工作会议上的讲话", "", "the title, which stands above the outline"),
        ("", "一", "no words at all"),
    ],
)
def test_quote_is_what_the_original_says(words: str, outline: str, reason: str) -> None:
    document = make_document()
    span = span_of(document.text, words)
    made = quote(document, span, outline)
    assert made.text == words == document.text[made.start : made.end], reason
    assert made.outline == outline


def test_quote_names_its_source() -> None:
    document = make_document()
    made = quote(document, Span(0, 3), "")
    assert (made.document_id, made.file, made.title) == (document.id, document.file, document.title)
    assert (made.kind, made.date) == (document.kind, document.date)
