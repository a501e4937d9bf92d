"""Jobs are worked off one after the other, whatever goes wrong with one."""

from collections.abc import Callable, Generator, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from threading import Event

import pytest

from graph.errors import StoreAway, StoreBusy, StoreFull
from search_api.uploads.jobs import FileResult, FileState, Job, JobFile, Jobs, JobState
from search_api.uploads.worker import Ingest, Worker
from search_api.web.metrics import Metrics
from tests.search_api.conftest import SLOW, wait_for

Results = Generator[tuple[JobFile, FileResult], None, None]
Run = Callable[[Ingest], Worker]


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path, max_bytes=100)


@pytest.fixture
def run(jobs: Jobs) -> Iterator[Run]:
    started: list[Worker] = []

    def start(ingest: Ingest) -> Worker:
        worker = Worker(jobs, ingest, Metrics(), after=lambda: None)
        worker.start()
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.stop()


def create(jobs: Jobs, *names: str) -> Job:
    return jobs.create((name, BytesIO(name.encode())) for name in names)


def add(files: Sequence[JobFile]) -> Results:
    for file in files:
        yield file, FileResult(FileState.ADDED, document_id=file.path.read_text())


def state_of(jobs: Jobs, job: Job) -> JobState:
    return jobs.get(job.id).state


def test_worker_works_off_what_was_queued_before_and_after_its_start(jobs: Jobs, run: Run) -> None:
    before = create(jobs, "a", "b")
    worker = run(add)
    after = create(jobs, "c")
    worker.wake()
    wait_for(lambda: state_of(jobs, after) is JobState.DONE)
    assert [file.document_id for file in jobs.get(before.id).files] == ["a", "b"]


@pytest.mark.parametrize("error", [StoreBusy(), StoreAway("neo4j://db:7687")], ids=["busy", "away"])
def test_worker_waits_while_the_store_takes_nothing(jobs: Jobs, run: Run, error: Exception) -> None:
    tries: list[int] = []

    def busy_at_first(files: Sequence[JobFile]) -> Results:
        tries.append(1)
        if len(tries) < 3:
            raise error
        yield from add(files)

    job = create(jobs, "a")
    run(busy_at_first)
    wait_for(lambda: state_of(jobs, job) is JobState.DONE)
    assert len(tries) == 3


@pytest.mark.parametrize(
    ("error", "told"),
    [(StoreFull(), "磁盘空间不足"), (RuntimeError("secret detail"), "意外错误")],
    ids=["an error that says what to do", "a bug, whose detail stays in the log"],
)
def test_worker_fails_the_job_and_goes_on(jobs: Jobs, run: Run, error: Exception, told: str) -> None:
    def fail_once(files: Sequence[JobFile]) -> Results:
        for file in files:
            if file.name == "bad":
                raise error
            yield from add([file])

    bad, good = create(jobs, "bad"), create(jobs, "good")
    run(fail_once)
    wait_for(lambda: state_of(jobs, good) is JobState.DONE)
    failed = jobs.get(bad.id)
    assert failed.state is JobState.FAILED
    assert failed.error is not None
    assert told in failed.error
    assert "secret" not in failed.error


def test_worker_stopped_hands_the_job_back_and_the_next_goes_on_where_it_was(jobs: Jobs, run: Run) -> None:
    reached, may_go_on = Event(), Event()

    def slow(files: Sequence[JobFile]) -> Results:
        for file in files:
            yield from add([file])
            reached.set()
            may_go_on.wait(SLOW)

    job = create(jobs, "a", "b")
    worker = run(slow)
    assert reached.wait(SLOW)
    worker.stop(timeout=0)
    may_go_on.set()
    worker.stop()
    assert jobs.get(job.id).state is JobState.QUEUED
    seen: list[str] = []

    def note(files: Sequence[JobFile]) -> Results:
        for file in files:
            seen.append(file.name)
            yield from add([file])

    run(note)
    wait_for(lambda: state_of(jobs, job) is JobState.DONE)
    done_before = {file.name for file in jobs.get(job.id).files} - set(seen)
    assert done_before
    assert jobs.get(job.id).finished == 2


def test_worker_two_processes_share_one_folder_without_doing_a_job_twice(jobs: Jobs, run: Run) -> None:
    seen: list[str] = []

    def note(files: Sequence[JobFile]) -> Results:
        for file in files:
            seen.append(file.name)
            yield from add([file])

    run(note)
    run(note)
    made = [create(jobs, f"{n}") for n in range(5)]
    wait_for(lambda: all(state_of(jobs, job) is JobState.DONE for job in made))
    assert sorted(seen) == ["0", "1", "2", "3", "4"]
