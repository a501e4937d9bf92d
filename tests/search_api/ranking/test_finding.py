"""Pages of what was found: nothing twice, nothing lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.access import LOCAL
from ingest.model import Document, DocumentKind
from search_api.engine import Engine
from search_api.index.fields import FacetField
from search_api.query.understanding import understand
from search_api.query.vocabulary import Vocabulary
from search_api.ranking import finding
from search_api.ranking.cursors import FARTHEST
from search_api.ranking.finding import ENOUGH, Found, Search
from search_api.results import SearchRequest
from tests.factories import make_document
from tests.search_api.engines import filled_engine
from tests.search_api.ranking.hits import make_ranked

SEARCH = Search(understand("值班", Vocabulary({}, {})), {}, LOCAL)
WORDINGS = {f"第{n * m % 87}组要保密。" for n in range(1, 31) for m in range(20)}


def found(*texts: str, first: int = 0) -> Found:
    ranked = tuple(make_ranked(text, key=str(n)) for n, text in enumerate(texts, start=first))
    return Found(SEARCH, first + len(texts), {}, first, ranked, first + len(texts))


@pytest.mark.parametrize(
    ("texts", "offset", "fold", "shown", "following", "reason"),
    [
        (["甲。", "乙。", "丙。"], 0, True, ["0", "1"], 2, "a page of two"),
        (["甲。", "乙。", "丙。"], 2, True, ["2"], None, "the last page"),
        (["甲。", "甲！", "乙。"], 0, True, ["0", "2"], None, "the same words with other marks are one"),
        (["甲。", "甲！", "乙。"], 0, False, ["0", "1"], 2, "unless all are asked for"),
        (["值班。", "值 班", "乙。", "丙。"], 0, True, ["0", "2"], 3, "a page goes on behind what it folds"),
        (["甲。", "乙。", "甲！", "丙。"], 2, True, ["3"], None, "what an earlier page has shown is not shown again"),
        (["甲。", "乙。"], 5, True, [], None, "beyond the end"),
    ],
)
def test_a_page_is_cut_from_what_was_found(
    texts: list[str], offset: int, fold: bool, shown: list[str], following: int | None, reason: str
) -> None:
    page = found(*texts).page(offset, 2, fold=fold)
    assert [one.passage.id for one in page.hits] == shown, reason
    assert page.next == following, reason


def test_pages_one_after_the_other_show_each_wording_once() -> None:
    everything = found(*[f"规矩{n % 7}。" for n in range(30)])
    shown, offset = [], 0
    while True:
        page = everything.page(offset, 3, fold=True)
        shown += [one.passage.quote.text for one in page.hits]
        if page.next is None:
            break
        assert page.next > offset
        offset = page.next
    assert shown == [f"规矩{n}。" for n in range(7)]


def test_a_page_far_down_begins_where_it_was_asked_to() -> None:
    page = found("甲。", "乙。", "丙。", first=500).page(500, 2, fold=True)
    assert [one.passage.id for one in page.hits] == ["500", "501"]
    assert page.next == 502


def test_no_page_lies_beyond_the_farthest() -> None:
    assert found("甲。", "乙。", first=FARTHEST - 1).page(FARTHEST - 1, 1, fold=True).next is None


def test_a_page_that_folding_leaves_short_goes_on_where_reading_ended() -> None:
    read = found("甲。", "甲！", "甲；")
    page = replace(read, total=9).page(0, 2, fold=True)
    assert [one.passage.id for one in page.hits] == ["0"]
    assert page.next == 3


@pytest.fixture(scope="module")
def repetitive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """600 hits of 87 wordings: more than the window, with the same wordings within it and after it."""
    documents = [
        make_document("".join(f"第{n * m % 87}组要保密。\n" for m in range(20)), file=f"{n}.txt") for n in range(1, 31)
    ]
    with filled_engine(tmp_path_factory.mktemp("repetitive"), *documents) as (engine, _):
        yield engine


@settings(max_examples=25)
@given(limit=st.integers(1, 400), fold=st.booleans())
@example(limit=1, fold=True)
@example(limit=10, fold=True)
@example(limit=119, fold=True)
@example(limit=121, fold=False)
def test_paging_to_the_end_loses_no_hit_and_shows_none_twice(repetitive: Engine, limit: int, fold: bool) -> None:
    shown: list[str] = []
    ids: list[str] = []
    after: str | None = None
    while True:
        result = repetitive.search(SearchRequest("保密", limit=limit, after=after, fold=fold), LOCAL)
        shown += [hit.passage.quote.text for hit in result.hits]
        ids += [hit.passage.id for hit in result.hits]
        after = result.next
        if after is None:
            break
    assert result.total == 600
    assert len(ids) == len(set(ids)) == (len(WORDINGS) if fold else result.total)
    assert set(shown) == WORDINGS
    assert len(shown) == len(set(shown)) or not fold


def saying_both(number: int, **fields: Any) -> list[Document]:
    return [make_document(f"{n}号值班电话要有人接听。", file=f"both{n}.txt", **fields) for n in range(number)]


def saying_one(number: int, **fields: Any) -> list[Document]:
    return [make_document(f"{n}号值班要有记录。", file=f"one{n}.txt", **fields) for n in range(number)]


@pytest.mark.parametrize(
    ("both", "expected", "reason"),
    [
        (ENOUGH, ENOUGH, "enough passages say all that is asked: the others are left out"),
        (ENOUGH - 1, ENOUGH - 1 + 30, "too few do: those that say part of it are found as well"),
        (0, 30, "none does"),
    ],
)
def test_passages_that_say_part_are_found_where_few_say_all(
    tmp_path: Path, both: int, expected: int, reason: str
) -> None:
    with filled_engine(tmp_path, *saying_both(both), *saying_one(30)) as (engine, _):
        result = engine.search(SearchRequest("值班 接听", fold=False), LOCAL)
        assert result.total == expected, reason
        assert sum(result.facets[FacetField.KIND].values()) == expected, reason
        assert result.asked_for == ("值班", "接听")
        assert result.said_by_all == (result.asked_for if both == ENOUGH else ()), reason


def test_asking_for_less_is_not_said_where_it_finds_no_more(tmp_path: Path) -> None:
    with filled_engine(tmp_path, *saying_both(2)) as (engine, _):
        result = engine.search(SearchRequest("值班 接听", fold=False), LOCAL)
    assert (result.total, result.said_by_all) == (2, ("值班", "接听"))


def test_the_hits_in_a_document_are_those_of_the_search(tmp_path: Path) -> None:
    mixed = make_document("值班室电话要有人接听。\n值班要有记录。", file="mixed.txt", title="办法")
    other = make_document("值班要交班。\n不得脱岗。", file="other.txt", title="办法")
    with filled_engine(tmp_path, *saying_both(ENOUGH), mixed, other) as (engine, _):
        assert engine.hits_in(mixed.id, "值班 接听", LOCAL).total == 1
        assert engine.hits_in(other.id, "值班 接听", LOCAL).total == 1, "what says part of it, where nothing says all"


def test_a_filter_never_finds_what_was_not_found_without_it(tmp_path: Path) -> None:
    law, *notices = saying_both(ENOUGH, kind=DocumentKind.NOTICE)
    others = saying_one(30, kind=DocumentKind.REGULATION)
    with filled_engine(tmp_path, replace(law, kind=DocumentKind.REGULATION), *notices, *others) as (engine, _):
        everywhere = engine.search(SearchRequest("值班 接听", fold=False), LOCAL)
        filters = {FacetField.KIND: (DocumentKind.REGULATION.value,)}
        filtered = engine.search(SearchRequest("值班 接听", filters=filters, fold=False), LOCAL)
    assert everywhere.facets[FacetField.KIND][DocumentKind.REGULATION] == filtered.total == 1
    assert filtered.facets[FacetField.KIND] == everywhere.facets[FacetField.KIND], "counts to choose others by"


def test_of_several_things_the_half_that_tells_most_is_asked_for_next() -> None:
    understood = understand("值班 接听 记录 电话", Vocabulary({"值班": 90, "接听": 2, "记录": 60, "电话": 4}, {}, 100))
    whole = replace(SEARCH, understood=understood).of_all()
    half = whole.of_less()
    assert {one.text for one in whole.saying} == {"值班", "接听", "记录", "电话"}
    assert {one.text for one in half.saying} == {"接听", "电话"}
    assert half.of_less().saying == ()


def test_paging_past_where_folding_remembers_loses_no_wording(
    repetitive: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FOLDED", 150)
    shown: set[str] = set()
    after: str | None = None
    while True:
        result = repetitive.search(SearchRequest("保密", limit=7, after=after), LOCAL)
        shown |= {hit.passage.quote.text for hit in result.hits}
        after = result.next
        if after is None:
            break
    assert shown == WORDINGS
