"""A library copied between stores: all of it, once, whatever happens on the way."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.access import LOCAL, Access
from graph.corrections.model import Action, Target
from graph.errors import StoreAway
from graph.migrate import compare, migrate
from graph.schema import NodeKind
from graph.store import open_store
from graph.store.base import GraphStore
from tests.factories import make_correction, make_document, make_documents, make_naming, original_of
from tests.graph.store.contract import put, read_all
from tests.graph.store.neo4j.empty import empty

WAYS = [("sqlite", "sqlite"), ("sqlite", "neo4j"), ("neo4j", "sqlite")]


@pytest.fixture(params=WAYS, ids=[" to ".join(way) for way in WAYS])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[GraphStore, GraphStore]]:
    """A library with everything that is to be copied, and an empty one."""
    opened = []
    for number, engine in enumerate(request.param):
        sqlite = f"sqlite:///{tmp_path}/{number}.db"
        opened.append(open_store(sqlite if engine == "sqlite" else empty(request.getfixturevalue("neo4j_url"))))
    source, target = opened
    with source.writer() as writer:
        document = make_document()
        put(writer, document, source="/讲话/甲.txt", access=Access("内部", frozenset({"机要", "督查"})))
        put(writer, document, source="/讲话/甲的副本.txt", access=Access("内部", frozenset({"机要", "督查"})))
        for other in make_documents(3):
            put(writer, other, extractor="older")
        gone = make_document("已删除的讲话\n")
        put(writer, gone)
        writer.correct(make_correction(gone, None, target=Target.DOCUMENT, fields={"title": "旧讲话"}))
        writer.delete(gone.id)
        writer.correct(make_correction(document))
        writer.correct(make_naming(Action.MERGE, NodeKind.ROLE, ["文秘人员"], "值班人员"))
    yield source, target
    for store in opened:
        store.close()


def test_migrate_copies_all_that_is_true_and_makes_the_same_graph(stores: tuple[GraphStore, GraphStore]) -> None:
    source, target = stores
    told: list[tuple[int, int, str]] = []
    comparison = migrate(source, target, lambda *done: told.append(done))
    assert comparison.same
    assert comparison.source.documents == comparison.target.documents == 4
    assert [done[:2] for done in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert read_all(source.view(LOCAL)) == read_all(target.view(LOCAL))
    document = make_document()
    assert target.access(document.id) == Access("内部", frozenset({"机要", "督查"}))
    assert target.view(LOCAL).original(document.id) == original_of(document)
    assert {state.extractor for state in target.view(LOCAL).sources().values()} == {"1", "older"}
    assert target.view(LOCAL).document(document.id).rules[0].bearers == ("门卫",)
    assert target.view(LOCAL).review(document.id).record == document
    assert target.ledger() == source.ledger()
    assert len(target.ledger().corrections) == 3


def test_migrate_again_changes_nothing(stores: tuple[GraphStore, GraphStore]) -> None:
    source, target = stores
    migrate(source, target)
    commit = target.last_commit()
    assert migrate(source, target).same
    assert target.last_commit() == commit


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[GraphStore, GraphStore]]:
    with open_store(f"sqlite:///{tmp_path}/a.db") as source, open_store(f"sqlite:///{tmp_path}/b.db") as target:
        with source.writer() as writer:
            for document in make_documents(4):
                put(writer, document)
        yield source, target


def test_migrate_goes_on_where_it_was_cut_short(pair: tuple[GraphStore, GraphStore]) -> None:
    source, target = pair

    def interrupt(done: int, total: int, file: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrate(source, target, interrupt)
    assert not compare(source, target).same
    assert target.view(LOCAL).documents().total == 2
    assert migrate(source, target).same
    assert target.last_commit() == 4


def test_migrate_waits_for_a_target_that_is_away(
    pair: tuple[GraphStore, GraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = pair
    kind = type(target.writer())
    really, calls = kind.put, 0

    def put_later(self: Any, *given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise StoreAway("neo4j://db:7687")
        return really(self, *given, **named)

    monkeypatch.setattr(kind, "put", put_later)
    told: list[str] = []
    assert migrate(source, target, lambda done, total, file: told.append(file)).same
    assert [file for file in told if "等待恢复" in file]
    assert target.last_commit() == 4


def _add(target: GraphStore) -> None:
    with target.writer() as writer:
        put(writer, make_document("别处的讲话\n"))


def _take(target: GraphStore) -> None:
    with target.writer() as writer:
        writer.delete(next(iter(make_documents(1))).id)


def _rewrite(target: GraphStore) -> None:
    with target.writer() as writer:
        put(writer, replace(next(iter(make_documents(1))), title="另一个题目"))


def _open(target: GraphStore) -> None:
    with target.writer() as writer:
        put(writer, next(iter(make_documents(1))), access=Access("受限"))


def _name(target: GraphStore) -> None:
    with target.writer() as writer:
        put(writer, next(iter(make_documents(1))), source="/另一处.txt")


@pytest.mark.parametrize(
    ("meddle", "field"),
    [
        pytest.param(_add, "surplus", id="a document too many"),
        pytest.param(_take, "missing", id="one too few"),
        pytest.param(_rewrite, "differing", id="another record"),
        pytest.param(_open, "differing", id="another access"),
        pytest.param(_name, "differing", id="another source"),
    ],
)
def test_comparison_names_what_differs(
    pair: tuple[GraphStore, GraphStore], meddle: Callable[[GraphStore], None], field: str
) -> None:
    source, target = pair
    migrate(source, target)
    meddle(target)
    comparison = compare(source, target)
    assert not comparison.same
    assert len(getattr(comparison, field)) == 1
    assert sum(len(getattr(comparison, name)) for name in ("missing", "surplus", "differing")) == 1


def test_migrate_puts_right_what_the_target_had_of_it(pair: tuple[GraphStore, GraphStore]) -> None:
    source, target = pair
    first, second, *_ = make_documents(4)
    with target.writer() as writer:
        put(writer, replace(first, title="另一个题目"), source="/别处.txt")
        put(writer, second, access=Access("受限"))
    comparison = migrate(source, target)
    assert target.view(LOCAL).document(first.id) == first
    assert target.access(second.id) == Access()
    assert comparison.differing == (first.id,)  # it keeps the source that only the target knows
