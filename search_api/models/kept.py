"""What is kept of people's searching."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, StrictBool, field_validator

from ingest.model import DocumentKind, Force, Modality
from search_api.analysis.tokens import simplify
from search_api.index.fields import Order
from search_api.kept.near import Near
from search_api.kept.records import Decision, Miss, Pair, SavedSearch
from search_api.models.base import Wire

MOST_VALUES = 50
_Words = list[Annotated[str, Field(min_length=1, max_length=200)]]


def _numeric(value: object) -> object:
    """A number as JSON has it, 2014.0 too; words that look like one are none."""
    if isinstance(value, str | bool):
        raise ValueError("not a number")
    return value


_Years = list[Annotated[int, Field(ge=1, le=9999), BeforeValidator(_numeric)]]
_Named = Annotated[str, Field(min_length=1, max_length=60)]
_Word = Annotated[str, Field(min_length=1, max_length=40)]


class Narrowing(Wire):
    """What a search is narrowed by, as in the address of a search."""

    duty: _Words = Field(default_factory=list, max_length=MOST_VALUES, examples=[["值班"]])
    role: _Words = Field(default_factory=list, max_length=MOST_VALUES)
    modality: list[Modality] = Field(default_factory=list, max_length=MOST_VALUES)
    force: list[Force] = Field(default_factory=list, max_length=MOST_VALUES)
    kind: list[DocumentKind] = Field(default_factory=list, max_length=MOST_VALUES)
    year: _Years = Field(default_factory=list, max_length=MOST_VALUES)
    not_duty: _Words = Field(default_factory=list, max_length=MOST_VALUES)
    not_role: _Words = Field(default_factory=list, max_length=MOST_VALUES)
    not_modality: list[Modality] = Field(default_factory=list, max_length=MOST_VALUES)
    not_force: list[Force] = Field(default_factory=list, max_length=MOST_VALUES)
    not_kind: list[DocumentKind] = Field(default_factory=list, max_length=MOST_VALUES)
    not_year: _Years = Field(default_factory=list, max_length=MOST_VALUES)
    sort: Order = Order.RELEVANCE


class SaveSearchRequest(Narrowing):
    """A search with the name that it is to have."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"name": "值班硬规矩", "q": "值班", "force": ["hard"]}]},
    )

    name: _Named = Field(examples=["值班硬规矩"])
    q: str = Field("", max_length=1_000, examples=["值班"])

    @property
    def title(self) -> str:
        """The name on one line; of blanks alone, the query."""
        return " ".join(self.name.split()) or self.q[:60] or "未命名"

    def params(self) -> Mapping[str, tuple[str, ...]]:
        """What stands in the address of the search beside `q`."""
        given = self.model_dump(mode="json", exclude={"name", "q", "sort"})
        found = {key: tuple(map(str, values)) for key, values in given.items() if values}
        return found if self.sort is Order.RELEVANCE else {**found, "sort": (self.sort.value,)}


class SavedSearchModel(Wire):
    """A search with a name; `params` are those of `search` beside `q`."""

    id: str = Field(examples=["5b1f6c0e9a7d4c2f"])
    name: str = Field(examples=["值班硬规矩"])
    q: str = Field(examples=["值班"])
    params: dict[str, list[str]] = Field(examples=[{"force": ["hard"]}])
    created: datetime = Field(examples=["2026-01-05T08:00:00Z"])

    @classmethod
    def of(cls, saved: SavedSearch) -> "SavedSearchModel":
        params = {name: list(values) for name, values in saved.params.items()}
        return cls(id=saved.id, name=saved.name, q=saved.q, params=params, created=saved.created)


class SavedSearches(Wire):
    """All saved searches."""

    items: list[SavedSearchModel]


class NearModel(Wire):
    """A word of the collection that may be meant, and why."""

    word: str = Field(examples=["值班"])
    score: float = Field(ge=0, examples=[0.7])
    passages: int = Field(ge=0, examples=[31])
    evidence: list[str] = Field(examples=[["共有“班”", "与“带”同段 2 处"]])

    @classmethod
    def of(cls, near: Near) -> "NearModel":
        return cls(word=near.word, score=near.score, passages=near.passages, evidence=list(near.evidence))


class UnknownWordModel(Wire):
    """A word that the collection lacks, with words that may be meant."""

    word: str = Field(examples=["带班"])
    near: list[NearModel]

    @classmethod
    def of(cls, word: str, near: Sequence[Near]) -> "UnknownWordModel":
        return cls(word=word, near=[NearModel.of(one) for one in near])


class MissModel(Wire):
    """A query that found nothing, with how often it was asked."""

    q: str = Field(examples=["带班"])
    times: int = Field(ge=1, examples=[3])
    first: datetime = Field(examples=["2026-01-05T08:00:00Z"])
    last: datetime = Field(examples=["2026-01-06T08:00:00Z"])
    words: list[UnknownWordModel]

    @classmethod
    def of(cls, miss: Miss, words: list[UnknownWordModel]) -> "MissModel":
        return cls(q=miss.q, times=miss.times, first=miss.first, last=miss.last, words=words)


class PairModel(Wire):
    """What was decided about two words."""

    word: str = Field(examples=["带班"])
    other: str = Field(examples=["值班"])
    decision: Decision = Field(examples=["approved"])
    decided: datetime = Field(examples=["2026-01-06T08:00:00Z"])

    @classmethod
    def of(cls, pair: Pair) -> "PairModel":
        return cls(word=pair.word, other=pair.other, decision=pair.decision, decided=pair.decided)


class SynonymsModel(Wire):
    """Searches without hits, with suggestions, and all decisions."""

    misses: list[MissModel]
    decided: list[PairModel]


class DecideRequest(Wire):
    """A decision about two words."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"word": "带班", "other": "值班", "approve": True}]},
    )

    word: _Word = Field(examples=["带班"])
    other: _Word = Field(examples=["值班"])
    approve: StrictBool = Field(examples=[True])

    @field_validator("word", "other")
    @classmethod
    def _in_normal_form(cls, word: str) -> str:
        """As analysis writes it: 帶班 is 带班; nothing where it is no word."""
        return "".join(simplify(word).split())
