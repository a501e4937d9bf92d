"""Pinned answers and opinions outlive the process, and no more of them are kept than the file may grow by."""

from pathlib import Path

import pytest

from graph.access import Access
from graph.errors import NotFound
from graph.quote import quote
from search_api.errors import SearchesBroken
from search_api.kept import pinned
from search_api.kept.pinned import AnswerRecords, KeptQuote
from search_api.kept.records import SearchRecords
from tests.factories import TEXT, make_document, span_of


@pytest.fixture
def kept(tmp_path: Path) -> AnswerRecords:
    return AnswerRecords(tmp_path)


def one_quote() -> KeptQuote:
    """Words of a document for a few."""
    words = quote(make_document(), span_of(TEXT, "值班人员必须24小时在岗"), "一第1句")
    return KeptQuote(words, Access("内部", frozenset({"一组", "二组"})))


def test_nothing_is_kept_before_something_is_written(kept: AnswerRecords, tmp_path: Path) -> None:
    assert (list(kept.pinned()), list(kept.opinions())) == ([], [])
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_read_as_it_was_written(kept: AnswerRecords, tmp_path: Path) -> None:
    pin = kept.pin(["几个人？", "几人值班？"], [one_quote()], "王敏", answer="两人", note="核对过")
    told = kept.tell("几个人？", [one_quote()], "李强", helpful=False, reason="不清楚", found=True)
    other = AnswerRecords(tmp_path)
    assert list(other.pinned()) == [pin]
    assert list(other.opinions()) == [told]
    assert other.pinned() is other.pinned()


def test_other_processes_see_a_pinned_answer_at_once(kept: AnswerRecords, tmp_path: Path) -> None:
    other = AnswerRecords(tmp_path)
    assert list(other.pinned()) == []
    pin = kept.pin(["几个人？"], [one_quote()], "王敏")
    assert list(other.pinned()) == [pin]
    other.unpin(pin.id)
    assert list(kept.pinned()) == []
    with pytest.raises(NotFound):
        kept.unpin(pin.id)


def test_the_file_is_shared_with_saved_searches(kept: AnswerRecords, tmp_path: Path) -> None:
    saved = SearchRecords(tmp_path).save("值班", "值班", {})
    pin = kept.pin(["几个人？"], [one_quote()], "王敏")
    assert (SearchRecords(tmp_path).saved(), list(kept.pinned())) == ([saved], [pin])
    assert [path.name for path in tmp_path.iterdir()] == ["searches.db"]


def test_opinions_are_no_more_than_the_file_may_grow_by(kept: AnswerRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinned, "MOST_OPINIONS", 3)
    for number in range(5):
        kept.tell(f"问{number}", [], "李强", helpful=True, reason="", found=True)
    assert [one.question for one in kept.opinions()] == ["问4", "问3", "问2"]


def test_a_damaged_file_is_told_of(kept: AnswerRecords, tmp_path: Path) -> None:
    (tmp_path / "searches.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(SearchesBroken):
        kept.pinned()
