"""Followed rules and searches (关注), and what new documents do to them."""

import secrets
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from graph.access import Reader
from graph.link.follows import Follow
from search_api.author import author
from search_api.lineage import newest_first
from search_api.models import FollowModel, FollowNewsModel, FollowRequest, FollowsModel, NewsModel
from search_api.web.dependencies import CurrentReader, CurrentServices, Services, only_json
from search_api.web.problems import documented

router = APIRouter(tags=["lineage"])
FollowId = Annotated[str, Path(min_length=1, max_length=100, examples=["2f7a0c9e51d84b36"])]
By = Annotated[str | None, Query(max_length=80, description="Only what this person follows.", examples=["王敏"])]


@router.get("/follows", summary="What is followed", responses=documented(404))
def list_follows(services: CurrentServices, reader: CurrentReader, by: By = None) -> FollowsModel:
    """Followed rules and searches, the last first, with how much is new about each."""
    return FollowsModel(items=[_model(services, reader, one) for one in services.lineage.follows(by, reader)])


@router.post(
    "/follows",
    summary="Follow a rule or a search",
    status_code=201,
    dependencies=[Depends(only_json)],
    responses=documented(400, 403, 404, 413, 415),
)
def follow(services: CurrentServices, reader: CurrentReader, body: FollowRequest) -> FollowModel:
    """From now on what documents newly say of the rule, or new hits of the search, are told."""
    draft = Follow(secrets.token_hex(8), body.rule_id, body.text or "", author(body.by), datetime.now(UTC))
    return FollowModel.of(services.lineage.follow(draft, reader), 0)


@router.get("/follows/news", summary="What is new about what is followed", responses=documented(404))
def list_news(services: CurrentServices, reader: CurrentReader, by: By = None) -> FollowNewsModel:
    """What documents restated, tightened, relaxed or contradicted since it was last read, the newest document first."""
    found = [news for one in services.lineage.follows(by, reader) for news in services.lineage.news(one, reader)]
    return FollowNewsModel(items=[NewsModel.of(news) for news in sorted(found, key=newest_first)])


@router.post("/follows/{follow_id}/read", summary="Take the news as read", responses=documented(403, 404))
def read_news(services: CurrentServices, reader: CurrentReader, follow_id: FollowId) -> FollowModel:
    """What is there by now is no news any more."""
    return FollowModel.of(services.lineage.read(follow_id, reader), 0)


@router.delete("/follows/{follow_id}", summary="Follow no more", status_code=204, responses=documented(403, 404))
def unfollow(services: CurrentServices, reader: CurrentReader, follow_id: FollowId) -> None:
    """Takes it off the list."""
    services.lineage.unfollow(follow_id, reader)


def _model(services: Services, reader: Reader, one: Follow) -> FollowModel:
    return FollowModel.of(one, len(services.lineage.news(one, reader)))
