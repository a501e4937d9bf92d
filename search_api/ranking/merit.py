"""How much of what is asked a passage says, and says in one sentence: for a window of hits at a time.

What a query's concepts are looked for by is made ready once, where words end is known from indexing, and headings are
read once for all passages under them. It comes to what `reading` says of one passage, a hundred times as fast.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search_api.answer.kinds import number_asked
from search_api.index.shown import Shown
from search_api.query.understanding import Concept, Understood, evidence
from search_api.ranking.reading import (
    ANSWERED,
    IN_CONTEXT,
    INSIDE_WORDS,
    LONG,
    PARTLY,
    SENTENCE,
    answered,
    durations,
    quantities_of,
)
from search_api.results import Intent

# Weights against the score of the index (its best is 1.0); with more for one sentence, 77 further queries lose 0.007.
COVERED = 1.0
SAID_TOGETHER = 0.8
ANSWERS = 0.4

_Bounds = Sequence[tuple[int, int]]
_NOWHERE: tuple[float, Sequence[float]] = (0.0, ())


@dataclass(frozen=True, slots=True)
class _Way:
    text: str
    weight: float
    quantities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sought:
    """A concept made ready."""

    weight: float
    ways: tuple[_Way, ...]
    parts: tuple[_Way, ...]
    intent: Intent | None

    @classmethod
    def of(cls, concept: Concept) -> "Sought":
        ways = tuple(_Way(way.text, way.weight, quantities_of(way.text)) for way in concept.ways)
        parts = tuple(_Way(part, 1.0, quantities_of(part)) for part in concept.parts)
        return cls(concept.weight, ways, parts, concept.intent)


class Text:
    """A text that is looked into."""

    __slots__ = ("_bits", "_edges", "bounds", "plain")

    def __init__(self, plain: str, edged: str, bounds: _Bounds) -> None:
        self.plain, self.bounds = plain, bounds
        self._edges = edged
        self._bits = 0

    def said(self, sought: Sought) -> tuple[float, Sequence[float]]:
        """How well all sentences together say a concept, and each (none of them where nothing does), from 0 to 1."""
        plain = self.plain
        ways = [way for way in sought.ways if way.text in plain or way.quantities]
        parts = [part for part in sought.parts if part.text in plain or part.quantities]
        if not ways and not parts and not sought.intent:
            return _NOWHERE
        each = self._row(ways)
        whole = max(each, default=0.0)
        if parts and min(each, default=0.0) < PARTLY:
            rows = [self._row([part]) for part in parts]
            share = PARTLY / len(sought.parts)
            if whole < PARTLY:
                whole = max(whole, share * sum(max(row, default=0.0) for row in rows))
            each = [
                said if said >= PARTLY else max(said, share * sum(inside))
                for said, *inside in zip(each, *rows, strict=True)
            ]
        if sought.intent and min(each, default=0.0) < ANSWERED:
            answering = self.answering(sought.intent)
            if any(answering):
                each = [max(said, ANSWERED) if held else said for said, held in zip(each, answering, strict=True)]
                whole = max(whole, ANSWERED)
        return whole, each

    def answering(self, intent: Intent) -> Sequence[float]:
        """How well each sentence has what an intent asks for."""
        plain = self.plain
        words = [word for word in evidence(intent) if word in plain]
        if intent is Intent.DEADLINE and (words or any(True for _ in durations(plain))):
            return [answered(plain[start:end], intent) for start, end in self.bounds]
        return [float(any(plain.find(word, start, end) >= 0 for word in words)) for start, end in self.bounds]

    def holding(self, wanted: re.Pattern[str]) -> Sequence[bool]:
        """Which sentences have what fits a pattern."""
        return [wanted.search(self.plain, start, end) is not None for start, end in self.bounds]

    def _row(self, ways: Sequence[_Way]) -> list[float]:
        """How well each sentence says the best of some ways."""
        row = [0.0] * len(self.bounds)
        for way in ways:
            if way.quantities:
                for number, (start, end) in enumerate(self.bounds):
                    if row[number] < way.weight and way.quantities <= quantities_of(self.plain[start:end]):
                        row[number] = way.weight
            at = self.plain.find(way.text)
            while at >= 0:
                end = at + len(way.text)
                degree = way.weight if self._on_words(at, end) else way.weight * INSIDE_WORDS
                for number, (first, last) in enumerate(self.bounds):
                    if first <= at and end <= last:
                        if row[number] < degree:
                            row[number] = degree
                        break
                at = self.plain.find(way.text, at + 1)
        return row

    def _on_words(self, start: int, end: int) -> bool:
        """Whether a word begins at `start` and one ends at `end`, or what is between is too long to be part of one."""
        if end - start >= LONG:
            return True
        if not self._bits:
            self._bits = int(self._edges, 16)
        return bool(self._bits >> start & self._bits >> end & 1)


class Merits:
    """Weighs passages for one query."""

    def __init__(self, understood: Understood) -> None:
        self._sought = [Sought.of(concept) for concept in understood.concepts]
        self._total = sum(sought.weight for sought in self._sought)
        self._intent = understood.intents[0]
        self._number = number_asked(understood.text)
        self._contexts: dict[str, list[float]] = {}

    def of(self, shown: Shown) -> float:
        """The merit of a passage."""
        return sum(self.parts(shown))

    def parts(self, shown: Shown) -> tuple[float, float]:
        """How much of what is asked a passage says, and how much of it in one sentence, with an answer."""
        if not self._total:
            return 0.0, 0.0
        bounds = [match.span() for match in SENTENCE.finditer(shown.text)]
        text = Text(shown.text, shown.edges, bounds)
        whole = 0.0
        sentences = [0.0] * len(bounds)
        for sought, heading in zip(self._sought, self._headings(shown), strict=True):
            said, each = text.said(sought)
            whole += sought.weight * max(heading, said)
            if each:
                sentences = [
                    covered + sought.weight * (one if one > heading else heading)
                    for covered, one in zip(sentences, each, strict=True)
                ]
            elif heading:
                sentences = [covered + sought.weight * heading for covered in sentences]
        answering = text.holding(self._number) if self._number else text.answering(self._intent)
        together = max(
            (
                covered * (SAID_TOGETHER + ANSWERS * answered)
                for covered, answered in zip(sentences, answering, strict=True)
            ),
            default=0.0,
        )
        return COVERED * whole / self._total, together / self._total

    def _headings(self, shown: Shown) -> list[float]:
        """What the headings say of each concept, less than what a passage says."""
        known = self._contexts.get(shown.context)
        if known is None:
            text = Text(shown.context, shown.context_edges, ((0, len(shown.context)),))
            known = self._contexts[shown.context] = [IN_CONTEXT * text.said(sought)[0] for sought in self._sought]
        return known
