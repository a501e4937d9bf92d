"""What is quoted of a passage: all of a short one, the telling stretch of a long one, a list with what leads to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.errors import NotFound
from graph.quote import Quote
from graph.store.base import View
from ingest.model import Span
from search_api.analysis.tokens import simplify
from search_api.answer.asking import Question
from search_api.answer.evidence import Passage
from search_api.answer.kinds import gives, need_of
from search_api.ranking.reading import Reading, answers

_SHORT = 200
"""Characters: a passage up to here is quoted whole."""
_LONGEST = 300
_LONGEST_LIST = 700
_STATES = 0.2
_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]?[”’」』]?")
_LEADS = re.compile(r"[:：]\s*$")
_ITEM = re.compile(
    r"""\s*(?: [(（][一二三四五六七八九十0-9]{1,3}[)）] | [一二三四五六七八九十0-9]{1,3}[、.．]   # （一） 1.
          | [一二三四五六七八九十]{1,2}[是要] | [①-⑳] )""",
    re.VERBOSE,
)


def excerpt(question: Question, passage: Passage, view: View) -> Quote:
    """The quote from a passage that answers."""
    quote = passage.quote
    if len(quote.text) <= _SHORT and _LEADS.search(quote.text):
        return _with_items(quote, view)
    if len(quote.text) <= _SHORT and _ITEM.match(quote.text) and _LEADS.search(passage.one.shown.context):
        return _with_lead(quote, view)
    if len(quote.text) <= _SHORT:
        return quote
    return _stretch(question, passage, quote)


def best_sentence(question: Question, passage: Passage, quote: Quote) -> Quote:
    """The sentence of the quote that says most of what is asked."""
    spans = _sentences(quote.text)
    span = max(spans, key=lambda one: _worth(question, passage, one.of(quote.text)), default=Span(0, len(quote.text)))
    return _part(quote, span.start, span.end)


def _stretch(question: Question, passage: Passage, quote: Quote) -> Quote:
    spans = _sentences(quote.text)
    worth = [_worth(question, passage, span.of(quote.text)) for span in spans]
    first = last = max(range(len(spans)), key=lambda i: worth[i])
    while fitting := [
        i
        for i in (first - 1, last + 1)
        if 0 <= i < len(spans) and spans[max(last, i)].end - spans[min(first, i)].start <= _LONGEST
    ]:
        best = max(fitting, key=lambda i: (worth[i], i))
        first, last = min(first, best), max(last, best)
    return _part(quote, spans[first].start, spans[last].end)


def _part(quote: Quote, start: int, end: int) -> Quote:
    return replace(quote, start=quote.start + start, end=quote.start + end, text=quote.text[start:end])


def _sentences(text: str) -> Sequence[Span]:
    return [Span(*match.span()) for match in _SENTENCE.finditer(text)]


def _worth(question: Question, passage: Passage, sentence: str) -> float:
    plain = simplify(sentence)
    reading = Reading((plain,), passage.one.shown.context)
    given = _STATES * gives(question.text, (plain,)) if need_of(question.text) else 0.0
    return reading.coverage(question.understood.concepts, (plain,)) + _STATES * answers(plain, question.intent) + given


def _with_items(quote: Quote, view: View) -> Quote:
    """The line that leads to a list, with the items after it, as they stand."""
    try:
        document = view.document(quote.document_id)
    except NotFound:
        return quote
    end = quote.end
    for span in _items(document.text, [passage.span for passage in document.passages], quote.end):
        if span.end - quote.start > _LONGEST_LIST:
            break
        end = span.end
    return replace(quote, end=end, text=document.text[quote.start : end])


def _with_lead(quote: Quote, view: View) -> Quote:
    """An item of a list from the line on that leads to it; alone where the two are far apart."""
    try:
        document = view.document(quote.document_id)
    except NotFound:
        return quote
    before = [p.span for p in document.passages if quote.start - _LONGEST_LIST < p.span.start < quote.start]
    for span in reversed(before):
        if _LEADS.search(span.of(document.text)):
            outline = quote.outline
            return replace(quote, start=span.start, text=document.text[span.start : quote.end], outline=outline)
        if not _ITEM.match(span.of(document.text)):
            break
    return quote


def _items(text: str, spans: Sequence[Span], after: int) -> Iterator[Span]:
    for span in spans:
        if span.start >= after:
            if not _ITEM.match(span.of(text)):
                return
            yield span
