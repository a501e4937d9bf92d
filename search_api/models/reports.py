"""What became of a folder of files."""

from pydantic import Field

from graph.library import Report, Same, Skipped
from search_api.models.base import Wire


class SkippedModel(Wire):
    """A file that was not read: why, and what to do."""

    file: str = Field(examples=["通知.docx"])
    reason: str = Field(examples=["文件已加密"])
    advice: str = Field(examples=["请去除密码后重新保存"])

    @classmethod
    def of(cls, skipped: Skipped) -> "SkippedModel":
        return cls(file=skipped.file, reason=skipped.reason, advice=skipped.advice)


class SameModel(Wire):
    """A file with the very bytes of another, whose name the library has it under."""

    file: str = Field(examples=["讲话（副本）.txt"])
    other: str = Field(examples=["讲话.txt"])

    @classmethod
    def of(cls, same: Same) -> "SameModel":
        return cls(file=same.file, other=same.other)


class ReportModel(Wire):
    """What became of each file, and what the library holds now; `stopped` says why `unread` were not come to."""

    added: int = Field(ge=0)
    replaced: int = Field(ge=0)
    unchanged: int = Field(ge=0)
    skipped: list[SkippedModel]
    rules: int = Field(ge=0)
    roles: int = Field(ge=0)
    duties: int = Field(ge=0)
    abilities: int = Field(ge=0)
    unread: list[str]
    stopped: str | None
    same: list[SameModel] = Field(default_factory=list, description="Counted as unchanged.")

    @classmethod
    def of(cls, report: Report) -> "ReportModel":
        return cls(
            added=report.added,
            replaced=report.replaced,
            unchanged=report.unchanged,
            skipped=[SkippedModel.of(skipped) for skipped in report.skipped],
            rules=report.rules,
            roles=report.roles,
            duties=report.duties,
            abilities=report.abilities,
            unread=list(report.unread),
            stopped=report.stopped,
            same=[SameModel.of(same) for same in report.same],
        )
