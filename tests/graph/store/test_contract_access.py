"""What every engine does: nobody hears of what they may not open."""

from collections.abc import Callable
from typing import Any

import pytest

from graph.access import LOCAL, Access, Reader
from graph.errors import NotFound
from graph.schema import NodeKind
from graph.store.base import GraphStore, View
from graph.store.shapes import RuleFilter
from tests.factories import (
    make_document,
    make_documents,
)
from tests.graph.store.conftest import NewStore
from tests.graph.store.contract import put, read_all

OPEN = Reader(frozenset({"公开"}))


ACCESSES = (
    Access(),
    Access("内部"),
    Access("内部", frozenset({"机要"})),
    Access("公开", frozenset({"督查", "机要"})),
    Access("受限"),
)


@pytest.mark.parametrize(
    "reader",
    [
        pytest.param(Reader(frozenset({"公开"})), id="the lowest level, no group"),
        pytest.param(Reader(frozenset({"公开", "内部"})), id="two levels: groups still shut out"),
        pytest.param(Reader(frozenset({"公开", "内部"}), frozenset({"机要"})), id="a group opens only with the level"),
        pytest.param(Reader(frozenset({"公开"}), frozenset({"机要"})), id="a group does not raise the level"),
        pytest.param(Reader(frozenset(), frozenset({"机要"})), id="no level, nothing"),
        pytest.param(LOCAL, id="local mode, everything"),
    ],
)
def test_view_tells_what_a_store_without_the_closed_documents_would_tell(new_store: NewStore, reader: Reader) -> None:
    """Every method, counts included: the closed documents are as if they were not there."""
    documents = [make_document(), *make_documents(9)]
    closed_ones, open_ones = new_store(), new_store()
    with closed_ones.writer() as writer, open_ones.writer() as only:
        for number, document in enumerate(documents):
            access = ACCESSES[number % len(ACCESSES)]
            put(writer, document, access=access)
            if reader.may_open(access):
                put(only, document, access=access)
    assert read_all(closed_ones.view(reader)) == read_all(open_ones.view(LOCAL))


def test_view_says_of_closed_things_what_it_says_of_things_that_are_not(store: GraphStore) -> None:
    document = make_document()
    with store.writer() as writer:
        put(writer, document, access=Access("受限"))
    everything, little = store.view(LOCAL), store.view(OPEN)
    rule = everything.rules(RuleFilter()).items[0]
    asked: list[Callable[[View], Any]] = [
        lambda view: view.summary(document.id),
        lambda view: view.document(document.id),
        lambda view: view.original(document.id),
        lambda view: view.rule(rule.id),
        lambda view: view.entity(NodeKind.DUTY, "值班"),
        lambda view: view.neighbourhood(NodeKind.DUTY, "值班"),
        lambda view: view.neighbourhood(NodeKind.RULE, rule.id),
        lambda view: view.neighbourhood(NodeKind.PASSAGE, rule.passage_id),
        lambda view: view.neighbourhood(NodeKind.DOCUMENT, document.id),
    ]
    for ask in asked:
        ask(everything)
        with pytest.raises(NotFound):
            ask(little)
    assert little.passages([rule.passage_id]) == {}
    assert little.rules(RuleFilter(document_id=document.id)).total == 0
