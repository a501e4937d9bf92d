"""Words of a document with their source, and the rules that stand in them."""

from typing import Any

from pydantic import Field

from graph.quote import Quote
from graph.store.shapes import RuleRecord
from ingest.model import Deadline, DocumentKind, Force, Modality, Span
from search_api.models.base import DateModel, Wire


class SpanModel(Wire):
    """Where something stands, in code points: into the hit's text for highlights, else into the document's."""

    start: int = Field(ge=0, examples=[0])
    end: int = Field(ge=0, examples=[2])

    @classmethod
    def of(cls, span: Span) -> "SpanModel":
        return cls(start=span.start, end=span.end)


class QuoteModel(Wire):
    """Words of a document with their source; `text == original[start:end]`, in code points."""

    document_id: str = Field(examples=["9c5f0a1be2d34c77"])
    file: str = Field(examples=["2012_县政府办公室业务培训班讲话.txt"])
    title: str = Field(examples=["在县政府办公室业务培训班上的讲话"])
    kind: DocumentKind = Field(examples=["speech"])
    date: DateModel
    outline: str = Field(examples=["二（三）第2句"])
    start: int = Field(ge=0, examples=[120])
    end: int = Field(ge=0, examples=[133])
    text: str = Field(examples=["值班人员必须24小时在岗"])

    @classmethod
    def of(cls, quote: Quote) -> "QuoteModel":
        return cls(**quoted(quote))


def quoted(quote: Quote) -> dict[str, Any]:
    """The fields of a quote, for models that have others beside them: checked once, and not as a quote before."""
    return {
        "document_id": quote.document_id,
        "file": quote.file,
        "title": quote.title,
        "kind": quote.kind,
        "date": DateModel.of(quote.date),
        "outline": quote.outline,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
    }


class DeadlineModel(Wire):
    """A time limit: as printed, and as an ISO 8601 duration (null for vague ones)."""

    text: str = Field(examples=["1小时内"])
    iso: str | None = Field(examples=["PT1H"])
    working_days: bool = Field(False, examples=[False])

    @classmethod
    def of(cls, deadline: Deadline) -> "DeadlineModel":
        return cls(text=deadline.text, iso=deadline.iso, working_days=deadline.working_days)


class RuleModel(QuoteModel):
    """A rule: a quote with what was understood of it, and why (finder, cue)."""

    id: str = Field(examples=["8c4d17f8bb2a4df5"])
    passage_id: str = Field(examples=["4a82dd49fee4893b"])
    modality: Modality = Field(examples=["obligation"])
    force: Force = Field(examples=["hard"])
    bearers: list[str] = Field(examples=[["值班人员"]])
    duties: list[str] = Field(examples=[["值班"]])
    deadline: DeadlineModel | None
    sanction: str | None = Field(examples=["追究责任"])
    finder: str = Field(examples=["find_rules"])
    cue: str = Field(examples=["必须"])

    @classmethod
    def of_record(cls, record: RuleRecord) -> "RuleModel":
        rule = record.rule
        return cls(
            **quoted(record.quote),
            id=record.id,
            passage_id=record.passage_id,
            modality=rule.modality,
            force=rule.force,
            bearers=list(rule.bearers),
            duties=list(rule.duties),
            deadline=DeadlineModel.of(rule.deadline) if rule.deadline else None,
            sanction=rule.sanction.text if rule.sanction else None,
            finder=rule.finder,
            cue=rule.cue,
        )
