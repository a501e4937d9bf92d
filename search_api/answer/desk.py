"""The desk that questions come to (答询台): pinned answers first, then what the collection says, then its wording."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from graph.access import Reader
from graph.store.base import GraphStore
from search_api.answer.held import Sources
from search_api.answer.pins import Pins
from search_api.answer.suggested import Suggested, candidates
from search_api.engine import Engine
from search_api.kept.pinned import AnswerRecords
from search_api.remembered import Remembered
from search_api.results import Answer, Worded, WordedSentence
from search_api.settings import Settings
from search_api.wording.endpoint import Endpoint, endpoint_of
from search_api.wording.writer import write

SUGGESTED = 12
"""Questions to start with: more are neither tried nor shown."""
_READERS = 50


class Desk:
    """Answers questions for HTTP and the command line. Safe to use from several threads."""

    def __init__(
        self, engine: Engine, store: GraphStore, records: AnswerRecords, endpoint: Endpoint | None = None
    ) -> None:
        self._engine = engine
        self._store = store
        self._endpoint = endpoint
        self.records = records
        self.sources = Sources(store)
        self.pins = Pins(records, self.sources)
        self._suggested: Remembered[Reader, Sequence[Suggested]] = Remembered(_READERS)

    @classmethod
    def of(cls, settings: Settings, engine: Engine, store: GraphStore) -> "Desk":
        """The desk that the settings ask for."""
        return cls(engine, store, AnswerRecords(settings.data), endpoint_of(settings))

    def answer(self, question: str, reader: Reader, *, topic: str = "") -> Answer:
        """The pinned answer to the question, else what the collection says, as it says it."""
        found = self._engine.ask(question, reader, topic=topic)
        # What only goes on with a topic asks something else under each: 那逾期呢？
        asked = (found.understood,) if topic else (question, found.understood)
        return self.pins.put_first(found, [one for one in asked if one], reader)

    def ask(self, question: str, reader: Reader, *, topic: str = "") -> Answer:
        """The same, worded by a model where one is set."""
        answer = self.answer(question, reader, topic=topic)
        for told in self.wording(question, answer, reader):
            if isinstance(told, Worded):
                answer = replace(answer, worded=told)
        return answer

    def wording(self, question: str, answer: Answer, reader: Reader) -> Iterator[WordedSentence | Worded]:
        """The sentences of a model as they come, at last all of them; nothing where no model is set or asked.

        What a curator pinned is not reworded, and where nothing is found there is nothing to word.
        """
        if self._endpoint is None or not answer.found or answer.curated is not None:
            return
        asked = answer.understood or question
        if not all(self.sources.now(quote, reader) for quote in answer.quotes):
            yield Worded(failure="原文刚刚有变动，未作改写")
            return
        yield from write(self._endpoint, asked, answer.quotes)

    def suggested(self, reader: Reader, limit: int) -> Sequence[Suggested]:
        """Questions that the collection answers, each of which was asked before it is suggested."""
        every = self._suggested.get(self._store.last_commit(), reader, lambda: self._tried(reader))
        return every[:limit]

    def _tried(self, reader: Reader) -> Sequence[Suggested]:
        asked = candidates(self._store.view(reader))
        return tuple(islice((one for one in asked if one.is_answered_by(self.answer(one.question, reader))), SUGGESTED))
