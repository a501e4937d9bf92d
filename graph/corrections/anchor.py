"""Finds a quote again in a text that may have changed, and refuses to guess.

As the W3C's TextQuoteSelector has it: the exact words, told apart by the words around them; where these leave a choice,
the place nearest to where they stood. https://www.w3.org/TR/annotation-model/#text-quote-selector
"""

import re
from collections.abc import Iterator

from graph.corrections.model import Anchor
from ingest.model import Span

CONTEXT = 32
"""Characters kept on each side."""
_TELLING = 6
"""Characters that are not elsewhere by chance: words as short as 要 need their surroundings to be the same ones."""
_LONGEST_LOOSE = 2_000


def anchor_of(text: str, span: Span) -> Anchor:
    """The words at `span` with what stands around them."""
    return Anchor(
        exact=span.of(text),
        prefix=text[max(span.start - CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
    )


def find(text: str, anchor: Anchor) -> Span | None:
    """Where the anchored words stand in `text`; None where they do not, or nothing tells which of several it is."""
    places = occurrences(text, anchor.exact)
    if not places:
        return None
    scored = [(_context(text, place, anchor), place) for place in places]
    best = max(score for score, _ in scored)
    told = bool(anchor.prefix or anchor.suffix)
    if told and best == 0:
        still = [place for place in places if place.start == anchor.start]
        if still:
            return still[0]
        return places[0] if len(places) == 1 and len(anchor.exact) >= _TELLING else None
    return _nearest([place for score, place in scored if score == best], anchor.start)


def occurrences(text: str, words: str) -> list[Span]:
    """Every place where the words stand, letter by letter; if nowhere, where they stand but for blanks and breaks."""
    exact = list(_exact(text, words))
    if exact or len(words) > _LONGEST_LOOSE:
        return exact
    letters = "".join(words.split())
    if not letters:
        return []
    loose = re.compile(r"\s*".join(re.escape(letter) for letter in letters))
    return [Span(*found.span()) for found in loose.finditer(text)]


def _exact(text: str, words: str) -> Iterator[Span]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)


def _context(text: str, place: Span, anchor: Anchor) -> int:
    """How many characters next to the place are those of the anchor, on both sides together."""
    before = text[max(place.start - len(anchor.prefix), 0) : place.start]
    after = text[place.end : place.end + len(anchor.suffix)]
    return _same(reversed(before), reversed(anchor.prefix)) + _same(iter(after), iter(anchor.suffix))


def _same(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _nearest(places: list[Span], start: int | None) -> Span | None:
    if len(places) == 1:
        return places[0]
    if start is None:
        return None
    by_distance = sorted(places, key=lambda place: abs(place.start - start))
    first, second = (abs(place.start - start) for place in by_distance[:2])
    return by_distance[0] if first < second else None
