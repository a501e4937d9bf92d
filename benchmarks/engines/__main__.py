"""The same collection on every pair of engines: `python -m benchmarks.engines FOLDER… [--passages 20000]`.

Reads the files until so many passages are there, puts their documents into each store, fills each index, and makes the
ten commonest calls over HTTP on loopback; memory is the most that each process held at once. Reading and extraction
are the same for all and told apart. The servers are those of the tests (`tests/servers/`); without them their pair is
left out, with the reason.
"""

import argparse
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from benchmarks.engines.calls import measure
from benchmarks.engines.pairs import PAIRS, Pair
from graph.access import Access
from graph.patience import patiently
from graph.store import open_store
from graph.store.base import Writer
from ingest.batch import extract_files, find_files
from ingest.model import Document
from search_api.index import open_index
from search_api.index.follow import catch_up
from tests.servers.api import ROOT, launch, wait_until_up
from tests.servers.java import NoServer
from tests.servers.process import free_ports, peak_memory


@dataclass(frozen=True, slots=True)
class Item:
    """One document and the bytes that it was extracted from."""

    document: Document
    data: bytes


def main() -> None:
    """Prints load time, the calls and the memory of each pair."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--pairs", nargs="+", choices=PAIRS, default=list(PAIRS))
    options = parser.parse_args()
    start = time.perf_counter()
    items = read(options.paths, options.passages)
    passages = sum(len(item.document.passages) for item in items)
    print(f"{len(items)} documents, {passages} passages; read and extracted in {time.perf_counter() - start:.1f} s")
    for name in options.pairs:
        with TemporaryDirectory(prefix="zhigui-engines-", ignore_cleanup_errors=True) as folder:
            try:
                with PAIRS[name](Path(folder)) as pair:
                    report(name, pair, Path(folder), items, options.rounds)
            except NoServer as error:
                print(f"\n{name}: SKIPPED: {error}")


def read(paths: Sequence[Path], passages: int) -> list[Item]:
    """The documents of the files in name order until they have so many passages."""
    items: list[Item] = []
    count = 0
    for outcome in extract_files(find_files(paths), workers=2):
        if outcome.document is None or count >= passages:
            continue
        items.append(Item(outcome.document, outcome.path.read_bytes()))
        count += len(outcome.document.passages)
        if count >= passages:
            break
    return items


def report(name: str, pair: Pair, folder: Path, items: Sequence[Item], rounds: int) -> None:
    """Prints what is measured of one pair."""
    put, indexed = load(pair, items)
    print(f"\n{name}: put {put:.1f} s, indexed {indexed:.1f} s")
    with api(pair, folder, ZHIGUI_PROCESSES="1") as (client, process):  # memory is that of one
        for call, times in measure(client, rounds).items():
            p50, p95 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95))
            print(f"  {call:<20} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms")
        held = {"API": peak_memory(process.pid)} | {one: server.peak_memory() for one, server in pair.servers.items()}
    print("  memory at most: " + ", ".join(f"{one} {size / 2**20:.0f} MB" for one, size in held.items()))


def load(pair: Pair, items: Sequence[Item]) -> tuple[float, float]:
    """Seconds to put all documents, and to fill the index."""
    store = open_store(pair.store)
    try:
        start = time.perf_counter()
        with store.writer() as writer:
            for item in items:
                patiently(partial(_put, writer, item))
        put = time.perf_counter() - start
        index = open_index(pair.index)
        start = time.perf_counter()
        catch_up(store, index)
        indexed = time.perf_counter() - start
        index.close()
    finally:
        store.close()
    return put, indexed


def _put(writer: Writer, item: Item) -> None:
    writer.put(item.document, item.data, source=item.document.id, access=Access(), extractor="benchmark")


@contextmanager
def api(pair: Pair, folder: Path, **more: str) -> Iterator[tuple[httpx2.Client, "subprocess.Popen[bytes]"]]:
    """The API over the pair, with more settings where wanted, and a client of it."""
    address = f"127.0.0.1:{free_ports(1)[0]}"
    settings = {
        "ZHIGUI_DATA": str(folder / "data"), "ZHIGUI_STORE": pair.store, "ZHIGUI_INDEX": pair.index,
        "ZHIGUI_API": address, "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    process = launch(os.environ | settings | more)
    try:
        with httpx2.Client(base_url=f"http://{address}/api/v1", trust_env=False, timeout=60) as client:
            wait_until_up(f"http://{address}/readyz", process, 120)
            yield client, process
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
