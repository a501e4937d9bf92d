"""What is said of why a hit stands where it stands adds up to its score."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.access import LOCAL
from ingest.model import DateInterval, DocumentKind
from search_api.engine import Engine
from search_api.exports import reasons
from search_api.index.fields import Order
from search_api.models import ReasonModel
from search_api.results import FoundHit, Reason, Said, SaidBy, SearchRequest
from tests.factories import make_document
from tests.search_api.engines import filled_engine

OLD = "临水县印章管理办法\n公章由专人保管，借用公章应当登记。\n严禁携带公章外出，违反的给予处分。\n"
NEW = OLD + "带班人员夜间也不得外借公章。\n"


def on(year: int) -> DateInterval:
    return DateInterval(date(year, 1, 1), date(year, 1, 1))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    documents = [
        make_document(text, date=on(year), file=f"{year}.txt", kind=DocumentKind.REGULATION)
        for text, year in ((OLD, 2001), (NEW, 2011))
    ]
    with filled_engine(tmp_path, *documents) as (engine, _):
        yield engine


def explained(engine: Engine, q: str, order: Order = Order.RELEVANCE) -> list[tuple[FoundHit, Reason]]:
    found = engine.search(SearchRequest(q, fold=False, explain=True, order=order), LOCAL)
    assert found.hits
    return [(hit, hit.reason) for hit in found.hits if hit.reason]


def test_reason_adds_up_to_the_score(engine: Engine) -> None:
    for hit, why in explained(engine, "印章外出要求"):
        assert reasons.score(ReasonModel.of(why)) == pytest.approx(hit.score)
        assert why.covered == pytest.approx(sum(one.weight * one.worth for one in why.said))
        assert sum(one.weight for one in why.said) == pytest.approx(1)


def test_reason_names_the_words_that_say_each_thing(engine: Engine) -> None:
    hits = {hit.passage.quote.text: why for hit, why in explained(engine, "图章 外出 后果")}
    by = {one.asked: (one.by, one.words) for one in next(why for text, why in hits.items() if "严禁" in text).said}
    assert by["图章"] == (SaidBy.SYNONYM, "公章")
    assert by["外出"] == (SaidBy.WORD, "外出")
    assert by["后果"][0] in (SaidBy.ANSWER, SaidBy.SYNONYM)
    lacking = next(why for text, why in hits.items() if "登记" in text)
    assert Said("外出", "", SaidBy.NOTHING, 0.0, lacking.said[1].weight) in lacking.said


def test_reason_tells_of_later_versions_and_headings(engine: Engine) -> None:
    found = explained(engine, "临水县印章管理办法")
    assert any(why.heading < 1 for _, why in found)
    older = {hit.passage.quote.document_id for hit, why in found if why.older < 1}
    assert len(older) == 1


def test_reason_tells_what_a_list_that_is_asked_for_adds(tmp_path: Path) -> None:
    text = "临水县库房守则\n印章保管员履行下列职责：\n（一）登记借出的公章；\n（二）锁好柜门。\n印章保管员应当守时。\n"
    with filled_engine(tmp_path, make_document(text, kind=DocumentKind.REGULATION)) as (engine, _):
        found = explained(engine, "印章保管员有哪些职责")
    listed = {hit.passage.quote.text: why.listed for hit, why in found}
    assert listed["印章保管员履行下列职责："] > 0
    assert listed["（二）锁好柜门。"] > 0
    assert listed["印章保管员应当守时。"] == 0
    assert found[0][0].passage.quote.text == "印章保管员履行下列职责："
    for hit, why in found:
        assert reasons.score(ReasonModel.of(why)) == pytest.approx(hit.score)


def test_reason_of_what_is_sorted_by_date_is_the_score_of_the_index(engine: Engine) -> None:
    for hit, why in explained(engine, "公章", Order.DATE):
        assert why == replace(why, index=hit.score, covered=0.0, together=0.0, hard=0.0, heading=1.0, older=1.0)


def test_hits_say_nothing_of_it_where_nobody_asked(engine: Engine) -> None:
    explained(engine, "公章")
    assert all(hit.reason is None for hit in engine.search(SearchRequest("公章"), LOCAL).hits)


def test_reasons_in_words_name_each_part_that_counts() -> None:
    said = (Said("值班", "带班", SaidBy.SYNONYM, 0.6, 0.75), Said("要求", "", SaidBy.NOTHING, 0.0, 0.25))
    why = ReasonModel.of(Reason(0.9, 0.45, 0.4, 0.1, 0.5, 1.0, said, listed=0.2))
    assert list(reasons.parts(why)) == [
        ("全文匹配", "0.90"),
        ("说到所问的程度", "0.45"),
        ("同一句里说到、并给出答案", "0.40"),
        ("有所问的硬性规矩", "+0.10"),
        ("只是标题", "×0.5"),
        ("领起所问的清单，或是其中一项", "+0.20"),
    ]
    assert list(reasons.said(why)) == [
        ("“值班”（占 75%）", "同义或相近说法“带班”，60%"),
        ("“要求”（占 25%）", "没有说到"),
    ]
