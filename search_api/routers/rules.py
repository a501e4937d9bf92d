"""Rules: a filtered list, or one."""

from typing import Annotated

from fastapi import APIRouter, Query

from graph.store.base import RuleFilter
from ingest.model import Force, Modality
from search_api.models import Page, RuleModel
from search_api.web.dependencies import MAX_NAME, After, CurrentReader, CurrentServices, Limit, RuleId
from search_api.web.problems import documented

router = APIRouter(tags=["rules"])


@router.get("/rules", summary="Rules", responses=documented(404))
def list_rules(
    services: CurrentServices,
    reader: CurrentReader,
    duty: Annotated[str | None, Query(min_length=1, max_length=MAX_NAME, examples=["值班"])] = None,
    role: Annotated[str | None, Query(min_length=1, max_length=MAX_NAME, examples=["值班人员"])] = None,
    modality: Modality | None = None,
    force: Force | None = None,
    document_id: Annotated[str | None, Query(min_length=1, max_length=100)] = None,
    has_deadline: bool | None = None,
    has_sanction: bool | None = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[RuleModel]:
    """Rules for which every filter given holds: hard before soft, with a deadline or sanction first, newest first."""
    where = RuleFilter(
        duty=duty,
        role=role,
        modality=modality,
        force=force,
        document_id=document_id,
        has_deadline=has_deadline,
        has_sanction=has_sanction,
    )
    return Page[RuleModel].of(services.store.view(reader).rules(where, after=after, limit=limit), RuleModel.of_record)


@router.get("/rules/{rule_id}", summary="One rule", responses=documented(404))
def fetch_rule(services: CurrentServices, reader: CurrentReader, rule_id: RuleId) -> RuleModel:
    """A rule with its quote and what was understood of it."""
    return RuleModel.of_record(services.store.view(reader).rule(rule_id))
