"""What people note is kept alike by every engine, and told to whoever may open what it is about."""

from graph.access import LOCAL, Access, Reader
from graph.marks import Mark, MarkKind
from graph.schema import NodeKind
from graph.store.base import GraphStore
from tests.factories import make_document
from tests.graph.store.conftest import NewStore
from tests.graph.store.contract import filled, put

OPEN, CLOSED = make_document("公开的讲话。\n"), make_document("内部的讲话。\n")
MARK = Mark(MarkKind.VERDICT, "b", '{"note": "甲"}', (OPEN.id,))


def test_mark_takes_the_place_of_what_stood_under_its_key(store: GraphStore) -> None:
    view = filled(store, OPEN).view(LOCAL)
    commit = store.last_commit()
    with store.writer() as writer:
        writer.mark(MARK)
        writer.mark(Mark(MarkKind.VERDICT, "b", "{}", ()))
        writer.mark(Mark(MarkKind.VERDICT, "a", "[]", (OPEN.id, CLOSED.id)))
        writer.mark(Mark(MarkKind.FOLLOW, "b", "{}"))
        assert [mark.key for mark in view.marks(MarkKind.VERDICT)] == ["a", "b"]
        assert view.marks(MarkKind.VERDICT)[1] == Mark(MarkKind.VERDICT, "b", "{}", ())
        writer.unmark(MarkKind.VERDICT, "b")
        writer.unmark(MarkKind.VERDICT, "never there")
        assert [mark.key for mark in view.marks(MarkKind.VERDICT)] == ["a"]
        assert len(view.marks(MarkKind.FOLLOW)) == 1
    assert store.last_commit() == commit, "an index has nothing to follow"


def test_marks_outlive_their_documents_and_a_rebuild(store: GraphStore) -> None:
    filled(store, OPEN)
    with store.writer() as writer:
        writer.mark(MARK)
        writer.delete(OPEN.id)
        writer.rebuild()
    assert list(store.view(LOCAL).marks(MarkKind.VERDICT)) == [MARK]


def test_marks_on_closed_documents_are_not_there(store: GraphStore) -> None:
    filled(store, OPEN)
    both = Mark(MarkKind.VERDICT, "c", "{}", (OPEN.id, CLOSED.id))
    with store.writer() as writer:
        put(writer, CLOSED, access=Access("受限", frozenset({"机要"})))
        writer.mark(MARK)
        writer.mark(both)
    assert list(store.view(Reader(frozenset({"公开"}))).marks(MarkKind.VERDICT)) == [MARK]
    assert list(store.view(LOCAL).marks(MarkKind.VERDICT)) == [MARK, both]


def test_marks_are_taken_over(new_store: NewStore) -> None:
    ours, theirs = filled(new_store(), OPEN), new_store()
    with ours.writer() as writer:
        writer.mark(MARK)
    with theirs.writer() as writer:
        writer.take_over(ours.ledger())
    assert theirs.ledger() == ours.ledger()
    assert theirs.ledger().marks == (MARK,)


def test_mentions_are_all_places_that_name_it(store: GraphStore) -> None:
    view = filled(store, make_document()).view(LOCAL)
    [entity] = view.entities(NodeKind.ABILITY).items
    assert [quote.text for quote in view.mentions(NodeKind.ABILITY, entity.name, limit=9)] == [entity.name]
    assert list(view.mentions(NodeKind.ABILITY, entity.name, limit=0)) == []
    assert list(view.mentions(NodeKind.ABILITY, "没有的能力", limit=9)) == []
