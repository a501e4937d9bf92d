"""Uploads are read in processes, and one that dies takes nothing with it."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from graph.access import LOCAL
from graph.errors import StoreBusy, StoreFull
from graph.store import open_store
from search_api.errors import ServiceError
from search_api.uploads.jobs import FileResult, FileState, Job, Jobs
from search_api.uploads.processes import PATIENCE, Kind, Task, Trouble, Uploads, Work, ingest_one
from tests.search_api.conftest import wait_for

SPEECH = "在全县办公室工作会议上的讲话\n一、抓好值班\n值班人员必须24小时在岗。\n"


def survive_what_is_good(task: Task) -> FileResult | Trouble:
    if task.path.name == "killer.pdf":
        os.kill(os.getpid(), signal.SIGKILL)
    return FileResult(FileState.ADDED, document_id=task.path.name)


def never_end(task: Task) -> FileResult | Trouble:
    if task.path.name == "endless.pdf":
        begun = task.path.parents[3] / "endless.pid"
        begun.with_suffix(".part").write_text(str(os.getpid()))
        begun.with_suffix(".part").rename(begun)
        while True:
            signal.pause()
    return FileResult(FileState.ADDED, document_id=task.path.name)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def be_busy(task: Task) -> FileResult | Trouble:
    return Trouble(Kind.BUSY, "busy")


def be_full(task: Task) -> FileResult | Trouble:
    return Trouble(Kind.FULL, "full")


def be_broken(task: Task) -> FileResult | Trouble:
    return Trouble(Kind.OTHER, "资料库文件无法打开")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[list[Uploads]]:
    made: list[Uploads] = []
    yield made
    for uploads in made:
        uploads.close()


def uploads(made: list[Uploads], tmp_path: Path, work: Work | None = None, *, workers: int = 1) -> Uploads:
    made.append(Uploads(address(tmp_path), workers=workers, max_bytes=10_000, work=work))
    return made[-1]


def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'zhigui.db'}"


def staged(tmp_path: Path, *files: tuple[str, bytes]) -> Job:
    return Jobs(tmp_path, max_bytes=10_000).create((name, BytesIO(data)) for name, data in files)


def test_uploads_read_files_into_the_store_and_skip_with_a_reason(made: list[Uploads], tmp_path: Path) -> None:
    job = staged(tmp_path, ("讲话.txt", SPEECH.encode()), ("空.txt", b""), ("再一份.txt", SPEECH.encode()))
    results = dict(uploads(made, tmp_path, workers=2).ingest(job.files))
    speech, empty, again = (results[file] for file in job.files)
    assert speech.state in {FileState.ADDED, FileState.UNCHANGED, FileState.REPLACED}
    assert speech.document_id == again.document_id
    assert (empty.state, empty.reason) == (FileState.SKIPPED, "文件是空的")
    assert empty.advice
    with open_store(address(tmp_path)) as store:
        view = store.view(LOCAL)
        assert [document.id for document in view.documents().items] == [speech.document_id]
        assert view.original(speech.document_id or "") == SPEECH.encode()


def test_uploads_go_on_after_a_file_that_kills_its_process(made: list[Uploads], tmp_path: Path) -> None:
    job = staged(tmp_path, *((name, b"x") for name in ("a.txt", "killer.pdf", "b.txt", "c.txt")))
    results = dict(uploads(made, tmp_path, survive_what_is_good, workers=2).ingest(job.files))
    assert [results[file].state for file in job.files] == [
        FileState.ADDED, FileState.SKIPPED, FileState.ADDED, FileState.ADDED
    ]  # fmt: skip
    assert "意外退出" in (results[job.files[1]].reason or "")


def test_uploads_give_up_a_file_that_takes_for_ever_and_go_on(
    made: list[Uploads], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, given_up = tmp_path / "endless.pid", tmp_path / "given-up.pid"
    limits: list[float] = []

    def waited(futures: list[Future[Any]], timeout: float) -> Any:
        """As if the time were over as soon as the endless file is at work."""
        limits.append(timeout)
        while not (found := wait(futures, timeout=0.05)).done:
            if begun.exists():
                begun.rename(given_up)
                break
        return found

    monkeypatch.setattr("search_api.uploads.processes.wait", waited)
    job = staged(tmp_path, *((name, b"x") for name in ("a.txt", "endless.pdf", "b.txt")))
    results = dict(uploads(made, tmp_path, never_end).ingest(job.files))
    assert [results[file].state for file in job.files] == [FileState.ADDED, FileState.SKIPPED, FileState.ADDED]
    assert results[job.files[1]].reason == "读了 5 分钟仍未读完，已停止"
    assert min(limits) >= PATIENCE
    pid = int(given_up.read_text())
    wait_for(lambda: not is_running(pid))


def test_uploads_that_are_closed_end_their_processes_and_say_nothing_of_the_file(
    made: list[Uploads], tmp_path: Path
) -> None:
    begun, job = tmp_path / "endless.pid", staged(tmp_path, ("endless.pdf", b"x"))
    closed = uploads(made, tmp_path, never_end)
    with ThreadPoolExecutor(1) as beside:
        said = beside.submit(lambda: list(closed.ingest(job.files)))
        wait_for(begun.exists)
        closed.close()
        assert said.result() == []
    pid = int(begun.read_text())
    wait_for(lambda: not is_running(pid))


@pytest.mark.parametrize(("work", "error"), [(be_busy, StoreBusy), (be_full, StoreFull), (be_broken, ServiceError)])
def test_uploads_pass_on_what_the_store_says(
    made: list[Uploads], tmp_path: Path, work: Work, error: type[Exception]
) -> None:
    ingest = uploads(made, tmp_path, work).ingest(staged(tmp_path, ("a.txt", b"x")).files)
    with pytest.raises(error):
        next(ingest)


def test_ingest_one_tells_of_a_staged_file_that_is_gone(tmp_path: Path) -> None:
    result = ingest_one(Task(address(tmp_path), tmp_path / "gone.txt", "upload:x/gone.txt", 100))
    assert isinstance(result, FileResult)
    assert (result.state, result.advice) == (FileState.SKIPPED, "请重新上传")


def test_ingest_one_tells_of_a_bug_and_keeps_the_detail_for_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr("search_api.uploads.processes.ingest_bytes", fail)
    job = staged(tmp_path, ("a.txt", b"x"))
    result = ingest_one(Task(address(tmp_path), job.files[0].path, job.files[0].source, 100))
    assert isinstance(result, FileResult)
    assert result.state is FileState.SKIPPED
    assert "secret" not in f"{result.reason}{result.advice}"
    assert "secret detail" in caplog.text


def test_ingest_one_tells_of_a_store_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "zhigui.db").write_bytes(b"not a database" * 500)
    job = staged(tmp_path, ("a.txt", b"x"))
    result = ingest_one(Task(address(tmp_path), job.files[0].path, job.files[0].source, 100))
    assert isinstance(result, Trouble)
    assert (result.kind, "zhigui.db" in result.message) == (Kind.OTHER, True)
