"""How fast a store writes and reads: `python -m benchmarks.store [ADDRESS] --documents 3000 --passages 113`.

The collection is made up and hard on the graph: few names and many rules, so that every name is a hub. Reading is
measured while nothing writes and again while a writer replaces documents. An ADDRESS that holds documents is only
read.
"""

import argparse
import math
import random
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.store.collection import make_collection
from graph.access import LOCAL, Access, Reader
from graph.schema import NodeKind
from graph.store import open_store
from graph.store.base import GraphStore, View
from graph.store.shapes import RuleFilter

READERS = {"local": LOCAL, "served": Reader(frozenset({"公开", "内部"}), frozenset({"机要"}))}


def main() -> None:
    """Prints one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("address", nargs="?", help="a store to read; made up in a temporary folder when left out")
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--passages", type=int, default=113, help="passages a document")
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    with _temporary() as folder, open_store(options.address or f"sqlite:///{folder}/zhigui.db") as store:
        if store.last_commit() == 0:
            write(store, options.documents, options.passages)
            print(f"size      {sum(file.stat().st_size for file in folder.iterdir()) / 2**20:9.0f} MB")
        for name, reader in READERS.items():
            read(store, name, reader, options.rounds)
        if options.address is None:
            with _writing(store, options.passages):
                read(store, "local, while writing", LOCAL, options.rounds)
            maintain(store)


def write(store: GraphStore, documents: int, passages: int) -> None:
    """Puts a made-up collection in."""
    took = []
    with store.writer() as writer:
        for document, access in make_collection(documents, passages):
            data = document.text.encode()
            start = time.perf_counter()
            writer.put(document, data, source=document.id, access=access, extractor="1")
            took.append(time.perf_counter() - start)
    print(f"put       {_figures(took)}   {len(took) / sum(took):6.0f} documents/s over {len(took)}")


def read(store: GraphStore, name: str, reader: Reader, rounds: int) -> None:
    """Times every method of the view on names, rules and passages drawn at random."""
    view = store.view(reader)
    draw = random.Random(3)
    stats = view.stats()
    print(f"reader    {name}: {stats.documents} documents, {stats.passages} passages, {stats.rules} rules")
    for method, call in _calls(view, draw).items():
        took = []
        for _ in range(rounds):
            start = time.perf_counter()
            call()
            took.append(time.perf_counter() - start)
        print(f"  {method:34} {_figures(took)}")


def _calls(view: View, draw: random.Random) -> dict[str, Callable[[], object]]:
    documents = [document.id for document in view.documents(limit=500).items]
    rules = [rule for key in documents[:60] for rule in view.rules(RuleFilter(document_id=key), limit=20).items]
    duties = [duty.name for duty in view.entities(NodeKind.DUTY, limit=20).items if duty.evidence]
    roles = [role.name for role in view.entities(NodeKind.ROLE, limit=20).items if role.evidence]
    second = {duty: view.rules(RuleFilter(duty=duty)).next for duty in duties}
    return {
        "documents": view.documents,
        "summary": lambda: view.summary(draw.choice(documents)),
        "document": lambda: view.document(draw.choice(documents)),
        "original": lambda: view.original(draw.choice(documents)),
        "passages (20)": lambda: view.passages([rule.passage_id for rule in draw.sample(rules, min(20, len(rules)))]),
        "rules": lambda: view.rules(RuleFilter()),
        "rules of a duty": lambda: view.rules(RuleFilter(duty=draw.choice(duties))),
        "rules of a duty, second page": lambda: view.rules(
            RuleFilter(duty=(duty := draw.choice(duties))), after=second[duty]
        ),
        "rules of a duty and a role": lambda: view.rules(RuleFilter(duty=draw.choice(duties), role=draw.choice(roles))),
        "rules of a duty with a deadline": lambda: view.rules(RuleFilter(duty=draw.choice(duties), has_deadline=True)),
        "rules of a document": lambda: view.rules(RuleFilter(document_id=draw.choice(documents))),
        "rule": lambda: view.rule(draw.choice(rules).id),
        "entities (duties)": lambda: view.entities(NodeKind.DUTY),
        "entities (roles)": lambda: view.entities(NodeKind.ROLE),
        "entity (duty)": lambda: view.entity(NodeKind.DUTY, draw.choice(duties)),
        "neighbourhood of a duty": lambda: view.neighbourhood(NodeKind.DUTY, draw.choice(duties)),
        "neighbourhood of a role": lambda: view.neighbourhood(NodeKind.ROLE, draw.choice(roles)),
        "neighbourhood of a rule": lambda: view.neighbourhood(NodeKind.RULE, draw.choice(rules).id),
        "sources": view.sources,
        "stats": view.stats,
    }


def maintain(store: GraphStore) -> None:
    """Times deletion and rebuilding."""
    documents = [document.id for document in store.view(LOCAL).documents(limit=50).items]
    took = []
    with store.writer() as writer:
        for key in documents:
            start = time.perf_counter()
            writer.delete(key)
            took.append(time.perf_counter() - start)
        print(f"delete    {_figures(took)}")
        start = time.perf_counter()
        writer.rebuild()
        print(f"rebuild   {time.perf_counter() - start:9.1f} s")


@contextmanager
def _writing(store: GraphStore, passages: int) -> Iterator[None]:
    """Another thread replaces documents until the block is left."""
    stop = threading.Event()

    def go_on() -> None:
        with store.writer() as writer:
            for number, (document, _) in enumerate(make_collection(10_000, passages, first=1_000_000)):
                if stop.is_set():
                    return
                writer.put(document, document.text.encode(), source=f"w{number % 5}", access=Access(), extractor="1")

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@contextmanager
def _temporary() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="zhigui-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _figures(took: list[float]) -> str:
    ordered = sorted(took)
    p50, p95 = (ordered[min(math.floor(len(ordered) * part), len(ordered) - 1)] * 1000 for part in (0.5, 0.95))
    return f"p50 {p50:8.2f} ms   p95 {p95:8.2f} ms   max {ordered[-1] * 1000:8.2f} ms"


if __name__ == "__main__":
    main()
