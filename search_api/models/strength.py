"""Strength and emphasis over time."""

from pydantic import Field

from graph.link.strength import Strength, Year
from ingest.model import Force, Modality
from search_api.models.base import Wire
from search_api.models.entities import NodeWord


class YearModel(Wire):
    """What the documents of a year say of a duty or ability."""

    year: int | None = Field(description="Null for documents whose year is not known.", examples=[2012])
    documents: int = Field(ge=0, description="Documents that name it: the emphasis.", examples=[3])
    rules: int = Field(ge=0, description="Rules on a duty, mentions of an ability.", examples=[14])
    by_modality: dict[Modality, int] = Field(examples=[{"obligation": 11, "prohibition": 3}])
    by_force: dict[Force, int] = Field(examples=[{"hard": 5, "soft": 9}])
    strength: float | None = Field(
        ge=1, le=4, description="Mean step: 1 希望、可以; 2 尽量; 3 应当、要; 4 必须、严禁. Null without such words.",
        examples=[3.2],
    )  # fmt: skip

    @classmethod
    def of(cls, year: Year) -> "YearModel":
        return cls(
            year=year.year,
            documents=year.documents,
            rules=year.rules,
            by_modality=dict(year.by_modality),
            by_force=dict(year.by_force),
            strength=year.strength,
        )


class StrengthModel(Wire):
    """A duty or ability through the years, the earliest first, what has no year last."""

    kind: NodeWord = Field(examples=["duty"])
    name: str = Field(examples=["值班"])
    years: list[YearModel]

    @classmethod
    def of(cls, found: Strength) -> "StrengthModel":
        return cls(kind=NodeWord.of(found.kind), name=found.name, years=[YearModel.of(year) for year in found.years])
