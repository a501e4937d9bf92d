"""Where a passage says what was asked: spans on whole words, for the same analysis finds and shows."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ingest.model import Span
from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import Normal, normalise, whole_token, words_near
from search_api.lexicon import load_data


def highlights(text: str, expressions: Iterable[str]) -> tuple[Span, ...]:
    """Spans of `text` that say one of the expressions (in normal form), on whole words, in order, apart."""
    wanted = tuple(expression for expression in dict.fromkeys(expressions) if expression)
    tokens = _tokens(wanted)
    normal = normalise(text)
    places = sorted(_places(normal, wanted))
    words = words_near(normal, [*places, *_places(normal, _otherwise_written(tokens))])
    return tuple(_merged(span for span, found in words if found & tokens or _touches(span, places)))


@lru_cache(maxsize=64)
def _tokens(expressions: tuple[str, ...]) -> frozenset[str]:
    """The tokens that the expressions are: the same for all passages of a page."""
    quantities = {quantity.token for expression in expressions for quantity in find_quantities(expression)}
    return frozenset(filter(None, map(whole_token, expressions))) | quantities


def _otherwise_written(tokens: frozenset[str]) -> Sequence[str]:
    """Words that have one of the tokens and are written in other characters: 全天候."""
    return [word for word, token in load_data("quantities")["same"].items() if token in tokens]


def _places(normal: Normal, expressions: Sequence[str]) -> Iterator[Span]:
    """Where the expressions stand, character by character, however they are segmented."""
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
