"""What stands around answers: those that a curator pinned, what readers thought of them, questions to start with."""

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field, StrictBool, StrictInt, field_validator
from pydantic.config import JsonDict

from ingest.model import Span
from search_api.answer.held import HeldQuote, QuoteState
from search_api.answer.opinions import HeldOpinion
from search_api.answer.pins import MAX_QUESTION, HeldPin
from search_api.answer.suggested import Suggested
from search_api.models.base import Wire
from search_api.models.corrections import By, Note
from search_api.models.entities import NodeWord
from search_api.models.quotes import QuoteModel
from search_api.results import Curated, Worded, WordedSentence

MAX_ANSWER = 5_000
MOST_PARAPHRASES = 50
MOST_SPOTS = 20
_Question = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION, pattern=r"\S")]
_Place = Annotated[StrictInt, Field(ge=0, le=2**53)]


class SpotModel(Wire):
    """Words of a document and where they stand: `text == original[start:end]`, in code points."""

    document_id: str = Field(min_length=1, max_length=100, examples=["9c5f0a1be2d34c77"])
    start: _Place = Field(examples=[120])
    end: _Place = Field(examples=[133])
    text: str = Field(min_length=1, max_length=MAX_ANSWER, examples=["值班人员必须24小时在岗"])

    @property
    def span(self) -> Span:
        """Where they stand."""
        return Span(self.start, self.end)


_SPOT: JsonDict = {"document_id": "9c5f0a1be2d34c77", "start": 120, "end": 133, "text": "值班人员必须24小时在岗"}


class PinRequest(Wire):
    """An answer to pin: the question, other ways to ask it, and the quotes that answer it."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"question": "夜里值班几个人？", "quotes": [_SPOT]}]},
    )

    question: _Question = Field(examples=["夜里值班几个人？"])
    paraphrases: list[_Question] = Field(
        default_factory=list, max_length=MOST_PARAPHRASES, examples=[["晚上要几个人值班？"]]
    )
    quotes: list[SpotModel] = Field(min_length=1, max_length=MOST_SPOTS)
    answer: str = Field("", max_length=MAX_ANSWER, description="Own words; empty where the quotes say it.")
    note: Note = ""
    by: By = None

    @field_validator("question")
    @classmethod
    def _on_one_line(cls, question: str) -> str:
        return " ".join(question.split())

    @property
    def questions(self) -> tuple[str, ...]:
        """Every way to ask it, once."""
        return tuple(dict.fromkeys((self.question, *(" ".join(one.split()) for one in self.paraphrases))))


class HeldQuoteModel(QuoteModel):
    """A quote that was kept, and what has become of it."""

    state: QuoteState = Field(examples=["stands"])

    @classmethod
    def of_held(cls, held: HeldQuote) -> "HeldQuoteModel":
        return cls(**dict(QuoteModel.of(held.quote)), state=held.state)


class PinnedModel(Wire):
    """A pinned answer. Where it does not hold, a source has changed or gone, and nobody is shown it as an answer."""

    id: str = Field(examples=["5b1f6c0e9a7d4c2f"])
    questions: list[str] = Field(examples=[["夜里值班几个人？", "晚上要几个人值班？"]])
    answer: str = Field(examples=[""])
    quotes: list[HeldQuoteModel]
    note: str = Field(examples=["与办公室核对过"])
    by: str = Field(examples=["王敏"])
    at: datetime = Field(examples=["2026-03-02T12:00:00Z"])
    holds: bool = Field(examples=[True])

    @classmethod
    def of(cls, held: HeldPin) -> "PinnedModel":
        pin = held.pin
        return cls(
            id=pin.id,
            questions=list(pin.questions),
            answer=pin.answer,
            quotes=[HeldQuoteModel.of_held(one) for one in held.quotes],
            note=pin.note,
            by=pin.by,
            at=pin.at,
            holds=held.holds,
        )


class PinnedListModel(Wire):
    """All pinned answers, those that do not hold first."""

    items: list[PinnedModel]


class CuratedModel(Wire):
    """Who pinned an answer, to which question, and how alike that is to what was asked."""

    id: str = Field(examples=["5b1f6c0e9a7d4c2f"])
    question: str = Field(examples=["夜里值班几个人？"])
    by: str = Field(examples=["王敏"])
    when: datetime = Field(examples=["2026-03-02T12:00:00Z"])
    note: str = Field(examples=["与办公室核对过"])
    likeness: float = Field(ge=0, le=1, examples=[1.0])

    @classmethod
    def of(cls, curated: Curated) -> "CuratedModel":
        return cls(
            id=curated.id,
            question=curated.question,
            by=curated.by,
            when=curated.at,
            note=curated.note,
            likeness=curated.likeness,
        )


class WordedSentenceModel(Wire):
    """A sentence, and the places in `quotes` of those that bear it out."""

    text: str = Field(examples=["值班人员必须24小时在岗"])
    quotes: list[int] = Field(examples=[[0]])

    @classmethod
    def of(cls, sentence: WordedSentence) -> "WordedSentenceModel":
        return cls(text=sentence.text, quotes=list(sentence.quotes))


class WordedModel(Wire):
    """What a model made of the quotes. Where `failure` says why it came to nothing, the quotes stand for themselves."""

    sentences: list[WordedSentenceModel]
    dropped: int = Field(ge=0, description="Sentences that no quote bore out.", examples=[0])
    failure: str = Field(examples=[""])

    @classmethod
    def of(cls, worded: Worded) -> "WordedModel":
        sentences = [WordedSentenceModel.of(sentence) for sentence in worded.sentences]
        return cls(sentences=sentences, dropped=worded.dropped, failure=worded.failure)


class OpinionRequest(Wire):
    """Whether an answer helped, and why (not); `quotes` are those of the answer."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"question": "夜里值班几个人？", "helpful": False, "reason": "说的是白天"}]},
    )

    question: _Question = Field(examples=["夜里值班几个人？"])
    helpful: StrictBool = Field(examples=[False])
    reason: str = Field("", max_length=1_000, examples=["说的是白天"])
    found: StrictBool = Field(True, examples=[True])
    quotes: list[SpotModel] = Field(default_factory=list, max_length=MOST_SPOTS)
    by: By = None


class OpinionModel(Wire):
    """What a reader thought of an answer."""

    id: str = Field(examples=["2f7a0c9e51d84b36"])
    question: str = Field(examples=["夜里值班几个人？"])
    helpful: bool = Field(examples=[False])
    reason: str = Field(examples=["说的是白天"])
    found: bool = Field(examples=[True])
    quotes: list[HeldQuoteModel]
    by: str = Field(examples=["王敏"])
    at: datetime = Field(examples=["2026-03-02T12:00:00Z"])

    @classmethod
    def of(cls, held: HeldOpinion) -> "OpinionModel":
        opinion = held.opinion
        return cls(
            id=opinion.id,
            question=opinion.question,
            helpful=opinion.helpful,
            reason=opinion.reason,
            found=opinion.found,
            quotes=[HeldQuoteModel.of_held(one) for one in held.quotes],
            by=opinion.by,
            at=opinion.at,
        )


class OpinionsModel(Wire):
    """What readers thought of answers, the newest first."""

    items: list[OpinionModel]


class SuggestedModel(Wire):
    """A question that the collection answers, with what of the graph it was made of."""

    question: str = Field(examples=["值班有什么时限要求？"])
    kind: NodeWord = Field(examples=["duty"])
    name: str = Field(examples=["值班"])

    @classmethod
    def of(cls, suggested: Suggested) -> "SuggestedModel":
        return cls(question=suggested.question, kind=NodeWord.of(suggested.kind), name=suggested.name)


class SuggestedListModel(Wire):
    """Questions to start with."""

    items: list[SuggestedModel]
