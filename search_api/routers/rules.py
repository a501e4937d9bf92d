"""Rules: a filtered list, or one."""

from typing import Annotated

from fastapi import APIRouter, Query

from graph.corrections.explain import Explanation, explanations
from graph.corrections.model import Target
from graph.errors import NotFound
from graph.schema import WORDS, NodeKind
from graph.store.shapes import RuleFilter, RuleRecord
from ingest.model import Force, Modality
from search_api.models import Page, RuleDetailModel, RuleModel
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
def fetch_rule(services: CurrentServices, reader: CurrentReader, rule_id: RuleId) -> RuleDetailModel:
    """A rule with its quote, what was understood of it, and why: finder, cue, how its names were resolved, doubts,
    corrections."""
    view = services.store.view(reader)
    record = view.rule(rule_id)
    found = explanations(view.review(record.quote.document_id))
    explanation = next((one for one in found if _is_of(one, record)), None)
    if explanation is None:  # corrected between the two reads
        raise NotFound(WORDS[NodeKind.RULE], rule_id)
    return RuleDetailModel.of_detail(record, explanation)


def _is_of(explanation: Explanation, record: RuleRecord) -> bool:
    """Whether it explains this rule. Rules at the very same place are told apart by what else they say."""
    rule = record.rule
    told = explanation.fields
    return (
        explanation.target is Target.RULE
        and explanation.span == rule.span
        and (told["bearers"], told["duties"], told["modality"])
        == (list(rule.bearers), list(rule.duties), rule.modality.value)
    )
