"""The same passages in, the same answers out of every engine, whatever is asked."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.access import Access, Reader
from search_api.analysis.tokens import gram_tokens, word_tokens
from search_api.index import ENGINES, SERVED, open_index
from search_api.index.base import SearchIndex, State
from search_api.index.fields import (
    Clause,
    Either,
    Entry,
    ExactField,
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
from tests.search_api.index.addresses import served_address

PLAIN = (
    "值班",
    "档案",
    "报告",
    "会议",
    "印章",
    "保密",
    "严禁",
    "不得",
    "必须",
    "两小时",
    "24小时",
    "三天",
    "上级",
    "单位",
)
WORDS = (*PLAIN, "A股", "ISO9001", "第3号", "的", "，。", "𠮷", "檔案", "１２日", "café")
LEVELS = ("公开", "内部", "受限")
GROUPS = ("机要组", "everybody", "综合科")
FACETS: dict[FacetField, tuple[str, ...]] = {
    FacetField.DUTY: ("值班", "档案管理"),
    FacetField.MODALITY: ("obligation", "prohibition"),
    FacetField.YEAR: ("2012", "2019"),
}
MARKS: dict[MarkField, tuple[str, ...]] = {
    MarkField.LIMIT: ("1800", "7200", "at_once"),
    MarkField.SANCTION: ("yes",),
    MarkField.OPENING: ("值班人员必须", "严禁脱岗"),
}
EXACT: dict[ExactField, tuple[str, ...]] = {**FACETS, **MARKS, MarkField.DOCUMENT: ("d1", "d7", "d30")}
Texts = st.lists(st.sampled_from(WORDS), max_size=6).map("".join)
Weights = st.sampled_from((0.0, 0.15, 1.0, 2.5))


def some(chance: random.Random, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(value for value in values if chance.random() < 0.4)


def made_entries(count: int) -> list[Entry]:
    """Passages of random words, the same in every run, some of them restricted."""
    chance = random.Random(20)
    return [
        Entry(
            passage_id=f"p{number}",
            document_id=f"d{number // 5}",
            text="".join(chance.choices(WORDS, k=chance.randint(0, 30))),
            rules=tuple("".join(chance.choices(WORDS, k=4)) for _ in range(chance.choice((0, 0, 1, 2)))),
            title="".join(chance.choices(WORDS, k=2)),
            facets={facet: some(chance, values) for facet, values in FACETS.items()},
            marks={mark: some(chance, values) for mark, values in MARKS.items()},
            recency=(count - number % 7 * 40) * 2**50 + number,
            access=Access(
                chance.choice(LEVELS), frozenset(some(chance, GROUPS)) if chance.random() < 0.3 else frozenset()
            ),
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module", params=[*list(ENGINES)[1:], SERVED])
def indexes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[SearchIndex]]:
    """The first engine and another over the same passages, some of which took the place of others."""
    with ExitStack() as stack:
        folder = tmp_path_factory.mktemp("engines")
        addresses = [f"{engine}:///{folder}" for engine in (next(iter(ENGINES)), request.param)]
        if request.param == SERVED:
            addresses[1] = stack.enter_context(served_address(request.getfixturevalue("opensearch_url")))
        opened = [stack.enter_context(open_index(address)) for address in addresses]
        entries = made_entries(300)
        for index in opened:
            index.apply(State("s", 1, "a"), removed=(), added=entries)
            replaced = [entry.document_id for entry in entries[::25]]
            again = [entry for entry in entries if entry.document_id in replaced]
            index.apply(State("s", 2, "a"), removed=[*replaced, "d7"], added=again)
        yield opened


def terms() -> st.SearchStrategy[Clause]:
    words = [token.text for text in WORDS for token in word_tokens(text)]
    grams = st.builds(lambda text: tuple(t.text for t in gram_tokens(text) if len(t.text) > 1), Texts)
    fields = st.sampled_from([TextField.WORDS, TextField.RULES, TextField.CONTEXT])
    phrases = st.builds(Phrase, st.just(TextField.GRAMS), grams.filter(bool), Weights)
    exact = st.sampled_from(list(EXACT)).flatmap(
        lambda field: st.builds(
            OneOf, st.just(field), st.lists(st.sampled_from(EXACT[field]), max_size=2).map(tuple), Weights
        )
    )
    return st.one_of(st.builds(Term, fields, st.sampled_from(words), Weights), phrases, exact)


def clauses() -> st.SearchStrategy[Clause]:
    def wider(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
        several = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(st.builds(Either, several, Weights), st.builds(Together, several, Weights))

    return st.recursive(terms(), wider, max_leaves=4)


VALUES = st.sampled_from(["值班", "档案管理", "prohibition", "2019"]).map(lambda value: (value,))
QUERIES = st.builds(
    IndexQuery,
    should=st.lists(clauses(), max_size=3).map(tuple),
    must=st.lists(clauses(), max_size=2).map(tuple),
    must_not=st.lists(terms(), max_size=1).map(tuple),
    filters=st.dictionaries(st.sampled_from(list(FACETS)), VALUES, max_size=1),
)
READERS = st.builds(
    Reader, st.none() | st.frozensets(st.sampled_from(LEVELS)), st.frozensets(st.sampled_from(GROUPS), max_size=2)
)
PREFIXES = st.sampled_from(["", "值", "值班", "p", "pt", "iso", "没有", "𠮷"])
Many = settings(max_examples=60)


def agree(indexes: list[SearchIndex], ask: Callable[[SearchIndex], object]) -> None:
    first, *others = map(ask, indexes)
    for other in others:
        assert other == first


@Many
@given(query=QUERIES, reader=READERS)
def test_engines_find_and_count_the_same(indexes: list[SearchIndex], query: IndexQuery, reader: Reader) -> None:
    def ask(index: SearchIndex) -> object:
        hits = index.search(query, reader, limit=400)
        return hits.total, {hit.passage_id: (hit.document_id, hit.shown) for hit in hits.hits}, hits.facets

    agree(indexes, ask)


@Many
@given(query=QUERIES, reader=READERS)
def test_engines_score_alike(indexes: list[SearchIndex], query: IndexQuery, reader: Reader) -> None:
    scores = [{hit.passage_id: hit.score for hit in index.search(query, reader, limit=400).hits} for index in indexes]
    best = max(scores[0].values(), default=0.0)
    for other in scores[1:]:
        # Each counts what was replaced, and its own state, among the passages for a while.
        assert other == pytest.approx(scores[0], rel=0.15, abs=0.1 * best)


@Many
@given(query=QUERIES, reader=READERS, offset=st.integers(0, 40), limit=st.integers(0, 20))
def test_engines_cut_pages_out_of_their_one_order(
    indexes: list[SearchIndex], query: IndexQuery, reader: Reader, offset: int, limit: int
) -> None:
    for index in indexes:
        whole = [hit.passage_id for hit in index.search(query, reader, limit=400).hits]
        page = index.search(query, reader, offset=offset, limit=limit)
        assert [hit.passage_id for hit in page.hits] == whole[offset : offset + limit]
        assert page.total == len(whole)


@Many
@given(query=QUERIES, reader=READERS, offset=st.integers(0, 40), limit=st.integers(0, 20))
def test_engines_sort_by_date_alike(
    indexes: list[SearchIndex], query: IndexQuery, reader: Reader, offset: int, limit: int
) -> None:
    dated = replace(query, order=Order.DATE)

    def ask(index: SearchIndex) -> object:
        hits = index.search(dated, reader, offset=offset, limit=limit)
        return hits.total, [(hit.passage_id, hit.score) for hit in hits.hits]

    agree(indexes, ask)


@Many
@given(prefix=PREFIXES, reader=READERS, limit=st.integers(1, 30))
def test_engines_know_the_same_words(indexes: list[SearchIndex], prefix: str, reader: Reader, limit: int) -> None:
    agree(indexes, lambda index: list(index.words(prefix, reader, limit=limit)))


@Many
@given(field=st.sampled_from(list(EXACT)), reader=READERS)
def test_engines_know_the_same_values(indexes: list[SearchIndex], field: ExactField, reader: Reader) -> None:
    agree(indexes, lambda index: list(index.values(field, reader)))
