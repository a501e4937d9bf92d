"""Searches that people gave a name."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from search_api.models import SavedSearches, SavedSearchModel, SaveSearchRequest
from search_api.web.dependencies import CurrentServices, only_json
from search_api.web.problems import documented

router = APIRouter(prefix="/searches", tags=["search"])
SearchId = Annotated[str, Path(min_length=1, max_length=100, examples=["5b1f6c0e9a7d4c2f"])]


@router.get("", summary="Saved searches")
def list_searches(services: CurrentServices) -> SavedSearches:
    """All of them, the newest first."""
    return SavedSearches(items=[SavedSearchModel.of(saved) for saved in services.records.saved()])


@router.post(
    "",
    summary="Save a search",
    status_code=201,
    dependencies=[Depends(only_json)],
    responses=documented(400, 403, 413, 415, 507),
)
def save_search(services: CurrentServices, response: Response, asked: SaveSearchRequest) -> SavedSearchModel:
    """The search under its name, in place of the one that had the name before."""
    saved = services.records.save(asked.title, asked.q, asked.params())
    response.headers["Location"] = f"/api/v1/searches/{saved.id}"
    return SavedSearchModel.of(saved)


@router.get("/{search_id}", summary="One saved search", responses=documented(404))
def fetch_search(services: CurrentServices, search_id: SearchId) -> SavedSearchModel:
    """What to ask `search` for; a name will do for an id."""
    return SavedSearchModel.of(services.records.open(search_id))


@router.delete("/{search_id}", summary="Forget a saved search", status_code=204, responses=documented(403, 404, 507))
def forget_search(services: CurrentServices, search_id: SearchId) -> None:
    """Removes it; nothing else depends on it."""
    services.records.forget(search_id)
