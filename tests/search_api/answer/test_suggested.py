"""Questions to start with are made of what the reader may see, and each is answered with what it was made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.access import LOCAL, Access, Reader
from graph.schema import NodeKind
from ingest.model import Modality
from search_api.answer.desk import Desk
from search_api.answer.suggested import candidates
from search_api.engine import Engine
from search_api.kept.pinned import AnswerRecords
from tests.factories import make_deadline, make_document, make_formula, make_rule
from tests.search_api.engines import filled_engine, put

TEXT = """值班工作规定
值班人员必须在10分钟内接报。值班人员严禁饮酒。
"""
SECRET = """档案工作规定
要做到三净，人净、地净、柜净。档案管理必须双人在场。
"""
PUBLIC = Reader(frozenset({"公开"}))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Engine]]:
    folder: Path = tmp_path_factory.mktemp("suggested")
    rules = (
        make_rule(TEXT, "值班人员必须在10分钟内接报", deadline=make_deadline("10分钟内", "PT10M")),
        make_rule(TEXT, "值班人员严禁饮酒", cue="严禁", modality=Modality.PROHIBITION),
    )
    formula = make_formula(SECRET, "三净", count=3, members=("人净", "地净", "柜净"))
    kept = make_rule(SECRET, "档案管理必须双人在场", duties=("档案管理",), bearers=())
    with filled_engine(folder, make_document(TEXT, file="值班.txt", rules=rules)) as (engine, store):
        put(store, make_document(SECRET, file="档案.txt", rules=(kept,), formulas=(formula,)), access=Access("受限"))
        engine.catch_up()
        yield Desk(engine, store, AnswerRecords(folder)), engine


def questions(desk: Desk, reader: Reader) -> list[str]:
    return [one.question for one in desk.suggested(reader, 12)]


def test_suggested_questions_are_answered_with_what_they_were_made_of(opened: tuple[Desk, Engine]) -> None:
    desk, engine = opened
    for one in desk.suggested(LOCAL, 12):
        found = engine.ask(one.question, LOCAL)
        assert found.found, one.question
        assert one.is_answered_by(found)
    kinds = {one.kind for one in desk.suggested(LOCAL, 12)}
    assert kinds == {NodeKind.DUTY, NodeKind.FORMULA}


def test_suggested_questions_tell_of_nothing_that_is_closed(opened: tuple[Desk, Engine]) -> None:
    desk, _ = opened
    everything, public = questions(desk, LOCAL), questions(desk, PUBLIC)
    assert any("三净" in question for question in everything)
    assert any("值班" in question for question in public)
    assert not any("三净" in question or "档案" in question for question in public)


def test_suggested_questions_leave_out_what_is_not_answered(opened: tuple[Desk, Engine]) -> None:
    desk, _ = opened
    tried = [one.question for one in candidates(desk._store.view(LOCAL))]
    assert set(questions(desk, LOCAL)) <= set(tried)
    assert "档案管理有什么时限要求？" not in tried  # no rule about it sets one


def test_no_question_is_suggested_where_there_is_nothing(tmp_path: Path) -> None:
    with filled_engine(tmp_path) as (engine, store):
        assert Desk(engine, store, AnswerRecords(tmp_path)).suggested(LOCAL, 12) == ()
