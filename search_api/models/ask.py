"""Asking, and what is answered."""

from typing import Annotated

from pydantic import ConfigDict, Field

from graph.quote import Quote
from search_api.models.answers import CuratedModel, WordedModel
from search_api.models.base import Wire
from search_api.models.quotes import QuoteModel
from search_api.models.search import MAX_QUERY
from search_api.results import Answer, AnswerKind, Decline, Group, Intent, Mark, Stated, Verdict

MAX_TOPIC = 200


class AskRequest(Wire):
    """A question in one's own words; one like 那逾期呢？ goes on with `topic`, that of the answer before."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra={"examples": [{"question": "值班有什么要求？"}]}
    )

    question: Annotated[str, Field(min_length=1, max_length=MAX_QUERY, examples=["值班有什么要求？"])]
    topic: str = Field("", max_length=MAX_TOPIC, examples=["特急公文签收"])


class AnswerQuoteModel(QuoteModel):
    """A quote of an answer, with what it is against the others of the same matter."""

    marks: list[Mark] = Field(default_factory=list, examples=[["newer", "stricter"]])

    @classmethod
    def of_quote(cls, quote: Quote, marks: tuple[Mark, ...] = ()) -> "AnswerQuoteModel":
        return cls(**dict(QuoteModel.of(quote)), marks=list(marks))


class StatedModel(Wire):
    """A length of time or another number that answers, as printed; `quote` is the place of its quote in `quotes`."""

    text: str = Field(examples=["1小时内"])
    iso: str | None = Field(description="As an ISO 8601 duration; null for other numbers.", examples=["PT1H"])
    quote: int = Field(ge=0, examples=[0])

    @classmethod
    def of(cls, stated: Stated) -> "StatedModel":
        return cls(text=stated.text, iso=stated.iso, quote=stated.quote)


class GroupModel(Wire):
    """Quotes of one force, document or part of the question; `quotes` are their places in `quotes`."""

    label: str = Field(examples=["禁止"])
    quotes: list[int] = Field(examples=[[0, 2]])

    @classmethod
    def of(cls, group: Group) -> "GroupModel":
        return cls(label=group.label, quotes=list(group.quotes))


class AskResponse(Wire):
    """An answer made of quotes, or the honest word that nothing in the collection states it."""

    intent: Intent = Field(description="What the question wants to know.", examples=["duty"])
    found: bool = Field(examples=[True])
    answer: str = Field(examples=["值班人员必须24小时在岗"])
    quotes: list[AnswerQuoteModel]
    nearest: list[QuoteModel] = Field(description="Passages to look at where nothing states it.", examples=[[]])
    confidence: float = Field(ge=0, le=1, examples=[0.9])
    kind: AnswerKind = Field(AnswerKind.QUOTES, description="How the answer is built.", examples=["rules"])
    intents: list[Intent] = Field(default_factory=list, description="All that it wants to know.", examples=[["duty"]])
    verdict: Verdict | None = Field(None, description="Of a question whether one may; the first quote decides it.")
    stated: list[StatedModel] = Field(default_factory=list, description="The numbers that answer, of `duration`.")
    groups: list[GroupModel] = Field(default_factory=list, description="Of `rules`, `comparison` and `parts`.")
    members: list[str] = Field(default_factory=list, description="Of `members`, in order.", examples=[[]])
    count: int | None = Field(None, ge=0, description="Of `count`.", examples=[None])
    note: str = Field("", description="What to know of it: that rules differ, or a number is not the rule's.")
    understood: str = Field("", description="The question as it was read.", examples=["值班有什么要求"])
    topic: str = Field("", description="To be handed in with the next question.", examples=["值班"])
    searched: list[str] = Field(default_factory=list, description="What was searched for.", examples=[["值班"]])
    missing: list[str] = Field(default_factory=list, description="What nothing found says.", examples=[[]])
    reason: Decline | None = Field(None, description="Why it is declined; null where it is answered.")
    curated: CuratedModel | None = Field(
        None, description="Of an answer that a curator pinned; what was found besides stands in `nearest`."
    )
    worded: WordedModel | None = Field(None, description="What a model made of the quotes, where one is set.")

    @classmethod
    def of(cls, answer: Answer) -> "AskResponse":
        marks = answer.marks or ((),) * len(answer.quotes)
        return cls(
            intent=answer.intent,
            found=answer.found,
            answer=answer.answer,
            quotes=[AnswerQuoteModel.of_quote(quote, own) for quote, own in zip(answer.quotes, marks, strict=True)],
            nearest=[QuoteModel.of(quote) for quote in answer.nearest],
            confidence=answer.confidence,
            kind=answer.kind,
            intents=list(answer.intents),
            verdict=answer.verdict,
            stated=[StatedModel.of(stated) for stated in answer.stated],
            groups=[GroupModel.of(group) for group in answer.groups],
            members=list(answer.members),
            count=answer.count,
            note=answer.note,
            understood=answer.understood,
            topic=answer.topic,
            searched=list(answer.searched),
            missing=list(answer.missing),
            reason=answer.reason,
            curated=CuratedModel.of(answer.curated) if answer.curated else None,
            worded=WordedModel.of(answer.worded) if answer.worded else None,
        )
