"""What every index does: one body, every engine."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from graph.access import LOCAL, Access, Reader
from search_api.analysis.tokens import gram_tokens
from search_api.errors import IndexBusy
from search_api.index import ENGINES, open_index
from search_api.index.base import Hits, SearchIndex, State
from search_api.index.fields import (
    Clause,
    Either,
    Entry,
    FacetField,
    IndexQuery,
    MarkField,
    OneOf,
    Order,
    Phrase,
    Term,
    TextField,
    Together,
)
from tests.search_api.index.addresses import is_served, somebody_writing

STATE = State("store", 3, "analysis")
EVERYBODY = Reader(frozenset({"公开"}))

TEXTS = {
    "a1": "值班人员必须二十四小时在岗，严禁脱岗。",
    "a2": "要严格执行值班制度。",
    "b1": "发生紧急情况，半小时内电话报告，两小时内书面报告。",
    "b2": "制度要上墙，值班要签到。",
    "c1": "档案到期须经鉴定方可销毁，不得擅自处理。",
}


RECENCY = {"a1": 2012_02, "a2": 2012_01, "b1": 2**62 + 1, "b2": 2**62, "c1": 3}


def entries() -> list[Entry]:
    facets = {
        "a1": {
            FacetField.DUTY: ("值班",),
            FacetField.MODALITY: ("obligation", "prohibition"),
            FacetField.YEAR: ("2012",),
        },
        "a2": {FacetField.DUTY: ("值班", "制度建设"), FacetField.YEAR: ("2012",)},
        "b1": {FacetField.DUTY: ("信息报送",), FacetField.YEAR: ("2019",)},
    }
    marks = {
        "a1": {MarkField.SANCTION: ("yes",), MarkField.ABILITY: ("应变能力",)},
        "b1": {MarkField.LIMIT: ("1800", "7200")},
        "c1": {MarkField.LIMIT: ("7200",), MarkField.SANCTION: ("yes",)},
    }
    access = {"c1": Access("内部"), "b2": Access("公开", frozenset({"机要组"}))}
    return [
        Entry(
            passage_id=name,
            document_id=name[0],
            text=text,
            title="值班工作讲话" if name[0] == "a" else "",
            rules=("严禁脱岗",) if name == "a1" else (),
            facets=facets.get(name, {}),
            marks=marks.get(name, {}),
            access=access.get(name, Access()),
            recency=RECENCY[name],
        )
        for name, text in TEXTS.items()
    ]


@pytest.fixture
def index(address: str) -> Iterator[SearchIndex]:
    with open_index(address) as opened:
        yield opened


@pytest.fixture
def filled(index: SearchIndex) -> SearchIndex:
    index.apply(STATE, removed=(), added=entries())
    return index


def words(*texts: str) -> IndexQuery:
    return IndexQuery(should=tuple(Term(TextField.WORDS, text) for text in texts))


def phrase(text: str) -> Phrase:
    return Phrase(TextField.GRAMS, tuple(token.text for token in gram_tokens(text) if len(token.text) > 1))


def found(index: SearchIndex, query: IndexQuery, reader: Reader = LOCAL) -> list[str]:
    return [hit.passage_id for hit in index.search(query, reader).hits]


def test_state_is_none_until_something_is_applied(index: SearchIndex) -> None:
    assert index.state() is None
    index.apply(STATE, removed=(), added=())
    assert index.state() == STATE


def test_state_outlives_the_process(address: str) -> None:
    with open_index(address) as index:
        index.apply(STATE, removed=(), added=entries())
    with open_index(address) as index:
        assert index.state() == STATE
        assert index.search(IndexQuery(), LOCAL).total == len(TEXTS)


@pytest.mark.parametrize(
    ("clauses", "expected", "reason"),
    [
        ((Term(TextField.WORDS, "值班"),), {"a1", "a2", "b2"}, "a word, inside a longer one too"),
        ((phrase("值班制度"),), {"a2"}, "a phrase is words in this order, side by side"),
        ((Term(TextField.WORDS, "PT24H"),), {"a1"}, "a quantity however it is written"),
        ((Term(TextField.WORDS, "PT30M"),), {"b1"}, "half an hour and not two"),
        ((Phrase(TextField.GRAMS, ("岗",)),), {"a1"}, "a single character"),
        ((Term(TextField.WORDS, "不得"),), {"c1"}, "a negation is no stop word"),
        ((Term(TextField.RULES, "脱岗"),), {"a1"}, "the words of rules alone"),
        ((Term(TextField.CONTEXT, "讲话"),), {"a1", "a2"}, "the title"),
        ((Either((Term(TextField.WORDS, "销毁"), Term(TextField.WORDS, "签到"))),), {"b2", "c1"}, "either"),
        ((Together((Term(TextField.WORDS, "制度"), Term(TextField.WORDS, "签到"))),), {"b2"}, "both"),
        ((Term(TextField.WORDS, "没有的词"),), set(), "a word that nobody says"),
        ((Either(()),), set(), "no way to say it"),
        ((OneOf(MarkField.LIMIT, ("7200",)),), {"b1", "c1"}, "a whole value, among several"),
        ((OneOf(MarkField.LIMIT, ("1800", "7200")),), {"b1", "c1"}, "one of several values"),
        ((OneOf(MarkField.LIMIT, ("720",)),), set(), "a whole value and not its beginning"),
        ((OneOf(MarkField.DOCUMENT, ("a", "c")),), {"a1", "a2", "c1"}, "the passages of documents"),
        ((OneOf(MarkField.ABILITY, ("应变能力",)),), {"a1"}, "an ability"),
        ((OneOf(FacetField.DUTY, ()),), set(), "no value at all"),
        (
            (Either((OneOf(FacetField.DUTY, ("信息报送",)), OneOf(MarkField.SANCTION, ("yes",)))),),
            {"a1", "b1", "c1"},
            "one condition or the other",
        ),
    ],
)
def test_search_finds_what_the_clauses_say(
    filled: SearchIndex, clauses: tuple[Clause, ...], expected: set[str], reason: str
) -> None:
    assert set(found(filled, IndexQuery(should=clauses))) == expected, reason
    assert set(found(filled, IndexQuery(must=clauses))) == expected, reason
    assert filled.total(IndexQuery(must=clauses), LOCAL) == len(expected), reason


def test_search_leaves_out_what_must_not_match(filled: SearchIndex) -> None:
    query = IndexQuery(should=(Term(TextField.WORDS, "值班"),), must_not=(Term(TextField.WORDS, "制度"),))
    assert found(filled, query) == ["a1"]
    query = IndexQuery(must_not=(OneOf(FacetField.YEAR, ("2012", "2019")),))
    assert set(found(filled, query)) == {"b2", "c1"}


def test_search_needs_must_and_adds_should_to_the_score(filled: SearchIndex) -> None:
    must = (Term(TextField.WORDS, "值班"),)
    plain = found(filled, IndexQuery(must=must))
    assert set(plain) == {"a1", "a2", "b2"}
    raised = IndexQuery(must=must, should=(Term(TextField.WORDS, "签到", 5.0),))
    assert found(filled, raised)[0] == "b2"


def test_search_weighs_clauses(filled: SearchIndex) -> None:
    for heavy, first in (("签到", "b2"), ("销毁", "c1")):
        weights = {"签到": 1.0, "销毁": 1.0} | {heavy: 3.0}
        query = IndexQuery(should=tuple(Term(TextField.WORDS, word, weight) for word, weight in weights.items()))
        assert found(filled, query)[0] == first


def test_search_values_score_what_they_weigh(filled: SearchIndex) -> None:
    word = Term(TextField.WORDS, "值班")
    plain = {hit.passage_id: hit.score for hit in filled.search(IndexQuery(should=(word,)), LOCAL).hits}
    kept = filled.search(IndexQuery(should=(word,), must=(OneOf(FacetField.YEAR, ("2012",)),)), LOCAL)
    assert {hit.passage_id: hit.score for hit in kept.hits} == pytest.approx({n: plain[n] for n in ("a1", "a2")})
    raised = IndexQuery(must=(word,), should=(OneOf(MarkField.SANCTION, ("yes",), 2.0),))
    assert filled.search(raised, LOCAL).hits[0].score == pytest.approx(plain["a1"] + 2.0)


def test_search_either_scores_as_its_best(filled: SearchIndex) -> None:
    term = Term(TextField.WORDS, "值班")
    [alone, either] = (
        filled.search(IndexQuery(should=(clause,)), LOCAL).hits[0].score for clause in (term, Either((term, term)))
    )
    assert either == pytest.approx(alone)


def test_search_without_clauses_finds_everything(filled: SearchIndex) -> None:
    assert filled.search(IndexQuery(), LOCAL).total == len(TEXTS)


def test_search_filters_by_one_value_a_facet(filled: SearchIndex) -> None:
    query = IndexQuery(filters={FacetField.DUTY: ("制度建设", "信息报送")})
    assert set(found(filled, query)) == {"a2", "b1"}
    query = IndexQuery(filters={FacetField.DUTY: ("制度建设", "信息报送"), FacetField.YEAR: ("2019",)})
    assert found(filled, query) == ["b1"]


@pytest.mark.parametrize(
    ("excluded", "expected"),
    [
        ((OneOf(FacetField.DUTY, ("值班",)),), {"b1", "b2", "c1"}),
        ((OneOf(FacetField.DUTY, ("信息报送", "制度建设")),), {"a1", "b2", "c1"}),
        ((OneOf(FacetField.DUTY, ("值班",)), OneOf(MarkField.SANCTION, ("yes",))), {"b1", "b2"}),
        ((OneOf(FacetField.YEAR, ("1999",)),), {"a1", "a2", "b1", "b2", "c1"}),
    ],
    ids=["a value", "any of several values", "two fields", "a value that nothing has"],
)
def test_search_leaves_out_what_has_an_excluded_value(
    filled: SearchIndex, excluded: tuple[Clause, ...], expected: set[str]
) -> None:
    hits = filled.search(IndexQuery(must_not=excluded), LOCAL)
    assert {hit.passage_id for hit in hits.hits} == expected
    assert hits.total == len(expected)


def test_search_sorts_by_date_whatever_fits_best(filled: SearchIndex) -> None:
    query = IndexQuery(should=(Term(TextField.WORDS, "值班"),), order=Order.DATE)
    pages = [filled.search(query, LOCAL, offset=offset, limit=1).hits[0].passage_id for offset in range(3)]
    assert pages == ["b2", "a1", "a2"]
    assert [hit.passage_id for hit in filled.search(IndexQuery(order=Order.DATE), LOCAL).hits] == [
        "b1", "b2", "a1", "a2", "c1"
    ]  # fmt: skip


def test_search_counts_facets_of_all_hits_not_of_the_page(filled: SearchIndex) -> None:
    hits = filled.search(IndexQuery(), LOCAL, limit=1)
    assert len(hits.hits) == 1
    assert hits.facets[FacetField.DUTY] == {"值班": 2, "制度建设": 1, "信息报送": 1}
    assert hits.facets[FacetField.YEAR] == {"2012": 2, "2019": 1}
    assert hits.facets[FacetField.ROLE] == {}


def test_search_pages_are_one_order_cut_up(filled: SearchIndex) -> None:
    query = IndexQuery(should=(Term(TextField.WORDS, "值班"), Term(TextField.WORDS, "制度")))
    whole = found(filled, query)
    pages = [filled.search(query, LOCAL, offset=offset, limit=1).hits for offset in range(len(whole) + 1)]
    assert [hit.passage_id for page in pages for hit in page] == whole
    assert pages[-1] == ()


def test_search_never_tells_of_what_the_reader_may_not_open(filled: SearchIndex) -> None:
    member = Reader(frozenset({"公开"}), frozenset({"机要组"}))
    everything = IndexQuery()
    assert filled.search(everything, EVERYBODY).total == 3
    assert filled.search(everything, member).total == 4
    assert filled.search(everything, Reader(frozenset({"公开", "内部"}))).total == 4
    assert filled.search(everything, Reader(frozenset())).total == 0
    assert found(filled, words("销毁"), EVERYBODY) == []
    assert filled.search(words("签到"), EVERYBODY).facets == filled.search(words("没有的词"), LOCAL).facets


def test_search_group_called_like_everybody_opens_nothing(index: SearchIndex) -> None:
    closed = Entry("p", "d", "机要事项", access=Access("公开", frozenset({"everybody"})))
    index.apply(STATE, removed=(), added=[closed])
    assert index.search(IndexQuery(), EVERYBODY).total == 0


def test_words_are_those_of_passages_that_the_reader_may_open(filled: SearchIndex) -> None:
    assert filled.words("值班", LOCAL)[0] == ("值班", 3)
    assert ("值班", 2) in filled.words("值", EVERYBODY)
    assert filled.words("销", LOCAL) == [("销毁", 1)]
    assert filled.words("销", EVERYBODY) == []
    assert len(filled.words("", LOCAL, limit=2)) == 2


def test_values_are_those_of_passages_that_the_reader_may_open(filled: SearchIndex) -> None:
    assert filled.values(MarkField.LIMIT, LOCAL) == [("7200", 2), ("1800", 1)]
    assert filled.values(MarkField.LIMIT, EVERYBODY) == [("1800", 1), ("7200", 1)]
    assert filled.values(MarkField.SANCTION, EVERYBODY) == [("yes", 1)]
    assert dict(filled.values(MarkField.DOCUMENT, EVERYBODY)) == {"a": 2, "b": 1}
    assert filled.values(FacetField.DUTY, LOCAL)[0] == ("值班", 2)
    filled.apply(State("store", 4, "analysis"), removed=["b"], added=[])
    assert filled.values(MarkField.LIMIT, LOCAL) == [("7200", 1)]


def test_apply_removes_and_adds_in_one(filled: SearchIndex) -> None:
    new = Entry("a9", "a", "值班电话要畅通。")
    filled.apply(State("store", 4, "analysis"), removed=["a", "never seen"], added=[new])
    assert set(found(filled, words("值班"))) == {"a9", "b2"}
    assert filled.state() == State("store", 4, "analysis")
    assert filled.search(IndexQuery(), LOCAL).facets[FacetField.DUTY] == {"信息报送": 1}


def test_apply_clear_leaves_only_what_is_added(filled: SearchIndex) -> None:
    filled.apply(State("other", 1, "analysis"), removed=(), added=[Entry("z", "z", "接待从简。")], clear=True)
    assert found(filled, IndexQuery()) == ["z"]
    assert filled.state() == State("other", 1, "analysis")


def test_apply_raises_index_busy_while_another_writes(address: str, index: SearchIndex) -> None:
    with somebody_writing(address), pytest.raises(IndexBusy):
        index.apply(STATE, removed=(), added=())
    assert index.state() is None


def test_refresh_sees_what_another_process_wrote(address: str, filled: SearchIndex) -> None:
    with open_index(address) as other:
        other.apply(State("store", 5, "analysis"), removed=["a", "b"], added=())
        assert filled.search(IndexQuery(), LOCAL).total == len(TEXTS)
        filled.refresh()
        assert filled.search(IndexQuery(), LOCAL).total == 1
        assert filled.state() == State("store", 5, "analysis")


def test_odd_texts_are_indexed(index: SearchIndex) -> None:
    odd = ["", " ", "\x00\x1f", "\ud800", "𠮷" * 3, "a" * 100_000, "，。", "值班\x00室"]
    added = [Entry(f"p{number}", "d", text) for number, text in enumerate(odd)]
    index.apply(STATE, removed=(), added=added)
    assert index.search(IndexQuery(), LOCAL).total == len(odd)


@pytest.mark.parametrize("damage", ["cut", "emptied", "garbage"])
def test_damaged_index_opens_empty_and_can_be_filled_again(address: str, damage: str) -> None:
    if is_served(address):
        pytest.skip("the files of a server are its own; it keeps a second copy of them where it has a second node")
    with open_index(address) as index:
        index.apply(STATE, removed=(), added=entries())
    scheme, _, path = address.partition(":///")
    for file in (Path(path) / scheme).iterdir():
        data = file.read_bytes()
        file.write_bytes({"cut": data[: len(data) // 2], "emptied": b"", "garbage": b"?" * len(data)}[damage])
    with open_index(address) as index:
        assert index.state() is None
        index.apply(STATE, removed=(), added=entries())
        assert index.search(IndexQuery(), LOCAL).total == len(TEXTS)


def test_renewal_leaves_only_what_is_added(filled: SearchIndex) -> None:
    with filled.renewal():
        filled.apply(State("other", 1, "analysis"), removed=(), added=[Entry("y", "y", "会议从简。")], clear=True)
        filled.apply(State("other", 2, "analysis"), removed=["x"], added=[Entry("z", "z", "接待从简。")])
    assert set(found(filled, IndexQuery())) == {"y", "z"}
    assert filled.state() == State("other", 2, "analysis")


def test_renewal_broken_off_loses_nothing_that_the_state_tells_of(address: str, filled: SearchIndex) -> None:
    renewal = filled.renewal()
    renewal.__enter__()
    filled.apply(State("other", 1, "analysis"), removed=(), added=[Entry("y", "y", "会议从简。")], clear=True)
    with suppress(ZeroDivisionError):
        renewal.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    with open_index(address) as index:
        held = {STATE: len(TEXTS), State("other", 1, "analysis"): 1}
        state = index.state()
        assert state is not None
        assert index.search(IndexQuery(), LOCAL).total == held[state]


def many_others() -> list[Entry]:
    """So many that the one document more shows in no score, as which some engines keep their state."""
    text = "第{}号文件由档案室登记，报告后归档。"
    return [Entry(f"o{number}", "o", text.format(number), title="文件目录及说明") for number in range(200)]


def test_engines_rank_alike(address: str, tmp_path: Path) -> None:
    queries = [
        words("值班", "制度"),
        IndexQuery(should=(phrase("值班制度"), Term(TextField.WORDS, "报告", 0.5), Term(TextField.WORDS, "不得"))),
        IndexQuery(must=(Term(TextField.CONTEXT, "值班"),), should=(Term(TextField.WORDS, "严禁"),)),
    ]
    found: list[list[Hits]] = []
    for one in (f"{next(iter(ENGINES))}:///{tmp_path / 'first'}", address):
        with open_index(one) as index:
            index.apply(STATE, removed=(), added=[*entries(), *many_others()])
            found.append([index.search(query, LOCAL) for query in queries])
    for first, other in zip(*found, strict=True):
        assert (first.total, first.facets) == (other.total, other.facets)
        assert [hit.passage_id for hit in first.hits] == [hit.passage_id for hit in other.hits]
        # Whoosh keeps lengths in a byte, so long passages are rounded.
        scores = [hit.score for hit in other.hits]
        assert [hit.score for hit in first.hits] == pytest.approx(scores, rel=0.05, abs=0.01)
