"""What only a server needs: merges of more than one transaction, and databases from before there were corrections."""

from datetime import UTC, datetime

import pytest

from graph.access import LOCAL
from graph.corrections.model import Action
from graph.errors import AlreadyCorrected
from graph.schema import NodeKind
from graph.store import open_store
from graph.store.neo4j import writer as neo4j_writer
from graph.store.neo4j.layout import VERSION
from tests.factories import make_correction, make_dating, make_document, make_documents, make_naming
from tests.graph.store.conftest import NewStore
from tests.graph.store.contract import filled, put, read_all
from tests.graph.store.neo4j.empty import empty, run

MERGE = make_naming(Action.MERGE, NodeKind.ROLE, ["文秘人员", "信息员"], "值班人员")


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
def test_large_merge_names_document_by_document_and_gives_the_same(
    new_store: NewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_writer, "_AT_ONCE", 1)
    documents = [make_document(), *make_documents(5)]
    served, embedded = filled(new_store(), *documents), filled(new_store(), *documents)
    before = read_all(embedded.view(LOCAL))
    for store in (served, embedded):
        with store.writer() as writer:
            since = writer.correct(MERGE) - 1
            assert {change.document_id for change in store.changes(since)} >= {documents[1].id, documents[2].id}
            with pytest.raises(AlreadyCorrected):
                writer.correct(make_naming(Action.MERGE, NodeKind.ROLE, ["信息员"], "门卫", minute=1))
    assert read_all(served.view(LOCAL)) == read_all(embedded.view(LOCAL)) != before
    for store in (served, embedded):
        with store.writer() as writer:
            writer.undo(MERGE.id, by="李强", at=datetime(2026, 4, 1, tzinfo=UTC))
    assert read_all(served.view(LOCAL)) == read_all(embedded.view(LOCAL)) == before


@pytest.mark.parametrize("version", [pytest.param(1, id="no corrections"), pytest.param(2, id="no lineage")])
def test_database_of_an_older_version_is_brought_up(neo4j_url: str, version: int) -> None:
    document = make_document()
    with open_store(empty(neo4j_url)) as store, store.writer() as writer:
        put(writer, document)
        if version > 1:
            writer.correct(make_dating(document, 2011))
        stated = store.view(LOCAL).stated(document.id)
    run(neo4j_url, f"MATCH (l:Library) SET l.version = {version}")
    run(neo4j_url, "MATCH (n) WHERE n:Statement OR n:Band DETACH DELETE n")
    for name in ("statement_key", "band_key", *(["correction_key"] if version == 1 else [])):
        run(neo4j_url, f"DROP CONSTRAINT {name} IF EXISTS")
    with open_store(neo4j_url) as store, store.writer() as writer:
        assert store.view(LOCAL).stated(document.id) == stated != []
        writer.correct(make_correction(document))
        assert store.view(LOCAL).document(document.id).rules[0].bearers == ("门卫",)
    (found,) = run(neo4j_url, "MATCH (l:Library) RETURN l.version AS version")
    assert found["version"] == VERSION
    assert run(neo4j_url, "SHOW CONSTRAINTS YIELD name WHERE name IN ['correction_key', 'band_key'] RETURN name")
