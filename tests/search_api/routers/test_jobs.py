"""Following an upload over HTTP."""

from fastapi.testclient import TestClient

from search_api.models import JobModel
from tests.search_api.conftest import finished_job


def test_jobs_follow_an_upload_to_its_end(client: TestClient) -> None:
    answer = client.post("/api/v1/documents", files=[("files", ("空.txt", b""))])
    queued = JobModel.model_validate_json(answer.content)
    assert (queued.state, queued.finished, queued.total) == ("queued", 0, 1)
    assert answer.headers["location"] == f"/api/v1/jobs/{queued.id}"
    done = JobModel.model_validate(finished_job(client, answer.headers["location"]))
    assert (done.state, done.finished, done.error) == ("done", 1, None)
    assert done.created == queued.created <= done.updated


def test_jobs_unknown_is_not_found(client: TestClient) -> None:
    answer = client.get("/api/v1/jobs/none")
    assert answer.status_code == 404
    assert "任务" in answer.json()["detail"]
