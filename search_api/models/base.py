"""What all wire models share."""

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.store import shapes
from ingest.model import DateInterval

S = TypeVar("S")
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
    next: str | None = Field(
        description="Give it back as `after` to get what follows; null at the end.", examples=[None]
    )
    total: int = Field(ge=0, examples=[1])

    @classmethod
    def of(cls, page: shapes.Page[S], cross: Callable[[S], T]) -> "Page[T]":
        """The page with each item crossed to its model; the store's cursors are good over the wire as they are."""
        return cls(items=[cross(item) for item in page.items], next=page.next, total=page.total)
