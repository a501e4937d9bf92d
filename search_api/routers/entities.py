"""Duties, roles, abilities and formulas: all of a kind, or one with its rules and neighbours."""

from typing import Annotated

from fastapi import APIRouter, Query

from graph.access import Reader
from graph.link.strength import strength_of_ability, strength_of_duty
from graph.schema import EdgeKind, NodeKind
from graph.store.shapes import RuleFilter
from search_api.models import EntityModel, EntitySummaryModel, Page, RuleModel, StrengthModel
from search_api.web.dependencies import After, CurrentReader, CurrentServices, EntityName, Limit, Services
from search_api.web.problems import documented

router = APIRouter(tags=["entities"])
Prefix = Annotated[str, Query(max_length=100, description="Names that begin so.", examples=["值"])]
RuleLimit = Annotated[int, Query(ge=1, le=100, description="Rules to give.")]
_NEIGHBOURS = 30
_BETWEEN_ENTITIES = frozenset(
    {EdgeKind.PERFORMS, EdgeKind.NEEDS, EdgeKind.CALLS_FOR, EdgeKind.HAS_MEMBER, EdgeKind.BROADER}
)


@router.get("/duties", summary="All duties", responses=documented(404))
def list_duties(
    services: CurrentServices, reader: CurrentReader, prefix: Prefix = "", after: After = None, limit: Limit = 50
) -> Page[EntitySummaryModel]:
    """Duties (职责), the best borne out first."""
    return _page(services, reader, NodeKind.DUTY, prefix, after=after, limit=limit)


@router.get("/roles", summary="All roles", responses=documented(404))
def list_roles(
    services: CurrentServices, reader: CurrentReader, prefix: Prefix = "", after: After = None, limit: Limit = 50
) -> Page[EntitySummaryModel]:
    """Roles (岗位、责任主体), the best borne out first."""
    return _page(services, reader, NodeKind.ROLE, prefix, after=after, limit=limit)


@router.get("/abilities", summary="All abilities", responses=documented(404))
def list_abilities(
    services: CurrentServices, reader: CurrentReader, prefix: Prefix = "", after: After = None, limit: Limit = 50
) -> Page[EntitySummaryModel]:
    """Abilities (能力), the best borne out first."""
    return _page(services, reader, NodeKind.ABILITY, prefix, after=after, limit=limit)


@router.get("/formulas", summary="All formulas", responses=documented(404))
def list_formulas(
    services: CurrentServices, reader: CurrentReader, prefix: Prefix = "", after: After = None, limit: Limit = 50
) -> Page[EntitySummaryModel]:
    """Numeric formulas (数字提法), the best borne out first."""
    return _page(services, reader, NodeKind.FORMULA, prefix, after=after, limit=limit)


@router.get("/duties/{name:path}/strength", summary="A duty over time", responses=documented(404))
def fetch_duty_strength(services: CurrentServices, reader: CurrentReader, name: EntityName) -> StrengthModel:
    """How many documents of each year have rules on the duty, of what kind, and how hard they are on it."""
    return StrengthModel.of(strength_of_duty(services.store.view(reader), name))


@router.get("/abilities/{name:path}/strength", summary="An ability over time", responses=documented(404))
def fetch_ability_strength(services: CurrentServices, reader: CurrentReader, name: EntityName) -> StrengthModel:
    """How many documents of each year name the ability, and how hard the rules are that do."""
    return StrengthModel.of(strength_of_ability(services.store.view(reader), name))


@router.get("/duties/{name:path}", summary="One duty", responses=documented(404))
def fetch_duty(
    services: CurrentServices, reader: CurrentReader, name: EntityName, limit: RuleLimit = 20
) -> EntityModel:
    """A duty with the rules that govern it, hard ones first, who performs it and what it calls for."""
    rules = _rules(services, reader, RuleFilter(duty=name), limit)
    return _entity(services, reader, NodeKind.DUTY, name, rules)


@router.get("/roles/{name:path}", summary="One role", responses=documented(404))
def fetch_role(
    services: CurrentServices, reader: CurrentReader, name: EntityName, limit: RuleLimit = 20
) -> EntityModel:
    """A role with the rules that bind it, hard ones first, its duties and the abilities it needs."""
    rules = _rules(services, reader, RuleFilter(role=name), limit)
    return _entity(services, reader, NodeKind.ROLE, name, rules)


@router.get("/abilities/{name:path}", summary="One ability", responses=documented(404))
def fetch_ability(services: CurrentServices, reader: CurrentReader, name: EntityName) -> EntityModel:
    """An ability with where it is named, who needs it and which duties call for it."""
    return _entity(services, reader, NodeKind.ABILITY, name, Page(items=[], next=None, total=0))


@router.get("/formulas/{name:path}", summary="One formula", responses=documented(404))
def fetch_formula(services: CurrentServices, reader: CurrentReader, name: EntityName) -> EntityModel:
    """A formula with its members as each document lists them."""
    return _entity(services, reader, NodeKind.FORMULA, name, Page(items=[], next=None, total=0))


def _page(
    services: Services, reader: Reader, kind: NodeKind, prefix: str, *, after: str | None, limit: int
) -> Page[EntitySummaryModel]:
    found = services.store.view(reader).entities(kind, prefix=prefix, after=after, limit=limit)
    return Page[EntitySummaryModel].of(found, EntitySummaryModel.of_summary)


def _rules(services: Services, reader: Reader, where: RuleFilter, limit: int) -> Page[RuleModel]:
    return Page[RuleModel].of(services.store.view(reader).rules(where, limit=limit), RuleModel.of_record)


def _entity(services: Services, reader: Reader, kind: NodeKind, name: str, rules: Page[RuleModel]) -> EntityModel:
    view = services.store.view(reader)
    entity = view.entity(kind, name)
    around = view.neighbourhood(kind, name, kinds=_BETWEEN_ENTITIES, limit=_NEIGHBOURS)
    return EntityModel.of_entity(entity, rules, around)
