"""The order that people see: the hits of an index, put right by what is known of each passage."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from graph.store.base import PassageRecord
from ingest.model import DocumentKind, Force, Modality
from ingest.words import cut
from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import simplify
from search_api.query.understanding import Concept, Understood, evidence
from search_api.ranking.headings import is_heading
from search_api.results import Intent

# Weights of what is known of each passage that was found, against the score of the index (its best is 1.0).
COVERED = 1.0
SAID_TOGETHER = 1.0
ANSWERS = 0.4
HARD = 0.1
SUPERSEDED = 0.85
HEADING = 0.5
"""What a title or a heading alone is worth: it names what others state."""
_IN_CONTEXT = 0.6
"""What a concept is worth that stands in the headings only."""
_INSIDE_WORDS = 0.4
_PARTLY = 0.6
_ANSWERED = 0.7
_ABOUT = 0.3
_SENTENCE = re.compile(r"[^。;!?\n]+")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score (comparable within one search only) and the headings that it stands under."""

    passage: PassageRecord
    score: float
    context: str = ""


def rank(understood: Understood, found: Sequence[Ranked]) -> list[Ranked]:
    """The hits in the order that people see: by score, put right by what is known of each passage."""
    best = max((one.score for one in found), default=0.0) or 1.0
    older = _superseded(found)
    scored = []
    for one in found:
        score = one.score / best + _merit(understood, one)
        score *= HEADING if is_heading(one.passage, one.context) else 1.0
        scored.append(replace(one, score=score * (SUPERSEDED if one.passage.quote.document_id in older else 1.0)))
    return sorted(scored, key=lambda one: (-one.score, one.passage.quote.document_id, one.passage.quote.start))


def _merit(understood: Understood, one: Ranked) -> float:
    """How much of what is asked the passage says, and says in one sentence."""
    reading = Reading.of(one)
    whole = reading.coverage(understood.concepts, reading.sentences)
    together = max(
        (
            reading.coverage(understood.concepts, (sentence,))
            * (SAID_TOGETHER + ANSWERS * answers(sentence, understood.intents[0]))
            for sentence in reading.sentences
        ),
        default=0.0,
    )
    merit = COVERED * whole + together
    if _is_hard(one.passage, understood.intents):
        merit += HARD
    return merit


@lru_cache(maxsize=10_000)
def _edges(text: str) -> frozenset[int]:
    """The places where words begin and end."""
    return frozenset(accumulate(map(len, cut(text)), initial=0))


@lru_cache(maxsize=10_000)
def _quantities(text: str) -> frozenset[str]:
    return frozenset(quantity.token for quantity in find_quantities(text))


def says(sentence: str, expression: str) -> float:
    """1 where a sentence says the expression on whole words, less inside others (本领 in 本领域), else 0."""
    quantities = _quantities(expression)
    if quantities and quantities <= _quantities(sentence):
        return 1.0
    said = 0.0
    start = sentence.find(expression)
    while start >= 0:
        if {start, start + len(expression)} <= _edges(sentence):
            return 1.0
        said = _INSIDE_WORDS
        start = sentence.find(expression, start + 1)
    return said


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as the ranking reads it, in normal form."""

    sentences: tuple[str, ...]
    context: str
    passage: PassageRecord

    @classmethod
    def of(cls, one: Ranked) -> "Reading":
        """The reading of a hit."""
        sentences = tuple(_SENTENCE.findall(simplify(one.passage.quote.text)))
        return cls(sentences, simplify(one.context), one.passage)

    def coverage(self, concepts: Sequence[Concept], sentences: Sequence[str]) -> float:
        """How much of the concepts the sentences say, by weight, from 0 to 1; what the headings say counts less."""
        total = sum(concept.weight for concept in concepts)
        if not total:
            return 0.0
        said = sum(c.weight * max(_said(c, sentences), _IN_CONTEXT * _said(c, (self.context,))) for c in concepts)
        return said / total


def answers(sentence: str, intent: Intent) -> bool:
    """Whether a sentence has what such a question asks for: a length of time, a ban, somebody who is to do it."""
    if intent is Intent.DEADLINE and any(True for _ in durations(sentence)):
        return True
    return any(word in sentence for word in evidence(intent))


def durations(text: str) -> Iterator[str]:
    """The lengths of time in a text in normal form."""
    return (quantity.token for quantity in find_quantities(text) if quantity.token.startswith("P"))


def _said(concept: Concept, sentences: Sequence[str]) -> float:
    """How well the sentences say a concept, from 0 to 1."""
    said = max((way.weight * says(one, way.text) for way in concept.ways for one in sentences), default=0.0)
    if said < _PARTLY and concept.parts:
        parts = [max((says(one, part) for one in sentences), default=0.0) for part in concept.parts]
        said = max(said, _PARTLY * sum(parts) / len(parts))
    if said < _ANSWERED and concept.intent and any(answers(one, concept.intent) for one in sentences):
        said = _ANSWERED
    return said


def said_at_all(concept: Concept, sentences: Sequence[str]) -> bool:
    """Whether the sentences say a concept well enough to be about it."""
    return _said(concept, sentences) >= _ABOUT


def _is_hard(passage: PassageRecord, intents: Sequence[Intent]) -> bool:
    """Whether a rule in the passage leaves no choice, of the modality that is asked for."""
    rules = [record.rule for record in passage.rules if record.rule.force is Force.HARD]
    if intents[0] is Intent.PROHIBITION:
        return any(rule.modality is Modality.PROHIBITION for rule in rules)
    if intents[0] is Intent.DEADLINE:
        return any(rule.deadline is not None for rule in rules)
    return intents[0] is Intent.REQUIREMENT and bool(rules)


def _superseded(found: Sequence[Ranked]) -> set[str]:
    """Documents that a later one of the same title has taken the place of, among those found."""
    latest: dict[str, tuple[str, str]] = {}
    regulations = {
        one.passage.quote.document_id: one.passage.quote
        for one in found
        if one.passage.quote.kind is DocumentKind.REGULATION
    }
    for key, quote in regulations.items():
        dated = str(quote.date.latest or quote.date.earliest or "")
        title = _bare_title(quote.title)
        latest[title] = max(latest.get(title, ("", "")), (dated, key))
    return {key for key, quote in regulations.items() if latest[_bare_title(quote.title)][1] != key}


def _bare_title(title: str) -> str:
    return re.sub(r"[（(《〈【].*?[)）》〉】]|\s", "", title) or title
