"""What is kept of people's searching outlives the process and is never in the way."""

import os
from pathlib import Path

import pytest

from graph.errors import NotFound
from search_api.errors import SearchesBroken
from search_api.kept import records
from search_api.kept.records import Decision, SearchRecords


@pytest.fixture
def kept(tmp_path: Path) -> SearchRecords:
    return SearchRecords(tmp_path)


def test_nothing_is_kept_before_something_is_written(kept: SearchRecords, tmp_path: Path) -> None:
    assert (kept.saved(), kept.misses(), kept.pairs(), kept.synonyms()) == ([], [], [], {})
    assert list(tmp_path.iterdir()) == []


def test_save_takes_the_place_of_the_search_that_had_the_name(kept: SearchRecords, tmp_path: Path) -> None:
    kept.save("值班", "值班", {})
    again = kept.save("值班", "值班 要求", {"duty": ("值班", "保密"), "sort": ("date",)})
    assert SearchRecords(tmp_path).saved() == [again]
    assert kept.open("值班") == kept.open(again.id) == again


def test_forget_leaves_the_other_searches(kept: SearchRecords) -> None:
    one, other = kept.save("一", "值班", {}), kept.save("二", "保密", {})
    kept.forget("一")
    assert kept.saved() == [other]
    with pytest.raises(NotFound):
        kept.forget(one.id)


def test_misses_are_counted_and_the_most_asked_stands_first(kept: SearchRecords) -> None:
    for q in ("带岗", "轮守", "带岗"):
        kept.record_miss(q)
    assert [(miss.q, miss.times) for miss in kept.misses()] == [("带岗", 2), ("轮守", 1)]
    kept.forget_miss("带岗")
    assert [miss.q for miss in kept.misses()] == ["轮守"]


def test_misses_are_no_more_than_the_file_may_grow_by(kept: SearchRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_MISSES", 3)
    for number in range(5):
        kept.record_miss(f"问{number}" * 200)
    assert [miss.q[:2] for miss in kept.misses()] == ["问4", "问3", "问2"]
    assert max(len(miss.q) for miss in kept.misses()) == records.LONGEST


def test_synonyms_hold_both_ways_and_other_processes_see_them_at_once(kept: SearchRecords, tmp_path: Path) -> None:
    other = SearchRecords(tmp_path)
    assert other.synonyms() == {}
    kept.decide("带岗", "值班", Decision.APPROVED)
    kept.decide("带岗", "带队", Decision.DISMISSED)
    assert other.synonyms() == {"带岗": ("值班",), "值班": ("带岗",)}
    assert other.synonyms() is other.synonyms()
    kept.withdraw("值班", "带岗")
    assert other.synonyms() == kept.synonyms() == {}
    with pytest.raises(NotFound):
        kept.withdraw("值班", "带岗")


def test_decide_replaces_what_was_decided_of_the_two_words(kept: SearchRecords) -> None:
    kept.decide("带岗", "值班", Decision.DISMISSED)
    kept.decide("值班", "带岗", Decision.APPROVED)
    assert [(pair.word, pair.other, pair.decision) for pair in kept.pairs()] == [("值班", "带岗", Decision.APPROVED)]


def test_damaged_file_is_told_of_by_name(tmp_path: Path) -> None:
    (tmp_path / "searches.db").write_bytes(b"no database" * 100)
    with pytest.raises(SearchesBroken, match=r"searches\.db"):
        SearchRecords(tmp_path).saved()


def test_synonyms_of_another_process_hold_at_once_also_within_one_tick_of_the_clock(
    kept: SearchRecords, tmp_path: Path
) -> None:
    another, file = SearchRecords(tmp_path), tmp_path / "searches.db"
    another.decide("离岗", "脱岗", Decision.APPROVED)
    assert kept.synonyms() == {"离岗": ("脱岗",), "脱岗": ("离岗",)}
    then = file.stat()
    another.decide("离岗", "脱岗", Decision.DISMISSED)
    os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert kept.synonyms() == {}
