"""How the API is put together: every error has its status, and nothing leaks."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.errors import (
    AlreadyCorrected,
    AlreadyUndone,
    BadCorrection,
    NotFound,
    NotInConflict,
    QuoteAmbiguous,
    QuoteNotFound,
    StoreAway,
    StoreBroken,
    StoreBusy,
    StoreDenied,
    StoreFull,
    StoreUnwritable,
    StoreVersion,
)
from graph.errors import BadCursor as BadPageCursor
from ingest.errors import EncryptedFile, ReadError, ZhiguiError
from search_api.app import STATUSES, create_app
from search_api.errors import (
    BadBatch,
    BadCursor,
    ContentTooLarge,
    ForeignHost,
    ForeignOrigin,
    IndexAway,
    IndexBusy,
    IndexFull,
    IndexRefused,
    IndexUnwritable,
    JobsBroken,
    NotLoopback,
    NotReady,
    RepeatedParameters,
    SearchesBroken,
    UnknownParameters,
    WrongContentType,
)
from search_api.models import Problem
from search_api.settings import Settings
from tests.search_api.conftest import HOST, settings_in

RAISED: Mapping[type[Exception], tuple[ZhiguiError, int]] = {
    NotFound: (NotFound("规矩", "x"), 404),
    BadCursor: (BadCursor("x"), 404),
    BadPageCursor: (BadPageCursor("x"), 404),
    ContentTooLarge: (ContentTooLarge(1024), 413),
    WrongContentType: (WrongContentType("text/plain", "application/json"), 415),
    ForeignOrigin: (ForeignOrigin("http://evil.example"), 403),
    ForeignHost: (ForeignHost("evil.example"), 421),
    UnknownParameters: (UnknownParameters(["x"], ["q"]), 422),
    RepeatedParameters: (RepeatedParameters(["q"]), 422),
    ReadError: (EncryptedFile("a.pdf"), 422),
    AlreadyCorrected: (AlreadyCorrected("a", "王敏", datetime(2026, 3, 2, tzinfo=UTC), "作了修改"), 409),
    AlreadyUndone: (AlreadyUndone("a", "王敏", datetime(2026, 3, 2, tzinfo=UTC)), 409),
    NotInConflict: (NotInConflict("a"), 409),
    BadCorrection: (BadCorrection("没有填写"), 422),
    QuoteNotFound: (QuoteNotFound("值班"), 422),
    QuoteAmbiguous: (QuoteAmbiguous("值班", 2), 422),
    StoreBusy: (StoreBusy(), 503),
    StoreBroken: (StoreBroken("a.db", "malformed"), 503),
    StoreVersion: (StoreVersion("a.db", 2, 1), 503),
    StoreUnwritable: (StoreUnwritable("a.db", "read-only"), 503),
    StoreAway: (StoreAway("neo4j://127.0.0.1:7687"), 503),
    StoreDenied: (StoreDenied("neo4j://127.0.0.1:7687"), 503),
    IndexBusy: (IndexBusy("index"), 503),
    IndexUnwritable: (IndexUnwritable("index", "Permission denied"), 503),
    IndexFull: (IndexFull("index"), 507),
    IndexAway: (IndexAway("opensearch://127.0.0.1:9200/zhigui"), 503),
    IndexRefused: (IndexRefused("opensearch://127.0.0.1:9200/zhigui", "403"), 503),
    BadBatch: (BadBatch("没有检索词"), 422),
    JobsBroken: (JobsBroken("jobs.db", "malformed"), 503),
    SearchesBroken: (SearchesBroken("searches.db", "malformed"), 503),
    NotReady: (NotReady("索引正在建立"), 503),
    StoreFull: (StoreFull(), 507),
    ZhiguiError: (NotLoopback("0.0.0.0"), 500),
}


def test_every_status_has_a_row_here() -> None:
    assert set(RAISED) == set(STATUSES)


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_app_error_has_its_status_and_shape(settings: Settings, kind: type[Exception]) -> None:
    error, status = RAISED[kind]
    app = create_app(settings)

    @app.get("/boom")
    def boom() -> None:
        raise error

    answer = TestClient(app, base_url=HOST).get("/boom")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate_json(answer.content)
    assert (problem.status, problem.detail, problem.instance) == (status, str(error), "/boom")
    assert ("retry-after" in answer.headers) == (status == 503)


def test_app_bug_is_an_error_with_an_id_that_is_in_the_log(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(settings)

    @app.get("/boom")
    def boom() -> None:
        raise RuntimeError("secret detail")

    with caplog.at_level(logging.ERROR):
        answer = TestClient(app, base_url=HOST).get("/boom")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.json()["error_id"] in answer.json()["detail"]
    assert answer.json()["error_id"] in caplog.text
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status", "told"),
    [
        ("GET", "/api/v1/nothing", 404, "/openapi.json"),
        ("GET", "/api/v1/search/", 404, "没有这个地址"),
        ("PUT", "/api/v1/stats", 405, "GET"),
        ("POST", "/healthz", 405, "GET"),
    ],
    ids=["no such address", "no redirects", "no such method", "at the root too"],
)
def test_app_framework_errors_have_the_same_shape(
    client: TestClient, method: str, path: str, status: int, told: str
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["detail"]


def test_app_tells_all_methods_of_an_address(client: TestClient) -> None:
    answer = client.put("/api/v1/documents/x")
    assert answer.headers["allow"] == "DELETE, GET, PATCH"


@pytest.mark.parametrize(
    "path", ["/api/v1/stats", "/api/v1/rules/x", "/healthz", "/readyz", "/metrics", "/api/v1/jobs/x"]
)
def test_app_refuses_unknown_parameters_everywhere(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"colour": "red"})
    assert answer.status_code == 422
    assert "colour" in answer.json()["detail"]


def test_app_refuses_unknown_parameters_of_changes(client: TestClient) -> None:
    assert client.delete("/api/v1/documents/x", params={"force": "1"}).status_code == 422
    assert client.post("/api/v1/ask", params={"q": "1"}, json={"question": "值班"}).status_code == 422


def test_app_names_the_parameters_that_there_are(client: TestClient) -> None:
    answer = client.get("/api/v1/suggest", params={"q": "值", "size": 3, "page": 1})
    assert answer.json()["detail"] == "不认识查询参数：page、size。可用的参数：limit、q"


def test_app_refuses_a_parameter_given_twice(client: TestClient) -> None:
    answer = client.get("/api/v1/suggest?q=a&q=b")
    assert answer.status_code == 422
    assert "q" in answer.json()["detail"]


def test_app_serves_no_page_that_loads_from_elsewhere(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
    assert "http://" not in client.get("/openapi.json").text.replace("http://127.0.0.1", "")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "[::]", "office.example"])
def test_app_refuses_to_be_open_to_other_machines(tmp_path: Path, host: str) -> None:
    settings = settings_in(tmp_path, ZHIGUI_API=f"{host}:8000")
    with pytest.raises(NotLoopback):
        create_app(settings)


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8000", 200), ("api:8000", 200), ("office.example:8000", 421), ("0.0.0.0:8000", 421)],
    ids=["the loopback of the machine", "another container", "a name of somebody else", "the address it listens on"],
)
def test_app_listens_on_all_addresses_of_a_container_and_answers_to_its_names(
    tmp_path: Path, host: str, status: int
) -> None:
    settings = settings_in(tmp_path, ZHIGUI_API="0.0.0.0:8000", ZHIGUI_NETWORK="container:api")
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        assert client.get("/healthz", headers={"host": host}).status_code == status


def test_app_reads_nothing_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIGUI_DATA", str(tmp_path / "other"))
    monkeypatch.setenv("ZHIGUI_STORE", "nonsense")
    with TestClient(create_app(settings_in(tmp_path)), base_url=HOST) as client:
        assert client.get("/healthz").status_code == 200
    assert (tmp_path / "data").exists()
    assert not (tmp_path / "other").exists()


def test_app_does_not_start_on_a_damaged_store(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "zhigui.db").write_bytes(b"not a database" * 500)
    with pytest.raises(StoreBroken), TestClient(create_app(settings_in(tmp_path))):
        pass


def test_app_can_be_started_again_on_the_same_data(settings: Settings) -> None:
    for _ in range(2):
        with TestClient(create_app(settings), base_url=HOST) as client:
            assert client.get("/healthz").status_code == 200
