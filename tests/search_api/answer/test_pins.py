"""Pinned answers: found again, shown while their sources hold, and only to those who may open them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.access import LOCAL, Access, Reader
from graph.errors import NotFound, QuoteNotFound
from graph.migrate import migrate
from graph.quote import Quote
from graph.store.base import GraphStore
from ingest.model import Document, Span
from search_api.answer.desk import Desk
from search_api.answer.held import QuoteState
from search_api.answer.pins import HeldPin
from search_api.engine import Engine
from search_api.kept.pinned import AnswerRecords, KeptQuote
from tests.factories import make_document, make_rule, span_of
from tests.search_api.engines import filled_engine, put

PUBLIC = Reader(frozenset({"公开"}))
HOUSE = """门卫工作制度
门卫人员必须在岗。夜间由两人值守。
"""
SECRET = """枪库守卫办法
枪库夜间由四人值守。
"""
WORDS, KEPT_CLOSE = "夜间由两人值守", "枪库夜间由四人值守"
QUESTION = "门卫夜里要几个人？"


def house(text: str = HOUSE) -> Document:
    rule = make_rule(text, WORDS, cue="由", outline="第2句") if WORDS in text else None
    return make_document(text, file="门卫.txt", title="门卫工作制度", rules=(rule,) if rule else ())


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Desk, Engine, GraphStore]]:
    with filled_engine(tmp_path, house()) as (engine, store):
        put(store, make_document(SECRET, file="枪库.txt"), access=Access("受限"))
        engine.catch_up()
        yield Desk(engine, store, AnswerRecords(tmp_path)), engine, store


def quoted(desk: Desk, text: str, words: str, reader: Reader = LOCAL) -> KeptQuote:
    """The words as they are kept."""
    return desk.sources.keep(make_document(text).id, span_of(text, words), words, reader)


def closed(desk: Desk) -> KeptQuote:
    """Words that not everybody may read."""
    return quoted(desk, SECRET, KEPT_CLOSE)


def kept(desk: Desk, text: str, words: str, *, reader: Reader = LOCAL) -> HeldPin:
    """The words pinned to the question."""
    quote = quoted(desk, text, words, reader)
    return desk.pins.pin((QUESTION, "晚上门卫几人？"), [quote], "王敏", reader, note="与保卫科核对过")


def quotes_of(desk: Desk, question: str, reader: Reader = LOCAL) -> list[str]:
    """The quotes of a pinned answer; none where no pinned one is shown."""
    found = desk.ask(question, reader)
    return [quote.text for quote in found.quotes] if found.curated else []


def test_a_pinned_answer_comes_first_and_says_who_pinned_it(opened: tuple[Desk, Engine, GraphStore]) -> None:
    desk, _, _ = opened
    before = desk.ask(QUESTION, LOCAL)
    assert before.curated is None
    pin = kept(desk, HOUSE, WORDS).pin
    found = desk.ask(QUESTION, LOCAL)
    assert found.curated is not None
    assert (found.curated.id, found.curated.by, found.curated.note) == (pin.id, "王敏", "与保卫科核对过")
    assert (found.found, found.confidence, found.curated.likeness) == (True, 1.0, 1.0)
    (quote,) = found.quotes
    assert (quote.text, quote.outline, quote.title) == (WORDS, "第2句", "门卫工作制度")
    assert HOUSE[quote.start : quote.end] == quote.text
    assert WORDS in found.answer
    assert all(other.end <= quote.start or other.start >= quote.end for other in overlapping(found.nearest, quote))


def overlapping(nearest: tuple[Quote, ...], quote: Quote) -> list[Quote]:
    return [one for one in nearest if one.document_id == quote.document_id]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("晚上门卫几人？", "a paraphrase"),
        ("請問門衛夜裡要幾個人", "traditional characters"),
        ("门卫夜里，要几个人呢", "the same in other clothes"),
    ],
)
def test_a_pinned_answer_is_found_by_likeness(
    opened: tuple[Desk, Engine, GraphStore], question: str, reason: str
) -> None:
    kept(opened[0], HOUSE, WORDS)
    assert quotes_of(opened[0], question) == [WORDS], reason


@pytest.mark.parametrize("question", ["门卫白天要几个人？", "门卫夜里谁负责？", "枪库夜里要几个人？"])
def test_a_pinned_answer_is_no_answer_to_near_questions(opened: tuple[Desk, Engine, GraphStore], question: str) -> None:
    kept(opened[0], HOUSE, WORDS)
    assert quotes_of(opened[0], question) == []


def test_a_pinned_answer_is_not_shown_where_its_source_is_closed(opened: tuple[Desk, Engine, GraphStore]) -> None:
    desk, _, _ = opened
    kept(desk, SECRET, KEPT_CLOSE)
    assert quotes_of(desk, QUESTION) == [KEPT_CLOSE]
    assert quotes_of(desk, QUESTION, PUBLIC) == []
    assert [len(desk.pins.listed(reader)) for reader in (LOCAL, PUBLIC)] == [1, 0]
    asked = desk.ask(QUESTION, PUBLIC)
    assert KEPT_CLOSE not in asked.answer + "".join(quote.text for quote in (*asked.quotes, *asked.nearest))


def test_nobody_pins_or_unpins_what_they_may_not_open(opened: tuple[Desk, Engine, GraphStore]) -> None:
    desk, _, _ = opened
    with pytest.raises(NotFound):
        kept(desk, SECRET, KEPT_CLOSE, reader=PUBLIC)
    pin = kept(desk, SECRET, KEPT_CLOSE).pin
    with pytest.raises(NotFound):
        desk.pins.unpin(pin.id, PUBLIC)
    desk.pins.unpin(pin.id, LOCAL)
    assert desk.pins.listed(LOCAL) == []
    with pytest.raises(NotFound):
        desk.pins.unpin(pin.id, LOCAL)


def test_a_reader_hears_of_the_next_answer_where_the_first_is_closed(opened: tuple[Desk, Engine, GraphStore]) -> None:
    desk, _, _ = opened
    kept(desk, HOUSE, WORDS)
    desk.pins.pin(
        ("门卫夜里要几个人",),
        [closed(desk)],
        "李强",
        LOCAL,
    )
    assert quotes_of(desk, QUESTION, PUBLIC) == [WORDS]
    assert len(desk.pins.listed(LOCAL)) == 2


def test_a_pinned_answer_is_flagged_when_its_document_goes(opened: tuple[Desk, Engine, GraphStore]) -> None:
    desk, engine, store = opened
    kept(desk, HOUSE, WORDS)
    kept_close = desk.pins.pin(
        ("枪库夜里几个人",),
        [closed(desk)],
        "李强",
        LOCAL,
    )
    with store.writer() as writer:
        for text in (HOUSE, SECRET):
            writer.delete(make_document(text).id)
    engine.catch_up()
    assert quotes_of(desk, QUESTION) == []
    held = desk.pins.listed(LOCAL)
    assert [(one.holds, one.quotes[0].state, one.quotes[0].quote.text) for one in held] == [
        (False, QuoteState.GONE, KEPT_CLOSE),
        (False, QuoteState.GONE, WORDS),
    ]
    # What was closed to somebody is not told to them when it is gone.
    assert kept_close.pin.id not in [one.pin.id for one in desk.pins.listed(PUBLIC)]
    assert len(desk.pins.listed(PUBLIC)) == 1


def test_a_pinned_answer_is_flagged_when_another_version_takes_the_place(
    opened: tuple[Desk, Engine, GraphStore],
) -> None:
    desk, engine, store = opened
    kept(desk, HOUSE, WORDS)
    put(store, house(HOUSE.replace("两人", "三人")))
    engine.catch_up()
    assert quotes_of(desk, QUESTION) == []
    assert [one.quotes[0].state for one in desk.pins.listed(LOCAL)] == [QuoteState.GONE]
    put(store, house())
    engine.catch_up()
    assert quotes_of(desk, QUESTION) == [WORDS]


def test_a_pinned_answer_is_flagged_when_its_words_are_others(opened: tuple[Desk, Engine, GraphStore]) -> None:
    """The same bytes, read otherwise by a newer reader: the document keeps its id."""
    desk, engine, store = opened
    kept(desk, HOUSE, WORDS)
    with store.writer() as writer:
        changed = replace(house(), text=HOUSE.replace("两人", "二人"))
        writer.put(changed, HOUSE.encode(), source="门卫.txt", access=Access(), extractor="newer")
    engine.catch_up()
    assert quotes_of(desk, QUESTION) == []
    assert [one.quotes[0].state for one in desk.pins.listed(LOCAL)] == [QuoteState.CHANGED]


def test_no_pinned_answer_is_looked_for_where_a_page_is_pasted(opened: tuple[Desk, Engine, GraphStore]) -> None:
    kept(opened[0], HOUSE, WORDS)
    assert quotes_of(opened[0], QUESTION + "？" * 600) == []
    assert quotes_of(opened[0], QUESTION + "？" * 60) == [WORDS]


def test_flagged_ones_are_listed_first(opened: tuple[Desk, Engine, GraphStore]) -> None:
    desk, engine, store = opened
    kept(desk, HOUSE, WORDS)
    other = make_document("车辆管理办法\n车辆夜间不得外借。\n", file="车.txt")
    put(store, other)
    newer = desk.sources.keep(other.id, span_of(other.text, "车辆夜间不得外借"), "车辆夜间不得外借", LOCAL)
    desk.pins.pin(("车辆夜里能借吗",), [newer], "王敏", LOCAL)
    assert [one.holds for one in desk.pins.listed(LOCAL)] == [True, True]
    with store.writer() as writer:
        writer.delete(house().id)
    engine.catch_up()
    assert [(one.holds, one.pin.questions[0]) for one in desk.pins.listed(LOCAL)] == [
        (False, QUESTION),
        (True, "车辆夜里能借吗"),
    ]


def test_a_second_answer_to_a_question_takes_the_place_of_the_first(opened: tuple[Desk, Engine, GraphStore]) -> None:
    desk, _, _ = opened
    kept(desk, HOUSE, WORDS)
    kept(desk, HOUSE, "门卫人员必须在岗")
    assert quotes_of(desk, QUESTION) == ["门卫人员必须在岗"]
    assert len(desk.pins.listed(LOCAL)) == 1


def test_a_second_answer_leaves_one_that_its_curator_cannot_know_of(opened: tuple[Desk, Engine, GraphStore]) -> None:
    desk, _, _ = opened
    kept(desk, SECRET, KEPT_CLOSE)
    kept(desk, HOUSE, WORDS, reader=PUBLIC)
    assert len(desk.pins.listed(LOCAL)) == 2
    assert quotes_of(desk, QUESTION, PUBLIC) == [WORDS]


@pytest.mark.parametrize(
    ("start", "end", "words", "reason"),
    [
        (0, 6, "门卫工作规程", "other words"),
        (1, 7, "门卫工作制度", "another place"),
        (0, 0, "", "nothing"),
        (6, 7, "\n", "a blank"),
        (10**9, 10**9 + 2, "门卫", "behind the end"),
    ],
)
def test_only_words_of_the_document_are_pinned(
    opened: tuple[Desk, Engine, GraphStore], start: int, end: int, words: str, reason: str
) -> None:
    desk, _, _ = opened
    with pytest.raises(QuoteNotFound):
        desk.sources.keep(house().id, Span(start, end), words, LOCAL)


def test_a_pinned_answer_holds_in_a_library_that_was_migrated(
    opened: tuple[Desk, Engine, GraphStore], tmp_path: Path
) -> None:
    desk, _, store = opened
    kept(desk, HOUSE, WORDS)
    with filled_engine(tmp_path / "other") as (engine, other):
        migrate(store, other)
        engine.catch_up()
        answer = Desk(engine, other, AnswerRecords(tmp_path)).answer(QUESTION, LOCAL)
    assert answer.curated is not None
    assert answer.quotes[0].text == WORDS
