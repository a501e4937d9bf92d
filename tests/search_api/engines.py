"""Engines over stores of their own, for the tests of searching."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.access import Access
from graph.store import open_store
from graph.store.base import GraphStore
from ingest.model import Document
from search_api.engine import Engine
from search_api.index import open_index
from tests.factories import original_of


def put(store: GraphStore, *documents: Document, access: Access | None = None) -> None:
    """Puts documents into a store, each under its file name."""
    with store.writer() as writer:
        for document in documents:
            writer.put(
                document, original_of(document), source=document.file, access=access or Access(), extractor="test"
            )


@contextmanager
def filled_engine(folder: Path, *documents: Document, address: str = "auto") -> Iterator[tuple[Engine, GraphStore]]:
    """An engine that holds the documents, with its store."""
    store = open_store(f"sqlite:///{folder / 'zhigui.db'}")
    with Engine(store, open_index(f"{address}:///{folder / 'index'}")) as engine:
        put(store, *documents)
        engine.catch_up()
        yield engine, store
