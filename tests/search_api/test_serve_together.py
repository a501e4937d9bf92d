"""Several processes behind one address answer as one, and none of them is missed."""

import http.client
import json
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn
from fastapi import FastAPI

from search_api.serve import _listening, _serve_together
from tests.search_api.conftest import wait_for
from tests.search_api.test_serve import SPEECH, Server, alive, is_done, upload
from tests.servers.process import free_ports

JSON = {"Content-Type": "application/json"}
pytestmark = pytest.mark.timeout(900)  # each server imports everything twice over, one after the other


def processes(server: Server) -> list[int]:
    """The processes that answer."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def is_serving(pid: int) -> bool:
    """Whether its event loop watches more than its own wake-up: the socket that takes connections."""
    process = Path(f"/proc/{pid}")
    with suppress(OSError):  # it has just ended, or closed one of them
        for file in (process / "fd").iterdir():
            if os.readlink(file) == "anon_inode:[eventpoll]":
                return (process / "fdinfo" / file.name).read_text().count("tfd:") > 1
    return False


def is_frozen(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


@contextmanager
def to(server: Server, pid: int) -> Iterator[http.client.HTTPConnection]:
    """A connection that this process has taken: the others were frozen meanwhile."""
    wait_for(lambda: is_serving(pid))
    others = [other for other in processes(server) if other != pid]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for other in others:
        os.kill(other, signal.SIGSTOP)
    try:
        wait_for(lambda: all(map(is_frozen, others)))
        connection.request("GET", "/healthz")  # which needs no file that one of the others may have locked
        connection.getresponse().read()
    finally:
        for other in others:
            os.kill(other, signal.SIGCONT)
    try:
        yield connection
    finally:
        connection.close()


def ask(server: Server, pid: int, path: str, method: str = "GET", body: object = None) -> Any:
    """What this process answers."""
    with to(server, pid) as connection:
        connection.request(method, path, None if body is None else json.dumps(body), {} if body is None else JSON)
        answer = connection.getresponse()
        told = answer.read()
    assert answer.status < 300, told
    return json.loads(told) if told and answer.headers["Content-Type"] == "application/json" else told.decode()


def total(server: Server, pid: int, words: str) -> int:
    return int(ask(server, pid, f"/api/v1/search?q={quote(words)}")["total"])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two processes over a library of one speech."""
    server = Server(tmp_path_factory.mktemp("together"), processes=2)
    try:
        job = upload(server, "讲话.txt", SPEECH.encode())
        wait_for(lambda: is_done(server, job))
        wait_for(lambda: all(total(server, pid, "擅离职守") == 1 for pid in processes(server)))
        yield server
    finally:
        server.stop(signal.SIGKILL)


def test_answers_do_not_wait_to_be_sent_together() -> None:
    [port] = free_ports(1)
    with (
        closing(_listening(uvicorn.Config("", host="127.0.0.1", port=port, log_level="error"))) as shared,
        socket.create_connection(("127.0.0.1", port)),
        shared.accept()[0] as taken,
    ):
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_every_process_tells_of_what_was_done_in_another(server: Server) -> None:
    one, other = processes(server)
    saved = ask(server, one, "/api/v1/searches", "POST", {"name": "带班", "q": "带班"})
    assert [search["id"] for search in ask(server, other, "/api/v1/searches")["items"]] == [saved["id"]]
    for word in ("翘班", "开溜"):  # twice: what was asked before an approval is remembered
        assert total(server, other, word) == 0
        ask(server, one, "/api/v1/curation/synonyms", "POST", {"word": word, "other": "擅离职守", "approve": True})
        assert total(server, other, word) == 1
    assert total(server, one, "涉密文件") == total(server, other, "涉密文件") == 0
    job = upload(server, "又一讲话.txt", f"{SPEECH}二、抓好保密\n涉密文件严禁带离。\n".encode())
    for pid in (one, other):
        wait_for(lambda pid=pid: ask(server, pid, f"/api/v1/jobs/{job['id']}")["state"] == "done")
        wait_for(lambda pid=pid: total(server, pid, "涉密文件") > 0)


def counted(server: Server, pid: int) -> float:
    name = 'zhigui_requests_total{method="GET",operation="stats",status="200"}'
    found = [line for line in ask(server, pid, "/metrics").splitlines() if line.startswith(name)]
    return float(found[0].rpartition(" ")[2]) if found else 0.0


def test_counts_of_all_processes_are_added_up_by_each(server: Server) -> None:
    before = counted(server, processes(server)[0])
    for pid in (*processes(server), *processes(server)):
        ask(server, pid, "/api/v1/stats")
    for pid in processes(server):
        wait_for(lambda pid=pid: counted(server, pid) == before + 4)
    behind = [line for line in ask(server, pid, "/metrics").splitlines() if line.startswith("zhigui_index_behind")]
    assert behind == ["zhigui_index_behind_commits 0.0"]


def test_a_killed_process_is_started_anew_and_no_upload_is_lost(server: Server) -> None:
    jobs = [upload(server, f"{n}.txt", f"{SPEECH}第{n}份通知要存档。\n".encode()) for n in range(3)]
    for killed in processes(server):
        os.kill(killed, signal.SIGKILL)
        wait_for(lambda killed=killed: killed not in processes(server) and len(processes(server)) == 2)
    for pid in processes(server):
        wait_for(lambda pid=pid: all(ask(server, pid, f"/api/v1/jobs/{job['id']}")["state"] == "done" for job in jobs))
        wait_for(lambda pid=pid: total(server, pid, "通知要存档") > 0)
    titles = [one["file"] for one in ask(server, pid, "/api/v1/documents?limit=100")["items"]]
    assert sorted(name for name in titles if name[0].isdigit()) == ["0.txt", "1.txt", "2.txt"]


def test_no_process_outlives_the_first_and_all_end_quietly(tmp_path: Path) -> None:
    killed = Server(tmp_path, processes=2)
    killed.process.kill()
    killed.process.communicate(timeout=60)
    wait_for(lambda: not alive(killed.process.pid))
    again = Server(tmp_path, processes=2)
    try:
        job = upload(again, "讲话.txt", SPEECH.encode())
        wait_for(lambda: is_done(again, job))
    finally:
        ended = again.stop(signal.SIGINT)
    assert ended == (0, "")
    wait_for(lambda: not alive(again.process.pid))


def unable() -> FastAPI:
    """An app that cannot start."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        raise OSError("no room")
        yield

    return FastAPI(lifespan=lifespan)


def test_processes_that_cannot_start_are_not_started_for_ever() -> None:
    config = uvicorn.Config(partial(unable), factory=True, port=free_ports(1)[0], workers=2, log_level="critical")
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        with pytest.raises(SystemExit):
            _serve_together(config)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
