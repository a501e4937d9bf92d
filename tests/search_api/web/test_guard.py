"""Only this machine's own pages get in, and nothing endless is read."""

import asyncio
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from search_api.uploads.jobs import JobState
from search_api.web.guard import is_loopback
from tests.search_api.conftest import services_of

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("[::1]:8000", 200),
        ("127.0.0.1:9999", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8000", 421),
        ("localhost.evil.example", 421),
        ("192.168.1.5:8000", 421),
        ("[broken", 421),
        ("", 421),
    ],
    ids=["address", "name", "capitals", "IPv6", "behind a tunnel", "rebound name", "address as prefix",
         "name as prefix", "the machine from outside", "malformed", "none"],
)  # fmt: skip
def test_guard_host(client: TestClient, host: str, status: int) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 404),
        ({"origin": "http://127.0.0.1:8000"}, 404),
        ({"origin": "http://127.0.0.1:8501"}, 404),
        ({"origin": "http://localhost:8501"}, 404),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:8888"}, 403),
        ({"origin": "http://evil.example:8501"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[broken"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "none"}, 404),
    ],
    ids=["no page", "own page", "portal", "portal by name", "other site", "other local program",
         "portal's port elsewhere", "file or sandbox", "malformed", "browser without Origin", "typed by hand"],
)  # fmt: skip
def test_guard_origin_of_changes(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.delete("/api/v1/documents/none", headers=headers).status_code == status


def test_guard_lets_anybody_read_what_the_browser_will_not_show_them(client: TestClient) -> None:
    answer = client.get("/healthz", headers={"origin": "http://evil.example"})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def post(client: TestClient, path: str, body: Iterator[bytes], headers: dict[str, str]) -> tuple[int, bytes]:
    """The status and body of the answer to a body that is only made as it is read."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": next(body), "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in ({"host": "localhost"} | headers).items()]
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": raw, "root_path": ""}
    asyncio.run(client.app(scope, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


class Endless:
    """A form with one file that has no end, and how much of it was read."""

    def __init__(self) -> None:
        self.read = 0

    def __iter__(self) -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        while self.read < 50 * MB:
            self.read += MB
            yield b"x" * MB


FORM = {"content-type": "multipart/form-data; boundary=b"}


def test_guard_refuses_a_told_length_without_reading(client: TestClient) -> None:
    body = Endless()
    status, problem = post(client, "/api/v1/documents", iter(body), FORM | {"content-length": str(50 * MB)})
    assert status == 413
    assert body.read == 0
    assert "ZHIGUI_MAX_MB" in problem.decode()


@pytest.mark.parametrize("headers", [{}, {"content-length": "10"}], ids=["no length told", "a lie"])
def test_guard_stops_reading_a_stream_at_the_limit(client: TestClient, headers: dict[str, str]) -> None:
    body = Endless()
    status, problem = post(client, "/api/v1/documents", iter(body), FORM | headers)
    assert status == 413
    assert body.read <= 3 * MB
    assert "ZHIGUI_MAX_MB" in problem.decode()
    assert services_of(client).jobs.counts()[JobState.QUEUED] == 0


def test_guard_stops_reading_a_long_json_body(client: TestClient) -> None:
    body = Endless()
    status, _ = post(client, "/api/v1/ask", iter(body), {"content-type": "application/json"})
    assert status == 413
    assert body.read <= 3 * MB


def test_guard_refuses_by_itself_what_is_above_the_limit_of_one_file(client: TestClient) -> None:
    answer = client.post("/api/v1/documents", files=[("files", ("a.txt", b"x" * (MB + 1)))])
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"
    assert services_of(client).jobs.counts()[JobState.QUEUED] == 0


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("localhost", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.0.1", False),
        ("office.example", False),
    ],
)
def test_is_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
