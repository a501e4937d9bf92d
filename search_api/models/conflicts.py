"""Rules that contradict each other, and what people decided about it."""

from datetime import datetime

from pydantic import Field

from graph.link.conflicts import Cause, Conflict, Contradiction
from graph.link.verdicts import Decision, Verdict, conflict_id
from search_api.models.base import Page, Wire
from search_api.models.corrections import By, Note
from search_api.models.quotes import RuleModel


class VerdictRequest(Wire):
    """What somebody decides about a conflict."""

    verdict: Decision = Field(examples=["dismissed"])
    note: Note = ""
    by: By = None


class VerdictModel(Wire):
    """What was decided, by whom and when."""

    verdict: Decision = Field(examples=["dismissed"])
    note: str = Field(examples=["两份制度适用的范围不同"])
    by: str = Field(examples=["王敏"])
    at: datetime = Field(examples=["2026-03-02T12:00:00Z"])

    @classmethod
    def of(cls, verdict: Verdict) -> "VerdictModel":
        return cls(verdict=verdict.decision, note=verdict.note, by=verdict.by, at=verdict.at)


class RuleConflictModel(Wire):
    """Two rules of documents that both stand and that cannot both be followed, the older first."""

    id: str = Field(examples=["8c4d17f8bb2a4df5-b1c2d3e4f5a60718"])
    one: RuleModel
    other: RuleModel
    contradiction: Contradiction = Field(examples=["deadline"])
    cause: Cause = Field(description="Why they may differ, as far as their sources show.", examples=["level"])
    bearer: str = Field(examples=["值班人员"])
    duty: str = Field(examples=["信息报送"])
    object: str = Field(description="The words that both are about.", examples=["突发事件、信息"])
    verdict: VerdictModel | None = Field(description="Null while nobody has decided.")

    @classmethod
    def of(cls, found: Conflict, verdict: Verdict | None) -> "RuleConflictModel":
        return cls(
            id=conflict_id(found.one.id, found.other.id),
            one=RuleModel.of_record(found.one),
            other=RuleModel.of_record(found.other),
            contradiction=found.contradiction,
            cause=found.cause,
            bearer=found.bearer,
            duty=found.duty,
            object=found.object,
            verdict=VerdictModel.of(verdict) if verdict else None,
        )


class RuleConflictsModel(Page[RuleConflictModel]):
    """A page of conflicts, and how many there are of each kind in all."""

    open: int = Field(ge=0, examples=[3])
    confirmed: int = Field(ge=0, examples=[1])
    dismissed: int = Field(ge=0, examples=[2])
