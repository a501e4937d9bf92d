"""What all wire models share."""

from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ingest.model import DateInterval

T = TypeVar("T")


class Wire(BaseModel):
    """Base of all that is sent: immutable, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DateModel(Wire):
    """An interval of days, both included; null where nothing bounds it."""

    earliest: date | None = Field(None, examples=["2014-05-01"])
    latest: date | None = Field(None, examples=["2014-05-31"])

    @classmethod
    def of(cls, interval: DateInterval) -> "DateModel":
        return cls(earliest=interval.earliest, latest=interval.latest)


class Page(Wire, Generic[T]):
    """Some items in a promised order, and how many there are in all."""

    items: list[T]
    next: str | None = Field(description="Give it back as `after` to get what follows; null at the end.")
    total: int = Field(ge=0)
