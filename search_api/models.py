"""What goes over the wire. Pydantic here, dataclasses inside; each model has one `of` that crosses from there."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.quote import Quote
from graph.store.base import RuleRecord


class Wire(BaseModel):
    """Base of all that is sent: immutable, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DateModel(Wire):
    """An interval of days, both included; null where nothing bounds it."""

    earliest: date | None = Field(None, examples=["2014-05-01"])
    latest: date | None = Field(None, examples=["2014-05-31"])


class QuoteModel(Wire):
    """Words of a document with their source; `text == original[start:end]`, in code points."""

    document_id: str = Field(examples=["9c5f0a1be2d34c77"])
    file: str = Field(examples=["2012_县政府办公室业务培训班讲话.txt"])
    title: str
    kind: str = Field(examples=["speech"])
    date: DateModel
    outline: str = Field(examples=["二（三）第2句"])
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, quote: Quote) -> "QuoteModel":
        return cls(
            document_id=quote.document_id,
            file=quote.file,
            title=quote.title,
            kind=quote.kind.value,
            date=DateModel(earliest=quote.date.earliest, latest=quote.date.latest),
            outline=quote.outline,
            start=quote.start,
            end=quote.end,
            text=quote.text,
        )


class DeadlineModel(Wire):
    """A time limit: as printed, and as an ISO 8601 duration (null for vague ones)."""

    text: str = Field(examples=["1小时内"])
    iso: str | None = Field(examples=["PT1H"])
    working_days: bool = False


class RuleModel(QuoteModel):
    """A rule: a quote with what was understood of it, and why (finder, cue)."""

    id: str
    passage_id: str
    modality: str = Field(examples=["obligation"])
    force: str = Field(examples=["hard"])
    bearers: list[str] = Field(examples=[["值班人员"]])
    duties: list[str] = Field(examples=[["值班"]])
    deadline: DeadlineModel | None
    sanction: str | None
    finder: str
    cue: str

    @classmethod
    def of_record(cls, record: RuleRecord) -> "RuleModel":
        rule = record.rule
        deadline = rule.deadline and DeadlineModel(
            text=rule.deadline.text, iso=rule.deadline.iso, working_days=rule.deadline.working_days
        )
        return cls(
            **QuoteModel.of(record.quote).model_dump(),
            id=record.id,
            passage_id=record.passage_id,
            modality=rule.modality.value,
            force=rule.force.value,
            bearers=list(rule.bearers),
            duties=list(rule.duties),
            deadline=deadline,
            sanction=rule.sanction,
            finder=rule.finder,
            cue=rule.cue,
        )


class SpanModel(Wire):
    """Where something stands, in code points: into the hit's text for highlights, else into the document's."""

    start: int
    end: int


class HitModel(QuoteModel):
    """A passage that matched. `highlights` are spans into `text`, on whole words."""

    passage_id: str
    score: float
    highlights: list[SpanModel]
    rules: list[RuleModel]


class EntityRef(Wire):
    """A duty, role, ability or formula by name."""

    kind: Literal["duty", "role", "ability", "formula"]
    name: str = Field(examples=["值班"])


class EntityCard(EntityRef):
    """What the query names, with its rules (hard first) and its neighbours in the graph."""

    documents: int
    evidence: int
    rules: list[RuleModel]
    neighbours: list[EntityRef]
    members: list[str] = Field(description="Members of a formula, empty for the others.")


class SearchResponse(Wire):
    """The best passages for a query. `next` is the cursor of the following page, null at the end."""

    query: str
    understood: str = Field(description="What was searched for, after mending; equal to `query` when nothing was.")
    total: int
    hits: list[HitModel]
    facets: dict[str, dict[str, int]] = Field(examples=[{"duty": {"值班": 12}, "year": {"2012": 3}}])
    card: EntityCard | None
    next: str | None


class AskResponse(Wire):
    """An answer made of quotes, or the honest word that nothing in the collection states it."""

    intent: str = Field(examples=["requirement"])
    found: bool
    answer: str
    quotes: list[QuoteModel]
    nearest: list[QuoteModel]
    confidence: float = Field(ge=0, le=1)


class Problem(Wire):
    """RFC 9457 problem details, the one shape of an error."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[dict[str, Any]] | None = None
