"""What goes over the wire. Pydantic here, dataclasses inside; each model has one `of` that crosses from there."""

from search_api.models.base import DateModel, Page, Wire
from search_api.models.documents import (
    AbilityModel,
    AttributionModel,
    DocumentModel,
    FormulaModel,
    FoundModel,
    HeadingModel,
    NoiseModel,
    TextModel,
)
from search_api.models.entities import (
    EntityCard,
    EntityModel,
    EntityRef,
    EntitySummaryModel,
    LinkModel,
    NeighbourhoodModel,
    NodeModel,
    NodeWord,
    VariantModel,
)
from search_api.models.jobs import JobFileModel, JobModel
from search_api.models.quotes import DeadlineModel, QuoteModel, RuleModel, SpanModel
from search_api.models.reports import ReportModel, SameModel, SkippedModel
from search_api.models.search import (
    MAX_QUERY,
    AskRequest,
    AskResponse,
    HitModel,
    NoteModel,
    SearchResponse,
    SuggestionModel,
    SuggestResponse,
)
from search_api.models.system import HealthModel, Problem, ProblemItem, ReadyModel, StatsModel

__all__ = [
    "MAX_QUERY",
    "AbilityModel",
    "AskRequest",
    "AskResponse",
    "AttributionModel",
    "DateModel",
    "DeadlineModel",
    "DocumentModel",
    "EntityCard",
    "EntityModel",
    "EntityRef",
    "EntitySummaryModel",
    "FormulaModel",
    "FoundModel",
    "HeadingModel",
    "HealthModel",
    "HitModel",
    "JobFileModel",
    "JobModel",
    "LinkModel",
    "NeighbourhoodModel",
    "NodeModel",
    "NodeWord",
    "NoiseModel",
    "NoteModel",
    "Page",
    "Problem",
    "ProblemItem",
    "QuoteModel",
    "ReadyModel",
    "ReportModel",
    "RuleModel",
    "SameModel",
    "SearchResponse",
    "SkippedModel",
    "SpanModel",
    "StatsModel",
    "SuggestResponse",
    "SuggestionModel",
    "TextModel",
    "VariantModel",
    "Wire",
]
