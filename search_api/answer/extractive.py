"""Answers made of quotes: the sentences that state what is asked, or the word that nothing does."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.errors import NotFound
from graph.quote import Quote
from graph.schema import NodeKind
from graph.store.base import Entity, View
from ingest.model import DateInterval, Span
from search_api.analysis.tokens import simplify
from search_api.answer.kinds import gives
from search_api.query.understanding import Understood
from search_api.ranking.order import Ranked, Reading, answers, said_at_all
from search_api.results import Answer, Intent

NOT_STATED = "资料中未见相关规定"
ENOUGH = 0.29
"""Confidence from which on an answer is given; on the evaluation set's questions (32) it parts best there."""
_QUOTES = 3
_NEAREST = 3
_LOOKED_AT = 20
_SHORT = 200
"""Characters: a passage up to here is quoted whole."""
_LONGEST = 300
_CLOSE = 0.7
_UNSTATED = 0.4
_STATES = 0.2
_LISTS = frozenset({Intent.FORMULA, Intent.QUANTITY, Intent.TOPIC})
"""What a question wants that the members of a formula answer."""
_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]?[”’」』]?")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage that may answer, with the quote from it and how sure it is that it does."""

    quote: Quote
    confidence: float
    rank: float


def answer(understood: Understood, ranked: Sequence[Ranked], view: View) -> Answer:
    """The answer to a question, from its ranked passages and the formulas of the graph."""
    intent = understood.intents[0]
    formula = _formula(understood, view)
    if formula is not None and _LISTS & set(understood.intents):
        return _formula_answer(formula, intent, ranked)
    candidates = [_candidate(understood, one) for one in ranked[:_LOOKED_AT]]
    candidates.sort(key=lambda c: -c.rank)
    if intent is Intent.FIRST:
        candidates = _earliest_first(candidates)
    confidence = candidates[0].confidence if candidates else 0.0
    quotes = tuple(candidate.quote for candidate in candidates)
    if confidence < ENOUGH:
        return Answer(intent, False, NOT_STATED, (), quotes[:_NEAREST], confidence)
    sure = tuple(c.quote for c in candidates[:_QUOTES] if c.confidence >= confidence / 2)
    return Answer(intent, True, _worded(sure), sure, quotes[len(sure) : len(sure) + _NEAREST], confidence)


def _candidate(understood: Understood, one: Ranked) -> _Candidate:
    reading = Reading.of(one)
    named = [c for c in understood.concepts if not c.intent] or list(understood.concepts)
    whole = reading.coverage(named, reading.sentences)
    said = [(reading.coverage(named, (sentence,)), sentence) for sentence in reading.sentences]
    together = max((covered for covered, _ in said), default=0.0)
    # Where a question asks for a number or a person, words about the matter are no answer without one.
    close = [sentence for covered, sentence in said if covered >= _CLOSE * together]
    stated = gives(understood, close)
    telling = [concept for concept in named if concept.is_telling]
    # One word of a question that has several is a passage about something else.
    words = sum(max(len(c.parts), 1) for c in telling if said_at_all(c, reading.sentences))
    enough = len(telling) < 2 or words > 1
    confidence = (whole + together) / 2 * (1.0 if stated else _UNSTATED) * (1.0 if enough else _UNSTATED)
    return _Candidate(_quote(understood, one), confidence, one.score * (1.0 if stated else _UNSTATED))


def _quote(understood: Understood, one: Ranked) -> Quote:
    """The passage, or of a long one the stretch of sentences that says most of what is asked."""
    quote = one.passage.quote
    if len(quote.text) <= _SHORT:
        return quote
    spans = [Span(*match.span()) for match in _SENTENCE.finditer(quote.text)]
    worth = [_worth(understood, Reading.of(one), span.of(quote.text)) for span in spans]
    first = last = max(range(len(spans)), key=lambda i: worth[i])
    while fitting := [
        i
        for i in (first - 1, last + 1)
        if 0 <= i < len(spans) and spans[max(last, i)].end - spans[min(first, i)].start <= _LONGEST
    ]:
        best = max(fitting, key=lambda i: (worth[i], i))
        first, last = min(first, best), max(last, best)
    start, end = spans[first].start, spans[last].end
    return replace(quote, start=quote.start + start, end=quote.start + end, text=quote.text[start:end])


def _worth(understood: Understood, reading: Reading, sentence: str) -> float:
    plain = simplify(sentence)
    return reading.coverage(understood.concepts, (plain,)) + _STATES * answers(plain, understood.intents[0])


def _formula(understood: Understood, view: View) -> Entity | None:
    """The formula that the question names, if the collection has it."""
    for name in understood.names:
        if name.kind is NodeKind.FORMULA:
            try:
                return view.entity(name.kind, name.name)
            except NotFound:
                continue
    return None


def _formula_answer(formula: Entity, intent: Intent, ranked: Sequence[Ranked]) -> Answer:
    """The members of a formula with where they are listed; that they are not, where no document lists them."""
    listed = [variant for variant in formula.variants if variant.members]
    naming = [one.passage.quote for one in ranked if formula.summary.name in one.passage.quote.text]
    near = tuple(one.passage.quote for one in ranked[:_NEAREST])
    quotes = tuple(_distinct((*naming[:1], *(quote for v in listed for quote in v.quotes), *naming[1:])))[:_QUOTES]
    if not listed:
        return Answer(intent, False, NOT_STATED, (), near, 0.2)
    members = "；".join("、".join(variant.members) for variant in listed)
    return Answer(intent, True, f"{formula.summary.name}：{members}", quotes, near, 0.9)


def _earliest_first(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Those that say as much as the best one by date, undated ones after the dated; then the others."""
    best = max((candidate.confidence for candidate in candidates), default=0.0)
    alike = [candidate for candidate in candidates if candidate.confidence >= 0.9 * best]
    return sorted(alike, key=lambda c: _begin(c.quote.date)) + [c for c in candidates if c not in alike]


def _begin(date: DateInterval) -> str:
    day = date.earliest or date.latest
    return day.isoformat() if day else "9999"


def _worded(quotes: Sequence[Quote]) -> str:
    return "\n".join(f"《{quote.title}》{quote.outline}：{quote.text}" for quote in quotes)


def _distinct(quotes: Iterable[Quote]) -> Iterator[Quote]:
    seen: set[tuple[str, int]] = set()
    for quote in quotes:
        if (quote.document_id, quote.start) not in seen:
            seen.add((quote.document_id, quote.start))
            yield quote
