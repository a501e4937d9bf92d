"""Pages of what was found: nothing twice, nothing lost."""

import pytest

from graph.quote import quote
from graph.store.base import PassageRecord
from ingest.model import Span
from search_api.ranking.cursors import FARTHEST
from search_api.ranking.finding import Found
from search_api.ranking.order import Ranked
from tests.factories import make_document


def found(*texts: str, first: int = 0) -> Found:
    ranked = tuple(
        Ranked(PassageRecord(str(n), quote(make_document(text), Span(0, len(text)), ""), ()), 1.0)
        for n, text in enumerate(texts, start=first)
    )
    return Found(len(texts), {}, first, ranked)


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
