"""Many files: which are found, and that none stops the others."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import ingest.batch
from ingest.batch import Outcome, extract_files, find_files
from ingest.errors import EmptyFile, ReadError, TooLarge
from ingest.model import Document

TEXT = "值班工作讲话\n同志们：\n要认真值班，不得脱岗。\n"
KILLER = "要命.txt"
FAULTY = "出错.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five speeches and an empty file."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(TEXT + str(number), encoding="utf-8")
    (tmp_path / "3空.txt").write_bytes(b"")
    return tmp_path


def names(outcomes: Iterator[Outcome]) -> dict[str, str]:
    """Each file with the title of its document or the class of its error."""
    return {o.path.name: o.document.title if o.document else type(o.error).__name__ for o in outcomes}


EXPECTED = {f"{number}.txt": "值班工作讲话" for number in range(5)} | {"3空.txt": "EmptyFile"}


def test_batch_finds_files_deep_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "县/镇/c.docx", "县/d.jpg", ".hidden.txt", ".git/e.txt", "~$a.docx", "Thumbs.db"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.txt", "b.txt", "县/d.jpg", "县/镇/c.docx"]


def test_batch_takes_files_named_as_they_are_and_each_once(tmp_path: Path) -> None:
    hidden = tmp_path / ".值班.txt"
    hidden.write_text("x")
    assert find_files([hidden, tmp_path, hidden, tmp_path / "没有.txt"]) == [hidden, tmp_path / "没有.txt"]


def test_batch_does_not_follow_a_link_back(tmp_path: Path) -> None:
    (tmp_path / "县").mkdir()
    (tmp_path / "县" / "a.txt").write_text("x")
    (tmp_path / "县" / "回去").symlink_to(tmp_path, target_is_directory=True)
    assert [path.name for path in find_files([tmp_path])] == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_batch_names_what_in_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "断.txt").symlink_to(tmp_path / "没有.txt")
    (tmp_path / "环.txt").symlink_to(tmp_path / "环.txt")
    os.mkfifo(tmp_path / "管道.txt")
    reasons = {o.error.file: o.error.reason for o in extract_files(find_files([tmp_path])) if o.error}
    assert reasons == {
        "断.txt": "链接指向的文件不存在",
        "环.txt": "链接指向的文件不存在",
        "管道.txt": "不是普通文件",
    }


@pytest.mark.parametrize("workers", [1, 2])
def test_batch_gives_each_file_its_outcome_in_order(folder: Path, workers: int) -> None:
    found = names(extract_files(find_files([folder]), workers=workers))
    assert found == EXPECTED
    assert list(found) == sorted(EXPECTED)


def test_batch_takes_an_executor_and_leaves_it_open(folder: Path) -> None:
    with ThreadPoolExecutor(2) as executor:
        assert names(extract_files(find_files([folder]), executor=executor)) == EXPECTED
        assert executor.submit(int, "1").result() == 1


def test_batch_keeps_few_files_in_flight(folder: Path) -> None:
    class Counting(ThreadPoolExecutor):
        submitted = 0

        def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:
            self.submitted += 1
            return super().submit(*args, **kwargs)

    files = find_files([folder]) * 20
    with Counting(2) as executor:
        next(extract_files(files, executor=executor))
        assert executor.submitted < 10


def test_batch_a_broken_executor_is_an_outcome_of_each_file(folder: Path) -> None:
    class Broken(Executor):
        def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:
            raise RuntimeError("no worker")

    outcomes = list(extract_files([folder / "0.txt", folder / "1.txt"], executor=Broken()))
    assert [(o.path.name, o.document) for o in outcomes] == [("0.txt", None), ("1.txt", None)]
    assert all(o.error and "no worker" in o.error.reason for o in outcomes)


def test_batch_names_a_missing_file(tmp_path: Path) -> None:
    (outcome,) = extract_files([tmp_path / "没有.txt"])
    assert outcome.error is not None
    assert outcome.error.file == "没有.txt"
    assert "无法打开" in outcome.error.reason


def test_batch_does_not_read_a_file_above_the_size(tmp_path: Path) -> None:
    with (tmp_path / "大.txt").open("wb") as file:
        file.truncate(2**40)  # sparse: reading it would take all memory
    (outcome,) = extract_files([tmp_path / "大.txt"])
    assert isinstance(outcome.error, TooLarge)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_batch_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    (outcome,) = extract_files([tmp_path / "管道.txt"])
    assert outcome.error is not None
    assert outcome.error.reason == "不是普通文件"


def test_batch_a_fault_in_one_document_names_it_and_the_rest_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ingest.batch.extract_document

    def faulty(data: bytes, file: str, **options: Any) -> Document:
        if file == "1.txt":
            raise ZeroDivisionError("by nought")
        return real(data, file, **options)

    monkeypatch.setattr(ingest.batch, "extract_document", faulty)
    found = {o.path.name: o for o in extract_files(find_files([folder]))}
    error = found["1.txt"].error
    assert error is not None
    assert (error.file, error.reason) == ("1.txt", "处理时出错（ZeroDivisionError：by nought）")
    assert isinstance(found["3空.txt"].error, EmptyFile)
    assert sum(o.document is not None for o in found.values()) == 4


def _killed(path: Path, max_bytes: int) -> Any:
    """Stands in for the work on a file: one of them kills its process, as a fault in a native library does."""
    if path.name == KILLER:
        os._exit(9)
    if path.name == FAULTY:
        raise RuntimeError("unexpected")
    return ReadError, path.name, "读过了", "无"


def test_batch_a_worker_that_dies_names_its_file_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest.batch, "_extract_path", _killed)
    files = [tmp_path / name for name in ("0.txt", KILLER, "1.txt", "2.txt", FAULTY, "3.txt", "4.txt")]
    found = {o.path.name: o.error.reason for o in extract_files(files, workers=2) if o.error}
    assert list(found) == [path.name for path in files]
    assert found.pop(KILLER) == "处理该文件的进程意外退出"
    assert "RuntimeError" in found.pop(FAULTY)
    assert set(found.values()) == {"读过了"}


def test_batch_errors_keep_their_words_across_processes(folder: Path) -> None:
    (alone,) = extract_files([folder / "3空.txt"])
    (crossed,) = extract_files([folder / "3空.txt"], workers=2)
    assert str(crossed.error) == str(alone.error)


def test_batch_closed_early_leaves_no_process(folder: Path) -> None:
    outcomes = extract_files(find_files([folder]) * 5, workers=2)
    assert next(outcomes).document is not None
    outcomes.close()  # type: ignore[attr-defined]  # a generator
    assert list(outcomes) == []
    assert multiprocessing.active_children() == []
