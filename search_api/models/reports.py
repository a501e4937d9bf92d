"""What became of a folder of files."""

from pydantic import Field

from graph.library import Report, Skipped
from search_api.models.base import Wire


class SkippedModel(Wire):
    """A file that was not read: why, and what to do."""

    file: str = Field(examples=["通知.docx"])
    reason: str = Field(examples=["文件已加密"])
    advice: str = Field(examples=["请去除密码后重新保存"])

    @classmethod
    def of(cls, skipped: Skipped) -> "SkippedModel":
        return cls(file=skipped.file, reason=skipped.reason, advice=skipped.advice)


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
        )
