"""Uploads are safe on disk before anybody is told, and outlive their worker."""

import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from graph.errors import NotFound, StoreFull
from search_api.errors import ContentTooLarge, JobsBroken
from search_api.uploads.jobs import KEPT, MAX_ATTEMPTS, FileResult, FileState, Job, Jobs, JobState, base_name


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path, max_bytes=100)


def create(jobs: Jobs, *files: tuple[str, bytes]) -> Job:
    return jobs.create((name, BytesIO(data)) for name, data in files)


def test_jobs_stage_the_bytes_and_remember_them(jobs: Jobs, tmp_path: Path) -> None:
    job = create(jobs, ("讲话.txt", b"one"), ("通知.docx", b"two"))
    assert job.state is JobState.QUEUED
    again = Jobs(tmp_path, max_bytes=100).get(job.id)
    assert again == job
    assert [(file.name, file.size, file.path.read_bytes()) for file in again.files] == [
        ("讲话.txt", 3, b"one"),
        ("通知.docx", 3, b"two"),
    ]
    assert again.files[1].path.name == "通知.docx"


def test_jobs_sources_differ_for_different_bytes_of_one_name(jobs: Jobs) -> None:
    one, other, same = create(jobs, ("通知.txt", b"one"), ("通知.txt", b"two"), ("通知.txt", b"one")).files
    assert one.source != other.source
    assert one.source == same.source


def test_jobs_too_large_leaves_nothing_behind(jobs: Jobs, tmp_path: Path) -> None:
    with pytest.raises(ContentTooLarge):
        create(jobs, ("a.txt", b"small"), ("b.txt", b"x" * 101))
    assert list((tmp_path / "inbox").iterdir()) == []
    assert jobs.counts()[JobState.QUEUED] == 0


def test_jobs_full_disk_leaves_nothing_behind(jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFull):
        create(jobs, ("a.txt", b"small"))
    assert list((tmp_path / "inbox").iterdir()) == []


def test_jobs_are_claimed_once_and_in_order(jobs: Jobs) -> None:
    first, second = create(jobs, ("a.txt", b"a")), create(jobs, ("b.txt", b"b"))
    claimed = [jobs.claim(), jobs.claim(), jobs.claim()]
    assert [job and job.id for job in claimed] == [first.id, second.id, None]
    assert jobs.get(first.id).state is JobState.RUNNING


def test_jobs_settled_and_finished_say_what_became_of_each_file(jobs: Jobs) -> None:
    job = create(jobs, ("a.txt", b"a"), ("b.pdf", b"b"))
    jobs.claim()
    jobs.settle(job.id, 0, FileResult(FileState.ADDED, document_id="d1"))
    assert jobs.get(job.id).finished == 1
    jobs.settle(job.id, 1, FileResult(FileState.SKIPPED, reason="文件已加密", advice="请去除密码"))
    jobs.finish(job.id)
    done = jobs.get(job.id)
    assert (done.state, done.finished) == (JobState.DONE, 2)
    assert (done.files[0].document_id, done.files[1].reason, done.files[1].advice) == ("d1", "文件已加密", "请去除密码")
    assert not done.files[0].path.exists()


def test_jobs_broken_off_are_queued_again_but_not_for_ever(jobs: Jobs) -> None:
    job = create(jobs, ("a.txt", b"a"))
    for _ in range(MAX_ATTEMPTS):
        jobs.recover()
        assert jobs.claim() is not None
    jobs.recover()
    failed = jobs.get(job.id)
    assert failed.state is JobState.FAILED
    assert failed.error is not None
    assert "中断" in failed.error


def test_jobs_handed_back_do_not_count_as_broken_off(jobs: Jobs) -> None:
    job = create(jobs, ("a.txt", b"a"))
    for _ in range(MAX_ATTEMPTS + 2):
        assert jobs.claim() is not None
        jobs.hand_back(job.id)
    jobs.recover()
    assert jobs.get(job.id).state is JobState.QUEUED


def test_jobs_recover_forgets_old_jobs_and_stale_files_only(jobs: Jobs, tmp_path: Path) -> None:
    old, fresh = create(jobs, ("a.txt", b"a")), create(jobs, ("b.txt", b"b"))
    jobs.finish(old.id)
    long_ago = (datetime.now(UTC) - KEPT - timedelta(days=1)).isoformat(timespec="milliseconds")
    with jobs._connected() as db:
        db.execute("UPDATE job SET updated = ? WHERE id = ?", (long_ago, old.id))
    for name in ("stale", "young"):
        (tmp_path / "inbox" / name).mkdir()
    os.utime(tmp_path / "inbox" / "stale", (0, 0))
    os.utime(tmp_path / "inbox" / fresh.id, (0, 0))
    jobs.recover()
    assert {folder.name for folder in (tmp_path / "inbox").iterdir()} == {"young", fresh.id}
    with pytest.raises(NotFound):
        jobs.get(old.id)


def test_jobs_unknown_is_not_found(jobs: Jobs) -> None:
    with pytest.raises(NotFound):
        jobs.get("nothing")


def test_jobs_damaged_file_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "jobs.db").write_bytes(b"not a database, and long enough to be looked at as one" * 20)
    with pytest.raises(JobsBroken, match=r"jobs\.db"):
        Jobs(tmp_path, max_bytes=100)


def test_jobs_folder_that_cannot_be_made_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"a file where the folder should be")
    with pytest.raises(JobsBroken, match="inbox"):
        Jobs(tmp_path / "data", max_bytes=100)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("讲话.txt", "讲话.txt"),
        ("C:\\文件\\讲话.txt", "讲话.txt"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\n.txt", "ab.txt"),
        (".hidden", "hidden"),
        ("", "未命名"),
        ("///", "未命名"),
        ("长" * 300 + ".docx", "长" * 78 + ".docx"),
    ],
    ids=["plain", "Windows path", "way up", "control characters", "dot file", "none", "only slashes", "too long"],
)
def test_base_name_is_safe_and_keeps_the_ending(given: str, expected: str) -> None:
    assert base_name(given) == expected
