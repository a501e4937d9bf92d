"""Files into the store: what is read, what is left alone, what is reported."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import extractor
from graph.access import LOCAL, Access
from graph.errors import StoreAway, StoreBusy, StoreFull
from graph.library import Report, Same, ingest_bytes, ingest_files, rebuild, source_of
from graph.store import open_store
from graph.store.base import GraphStore
from graph.store.shapes import Put, PutStatus, RuleFilter
from graph.store.sqlite.writer import SqliteWriter
from ingest.batch import extract_files
from ingest.errors import EmptyFile, ReadError, TooLarge
from ingest.model import Document
from tests.factories import make_correction

SPEECH = """在全县值班工作会议上的讲话
（2012年5月8日）
一、思想要重视
值班人员必须24小时在岗。严禁脱岗离岗。
二、本领要过硬
第{number}次强调，值班人员要提高应急处置能力。
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"sqlite:///{tmp_path}/data/zhigui.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three speeches, one of them deeper."""
    folder = tmp_path / "讲话"
    (folder / "县委办").mkdir(parents=True)
    for number, name in enumerate(["甲.txt", "乙.txt", "县委办/丙.txt"]):
        (folder / name).write_text(SPEECH.format(number=number), encoding="utf-8")
    return folder


def figures(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.replaced, report.unchanged, len(report.skipped)


def test_ingest_reads_a_folder(store: GraphStore, folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    report = ingest_files(store, [folder], progress=lambda *done: told.append(done))
    assert figures(report) == (3, 0, 0, 0)
    view = store.view(LOCAL)
    assert set(view.sources()) == {source_of(folder / name) for name in ("甲.txt", "乙.txt", "县委办/丙.txt")}
    assert report.rules == view.rules(RuleFilter()).total > 0
    assert report.roles > 0
    assert report.duties > 0
    assert report.abilities > 0
    assert [done[:2] for done in told] == [(1, 3), (2, 3), (3, 3)]


def test_ingest_leaves_alone_what_is_unchanged(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_files(store, [folder])
    commit = store.last_commit()
    monkeypatch.setattr("graph.library.extract_files", lambda files, **_: _nothing(files))
    again = ingest_files(store, [folder])
    assert figures(again) == (0, 0, 3, 0)
    assert store.last_commit() == commit


def _nothing(files: list[Path]) -> Iterator[Any]:
    assert files == []
    yield from ()


def test_ingest_replaces_what_has_changed(store: GraphStore, folder: Path) -> None:
    ingest_files(store, [folder])
    (folder / "甲.txt").write_text(SPEECH.format(number=9), encoding="utf-8")
    assert figures(ingest_files(store, [folder])) == (0, 1, 2, 0)
    assert store.view(LOCAL).documents().total == 3


def test_ingest_extracts_again_after_an_upgrade(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_files(store, [folder], access=Access("内部"))
    monkeypatch.setattr("graph.library.fingerprint", lambda: "newer")
    assert figures(ingest_files(store, [folder])) == (0, 3, 0, 0)
    levels = {summary.access.level for summary in store.view(LOCAL).documents().items}
    assert levels == {"内部"}  # nobody asked for another access


def correct(store: GraphStore, document_id: str, words: str) -> None:
    """Somebody says that the rule at these words binds the doorkeeper."""
    with store.writer() as writer:
        writer.correct(make_correction(None, words, document_id=document_id, fields={"bearers": ["门卫"]}))


def bound(store: GraphStore) -> list[tuple[str, ...]]:
    return [rule.rule.bearers for rule in store.view(LOCAL).rules(RuleFilter(role="门卫")).items]


def test_ingest_of_a_new_version_keeps_what_people_put_right(store: GraphStore, folder: Path) -> None:
    ingest_files(store, [folder])
    document_id = store.view(LOCAL).sources()[source_of(folder / "甲.txt")].document_id
    rule = store.view(LOCAL).rules(RuleFilter(document_id=document_id)).items[0]
    correct(store, document_id, rule.quote.text)
    text = (folder / "甲.txt").read_text(encoding="utf-8")
    (folder / "甲.txt").write_text(text + "\n以上意见，请认真落实。\n", encoding="utf-8")
    assert figures(ingest_files(store, [folder])) == (0, 1, 2, 0)
    assert bound(store) == [("门卫",)]
    assert store.view(LOCAL).conflicts().total == 0


@pytest.mark.parametrize("extract", [False, True])
def test_rebuild_keeps_what_people_put_right(store: GraphStore, folder: Path, extract: bool) -> None:
    ingest_files(store, [folder])
    rule = store.view(LOCAL).rules(RuleFilter()).items[0]
    correct(store, rule.quote.document_id, rule.quote.text)
    rebuild(store, extract=extract)
    assert bound(store) == [("门卫",)]


def test_copy_of_a_corrected_file_keeps_the_record_as_extracted(store: GraphStore, folder: Path) -> None:
    """The second source puts what the store has; what people said must not become what the extractor said."""
    ingest_files(store, [folder])
    document_id = store.view(LOCAL).sources()[source_of(folder / "甲.txt")].document_id
    record = store.view(LOCAL).review(document_id).record
    correct(store, document_id, store.view(LOCAL).rules(RuleFilter(document_id=document_id)).items[0].quote.text)
    (folder / "甲的副本.txt").write_bytes((folder / "甲.txt").read_bytes())
    (folder / "甲.txt").unlink()
    ingest_files(store, [folder])
    assert store.view(LOCAL).review(document_id).record == record
    assert bound(store) == [("门卫",)]


def test_ingest_keeps_a_new_version_as_closed_as_the_old(store: GraphStore, folder: Path) -> None:
    ingest_files(store, [folder / "甲.txt"], access=Access("受限", frozenset({"机要"})))
    (folder / "甲.txt").write_text(SPEECH.format(number=9), encoding="utf-8")
    ingest_files(store, [folder])
    documents = store.view(LOCAL).documents().items
    assert sorted(document.access.level for document in documents) == ["公开", "公开", "受限"]


def test_ingest_of_the_same_bytes_twice_is_one_document(store: GraphStore, folder: Path) -> None:
    (folder / "甲的副本.txt").write_bytes((folder / "甲.txt").read_bytes())
    report = ingest_files(store, [folder])
    assert figures(report) == (3, 0, 1, 0)
    assert report.same == (Same("甲的副本.txt", "甲.txt"),)
    assert store.view(LOCAL).documents().total == 3
    assert len(store.view(LOCAL).sources()) == 4
    again = ingest_files(store, [folder])
    assert (figures(again), again.same) == ((0, 0, 4, 0), ())
    (folder / "甲的又一副本.txt").write_bytes((folder / "甲.txt").read_bytes())
    assert ingest_files(store, [folder]).same == (Same("甲的又一副本.txt", "甲.txt"),)


def test_ingest_of_a_renamed_file_reads_nothing_anew(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_files(store, [folder / "甲.txt"])
    (folder / "甲.txt").rename(folder / "甲改名.txt")
    monkeypatch.setattr("graph.library.extract_files", lambda files, **_: _nothing(files))
    assert figures(ingest_files(store, [folder / "甲改名.txt"])) == (0, 0, 1, 0)
    assert store.view(LOCAL).documents().total == 1


def test_ingest_reports_what_it_cannot_read_and_goes_on(store: GraphStore, folder: Path) -> None:
    (folder / "空.txt").write_bytes(b"")
    (folder / "空的副本.txt").write_bytes(b"")
    (folder / "损坏.docx").write_bytes(b"PK\x03\x04 broken")
    report = ingest_files(store, [folder])
    assert figures(report) == (3, 0, 0, 3)
    assert {skipped.file for skipped in report.skipped} == {"空.txt", "空的副本.txt", "损坏.docx"}
    assert all(skipped.reason and skipped.advice for skipped in report.skipped)
    assert figures(ingest_files(store, [folder])) == (0, 0, 3, 3)


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
@pytest.mark.parametrize("workers", [1, 2])
def test_ingest_takes_files_whose_names_are_no_text(store: GraphStore, folder: Path, workers: int) -> None:
    for number, raw in enumerate([b"\xff\xfebad.txt", b"\xfe\xffbad.txt", "值班讲话.txt".encode("gbk")]):
        (folder / os.fsdecode(raw)).write_text(SPEECH.format(number=10 + number), encoding="utf-8")
    (folder / os.fsdecode("空的讲话.txt".encode("gbk"))).write_bytes(b"")
    report = ingest_files(store, [folder], workers=workers)
    assert figures(report) == (6, 0, 0, 1)
    assert [skipped.file for skipped in report.skipped] == ["空的讲话.txt"]
    files = {document.file for document in store.view(LOCAL).documents().items}
    assert files == {"甲.txt", "乙.txt", "丙.txt", "值班讲话.txt", "\ufffd\ufffdbad.txt"}
    assert figures(ingest_files(store, [folder])) == (0, 0, 6, 1)


def test_ingest_reports_a_document_that_cannot_be_put_and_goes_on(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = SqliteWriter.put

    def faulty(writer: SqliteWriter, document: Document, data: bytes, **options: Any) -> Put:
        if document.file == "乙.txt":
            raise ZeroDivisionError("by nought")
        return real(writer, document, data, **options)

    monkeypatch.setattr(SqliteWriter, "put", faulty)
    report = ingest_files(store, [folder])
    assert figures(report) == (2, 0, 0, 1)
    assert report.skipped[0].file == "乙.txt"
    assert "ZeroDivisionError" in report.skipped[0].reason


def test_ingest_reports_what_is_too_large(store: GraphStore, folder: Path) -> None:
    report = ingest_files(store, [folder], max_bytes=10)
    assert figures(report) == (0, 0, 0, 3)
    assert all("上限" in skipped.reason for skipped in report.skipped)


def test_ingest_reports_a_file_that_changes_under_it(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "甲.txt"

    def meddle(files: list[Path], **options: Any) -> Iterator[Any]:
        for outcome in extract_files(files, **options):
            path.write_text("第二版", encoding="utf-8")
            yield outcome

    monkeypatch.setattr("graph.library.extract_files", meddle)
    report = ingest_files(store, [path])
    assert figures(report) == (0, 0, 0, 1)
    assert report.skipped[0].reason == "文件在读取过程中被改动"
    assert store.view(LOCAL).documents().total == 0


@pytest.mark.parametrize("error", [StoreFull(), StoreBusy()])
def test_ingest_that_must_stop_names_what_was_not_read(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    writer = type(store.writer())
    really, puts = writer.put, 0

    def put(self: Any, *given: Any, **named: Any) -> Any:
        nonlocal puts
        puts += 1
        if puts == 2:
            raise error
        return really(self, *given, **named)

    monkeypatch.setattr(writer, "put", put)
    report = ingest_files(store, [folder])
    assert figures(report) == (1, 0, 0, 0)
    assert report.stopped == str(error)
    assert len(report.unread) == 2
    monkeypatch.undo()
    assert figures(ingest_files(store, [folder])) == (2, 0, 1, 0)


@pytest.mark.parametrize(
    ("answer_is_lost", "expected"),
    [(False, (3, 0, 0, 0)), (True, (2, 0, 1, 0))],
    ids=["away before it was put", "away after it was put, which only the store knows"],
)
def test_ingest_waits_for_a_store_that_is_away_and_goes_on_where_it_was(
    store: GraphStore,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer_is_lost: bool,
    expected: tuple[int, int, int, int],
) -> None:
    writer = type(store.writer())
    really, puts = writer.put, 0
    told: list[str] = []

    def put(self: Any, *given: Any, **named: Any) -> Any:
        nonlocal puts
        puts += 1
        done = really(self, *given, **named) if puts != 2 or answer_is_lost else None
        if puts == 2:
            raise StoreAway("neo4j://db:7687")
        return done

    monkeypatch.setattr(writer, "put", put)
    report = ingest_files(store, [folder], progress=lambda done, total, file: told.append(file))
    assert figures(report) == expected
    assert store.view(LOCAL).documents().total == 3
    assert any("等待恢复" in file and "neo4j://db:7687" in file for file in told)


@pytest.mark.parametrize("workers", [1, 2])
def test_ingest_that_is_interrupted_leaves_whole_documents(store: GraphStore, folder: Path, workers: int) -> None:
    def interrupt(done: int, total: int, file: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_files(store, [folder], workers=workers, progress=interrupt)
    assert store.view(LOCAL).documents().total == 2
    assert figures(ingest_files(store, [folder])) == (1, 0, 2, 0)


def test_ingest_in_several_processes_reads_the_same(store: GraphStore, folder: Path, tmp_path: Path) -> None:
    ingest_files(store, [folder], workers=2)
    with open_store(f"sqlite:///{tmp_path}/one/zhigui.db") as other:
        ingest_files(other, [folder], workers=1)
        assert other.view(LOCAL).rules(RuleFilter()) == store.view(LOCAL).rules(RuleFilter())
        assert other.view(LOCAL).documents() == store.view(LOCAL).documents()


def test_upload_of_the_same_bytes_is_unchanged(store: GraphStore) -> None:
    data = SPEECH.format(number=1).encode()
    first = ingest_bytes(store, data, "讲话.txt")
    assert first.status is PutStatus.ADDED
    assert ingest_bytes(store, data, "讲话.txt").status is PutStatus.UNCHANGED
    assert store.view(LOCAL).original(first.document_id) == data


def test_upload_of_other_bytes_under_the_same_name_is_a_second_document(store: GraphStore) -> None:
    for number in range(2):
        assert ingest_bytes(store, SPEECH.format(number=number).encode(), "讲话.txt").status is PutStatus.ADDED
    assert store.view(LOCAL).documents().total == 2


def test_upload_that_cannot_be_read_says_why(store: GraphStore) -> None:
    with pytest.raises(EmptyFile):
        ingest_bytes(store, b"", "空.txt")
    with pytest.raises(TooLarge):
        ingest_bytes(store, b"a" * 100, "大.txt", max_bytes=10)
    assert store.last_commit() == 0


def test_upload_after_an_upgrade_is_read_anew(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    data = SPEECH.format(number=1).encode()
    ingest_bytes(store, data, "讲话.txt", access=Access("内部"))
    monkeypatch.setattr("graph.library.fingerprint", lambda: "newer")
    assert ingest_bytes(store, data, "讲话.txt").status is PutStatus.REPLACED
    assert store.view(LOCAL).documents().items[0].access == Access("内部")


@pytest.mark.parametrize("extract", [False, True])
def test_rebuild_gives_the_same_library(store: GraphStore, folder: Path, extract: bool) -> None:
    report = ingest_files(store, [folder])
    before = store.view(LOCAL).rules(RuleFilter())
    again = rebuild(store, extract=extract)
    assert store.view(LOCAL).rules(RuleFilter()) == before
    assert (again.rules, again.duties) == (report.rules, report.duties)


def test_rebuild_extracts_with_the_extractor_of_today(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_files(store, [folder], access=Access("内部"))
    monkeypatch.setattr("graph.library.fingerprint", lambda: "newer")
    assert rebuild(store, extract=False).replaced == 0
    assert rebuild(store, extract=True).replaced == 3
    states = store.view(LOCAL).sources().values()
    assert {state.extractor for state in states} == {"newer"}
    assert {summary.access.level for summary in store.view(LOCAL).documents().items} == {"内部"}


def test_rebuild_keeps_what_can_no_longer_be_read(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_files(store, [folder])

    def refuse(data: bytes, file: str, **_: Any) -> Any:
        raise ReadError(file)

    monkeypatch.setattr("graph.library.extract_document", refuse)
    report = rebuild(store, extract=True)
    assert len(report.skipped) == 3
    assert store.view(LOCAL).documents().total == 3


def test_source_is_the_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert source_of(Path("讲话.txt")) == f"{tmp_path.as_posix()}/讲话.txt"
    assert "\\" not in source_of(Path(os.curdir))


def test_fingerprint_is_the_same_every_time() -> None:
    extractor.fingerprint.cache_clear()
    first = extractor.fingerprint()
    extractor.fingerprint.cache_clear()
    assert extractor.fingerprint() == first
    assert len(first) == 16
