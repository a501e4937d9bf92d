"""Narrowing, sorting and folding, the same on every embedded engine."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.access import LOCAL, Reader
from graph.errors import NotFound
from ingest.model import DateInterval, Document, DocumentKind, Modality
from search_api.engine import Engine
from search_api.errors import BadCursor
from search_api.index import ENGINES
from search_api.index.fields import FacetField, Order
from search_api.results import SearchRequest, SearchResult, SuggestionKind
from tests.factories import make_document, make_rule
from tests.search_api.engines import filled_engine

SAME = "值班人员必须坚守岗位。"


def speech(year: int | None, *lines: str, kind: DocumentKind = DocumentKind.SPEECH) -> Document:
    """A document of a year with `lines`; each is a rule, about keeping secrets where it says so."""
    text = "\n".join((f"{year or '某'}年讲话", *lines)) + "\n"
    rules = tuple(
        make_rule(
            text,
            line[:-1],
            duties=("保密",) if "保密" in line else ("值班",),
            modality=Modality.PROHIBITION if "严禁" in line else Modality.OBLIGATION,
            cue="严禁" if "严禁" in line else "必须",
        )
        for line in lines
    )
    day = date(year, 5, 1) if year else None
    return make_document(text, file=f"{year}.txt", kind=kind, date=DateInterval(day, day), rules=rules)


DOCUMENTS = (
    speech(2010, SAME, "值班人员必须做好保密工作。"),
    speech(2014, SAME, "值班期间严禁饮酒。"),
    speech(None, SAME),
    speech(2019, "值班人员必须如实登记。", "值班人员必须按时交接。", kind=DocumentKind.REGULATION),
)


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with filled_engine(tmp_path_factory.mktemp("narrowing"), *DOCUMENTS, address=request.param) as (opened, _):
        yield opened


def search(engine: Engine, q: str = "值班", **options: object) -> SearchResult:
    return engine.search(SearchRequest(q, limit=50, **options), LOCAL)  # type: ignore[arg-type]


def titles(result: SearchResult) -> list[str]:
    return [hit.passage.quote.title for hit in result.hits]


@pytest.mark.parametrize(
    ("excluded", "left_out"),
    [
        ({FacetField.DUTY: ("保密",)}, "保密"),
        ({FacetField.MODALITY: ("prohibition",)}, "严禁"),
        ({FacetField.DUTY: ("保密",), FacetField.MODALITY: ("prohibition",)}, "保密|严禁"),
    ],
    ids=["a duty", "a modality", "both"],
)
def test_excluded_values_are_left_out(
    engine: Engine, excluded: dict[FacetField, tuple[str, ...]], left_out: str
) -> None:
    every, rest = search(engine, fold=False), search(engine, fold=False, excluded=excluded)
    gone = {hit.passage.quote.text for hit in every.hits} - {hit.passage.quote.text for hit in rest.hits}
    assert gone == {t for hit in every.hits if any(w in (t := hit.passage.quote.text) for w in left_out.split("|"))}
    assert rest.total == every.total - len(gone)


def test_counts_of_a_facet_are_not_narrowed_by_what_is_chosen_of_it(engine: Engine) -> None:
    every = search(engine, fold=False).facets
    chosen = search(engine, fold=False, filters={FacetField.YEAR: ("2019",)}).facets
    assert chosen[FacetField.YEAR] == every[FacetField.YEAR]
    assert chosen[FacetField.KIND] == {"regulation": 2}
    without = search(engine, fold=False, excluded={FacetField.YEAR: ("2019",)}).facets
    assert without[FacetField.YEAR] == every[FacetField.YEAR]
    assert without[FacetField.KIND] == {"speech": every[FacetField.KIND]["speech"]}


def test_counts_say_how_many_hits_another_value_adds(engine: Engine) -> None:
    one = search(engine, fold=False, filters={FacetField.DUTY: ("保密",)})
    both = search(engine, fold=False, filters={FacetField.DUTY: ("保密", "值班")})
    assert both.total == one.total + one.facets[FacetField.DUTY]["值班"]


def test_excluding_alone_is_a_search(engine: Engine) -> None:
    found = search(engine, "", fold=False, excluded={FacetField.KIND: ("speech",)})
    assert {hit.passage.quote.kind for hit in found.hits} == {DocumentKind.REGULATION}
    assert found.total == 3


def test_sort_by_date_is_newest_first_in_text_order_and_undated_last(engine: Engine) -> None:
    found = search(engine, order=Order.DATE, fold=False)
    assert titles(found) == ["2019年讲话"] * 2 + ["2014年讲话"] * 2 + ["2010年讲话"] * 2 + ["某年讲话"]
    starts = [hit.passage.quote.start for hit in found.hits[:2]]
    assert starts == sorted(starts)
    assert found.total == search(engine, fold=False).total


def test_sort_by_date_pages_hold_every_hit_once_in_one_order(engine: Engine) -> None:
    whole = [hit.passage.id for hit in search(engine, order=Order.DATE, fold=False).hits]
    seen, after = [], None
    while True:
        page = engine.search(SearchRequest("值班", limit=2, after=after, fold=False, order=Order.DATE), LOCAL)
        seen += [hit.passage.id for hit in page.hits]
        after = page.next
        if after is None:
            break
    assert seen == whole


@pytest.mark.parametrize(
    "other",
    [SearchRequest("值班", limit=1), SearchRequest("值班", limit=1, order=Order.DATE,
                                                excluded={FacetField.DUTY: ("保密",)})],
    ids=["sorted otherwise", "with something left out"],
)  # fmt: skip
def test_cursor_is_good_for_its_search_alone(engine: Engine, other: SearchRequest) -> None:
    cursor = engine.search(SearchRequest("值班", limit=1, order=Order.DATE), LOCAL).next
    with pytest.raises(BadCursor):
        engine.search(SearchRequest(other.q, limit=1, after=cursor, excluded=other.excluded, order=other.order), LOCAL)


def test_folded_hit_says_where_else_it_stands_and_where_first(engine: Engine) -> None:
    [same] = [hit for hit in search(engine).hits if hit.passage.quote.text == SAME]
    assert same.restated is not None
    assert same.restated.documents == 2
    assert same.restated.earliest is not None
    assert (same.restated.earliest.title, same.restated.earliest.text) == ("2010年讲话", SAME)
    others = [hit for hit in search(engine).hits if hit.passage.quote.text != SAME]
    assert others
    assert not any(hit.restated for hit in others)
    assert not any(hit.restated for hit in search(engine, fold=False).hits)


def test_hits_in_a_document_are_all_of_it_in_text_order(engine: Engine) -> None:
    document = DOCUMENTS[1]
    found = engine.hits_in(document.id, "值班", LOCAL)
    assert [span.of(document.text) for span in found.passages] == [SAME, "值班期间严禁饮酒。"]
    assert len(found.highlights) == 2
    assert all("值班" in span.of(document.text) for span in found.highlights)
    assert found.total == 2
    assert engine.hits_in(document.id, "", LOCAL).total == 0


def test_hits_in_a_document_that_the_reader_may_not_open_are_not_told_of(engine: Engine) -> None:
    with pytest.raises(NotFound):
        engine.hits_in(DOCUMENTS[1].id, "值班", Reader(frozenset({"无此级别"})))


def test_approved_synonyms_take_effect_without_a_rebuild(tmp_path: Path) -> None:
    approved: dict[str, tuple[str, ...]] = {}
    now = [approved]
    with filled_engine(tmp_path, *DOCUMENTS) as (made, store):
        engine = Engine(store, made._index, lambda: now[0])
        assert search(engine, "看场望风").total == 0
        now[0] = {"看场望风": ("值班",), "值班": ("看场望风",)}
        found = search(engine, "看场望风")
        assert found.total == search(engine).total > 0
        assert found.hits[0].highlights
        now[0] = {}
        assert search(engine, "看场望风").total == 0


def test_suggest_knows_how_rules_begin_and_first_letters(engine: Engine) -> None:
    found = {one.text: one for one in engine.suggest("值班", LOCAL)}
    assert found["值班人员必须"].kind is SuggestionKind.OPENING
    assert found["值班人员必须"].count == 6
    assert "值班期间严禁" not in found, "one rule alone begins so"
    assert "值班" in [one.text for one in engine.suggest("zb", LOCAL)]
    for typed in ("zbry", "zhiban renyuan b"):
        assert "值班人员必须" in [one.text for one in engine.suggest(typed, LOCAL)], typed
