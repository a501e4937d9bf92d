"""The API as a process of its own: it answers, and it ends when it is told to."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from graph.errors import StoreBroken
from search_api.serve import serve
from tests.search_api.conftest import SLOW, settings_in, wait_for
from tests.servers.process import free_ports

CODE = """
from search_api.serve import serve
from search_api.settings import Settings
if __name__ == "__main__":
    serve(Settings.from_env())
"""
SPEECH = "在全县办公室工作会议上的讲话\n一、抓好值班\n值班人员必须24小时在岗，严禁擅离职守。\n"
MB = 1024 * 1024


class Server:
    """A running server of so many processes that answer."""

    def __init__(self, folder: Path, processes: int = 1) -> None:
        [self.port] = free_ports(1)
        env = os.environ | {
            "ZHIGUI_DATA": str(folder / "data"),
            "ZHIGUI_API": f"127.0.0.1:{self.port}",
            "ZHIGUI_WORKERS": "local:1",
            "ZHIGUI_MAX_MB": "2",
            "ZHIGUI_PROCESSES": str(processes),
        }
        script = folder / "run.py"
        script.write_text(CODE)
        root = Path(__file__).parents[2]
        # uvicorn opens stdin anew in each of several processes, and leaves it to their end.
        strict = ("-W", "error::ResourceWarning") if processes == 1 else ()
        self.process = subprocess.Popen(
            [sys.executable, *strict, str(script)],
            env=env | {"PYTHONPATH": str(root)},
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        wait_for(lambda: self.answers())

    def answers(self) -> bool:
        assert self.process.poll() is None, self.process.stderr and self.process.stderr.read()
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def get(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SLOW)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def post(self, path: str, body: bytes, content_type: str) -> tuple[int, dict[str, object]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SLOW)
        try:
            connection.request("POST", path, body, {"Content-Type": content_type})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def stop(self, how: signal.Signals) -> tuple[int, str]:
        """Tells the server and all its processes, as a terminal does; its exit code and what it said."""
        os.killpg(self.process.pid, how)
        _, said = self.process.communicate(timeout=SLOW)
        return self.process.returncode, said


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    if server.process.poll() is None:
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.communicate(timeout=SLOW)


def upload(server: Server, name: str, data: bytes) -> dict[str, object]:
    head = f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + b"\r\n--b--\r\n"
    status, job = server.post("/api/v1/documents", body, "multipart/form-data; boundary=b")
    assert status == 202
    return job


def is_done(server: Server, job: dict[str, object]) -> bool:
    return bool(json.loads(server.get(f"/api/v1/jobs/{job['id']}")[1])["state"] == "done")


def test_serve_takes_an_upload_finds_it_and_ends_quietly(server: Server) -> None:
    job = upload(server, "讲话.txt", SPEECH.encode())
    wait_for(lambda: is_done(server, job))
    query = f"/api/v1/search?q={quote('擅离职守')}"
    wait_for(lambda: json.loads(server.get(query)[1])["total"] == 1)
    code, said = server.stop(signal.SIGINT)
    assert (code, said) == (0, "")


def test_serve_takes_the_longest_query(server: Server) -> None:
    assert server.get("/api/v1/search?q=" + quote("值" * 10_000))[0] == 200
    assert server.get("/api/v1/search?q=" + quote("值" * 10_001))[0] == 422


def test_serve_answers_an_upload_that_is_too_large_before_it_was_sent(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=SLOW) as connection:
        head = f"POST /api/v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Length: {500 * MB}\r\n"
        connection.sendall((head + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n").encode())
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"application/problem+json" in answer


def test_serve_killed_leaves_no_process_and_the_next_goes_on(server: Server, tmp_path: Path) -> None:
    jobs = [upload(server, f"{n}.txt", (SPEECH + f"第{n}份\n").encode()) for n in range(5)]
    server.process.kill()
    server.process.communicate(timeout=SLOW)
    wait_for(lambda: not alive(server.process.pid))
    again = Server(tmp_path)
    try:
        wait_for(lambda: all(is_done(again, job) for job in jobs))
        assert json.loads(again.get("/api/v1/stats")[1])["documents"] == 5
    finally:
        assert again.stop(signal.SIGTERM)[0] == 0


def test_serve_tells_of_a_damaged_store_as_an_error_of_its_own(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.data.mkdir()
    (settings.data / "zhigui.db").write_bytes(b"not a database" * 500)
    with pytest.raises(StoreBroken):
        serve(settings)


def alive(group: int) -> bool:
    """Whether any process of the group still runs."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
