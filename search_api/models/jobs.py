"""Uploads and what became of them."""

from datetime import datetime

from pydantic import Field

from search_api.models.base import Wire
from search_api.uploads.jobs import FileState, Job, JobFile, JobState


class JobFileModel(Wire):
    """One uploaded file. `document_id` once it is in the library; `reason` and `advice` where it was skipped."""

    name: str = Field(examples=["2012_县政府办公室业务培训班讲话.txt"])
    size: int = Field(ge=0, description="Bytes.", examples=[20480])
    state: FileState = Field(examples=["added"])
    document_id: str | None = Field(examples=["9c5f0a1be2d34c77"])
    reason: str | None = Field(examples=["文件已加密"])
    advice: str | None = Field(examples=["请去除密码后重新保存"])

    @classmethod
    def of(cls, file: JobFile) -> "JobFileModel":
        return cls(
            name=file.name,
            size=file.size,
            state=file.state,
            document_id=file.document_id,
            reason=file.reason,
            advice=file.advice,
        )


class JobModel(Wire):
    """An upload on its way into the library: `finished` of `total` files are dealt with."""

    id: str = Field(examples=["5b1f6c0e9a7d4c2f8e3a6d1b0c9f7e54"])
    state: JobState = Field(examples=["running"])
    created: datetime = Field(examples=["2024-05-06T08:30:00Z"])
    updated: datetime = Field(examples=["2024-05-06T08:30:05Z"])
    finished: int = Field(ge=0, examples=[1])
    total: int = Field(ge=1, examples=[1])
    files: list[JobFileModel]
    error: str | None = Field(description="Why the job failed as a whole, null otherwise.", examples=[None])

    @classmethod
    def of(cls, job: Job) -> "JobModel":
        return cls(
            id=job.id,
            state=job.state,
            created=job.created,
            updated=job.updated,
            finished=job.finished,
            total=len(job.files),
            files=[JobFileModel.of(file) for file in job.files],
            error=job.error,
        )
