"""What the factories make is true to the text it is made of."""

from tests.factories import TEXT, make_document, make_documents, original_of


def test_factories_spans_quote_the_text() -> None:
    document = make_document()
    assert document.text == TEXT
    assert original_of(document).decode() == TEXT
    assert document.rules[0].span.of(TEXT) == "值班人员必须24小时在岗"
    assert [passage.outline for passage in document.passages] == ["", "一", "一", "二", "二", "二"]


def test_factories_make_documents_that_differ() -> None:
    made = list(make_documents(30))
    assert len({document.id for document in made}) == 30
    assert all(any(p.span.holds(rule.span) for p in d.passages) for d in made for rule in d.rules)
