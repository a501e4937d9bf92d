"""Answers that a curator pinned: found again by how alike questions are, and shown while their sources hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.access import Reader
from graph.errors import NotFound
from graph.quote import across, quoted_words
from search_api.answer.held import HeldQuote, QuoteState, Sources
from search_api.answer.likeness import ENOUGH, asking, likeness
from search_api.kept.pinned import AnswerRecords, KeptQuote, Pinned
from search_api.results import Answer, Curated

MAX_QUESTION = 500
"""Characters of a question that an answer can be pinned to; what is longer is like none."""


@dataclass(frozen=True, slots=True)
class HeldPin:
    """A pinned answer with its quotes as they are now."""

    pin: Pinned
    quotes: tuple[HeldQuote, ...]

    @property
    def holds(self) -> bool:
        """Whether every quote is still what it was when the answer was pinned."""
        return all(one.state is QuoteState.STANDS for one in self.quotes)


class Pins:
    """The pinned answers, each for those readers alone who may open all of its sources."""

    def __init__(self, records: AnswerRecords, sources: Sources) -> None:
        self._records = records
        self._sources = sources

    def pin(
        self,
        questions: Sequence[str],
        quotes: Sequence[KeptQuote],
        by: str,
        reader: Reader,
        *,
        answer: str = "",
        note: str = "",
    ) -> HeldPin:
        """Pins an answer to questions, in place of one to the first of them that the reader knows of."""
        before = [held.pin.id for held in self.listed(reader) if held.pin.questions[0] == questions[0]]
        made = self._records.pin(questions, quotes, by, answer=answer, note=note, instead_of=before)
        return HeldPin(made, tuple(HeldQuote(kept.quote, QuoteState.STANDS) for kept in quotes))

    def unpin(self, key: str, reader: Reader) -> None:
        """Takes one away. Raises `NotFound`."""
        if all(held.pin.id != key for held in self.listed(reader)):
            raise NotFound("置顶答案", key)
        self._records.unpin(key)

    def listed(self, reader: Reader) -> Sequence[HeldPin]:
        """All that the reader may know of: those whose source is not what it was first, then the newest."""
        held = [one for one in (self._held(pin, reader) for pin in self._records.pinned()) if one]
        return sorted(held, key=lambda one: one.holds)

    def put_first(self, answer: Answer, questions: Sequence[str], reader: Reader) -> Answer:
        """The pinned answer to one of the questions, with what was found behind it; else the answer as it is."""
        for alike, pin in sorted(self._alike(questions), key=lambda found: -found[0]):
            held = self._held(pin, reader)
            if held and held.holds:
                return _pinned(answer, held, alike)
        return answer

    def _alike(self, questions: Sequence[str]) -> Iterator[tuple[float, Pinned]]:
        """Answers that are pinned to such a question, and how alike it is."""
        pinned = self._records.pinned()
        questions = [question for question in questions if pinned and len(question) <= MAX_QUESTION]
        turns = {asking(question).turn for question in questions}
        for pin in pinned:
            for known in pin.questions:
                if asking(known).turn in turns:
                    alike = max(likeness(known, question) for question in questions)
                    if alike >= ENOUGH:
                        yield alike, pin

    def _held(self, pin: Pinned, reader: Reader) -> HeldPin | None:
        """The pinned answer for a reader; None where one of its sources is closed to them."""
        quotes = [self._sources.held(kept, reader) for kept in pin.quotes]
        known = tuple(one for one in quotes if one)
        return HeldPin(pin, known) if len(known) == len(quotes) else None


def _pinned(answer: Answer, held: HeldPin, alike: float) -> Answer:
    pin = held.pin
    quotes = tuple(one.quote for one in held.quotes)
    return Answer(
        intent=answer.intent,
        found=True,
        answer=pin.answer or quoted_words(quotes),
        quotes=quotes,
        nearest=tuple(one for one in (*answer.quotes, *answer.nearest) if not any(across(one, own) for own in quotes)),
        confidence=1.0,
        intents=answer.intents,
        understood=answer.understood,
        topic=answer.topic,
        searched=answer.searched,
        curated=Curated(pin.id, pin.questions[0], pin.by, pin.at, pin.note, alike),
    )
