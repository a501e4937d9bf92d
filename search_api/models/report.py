"""What became of the files of one ingest."""

from pydantic import Field

from graph.library import Report
from search_api.models.base import Wire


class SkippedModel(Wire):
    """A file that was not read: why, and what to do."""

    file: str = Field(examples=["扫描件.pdf"])
    reason: str
    advice: str


class ReportModel(Wire):
    """Counts of files by what became of them, and of what the library holds now."""

    added: int
    replaced: int
    unchanged: int
    skipped: list[SkippedModel]
    rules: int
    roles: int
    duties: int
    abilities: int
    unread: list[str] = Field(description="Files that were not come to because the library could not go on.")
    stopped: str | None = Field(description="Why it could not; null when all files were dealt with.")

    @classmethod
    def of(cls, report: Report) -> "ReportModel":
        return cls(
            added=report.added,
            replaced=report.replaced,
            unchanged=report.unchanged,
            skipped=[SkippedModel(file=s.file, reason=s.reason, advice=s.advice) for s in report.skipped],
            rules=report.rules,
            roles=report.roles,
            duties=report.duties,
            abilities=report.abilities,
            unread=list(report.unread),
            stopped=report.stopped,
        )
