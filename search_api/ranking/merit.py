"""How much of what is asked a passage says, and says in one sentence: for a window of hits at a time.

What a query's concepts are looked for by is made ready once, where words end is known from indexing, and headings are
read once for all passages under them. It comes to what `reading` says of one passage, a hundred times as fast.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search_api.analysis.quantities import find_quantities
from search_api.index.shown import Shown
from search_api.query.understanding import Concept, Understood, evidence
from search_api.ranking.reading import (
    ANSWERED,
    IN_CONTEXT,
    INSIDE_WORDS,
    PARTLY,
    SENTENCE,
    durations,
    quantities_of,
)
from search_api.results import Intent

# Weights against the score of the index (its best is 1.0).
COVERED = 1.0
SAID_TOGETHER = 1.0
ANSWERS = 0.4

_Bounds = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Way:
    text: str
    weight: float
    quantities: frozenset[str]

    def degrees(self, text: str, bits: int, bounds: _Bounds) -> Iterator[tuple[int, float]]:
        """The sentences that say it, each with how well."""
        if self.quantities:
            for number, (start, end) in enumerate(bounds):
                if self.quantities <= {quantity.token for quantity in find_quantities(text[start:end])}:
                    yield number, self.weight
        at = text.find(self.text)
        while at >= 0:
            end = at + len(self.text)
            on_words = bits >> at & 1 and bits >> end & 1
            for number, (first, last) in enumerate(bounds):
                if first <= at and end <= last:
                    yield number, self.weight if on_words else self.weight * INSIDE_WORDS
                    break
            at = text.find(self.text, at + 1)


@dataclass(frozen=True, slots=True)
class _Sought:
    """A concept made ready. `needles` are all that it can be found by, where no quantity is among them."""

    weight: float
    ways: tuple[_Way, ...]
    parts: tuple[_Way, ...]
    intent: Intent | None
    needles: tuple[str, ...] | None

    @classmethod
    def of(cls, concept: Concept) -> "_Sought":
        ways = tuple(_Way(way.text, way.weight, quantities_of(way.text)) for way in concept.ways)
        parts = tuple(_Way(part, 1.0, quantities_of(part)) for part in concept.parts)
        by_text = not any(way.quantities for way in (*ways, *parts))
        needles = tuple(way.text for way in (*ways, *parts)) if by_text else None
        return cls(concept.weight, ways, parts, concept.intent, needles)

    def is_in(self, text: str) -> bool:
        """False where the text cannot say it."""
        return self.needles is None or any(needle in text for needle in self.needles)


class Merits:
    """Weighs passages for one query."""

    def __init__(self, understood: Understood) -> None:
        self._sought = [_Sought.of(concept) for concept in understood.concepts]
        self._total = sum(sought.weight for sought in self._sought)
        self._intent = understood.intents[0]
        self._contexts: dict[str, list[float]] = {}

    def of(self, shown: Shown) -> float:
        """The merit of a passage."""
        if not self._total:
            return 0.0
        text = shown.text
        headings = self._headings(shown)
        said = [self._said(sought, text, shown.edges) if sought.is_in(text) or sought.intent else None
                for sought in self._sought]  # fmt: skip
        bounds = _bounds(text)
        whole = 0.0
        sentences = [0.0] * len(bounds)
        for sought, heading, rows in zip(self._sought, headings, said, strict=True):
            whole += sought.weight * max(heading, rows[0] if rows else 0.0)
            for number in range(len(bounds)):
                sentences[number] += sought.weight * max(heading, rows[1][number] if rows else 0.0)
        answering = _answering(text, bounds, self._intent)
        together = max(
            (
                covered * (SAID_TOGETHER + ANSWERS * answered)
                for covered, answered in zip(sentences, answering, strict=True)
            ),
            default=0.0,
        )
        return (COVERED * whole + together) / self._total

    def _headings(self, shown: Shown) -> list[float]:
        """What the headings say of each concept, less than what a passage says."""
        known = self._contexts.get(shown.context)
        if known is None:
            bounds = ((0, len(shown.context)),)
            said = [_degrees(sought, shown.context, shown.context_edges, bounds) for sought in self._sought]
            known = self._contexts[shown.context] = [IN_CONTEXT * whole for whole, _ in said]
        return known

    def _said(self, sought: _Sought, text: str, edged: str) -> tuple[float, list[float]]:
        return _degrees(sought, text, edged, _bounds(text))


def _degrees(sought: _Sought, text: str, edged: str, bounds: _Bounds) -> tuple[float, list[float]]:
    """How well all sentences together say a concept, and each; from 0 to 1."""
    bits = int(edged, 16)
    each = _row(sought.ways, text, bits, bounds)
    whole = max(each, default=0.0)
    if sought.parts and min(each, default=0.0) < PARTLY:
        rows = [_row((part,), text, bits, bounds) for part in sought.parts]
        if whole < PARTLY:
            whole = max(whole, PARTLY * sum(max(row, default=0.0) for row in rows) / len(rows))
        for number, said in enumerate(each):
            if said < PARTLY:
                each[number] = max(said, PARTLY * sum(row[number] for row in rows) / len(rows))
    if sought.intent and min(each, default=0.0) < ANSWERED:
        answering = _answering(text, bounds, sought.intent)
        each = [max(said, ANSWERED) if held else said for said, held in zip(each, answering, strict=True)]
        whole = max(whole, ANSWERED) if any(answering) else whole
    return whole, each


def _row(ways: Sequence[_Way], text: str, bits: int, bounds: _Bounds) -> list[float]:
    row = [0.0] * len(bounds)
    for way in ways:
        for number, degree in way.degrees(text, bits, bounds):
            if degree > row[number]:
                row[number] = degree
    return row


def _answering(text: str, bounds: _Bounds, intent: Intent) -> list[bool]:
    """Which sentences have what an intent asks for."""
    words = [word for word in evidence(intent) if word in text]
    timed = intent is Intent.DEADLINE and any(True for _ in durations(text))
    if not words and not timed:
        return [False] * len(bounds)
    return [
        any(text.find(word, start, end) >= 0 for word in words)
        or (timed and any(True for _ in durations(text[start:end])))
        for start, end in bounds
    ]


def _bounds(text: str) -> _Bounds:
    return [match.span() for match in SENTENCE.finditer(text)]
