"""Conflicts (冲突): rules that contradict each other, and what people decide about them."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from graph.link.conflicts import Cause, Contradiction
from graph.link.verdicts import Verdict
from graph.store.cursors import cursor, page, parse_cursor
from search_api.author import author
from search_api.lineage import Judged, Settled
from search_api.models import RuleConflictModel, RuleConflictsModel, VerdictRequest
from search_api.web.dependencies import MAX_NAME, After, CurrentReader, CurrentServices, Limit, only_json
from search_api.web.problems import documented

router = APIRouter(tags=["lineage"])
ConflictId = Annotated[
    str,
    Path(min_length=1, max_length=200, examples=["8c4d17f8bb2a4df5-b1c2d3e4f5a60718"], description="Its two rules."),
]
_CAUSES = (Cause.DATE, Cause.MISPRINT, Cause.LEVEL, Cause.SCOPE)
_Name = Annotated[str | None, Query(min_length=1, max_length=MAX_NAME)]


@router.get("/conflicts", summary="Rules that contradict each other", responses=documented(404))
def list_conflicting(
    services: CurrentServices,
    reader: CurrentReader,
    verdict: Annotated[Settled | None, Query(description="`open` is the queue of what nobody has decided.")] = None,
    contradiction: Contradiction | None = None,
    cause: Cause | None = None,
    role: _Name = None,
    duty: _Name = None,
    document_id: Annotated[str | None, Query(min_length=1, max_length=100)] = None,
    after: After = None,
    limit: Limit = 50,
) -> RuleConflictsModel:
    """Pairs of rules of the same bearer, duty and object, in documents that both stand, that cannot both be followed.
    Found by what the rules are about, never by likeness; nothing is resolved but by people."""
    found = [
        one
        for one in services.lineage.conflicts(reader)
        if contradiction in (None, one.conflict.contradiction)
        and cause in (None, one.conflict.cause)
        and role in (None, one.conflict.bearer)
        and duty in (None, one.conflict.duty)
        and document_id in (None, *(rule.quote.document_id for rule in (one.conflict.one, one.conflict.other)))
    ]
    held = [one for one in found if verdict in (None, one.settled)]
    last = tuple(parse_cursor(after, int, str)) if after is not None else (-1, "")
    shown = tuple(one for one in sorted(held, key=_rank) if _rank(one) > last)[: limit + 1]
    given = page(shown, limit, len(held), lambda one: cursor(*_rank(one)))
    counts = {settled.value: sum(one.settled is settled for one in found) for settled in Settled}
    return RuleConflictsModel(items=[_model(one) for one in given.items], next=given.next, total=given.total, **counts)


@router.post(
    "/conflicts/{conflict_id}/verdict",
    summary="Confirm or dismiss a conflict",
    dependencies=[Depends(only_json)],
    responses=documented(400, 403, 404, 413, 415),
)
def judge_conflict(
    services: CurrentServices, reader: CurrentReader, conflict_id: ConflictId, body: VerdictRequest
) -> RuleConflictModel:
    """Keeps what somebody decided; what was dismissed stays dismissed as long as the two rules stand as they do."""
    verdict = Verdict(conflict_id, body.verdict, body.note, author(body.by), datetime.now(UTC))
    return _model(services.lineage.judge(verdict, reader))


@router.delete("/conflicts/{conflict_id}/verdict", summary="Open a conflict again", responses=documented(403, 404))
def reopen_conflict(services: CurrentServices, reader: CurrentReader, conflict_id: ConflictId) -> RuleConflictModel:
    """Takes the decision back."""
    return _model(services.lineage.withdraw(conflict_id, reader))


def _rank(judged: Judged) -> tuple[int, str]:
    """What two places settle each for itself comes last: both may be followed, each where it holds."""
    return (_CAUSES.index(judged.conflict.cause), judged.id)


def _model(judged: Judged) -> RuleConflictModel:
    return RuleConflictModel.of(judged.conflict, judged.verdict)
