"""Where a passage says what was asked: spans on whole words, for the same analysis finds and shows."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ingest.model import Span
from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import Normal, normalise, whole_token, words_near
from search_api.lexicon import load_data

_SAID, _OTHERWISE = b"\1", b"\2"


def highlights(text: str, expressions: Iterable[str]) -> tuple[Span, ...]:
    """Spans of `text` that say one of the expressions (in normal form), on whole words, in order, apart."""
    wanted = tuple(expression for expression in dict.fromkeys(expressions) if expression)
    tokens = _tokens(wanted)
    normal = normalise(text)
    places = bytearray(len(text))
    for mark, words in ((_OTHERWISE, _otherwise_written(tokens)), (_SAID, wanted)):
        for start, end in _places(normal, words):
            places[start:end] = mark * (end - start)
    said = (
        Span(start, end)
        for start, end, found in words_near(normal, places)
        if places.find(_SAID, start, end) >= 0 or not tokens.isdisjoint(found)
    )
    return tuple(_merged(said))


@lru_cache(maxsize=64)
def _tokens(expressions: tuple[str, ...]) -> frozenset[str]:
    """The tokens that the expressions are: the same for all passages of a page."""
    quantities = {quantity.token for expression in expressions for quantity in find_quantities(expression)}
    return frozenset(filter(None, map(whole_token, expressions))) | quantities


def _otherwise_written(tokens: frozenset[str]) -> Sequence[str]:
    """Words that have one of the tokens and are written in other characters: 全天候."""
    return [word for word, token in load_data("quantities")["same"].items() if token in tokens]


def _places(normal: Normal, expressions: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the expressions stand, character by character, however they are segmented."""
    for expression in expressions:
        start = normal.text.find(expression)
        while start >= 0:
            end = start + len(expression)
            yield normal.starts[start], normal.ends[end - 1]
            start = normal.text.find(expression, end)


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
