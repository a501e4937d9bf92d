"""Answers made of quotes: the sentences that state what is asked, or the word that nothing does."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.errors import NotFound
from graph.quote import Quote
from graph.schema import NodeKind
from graph.store.base import Entity, FormulaVariant, View
from ingest.model import DateInterval, Span
from search_api.analysis.tokens import simplify
from search_api.answer.kinds import gives, need_of
from search_api.query.understanding import Understood
from search_api.ranking.headings import is_heading
from search_api.ranking.order import Ranked
from search_api.ranking.reading import Reading, answers, durations, said_at_all
from search_api.results import Answer, Intent

NOT_STATED = "资料中未见相关规定"
NOT_ASKED = "请写出要问的问题"
ENOUGH = 0.29
"""Confidence from which on an answer is given; on the evaluation set's questions (32) it parts best there."""
_QUOTES = 3
_NEAREST = 3
_LOOKED_AT = 20
_SHORT = 200
"""Characters: a passage up to here is quoted whole."""
_LONGEST = 300
_CLOSE = 0.7
_TOO_LITTLE = 0.2
"""The most that a passage is worth which lacks what alone would answer."""
_UNSTATED = 0.4
_LATER = 0.9
_STATES = 0.2
_SAME = 0.9
"""What a word of the same meaning counts for, where the words of the question themselves are said nowhere."""
_NEARLY = 0.7
_LISTS = frozenset({Intent.FORMULA, Intent.QUANTITY, Intent.TOPIC})
"""What a question wants that the members of a formula answer."""
_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]?[”’」』]?")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage that may answer, with the quote from it and how sure it is that it does."""

    quote: Quote
    confidence: float
    rank: float
    stated: bool
    """Whether it gives the kind of thing that is asked for."""


def answer(understood: Understood, ranked: Sequence[Ranked], view: View) -> Answer:
    """The answer to a question, from its ranked passages and the formulas of the graph."""
    intent = understood.intents[0]
    if not understood.text:
        return Answer(intent, False, NOT_ASKED, (), (), 0.0)
    ranked = [one for one in ranked if not is_heading(one.shown)]
    formula = _formula(understood, view)
    if formula is not None and intent is not Intent.FIRST and _LISTS & set(understood.intents):
        return _formula_answer(formula, intent, ranked)
    candidates = _candidates(understood, ranked)
    if not candidates or candidates[0].confidence < ENOUGH:
        candidates = _candidates(_by_synonyms(understood), ranked)
    if need_of(understood) == "if_any" and any(c.stated and c.confidence >= ENOUGH for c in candidates):
        candidates = [c for c in candidates if c.stated]
    confidence = candidates[0].confidence if candidates else 0.0
    quotes = tuple(candidate.quote for candidate in candidates)
    if confidence < ENOUGH:
        return Answer(intent, False, NOT_STATED, (), tuple(_distinct(quotes))[:_NEAREST], confidence)
    sure = tuple(_distinct(c.quote for c in candidates if c.confidence >= confidence / 2))[:_QUOTES]
    near = tuple(_distinct((*sure, *quotes)))[len(sure) :][:_NEAREST]
    return Answer(intent, True, _worded(sure), sure, near, confidence)


def _candidates(understood: Understood, ranked: Sequence[Ranked]) -> list[_Candidate]:
    """What may answer, in the order in which to quote it."""
    candidates = [_candidate(understood, one) for one in ranked[:_LOOKED_AT]]
    candidates.sort(key=lambda c: -c.rank)
    if understood.intents[0] is Intent.FIRST:
        return _earliest_first(candidates)
    return _differing_first(candidates) if Intent.DEADLINE in understood.intents else candidates


def _by_synonyms(understood: Understood) -> Understood:
    """The question as if each thing had been asked by the word that texts say it with: 饮酒 for 喝酒."""
    concepts = [
        replace(
            c, ways=tuple(replace(way, weight=max(way.weight, _SAME) if way.same else way.weight) for way in c.ways)
        )
        for c in understood.concepts
    ]
    return replace(understood, concepts=tuple(concepts))


def _differing_first(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The best, then what another document gives another time for, nearly as surely; then the others."""
    if not candidates:
        return []
    best = candidates[0]
    said = set(durations(simplify(best.quote.text)))
    other = [
        c
        for c in candidates[1:]
        if c.quote.document_id != best.quote.document_id
        and c.confidence >= max(ENOUGH, _NEARLY * best.confidence)
        and set(durations(simplify(c.quote.text))) - said
    ]
    return [best, *other[:1], *(c for c in candidates[1:] if c not in other[:1])]


def _candidate(understood: Understood, one: Ranked) -> _Candidate:
    reading = Reading.of(one.shown)
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
    confidence = (whole + together) / 2 * (1.0 if enough else _UNSTATED)
    need = need_of(understood)
    if not stated and need in (None, "always"):
        confidence *= _UNSTATED
    if not stated and need == "always":
        confidence = min(confidence, _TOO_LITTLE)
    factor = 1.0 if stated else _LATER if need == "never" else _UNSTATED
    return _Candidate(_quote(understood, one), confidence, one.score * factor, stated)


def _quote(understood: Understood, one: Ranked) -> Quote:
    """The passage, or of a long one the stretch of sentences that says most of what is asked."""
    quote = one.passage.quote
    if len(quote.text) <= _SHORT:
        return quote
    spans = [Span(*match.span()) for match in _SENTENCE.finditer(quote.text)]
    worth = [_worth(understood, Reading.of(one.shown), span.of(quote.text)) for span in spans]
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
    given = _STATES * gives(understood, (plain,)) if need_of(understood) else 0.0
    return reading.coverage(understood.concepts, (plain,)) + _STATES * answers(plain, understood.intents[0]) + given


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
    passages = [one.passage.quote for one in ranked]
    if not listed:
        return Answer(intent, False, NOT_STATED, (), tuple(passages[:_NEAREST]), 0.2)
    quotes = tuple(_distinct(quote for v in listed for quote in _listing(formula.summary.name, v, passages)))
    near = tuple(_distinct((*quotes, *passages)))[len(quotes) :][:_NEAREST]
    members = "\n".join(f"{formula.summary.name}：{'、'.join(v.members)}（{_titles(v)}）" for v in listed)
    return Answer(intent, True, members, quotes, near, 0.9)


def _titles(variant: FormulaVariant) -> str:
    return "、".join(dict.fromkeys(f"《{quote.title}》" for quote in variant.quotes))


def _listing(name: str, variant: FormulaVariant, passages: Sequence[Quote]) -> Iterator[Quote]:
    """Where a document lists a variant: the passage that says name and members, or the one that names it and theirs."""
    for document in list(dict.fromkeys(quote.document_id for quote in variant.quotes))[:_QUOTES]:
        inside = [quote for quote in passages if quote.document_id == document]
        naming = sorted(
            (quote for quote in inside if name in quote.text),
            key=lambda quote: (-sum(member in quote.text for member in variant.members), len(quote.text)),
        )
        if not naming:
            yield next(quote for quote in variant.quotes if quote.document_id == document)
            continue
        yield naming[0]
        for member in variant.members:
            if member not in naming[0].text:
                saying = [quote for quote in inside if member in quote.text and quote.start > naming[0].start]
                yield from sorted(saying, key=lambda quote: quote.start)[:1]


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
    """The quotes but for those that lie within or across one before."""
    seen: list[Quote] = []
    for quote in quotes:
        if not any(q.document_id == quote.document_id and q.start < quote.end and quote.start < q.end for q in seen):
            seen.append(quote)
            yield quote
