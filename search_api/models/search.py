"""Searching."""

from pydantic import Field

from search_api.models.base import Wire
from search_api.models.entities import EntityCard
from search_api.models.quotes import QuoteModel, RuleModel, SpanModel, quoted
from search_api.results import (
    DocumentHits,
    FoundHit,
    Note,
    NoteKind,
    Reason,
    Restated,
    Said,
    SaidBy,
    SearchResult,
    Suggestion,
    SuggestionKind,
)

MAX_QUERY = 10_000
"""Characters of a query: more than any question has, few enough to be understood at once."""


class RestatedModel(Wire):
    """Where else the wording of a hit stands, among the hits that were looked at."""

    documents: int = Field(ge=1, description="How many other documents have it.", examples=[3])
    earliest: QuoteModel | None = Field(description="Where it is dated earliest; may be the hit itself.")

    @classmethod
    def of(cls, restated: Restated) -> "RestatedModel":
        return cls(
            documents=restated.documents, earliest=QuoteModel.of(restated.earliest) if restated.earliest else None
        )


class SaidModel(Wire):
    """How a passage says one thing that is asked for."""

    asked: str = Field(description="As it was typed or mended.", examples=["值班"])
    words: str = Field(description="The words that say it; empty where none do.", examples=["带班"])
    by: SaidBy = Field(examples=["synonym"])
    worth: float = Field(description="How well it is said, from 0 to 1.", examples=[0.6])
    weight: float = Field(description="How much of all that is asked it is, from 0 to 1.", examples=[0.7])

    @classmethod
    def of(cls, said: Said) -> "SaidModel":
        return cls(asked=said.asked, words=said.words, by=said.by, worth=said.worth, weight=said.weight)


class ReasonModel(Wire):
    """Why a hit stands where it does; its score is `(index + covered + together + hard) * heading * older + listed`."""

    index: float = Field(description="What full-text search gave it, against the best hit.", examples=[0.94])
    covered: float = Field(description="How much of what is asked it says.", examples=[0.8])
    together: float = Field(description="How much of it in one sentence, more where it answers.", examples=[0.7])
    hard: float = Field(description="For a hard rule of the sort that is asked for.", examples=[0.1])
    heading: float = Field(description="Below 1 for a title or a heading alone.", examples=[1.0])
    older: float = Field(description="Below 1 where a later version of its document was found.", examples=[0.85])
    said: list[SaidModel]
    listed: float = Field(0.0, description="For the line above a list that is asked for, or an item.", examples=[0.4])

    @classmethod
    def of(cls, reason: Reason) -> "ReasonModel":
        return cls(
            index=reason.index,
            covered=reason.covered,
            together=reason.together,
            hard=reason.hard,
            heading=reason.heading,
            older=reason.older,
            said=[SaidModel.of(said) for said in reason.said],
            listed=reason.listed,
        )


class HitModel(QuoteModel):
    """A passage that matched. `highlights` are spans into `text`, on whole words."""

    passage_id: str = Field(examples=["4a82dd49fee4893b"])
    score: float = Field(description="Comparable within one search only.", examples=[12.5])
    highlights: list[SpanModel]
    rules: list[RuleModel] = Field(description="The rules stated in the passage, in text order.")
    restated: RestatedModel | None = Field(None, description="Where else its wording stands; null with `fold=false`.")
    reason: ReasonModel | None = Field(None, description="Why it stands where it stands, with `explain=true`.")

    @classmethod
    def of_hit(cls, hit: FoundHit) -> "HitModel":
        return cls(
            **quoted(hit.passage.quote),
            passage_id=hit.passage.id,
            score=hit.score,
            highlights=[SpanModel.of(span) for span in hit.highlights],
            rules=[RuleModel.of_record(rule) for rule in hit.passage.rules],
            restated=RestatedModel.of(hit.restated) if hit.restated else None,
            reason=ReasonModel.of(hit.reason) if hit.reason else None,
        )


class NoteModel(Wire):
    """What is wrong in a query, and where: `[start, end)` in `query`; `instead` is what to write there."""

    kind: NoteKind = Field(description="Whether it was left out, or used as something near.", examples=["ignored"])
    start: int = Field(ge=0, examples=[0])
    end: int = Field(ge=0, examples=[3])
    message: str = Field(examples=["“职责”后面没有内容，这个条件未起作用；例如 职责:值班"])
    instead: str | None = Field(examples=["职责:值班"])

    @classmethod
    def of(cls, note: Note) -> "NoteModel":
        return cls(kind=note.kind, start=note.span.start, end=note.span.end, message=note.message, instead=note.instead)


class SearchResponse(Wire):
    """The best passages for a query. `next` is the cursor of the following page, null at the end."""

    query: str = Field(examples=["值班要求"])
    understood: str = Field(
        description="What was searched for, after mending; equal to `query` when nothing was.", examples=["值班要求"]
    )
    total: int = Field(ge=0, examples=[31])
    hits: list[HitModel]
    facets: dict[str, dict[str, int]] = Field(examples=[{"duty": {"值班": 12}, "year": {"2012": 3}}])
    card: EntityCard | None
    next: str | None = Field(examples=[None])
    conditions: list[str] = Field(
        default_factory=list,
        description="The conditions in `query`, as they were understood.",
        examples=[["职责:值班", "时限<=2小时"]],
    )
    notes: list[NoteModel] = Field(
        default_factory=list, description="What is wrong in `query`, in its order; the rest of it was searched."
    )
    verbatim: str = Field("", description="The query that searches for what was typed, unmended.", examples=["“值斑”"])
    asked_for: list[str] = Field(
        default_factory=list, description="What it is about, thing by thing.", examples=[["值班", "接听"]]
    )
    said_by_all: list[str] = Field(
        default_factory=list,
        description="Those of `asked_for` that each hit says; without any, part of one was enough.",
        examples=[["值班", "接听"]],
    )

    @classmethod
    def of(cls, result: SearchResult) -> "SearchResponse":
        return cls(
            query=result.query,
            understood=result.understood,
            total=result.total,
            hits=[HitModel.of_hit(hit) for hit in result.hits],
            facets={field.value: dict(counts) for field, counts in result.facets.items()},
            card=EntityCard.of_card(result.card) if result.card else None,
            next=result.next,
            conditions=list(result.conditions),
            notes=[NoteModel.of(note) for note in result.notes],
            verbatim=result.verbatim,
            asked_for=list(result.asked_for),
            said_by_all=list(result.said_by_all),
        )


class DocumentHitsModel(Wire):
    """All hits of a search in one document, in text order; spans are into its text."""

    total: int = Field(ge=0, examples=[2])
    passages: list[SpanModel]
    highlights: list[SpanModel]

    @classmethod
    def of(cls, hits: DocumentHits) -> "DocumentHitsModel":
        return cls(
            total=hits.total,
            passages=[SpanModel.of(span) for span in hits.passages],
            highlights=[SpanModel.of(span) for span in hits.highlights],
        )


class SuggestionModel(Wire):
    """A way to go on with what was typed."""

    text: str = Field(examples=["值班"])
    kind: SuggestionKind = Field(
        description="`field` is the name of a field, behind which something is to be typed.", examples=["duty"]
    )
    count: int | None = Field(None, ge=0, description="The passages that have a value.", examples=[12])

    @classmethod
    def of(cls, suggestion: Suggestion) -> "SuggestionModel":
        return cls(text=suggestion.text, kind=suggestion.kind, count=suggestion.count)


class SuggestResponse(Wire):
    """Ways to go on: entities first, then words of the collection."""

    suggestions: list[SuggestionModel]
