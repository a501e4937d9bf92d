"""What every engine does, in one body: putting, replacing, deleting."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.access import LOCAL, Access, Reader
from graph.errors import NotFound
from graph.schema import NodeKind
from graph.store import open_store
from graph.store.base import GraphStore
from graph.store.shapes import DocumentFilter, Put, PutStatus, RuleFilter
from ingest.model import DateInterval, DocumentKind
from tests.factories import (
    make_document,
    make_documents,
    make_rule,
    original_of,
)
from tests.graph.store.conftest import NewStore
from tests.graph.store.contract import filled, put, read_all

OPEN = Reader(frozenset({"公开"}))
INTERNAL = Reader(frozenset({"公开", "内部"}))


def test_put_keeps_the_record_and_the_bytes(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    view = store.view(LOCAL)
    assert view.document(document.id) == document
    assert view.original(document.id) == original_of(document)


def test_put_keeps_bytes_that_do_not_compress(store: GraphStore) -> None:
    document, data = make_document(), bytes(range(256))
    with store.writer() as writer:
        writer.put(document, data, source="a", access=Access(), extractor="1")
    assert store.view(LOCAL).original(document.id) == data


def test_put_says_what_it_did(store: GraphStore) -> None:
    document = make_document()
    with store.writer() as writer:
        assert put(writer, document) == Put(PutStatus.ADDED, document.id, 1)
        assert put(writer, document) == Put(PutStatus.UNCHANGED, document.id, 1)
        assert put(writer, document, extractor="2") == Put(PutStatus.REPLACED, document.id, 2)
    assert store.last_commit() == 2


def test_put_of_the_same_bytes_from_two_sources_is_one_document(store: GraphStore) -> None:
    document = make_document()
    with store.writer() as writer:
        put(writer, document, source="a")
        assert put(writer, replace(document, file="别名.txt"), source="b").status is PutStatus.UNCHANGED
    view = store.view(LOCAL)
    assert [found.file for found in view.documents().items] == [document.file]
    assert {source: state.document_id for source, state in view.sources().items()} == {
        "a": document.id,
        "b": document.id,
    }


def test_put_of_other_bytes_takes_the_old_document_away(store: GraphStore) -> None:
    old, new = make_document(), make_document("第二版\n")
    with store.writer() as writer:
        put(writer, old, source="a")
        assert put(writer, new, source="a") == Put(PutStatus.REPLACED, new.id, 2)
    view = store.view(LOCAL)
    assert [found.id for found in view.documents().items] == [new.id]
    assert view.entities(NodeKind.DUTY).total == 0
    with pytest.raises(NotFound):
        store.access(old.id)


def test_put_of_other_bytes_leaves_a_document_that_has_another_source(store: GraphStore) -> None:
    old, new = make_document(), make_document("第二版\n")
    with store.writer() as writer:
        put(writer, old, source="a")
        put(writer, old, source="b")
        put(writer, new, source="a")
    assert {found.id for found in store.view(LOCAL).documents().items} == {old.id, new.id}


def test_put_of_another_record_by_the_same_source_replaces_it(store: GraphStore) -> None:
    document = make_document()
    with store.writer() as writer:
        put(writer, document)
        assert put(writer, replace(document, rules=())).status is PutStatus.REPLACED
    assert store.view(LOCAL).rules(RuleFilter()).total == 0


def test_put_with_another_access_is_a_change(store: GraphStore) -> None:
    document = make_document()
    with store.writer() as writer:
        put(writer, document)
        assert put(writer, document, access=Access("内部", frozenset({"机要"}))).status is PutStatus.REPLACED
        assert store.access(document.id) == Access("内部", frozenset({"机要"}))
        assert put(writer, document, access=Access("内部")).status is PutStatus.REPLACED
    assert store.view(INTERNAL).documents().total == 1
    assert store.view(OPEN).documents().total == 0
    assert [change.commit for change in store.changes(0)] == [3]


def test_delete_leaves_what_others_support(new_store: NewStore) -> None:
    one, other = make_document(), make_document("另一篇\n值班人员必须到岗。\n")
    other = replace(other, rules=(make_rule(other.text, "值班人员必须到岗"),))
    both, alone = filled(new_store(), one, other), filled(new_store(), other)
    with both.writer() as writer:
        writer.delete(one.id)
    assert read_all(both.view(LOCAL)) == read_all(alone.view(LOCAL))


def test_delete_of_what_is_not_there_says_so(store: GraphStore) -> None:
    with store.writer() as writer, pytest.raises(NotFound, match="没有找到文献"):
        writer.delete("0123456789abcdef")
    assert store.last_commit() == 0


def test_writer_gives_the_same_graph_in_any_order(new_store: NewStore) -> None:
    documents = [make_document(), *make_documents(4)]
    one, other = filled(new_store(), *documents), filled(new_store(), *reversed(documents))
    assert read_all(one.view(LOCAL)) == read_all(other.view(LOCAL))
    assert one.id != other.id


def test_rebuild_makes_the_same_graph_again(store: GraphStore) -> None:
    filled(store, make_document(), *make_documents(4))
    before = read_all(store.view(LOCAL))
    with store.writer() as writer:
        commit = writer.rebuild()
    assert read_all(store.view(LOCAL)) == before
    assert [change.commit for change in store.changes(commit - 1)] == [commit] * 5


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param(DocumentFilter(), ["A班值班办法", "保密办法", "值班讲话", "接待讲话"], id="all"),
        pytest.param(DocumentFilter(words="值班"), ["A班值班办法", "值班讲话"], id="words of the title"),
        pytest.param(DocumentFilter(words="a班"), ["A班值班办法"], id="in capitals or not"),
        pytest.param(DocumentFilter(words="2015_"), ["保密办法"], id="the file's name"),
        pytest.param(DocumentFilter(kind=DocumentKind.SPEECH), ["值班讲话", "接待讲话"], id="kind"),
        pytest.param(DocumentFilter(year=2014), ["A班值班办法", "接待讲话"], id="the year of the last day"),
        pytest.param(DocumentFilter(year=2013), ["值班讲话"], id="else of the first"),
        pytest.param(DocumentFilter("值班", DocumentKind.SPEECH, 2013), ["值班讲话"], id="all at once"),
        pytest.param(DocumentFilter(words="%"), [], id="no pattern"),
    ],
)
def test_documents_are_filtered_and_counted_page_by_page(
    store: GraphStore, where: DocumentFilter, expected: list[str]
) -> None:
    made = [
        ("A班值班办法", "1.txt", DocumentKind.REGULATION, ("2013-12-01", "2014-02-01")),
        ("值班讲话", "2.txt", DocumentKind.SPEECH, ("2013-05-01", None)),
        ("接待讲话", "3.txt", DocumentKind.SPEECH, (None, "2014-05-01")),
        ("保密办法", "2015_保密.txt", DocumentKind.REGULATION, (None, None)),
    ]
    with store.writer() as writer:
        for title, file, kind, days in made:
            day = DateInterval(*(one and date.fromisoformat(one) for one in days))
            document = make_document(f"{title}\n", title=title, file=file, kind=kind, date=day)
            writer.put(document, original_of(document), source=file, access=Access(), extractor="test")
    view = store.view(LOCAL)
    found, after = list[str](), None
    while True:
        page = view.documents(where, after=after, limit=1)
        assert page.total == len(expected)
        found += [summary.title for summary in page.items]
        after = page.next
        if after is None:
            break
    assert sorted(found) == sorted(expected)


def test_changes_tell_the_last_of_each_document(store: GraphStore) -> None:
    one, two, three = make_documents(3)
    filled(store, one, two, three)
    with store.writer() as writer:
        writer.delete(one.id)
        put(writer, two, extractor="2")
    told = [(change.commit, change.document_id, change.deleted) for change in store.changes(0)]
    assert told == [(3, three.id, False), (4, one.id, True), (5, two.id, False)]
    assert [change.commit for change in store.changes(4)] == [5]


def test_store_is_the_same_when_opened_again(address: str) -> None:
    with open_store(address) as first:
        filled(first, make_document())
        before = (first.id, first.last_commit(), read_all(first.view(LOCAL)))
    with open_store(address) as again:
        assert (again.id, again.last_commit(), read_all(again.view(LOCAL))) == before


HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "put", "delete", "rebuild"]),
        st.integers(0, 3),  # which document
        st.integers(0, 2),  # which source
        st.sampled_from(["1", "2"]),
    ),
    max_size=10,
)


def test_store_after_any_history_is_as_if_only_what_is_left_had_come_in(
    new_store: NewStore, examples: settings
) -> None:
    """Against a model: which document each source stands for, and which extractor was last."""
    documents = [make_document(), *make_documents(3)]

    @examples
    @given(steps=HISTORIES)
    def holds(steps: list[tuple[str, int, int, str]]) -> None:
        lived, fresh = new_store(), new_store()
        sources: dict[str, int] = {}
        extractors: dict[int, str] = {}
        with lived.writer() as writer:
            for act, which, where, extractor in steps:
                if act == "put":
                    put(writer, documents[which], source=f"/{where}", extractor=extractor)
                    sources[f"/{where}"] = which
                    extractors[which] = extractor
                elif act == "delete" and which in sources.values():
                    writer.delete(documents[which].id)
                    sources = {source: document for source, document in sources.items() if document != which}
                elif act == "rebuild":
                    writer.rebuild()
        with fresh.writer() as writer:
            for source, which in sources.items():
                put(writer, documents[which], source=source, extractor=extractors[which])
        assert read_all(lived.view(LOCAL)) == read_all(fresh.view(LOCAL))

    holds()
