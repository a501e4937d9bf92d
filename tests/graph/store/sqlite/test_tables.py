"""Nothing of a document is left in any table when it goes."""

import sqlite3
from pathlib import Path

from graph.access import Access
from graph.marks import Mark, MarkKind
from graph.store.sqlite import SqliteStore
from graph.store.sqlite.tables import DERIVED
from tests.factories import make_correction, make_document, make_documents, original_of


def counts(path: Path) -> dict[str, int]:
    """Rows by table."""
    db = sqlite3.connect(path)
    try:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    finally:
        db.close()


def test_tables_are_empty_when_everything_is_deleted(tmp_path: Path) -> None:
    path = tmp_path / "zhigui.db"
    documents = [make_document(), *make_documents(5)]
    with SqliteStore(path) as store, store.writer() as writer:
        for document in documents:
            access = Access("内部", frozenset({"机要", "督查"}))
            for source in ("a", "b"):
                put_as = f"{source}/{document.id}"
                writer.put(document, original_of(document), source=put_as, access=access, extractor="1")
        writer.correct(make_correction(documents[0]))
        writer.put(documents[1], original_of(documents[1]), source=f"b/{documents[0].id}", access=access, extractor="1")
        writer.mark(Mark(MarkKind.FOLLOW, "1", "{}", (documents[0].id,)))
        full = counts(path)
        for document in documents:
            writer.delete(document.id)
        empty = counts(path)
    assert all(full.values()), "a table that stays empty here is not tested"
    # The log tells an index what went, and holds ids and numbers only; corrections hold again when the bytes come back.
    kept = {"store": 1, "changes": len(documents), "corrections": 1, "successions": 1, "marks": 1}
    assert empty == {table: kept.get(table, 0) for table in full}


def test_tables_hold_nothing_of_a_replaced_document(tmp_path: Path) -> None:
    path = tmp_path / "zhigui.db"
    old, new = make_document(), make_document("第二版\n")
    with SqliteStore(path) as store, store.writer() as writer:
        writer.put(new, original_of(new), source="a", access=Access(), extractor="1")
        fresh = counts(path)
        writer.put(old, original_of(old), source="a", access=Access(), extractor="1")
        writer.put(new, original_of(new), source="a", access=Access(), extractor="1")
        assert counts(path) == fresh | {"changes": 2}


def test_tables_that_are_derived_are_named(tmp_path: Path) -> None:
    """A new table belongs either to the library or to `DERIVED`, else a rebuild would leave it out."""
    path = tmp_path / "zhigui.db"
    SqliteStore(path).close()
    library = {
        "store",
        "originals",
        "library",
        "access_groups",
        "sources",
        "changes",
        "corrections",
        "successions",
        "marks",
    }
    assert set(counts(path)) == library | set(DERIVED)
