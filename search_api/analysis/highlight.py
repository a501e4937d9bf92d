"""Where a passage says what was asked: spans on whole words, for the same analysis finds and shows."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.model import Span
from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import normalise, whole_token, whole_words


def highlights(text: str, expressions: Iterable[str]) -> tuple[Span, ...]:
    """Spans of `text` that say one of the expressions (in normal form), on whole words, in order, apart."""
    wanted = [expression for expression in dict.fromkeys(expressions) if expression]
    tokens = {token for token in map(whole_token, wanted) if token}
    tokens |= {quantity.token for expression in wanted for quantity in find_quantities(expression)}
    places = sorted(_places(text, wanted))
    words = whole_words(text)
    return tuple(_merged(span for span, found in words if found & tokens or _touches(span, places)))


def _places(text: str, expressions: Sequence[str]) -> Iterator[Span]:
    """Where the expressions stand, character by character, however they are segmented."""
    normal = normalise(text)
    for expression in expressions:
        start = normal.text.find(expression)
        while start >= 0:
            end = start + len(expression)
            yield Span(normal.starts[start], normal.ends[end - 1])
            start = normal.text.find(expression, end)


def _touches(span: Span, places: Sequence[Span]) -> bool:
    return any(place.start < span.end and span.start < place.end for place in places)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that touch as one."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
        else:
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last
