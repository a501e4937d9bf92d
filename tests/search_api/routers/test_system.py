"""Counts and the state of the service over HTTP."""

import re

from fastapi.testclient import TestClient

from graph.errors import StoreBroken
from search_api.models import ReadyModel, StatsModel
from tests.search_api.conftest import services_of, wait_for, wait_until_ready


def test_stats_count_the_collection(filled: TestClient) -> None:
    stats = StatsModel.model_validate_json(filled.get("/api/v1/stats").content)
    assert stats.documents == 7
    assert stats.rules == sum(stats.by_modality.values()) == stats.by_kind["rule"]


def test_stats_of_nothing_are_zeros(client: TestClient) -> None:
    assert client.get("/api/v1/stats").json()["documents"] == 0


def test_healthz_answers(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_readyz_says_which_commit_is_held(filled: TestClient) -> None:
    ready = ReadyModel.model_validate_json(filled.get("/readyz").content)
    assert ready == ReadyModel(status="ready", store_commit=7, index_commit=7, behind=0, left_out=[])


def test_readyz_names_what_the_index_could_not_take(filled: TestClient) -> None:
    services = services_of(filled)
    document = filled.get("/api/v1/documents").json()["items"][0]
    services.records.note_left_out([], {document["id"]: RuntimeError("secret"), "gone": RuntimeError()}, False)
    told = filled.get("/readyz").json()["left_out"]
    assert told == [{"document_id": document["id"], "file": document["file"], "reason": "意外错误，详见日志"}]


def test_readyz_tells_of_a_store_that_cannot_be_read(client: TestClient, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    wait_until_ready(client)
    services = services_of(client)

    def broken() -> int:
        raise StoreBroken("zhigui.db", "malformed")

    monkeypatch.setattr(type(services.store), "last_commit", lambda self: broken())
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "资料库" in answer.json()["detail"]


def test_readyz_tells_of_an_index_that_cannot_follow_and_recovers(client: TestClient, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    wait_until_ready(client)
    services = services_of(client)

    def fail(self: object) -> int:
        raise StoreBroken("index", "malformed")

    with monkeypatch.context() as patch:
        patch.setattr(type(services.engine), "catch_up", fail)
        patch.setattr(type(services.store), "last_commit", lambda self: 99)
        services.follower.wake()
        wait_for(lambda: client.get("/readyz").status_code == 503)
        assert "未能跟上" in client.get("/readyz").json()["detail"]
    services.follower.wake()
    wait_until_ready(client)


def test_metrics_count_requests_by_operation(client: TestClient) -> None:
    client.get("/api/v1/duties/x")
    client.get("/api/v1/duties/y")
    client.get("/nowhere")
    text = client.get("/metrics").text
    assert re.search(r'zhigui_requests_total\{method="GET",operation="fetch_duty",status="404"\} 2\.0', text)
    assert re.search(r'zhigui_requests_total\{method="GET",operation="none",status="404"\} 1\.0', text)
    assert "zhigui_index_behind_commits" in text
    assert "/nowhere" not in text
