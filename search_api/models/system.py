"""The state of the service, and the one shape of an error."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from graph.store.shapes import Stats
from ingest.model import Modality
from search_api.models.base import Wire
from search_api.models.entities import NodeWord

Count = Annotated[int, Field(ge=0)]


class ProblemItem(Wire):
    """One thing that is wrong with a request."""

    place: str = Field(description="query, path, header or body.", examples=["query"])
    name: str = Field(examples=["limit"])
    message: str = Field(examples=["应不大于 100"])


class Problem(Wire):
    """RFC 9457 problem details, the one shape of an error."""

    type: str = "about:blank"
    title: str = Field(examples=["参数不正确"])
    status: int = Field(ge=400, le=599, examples=[422])
    detail: str = Field(description="What is wrong and what to do, in Chinese.", examples=["limit：应不大于 100"])
    instance: str | None = Field(None, examples=["/api/v1/search"])
    errors: list[ProblemItem] | None = Field(None, description="One entry a wrong part of the request.")
    correction_id: str | None = Field(
        None, description="The correction that came first (409 only): what to send as `seen`, having looked at it."
    )
    error_id: str | None = Field(None, description="Found in the log beside what happened (500 only).")


class StatsModel(Wire):
    """What the reader's collection holds."""

    documents: Count = Field(examples=[21])
    passages: Count = Field(examples=[640])
    rules: Count = Field(examples=[515])
    by_kind: dict[str, Count] = Field(examples=[{"duty": 12, "role": 8}])
    by_modality: dict[str, Count] = Field(examples=[{"obligation": 120, "prohibition": 31}])
    characters: Count = Field(examples=[98000])

    @classmethod
    def of(cls, stats: Stats) -> "StatsModel":
        return cls(
            documents=stats.documents,
            passages=stats.passages,
            rules=stats.rules,
            by_kind={NodeWord.of(kind).value: count for kind, count in stats.by_kind.items()},
            by_modality={Modality(modality).value: count for modality, count in stats.by_modality.items()},
            characters=stats.characters,
        )


class HealthModel(Wire):
    """The process answers."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [{"status": "ok"}]})

    status: Literal["ok"] = "ok"


class LeftOutModel(Wire):
    """A document that the index could not take: it can be read, not searched. Tried again when it changes, and by
    `zhigui rebuild`."""

    document_id: str = Field(examples=["9c5f0a1be2d34c77"])
    file: str = Field(examples=["2012_县政府办公室业务培训班讲话.txt"])
    reason: str = Field(examples=["意外错误，详见日志"])


class ReadyModel(Wire):
    """The store opens and the index holds it, or is `behind` by so many commits and catching up."""

    status: Literal["ready", "catching_up"] = Field(examples=["ready"])
    store_commit: Count = Field(description="The store's last transaction.", examples=[21])
    index_commit: Count = Field(description="The last one that the index holds.", examples=[21])
    behind: Count = Field(examples=[0])
    left_out: list[LeftOutModel] = Field(default_factory=list, description="What the index could not take.")
