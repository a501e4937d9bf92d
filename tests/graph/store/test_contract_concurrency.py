"""What every engine does while several threads and processes use it."""

import subprocess
import sys
import threading
from itertools import count
from typing import Any

from graph.access import LOCAL
from graph.store.base import GraphStore
from graph.store.shapes import RuleFilter
from ingest.model import Document
from tests.factories import (
    make_documents,
)
from tests.graph.store.contract import put


def test_readers_see_whole_documents_while_a_writer_replaces_them(store: GraphStore) -> None:
    """One source goes back and forth between a short and a long document; no read is of a mixture."""
    short, long = (next(iter(make_documents(1, passages=count))) for count in (4, 60))
    whole = {len(document.passages): len(document.rules) for document in (short, long)}
    with store.writer() as writer:
        put(writer, short, source="a")
    done = threading.Event()
    torn: list[Any] = []
    reads = [0] * 3

    def read(number: int) -> None:
        view = store.view(LOCAL)
        while not done.is_set():
            page = view.rules(RuleFilter(), limit=100)
            if not len(page.items) == page.total == view_total(page.items):
                torn.append(page)
            stats = view.stats()
            if whole.get(stats.passages) != stats.rules or stats.documents != 1:
                torn.append(stats)
            reads[number] += 1

    def view_total(items: tuple[Any, ...]) -> int:
        return len(short.rules) if items[0].quote.document_id == short.id else len(long.rules)

    readers = [threading.Thread(target=read, args=(number,)) for number in range(3)]
    for reader in readers:
        reader.start()
    with store.writer() as writer:
        for number in count():
            put(writer, short if number % 2 else long, source="a")
            if number > 30 and min(reads) > 3:
                break
    done.set()
    for reader in readers:
        reader.join()
    assert torn == []


def test_two_writers_take_turns(store: GraphStore) -> None:
    documents = list(make_documents(20))

    def write(mine: list[Document]) -> None:
        with store.writer() as writer:
            for document in mine:
                put(writer, document)

    writers = [threading.Thread(target=write, args=(documents[start::2],)) for start in (0, 1)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert store.view(LOCAL).stats().documents == 20
    assert store.last_commit() == 20


_OTHER_PROCESS = """
import sys
from graph.access import Access
from graph.store import open_store
from tests.factories import make_documents, original_of
with open_store(sys.argv[1]) as store, store.writer() as writer:
    for document in make_documents(5):
        writer.put(document, original_of(document), source=document.id, access=Access(), extractor="1")
"""


def test_view_sees_what_another_process_writes(store: GraphStore, address: str) -> None:
    assert store.view(LOCAL).stats().documents == 0
    subprocess.run([sys.executable, "-c", _OTHER_PROCESS, address], check=True)
    assert store.view(LOCAL).stats().documents == 5
    assert store.last_commit() == 5
