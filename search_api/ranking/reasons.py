"""Why a hit stands where it stands: the parts that its score is the sum of, and how it says each thing asked for."""

from collections.abc import Iterator, Sequence

from search_api.index.fields import Order
from search_api.query.understanding import Concept, Understood, evidence
from search_api.ranking.finding import WINDOW, Found
from search_api.ranking.headings import is_heading
from search_api.ranking.merit import Merits
from search_api.ranking.order import HARD, HARD_ASKED, HEADING, SUPERSEDED, Ranked, superseded
from search_api.ranking.reading import ANSWERED, IN_CONTEXT, PARTLY, Reading, answers, durations, says
from search_api.results import Intent, Reason, Said, SaidBy

_Found = tuple[float, SaidBy, str]
_UNSAID: _Found = (0.0, SaidBy.NOTHING, "")


class Reasons:
    """Tells of the hits of one search why they stand where they do."""

    def __init__(self, understood: Understood, found: Found, order: Order) -> None:
        self._understood = understood
        self._merits = Merits(understood)
        self._total = sum(concept.weight for concept in understood.concepts) or 1.0
        weighed = found.ranked[:WINDOW] if order is Order.RELEVANCE and not found.first else ()
        self._weighed = {one.passage_id for one in weighed}
        self._older = superseded(weighed)
        self._hard = HARD_ASKED.get(understood.intents[0])

    def of(self, one: Ranked) -> Reason:
        """The reason of a hit; what the index gave is what the other parts leave of the score.

        Hits far down, and all that are sorted by date, have a score of the index alone, as it is.
        """
        said = tuple(self._said(one))
        if one.passage_id not in self._weighed:
            return Reason(index=one.score, covered=0.0, together=0.0, hard=0.0, heading=1.0, older=1.0, said=said)
        covered, together = self._merits.parts(one.shown)
        hard = HARD if self._hard and self._hard in one.shown.hard else 0.0
        heading = HEADING if is_heading(one.shown) else 1.0
        older = SUPERSEDED if one.document_id in self._older else 1.0
        index = max((one.score - one.listed) / heading / older - covered - together - hard, 0.0)
        return Reason(index, covered, together, hard, heading, older, said, one.listed)

    def _said(self, one: Ranked) -> Iterator[Said]:
        reading = Reading.of(one.shown)
        for concept in self._understood.concepts:
            worth, by, words = _best(concept, reading.sentences)
            above, _, above_words = _best(concept, (reading.context,))
            if IN_CONTEXT * above > worth:
                worth, by, words = IN_CONTEXT * above, SaidBy.HEADINGS, above_words
            yield Said(concept.text, words, by, worth, concept.weight / self._total)


def _best(concept: Concept, sentences: Sequence[str]) -> _Found:
    """How well the sentences say a concept, and by which of their words."""
    ways = (_said_so(way.text, way.weight, sentences, concept) for way in concept.ways)
    return max((*ways, _in_parts(concept, sentences), _answered(concept.intent, sentences)), key=lambda one: one[0])


def _said_so(text: str, weight: float, sentences: Sequence[str], concept: Concept) -> _Found:
    worth = weight * max((says(one, text) for one in sentences), default=0.0)
    return (worth, SaidBy.WORD if text == concept.text else SaidBy.SYNONYM, text) if worth else _UNSAID


def _in_parts(concept: Concept, sentences: Sequence[str]) -> _Found:
    said = [max((says(one, part) for one in sentences), default=0.0) for part in concept.parts]
    words = "、".join(part for part, worth in zip(concept.parts, said, strict=True) if worth)
    return (PARTLY * sum(said) / len(said), SaidBy.PARTS, words) if words else _UNSAID


def _answered(intent: Intent | None, sentences: Sequence[str]) -> _Found:
    """By what the sentences answer an intent, where they do."""
    if intent is None or not any(answers(one, intent) for one in sentences):
        return _UNSAID
    words = [word for word in evidence(intent) if any(word in one for one in sentences)]
    lengths = [length for one in sentences for length in durations(one)] if intent is Intent.DEADLINE else []
    return ANSWERED, SaidBy.ANSWER, "、".join(dict.fromkeys(words or lengths))
