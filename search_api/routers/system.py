"""Counts of the collection, and the state of the service for whoever runs it."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from graph.errors import StoreAway
from search_api.errors import IndexAway, IndexRefused, NotReady
from search_api.kept.left_out import left_out
from search_api.models import HealthModel, ReadyModel, StatsModel
from search_api.web.dependencies import CurrentReader, CurrentServices, Services

api = APIRouter(tags=["system"])
root = APIRouter(tags=["system"])
_AWAY = (StoreAway, IndexAway, IndexRefused)
_METRICS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Prometheus text format.",
        "content": {"text/plain": {"schema": {"type": "string"}, "example": "zhigui_index_behind_commits 0.0\n"}},
    }
}


@api.get("/stats", summary="What the collection holds")
def stats(services: CurrentServices, reader: CurrentReader) -> StatsModel:
    """Counts over everything the reader may see."""
    return StatsModel.of(services.store.view(reader).stats())


@root.get("/healthz", summary="Is the process alive")
async def healthz() -> HealthModel:
    """Answers as long as the process does."""
    return HealthModel()


@root.get("/readyz", summary="Can it answer")
def readyz(services: CurrentServices, reader: CurrentReader) -> ReadyModel:
    """Ready when the store opens and the index has held all of it since the start; 503 with the reason otherwise."""
    commit = _reached(services)
    progress = services.follower.progress
    if progress.error is not None:
        raise NotReady(f"索引未能跟上资料库，正在重试（{progress.error}）")
    if not progress.caught_up:
        raise NotReady(f"索引正在建立，尚缺 {commit - progress.commit} 次提交，请稍候")
    behind = max(commit - progress.commit, 0)
    return ReadyModel(
        status="catching_up" if behind else "ready",
        store_commit=commit,
        index_commit=progress.commit,
        behind=behind,
        left_out=left_out(services.records, services.store.view(reader)),
    )


def _reached(services: Services) -> int:
    """The store's last commit. Raises `NotReady` with all parts that are away: both are asked at once."""
    with ThreadPoolExecutor(2) as pool:
        asked: list[Future[int | None]] = [
            pool.submit(services.store.last_commit),
            pool.submit(services.engine.refresh),
        ]
    away = [error for error in (one.exception() for one in asked) if isinstance(error, _AWAY)]
    if away:
        raise NotReady("；".join(map(str, away)))
    commit, _ = (one.result() for one in asked)
    return commit or 0


@root.get("/metrics", summary="Counters", response_class=PlainTextResponse, responses=_METRICS)
def metrics(services: CurrentServices) -> Response:
    """Counters and gauges for Prometheus."""
    return Response(services.metrics.exposition(), headers={"Content-Type": CONTENT_TYPE_LATEST})
