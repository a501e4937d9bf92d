"""What a passage says of a query's concepts, sentence by sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from search_api.analysis.quantities import find_quantities
from search_api.index.shown import Shown, edges
from search_api.lexicon import load_data
from search_api.query.understanding import Concept, evidence
from search_api.results import Intent

IN_CONTEXT = 0.6
"""What a concept is worth that stands in the headings only."""
INSIDE_WORDS = 0.6
LONG = 5
"""Characters from which on an expression is itself wherever it stands, however a dictionary cuts it (为定 密责任人)."""
PARTLY = 0.6
ANSWERED = 0.7
VAGUELY = 0.3
SENTENCE = re.compile(r"[^。;!?\n]+")


@lru_cache(maxsize=10_000)
def _edges(text: str) -> int:
    """The places where words begin and end, as bits."""
    return int(edges(text), 16)


@lru_cache(maxsize=10_000)
def quantities_of(text: str) -> frozenset[str]:
    """The quantities in a text in normal form."""
    return frozenset(quantity.token for quantity in find_quantities(text))


def says(sentence: str, expression: str) -> float:
    """1 where a sentence says the expression on whole words, less inside others (本领 in 本领域), else 0."""
    quantities = quantities_of(expression)
    if quantities and quantities <= quantities_of(sentence):
        return 1.0
    said = 0.0
    start = sentence.find(expression)
    while start >= 0:
        places = _edges(sentence)
        if len(expression) >= LONG or (places >> start & 1 and places >> start + len(expression) & 1):
            return 1.0
        said = INSIDE_WORDS
        start = sentence.find(expression, start + 1)
    return said


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage in normal form, with the headings above it."""

    sentences: tuple[str, ...]
    context: str

    @classmethod
    def of(cls, shown: Shown) -> "Reading":
        """The reading of a passage."""
        return cls(tuple(SENTENCE.findall(shown.text)), shown.context)

    def coverage(self, concepts: Sequence[Concept], sentences: Sequence[str]) -> float:
        """How much of the concepts the sentences say, by weight, from 0 to 1; what the headings say counts less."""
        total = sum(concept.weight for concept in concepts)
        if not total:
            return 0.0
        said = sum(c.weight * max(_said(c, sentences), IN_CONTEXT * _said(c, (self.context,))) for c in concepts)
        return said / total


def answers(sentence: str, intent: Intent) -> bool:
    """Whether a sentence has what such a question asks for: a length of time, a ban, somebody who is to do it."""
    return answered(sentence, intent) > 0


def answered(sentence: str, intent: Intent) -> float:
    """How well a sentence has what such a question asks for: less where it speaks of a time limit and tells none."""
    if intent is not Intent.DEADLINE:
        return float(any(word in sentence for word in evidence(intent)))
    if any(True for _ in durations(sentence)) or any(word in sentence for word in moments()):
        return 1.0
    return VAGUELY * any(word in sentence for word in evidence(intent))


@cache
def moments() -> tuple[str, ...]:
    """The words that tell a time without a number."""
    return tuple(load_data("intents")[Intent.DEADLINE]["moments"].split())


def durations(text: str) -> Iterator[str]:
    """The lengths of time in a text in normal form."""
    return (quantity.token for quantity in find_quantities(text) if quantity.token.startswith("P"))


def _said(concept: Concept, sentences: Sequence[str]) -> float:
    """How well the sentences say a concept, from 0 to 1."""
    said = max((way.weight * says(one, way.text) for way in concept.ways for one in sentences), default=0.0)
    if said < PARTLY and concept.parts:
        parts = [max((says(one, part) for one in sentences), default=0.0) for part in concept.parts]
        said = max(said, PARTLY * sum(parts) / len(parts))
    if said < ANSWERED and concept.intent and any(answers(one, concept.intent) for one in sentences):
        said = ANSWERED
    return said
