"""How fast search is beside others: `python -m benchmarks.search.run --speed [FOLDER… | --store … --index …]`.

All passages of a store are put into a plain OpenSearch, a plain tantivy and SQLite FTS5, already cut into words, so
that none of them pays for analysis. Then the same queries go over HTTP on loopback to our API (facets, highlights, the
rules of each hit, a card) and to OpenSearch's `_search` (match, highlight, three aggregations, ten hits), taking
turns, so that whatever else the machine does meets both alike. Each process of ours remembers its answers: what it is
asked for the first time and what it is asked again are told apart.

At last several clients ask at once, and searches a second are counted, of ours with as many processes as answer by
default (`ZHIGUI_PROCESSES` for another number). The clients run on the same cores: what they took is told.
"""

import http.client
import json
import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import tantivy

from benchmarks.engines.__main__ import api, load, read
from benchmarks.engines.pairs import Pair
from graph.access import LOCAL
from graph.store import open_store
from ingest.words import cut
from search_api.index import open_index
from search_api.index.entries import year_of
from search_api.index.follow import catch_up
from search_api.settings import Settings
from tests.servers.java import NoServer
from tests.servers.opensearch import OpenSearch

MADE = 500
"""Queries that are made of the texts' own phrases, besides the judged ones."""
CLIENTS = 8
ROUNDS = ("first", "again")
SHARES = ("p50", "p95")
_SECONDS = 10.0
_PHRASE = re.compile(r"[\u4e00-\u9fff]{4,12}")
_BULK = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """One passage, cut into words with blanks between them."""

    words: str
    title: str
    kind: str
    year: str


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that each query took, sorted."""

    seconds: Sequence[float]

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Times":
        return cls(sorted(seconds))

    def at(self, share: float) -> float:
        """Milliseconds that so many of the queries took at most."""
        return self.seconds[min(int(len(self.seconds) * share), len(self.seconds) - 1)] * 1000


def measure_speed(options: Any, judged: Sequence[str], folder: Path) -> Mapping[str, float]:
    """Prints sizes, build times, times of queries and searches a second; returns the figures by name."""
    store, index = (
        options.store or f"sqlite:///{folder / 'zhigui.db'}",
        options.index or f"tantivy:///{folder / 'index'}",
    )
    pair = Pair(store, index)
    built = _filled(pair, options.texts, options.passages)
    lines = _lines(store)
    made = _phrases(lines, MADE, seed=6)
    queries, warming = [*judged, *made], _phrases(lines, 60, seed=7)
    print(
        f"{len(lines)} passages, {len(queries)} queries ({len(judged)} judged, {len(made)} of the texts' own phrases)"
    )
    figures = {"ours built": built, "ours bytes": float(_size(Path(urlsplit(index).path)))}
    for name, build in (("tantivy raw", _tantivy), ("SQLite FTS5", _fts5)):
        start = time.perf_counter()
        place = build(folder, lines)
        figures |= {f"{name} built": time.perf_counter() - start, f"{name} bytes": float(_size(place))}
    with _plain(folder / "opensearch", lines, figures) as other, api(pair, folder) as (client, _):
        ours = (client.base_url.host, client.base_url.port or 80)
        asks = {"ours": (ours, ask_ours)} | ({"OpenSearch": (other, ask_opensearch)} if other else {})
        for query in warming:
            for address, ask in asks.values():
                _timed(address, [query], ask)
        # One connection for both rounds: it leads to the process that remembers the first.
        connections = {name: http.client.HTTPConnection(*address, timeout=60) for name, (address, _) in asks.items()}
        first, again = (_in_turns(connections, asks, queries) for _ in range(2))
        for name in asks:
            for round_, times in (("first", first[name]), ("again", again[name])):
                figures |= {f"{name} {round_} p50": times.at(0.5), f"{name} {round_} p95": times.at(0.95)}
        for name, (address, ask) in asks.items():
            fresh = _phrases(lines, 4_000, seed=8)
            figures[f"{name} a second"], figures[f"{name} clients"] = _throughput(address, fresh, ask)
    print(f"{CLIENTS} clients, {Settings.from_env().processes} processes of ours")
    _show(figures)
    return figures


def ask_ours(connection: http.client.HTTPConnection, query: str) -> None:
    """One search of ours."""
    connection.request("GET", f"/api/v1/search?q={quote(query)}")
    _read(connection)


def ask_opensearch(connection: http.client.HTTPConnection, query: str) -> None:
    """One plain search of OpenSearch."""
    body = {
        "query": {"match": {"words": " ".join(cut(query))}},
        "highlight": {"fields": {"words": {}}},
        "aggs": {field: {"terms": {"field": field}} for field in ("title", "kind", "year")},
        "size": 10,
    }
    connection.request("POST", "/passages/_search", json.dumps(body), {"Content-Type": "application/json"})
    _read(connection)


Ask = Callable[[http.client.HTTPConnection, str], None]
Address = tuple[str, int]


def _read(connection: http.client.HTTPConnection) -> None:
    answer = connection.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise RuntimeError(data[:500])


def _timed(address: Address, queries: Sequence[str], ask: Ask, *, until: float | None = None) -> list[float]:
    """Seconds that each query took, one after the other on one connection; of those that began in time."""
    connection = http.client.HTTPConnection(*address, timeout=60)
    took = []
    for query in queries:
        start = time.perf_counter()
        if until is not None and time.time() > until:
            break
        ask(connection, query)
        took.append(time.perf_counter() - start)
    connection.close()
    return took


def _in_turns(
    connections: Mapping[str, http.client.HTTPConnection],
    asks: Mapping[str, tuple[Address, Ask]],
    queries: Sequence[str],
) -> Mapping[str, Times]:
    took: dict[str, list[float]] = {name: [] for name in asks}
    for query in queries:
        for name, (_, ask) in asks.items():
            start = time.perf_counter()
            ask(connections[name], query)
            took[name].append(time.perf_counter() - start)
    return {name: Times.of(seconds) for name, seconds in took.items()}


def _throughput(address: Address, queries: Sequence[str], ask: Ask) -> tuple[float, float]:
    """Searches a second from several clients at once, none of which asks what another does; and how many processors
    the clients kept busy."""
    context = get_context("spawn")
    # None begins before all have started, or on a busy machine the first would do the work of all.
    started = context.Barrier(CLIENTS).wait
    with ProcessPoolExecutor(CLIENTS, mp_context=context, initializer=started) as clients:
        list(clients.map(_timed, [address] * CLIENTS, [queries[:1]] * CLIENTS, [ask] * CLIENTS))
        until = time.time() + _SECONDS
        waiting = [clients.submit(_working, address, queries[number::CLIENTS], ask, until) for number in range(CLIENTS)]
        done, worked = zip(*(one.result() for one in waiting), strict=True)
    seconds = max(map(sum, done))
    return sum(map(len, done)) / seconds, sum(worked) / seconds


def _working(address: Address, queries: Sequence[str], ask: Ask, until: float) -> tuple[list[float], float]:
    """What `_timed` took, and how many seconds of the processor this end of it."""
    worked = time.process_time()
    took = _timed(address, queries, ask, until=until)
    return took, time.process_time() - worked


def _filled(pair: Pair, texts: Sequence[Path], passages: int) -> float:
    """Seconds that it took to fill the index from the store; 0 where both were there already."""
    if texts:
        return load(pair, read(texts, passages))[1]
    with open_store(pair.store) as store, open_index(pair.index) as index:
        start = time.perf_counter()
        return time.perf_counter() - start if catch_up(store, index) else 0.0


def _lines(store: str) -> list[Line]:
    """The passages of all documents."""
    found: list[Line] = []
    with open_store(store) as opened:
        view = opened.view(LOCAL)
        for change in opened.changes(0):
            if change.deleted:
                continue
            document = view.document(change.document_id)
            for passage in document.passages:
                words = " ".join(word for word in cut(passage.span.of(document.text)) if word[0].isalnum())
                found.append(Line(words, document.title, document.kind.value, year_of(document.date) or ""))
    return found


def _phrases(lines: Sequence[Line], count: int, *, seed: int) -> list[str]:
    """Phrases of the texts: runs of some words of a passage, another for each seed."""
    chosen = random.Random(seed)
    found: dict[str, None] = {}
    for _ in range(count * 50):
        words = chosen.choice(lines).words.split()
        at = chosen.randrange(len(words) or 1)
        phrase = "".join(words[at : at + chosen.randint(2, 4)])
        if _PHRASE.fullmatch(phrase):
            found[phrase] = None
        if len(found) == count:
            break
    return list(found)


def _tantivy(folder: Path, lines: Sequence[Line]) -> Path:
    """A plain index: words, title, kind and year."""
    place = folder / "tantivy"
    place.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=True, tokenizer_name="whitespace")
    for name in ("title", "kind", "year"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", fast=True)
    index = tantivy.Index(builder.build(), str(place))
    writer = index.writer(256_000_000, 1)
    for line in lines:
        writer.add_document(tantivy.Document(words=line.words, title=line.title, kind=line.kind, year=line.year))
    writer.commit()
    writer.wait_merging_threads()
    return place


def _fts5(folder: Path, lines: Sequence[Line]) -> Path:
    """A plain table of FTS5."""
    place = folder / "fts5.db"
    db = sqlite3.connect(place)
    db.execute("CREATE VIRTUAL TABLE passages USING fts5(words, title UNINDEXED, kind UNINDEXED, year UNINDEXED)")
    rows = ((line.words, line.title, line.kind, line.year) for line in lines)
    db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", rows)
    db.commit()
    db.close()
    return place


@contextmanager
def _plain(folder: Path, lines: Sequence[Line], figures: dict[str, float]) -> Iterator[Address | None]:
    """The address of an OpenSearch that holds the lines; None, with the reason printed, where it cannot run here."""
    try:
        server = OpenSearch(folder)
    except NoServer as error:
        print(f"OpenSearch: SKIPPED: {error}")
        yield None
        return
    server.start()
    try:
        address = ("127.0.0.1", server.nodes[0].port)
        start = time.perf_counter()
        _load(address, lines)
        figures["OpenSearch built"] = time.perf_counter() - start
        told = _call(address, "GET", "/passages/_stats/store")
        figures["OpenSearch bytes"] = float(told["_all"]["primaries"]["store"]["size_in_bytes"])
        yield address
    finally:
        server.stop()


def _load(address: Address, lines: Sequence[Line]) -> None:
    word = {"type": "keyword"}
    mappings = {"words": {"type": "text", "analyzer": "whitespace"}, "title": word, "kind": word, "year": word}
    settings = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}
    _call(address, "PUT", "/passages", json.dumps({"settings": settings, "mappings": {"properties": mappings}}))
    for start in range(0, len(lines), _BULK):
        rows = (
            json.dumps({"words": line.words, "title": line.title, "kind": line.kind, "year": line.year})
            for line in lines[start : start + _BULK]
        )
        _call(address, "POST", "/passages/_bulk", "".join(f'{{"index":{{}}}}\n{row}\n' for row in rows))
    _call(address, "POST", "/passages/_refresh")
    _call(address, "POST", "/passages/_forcemerge?max_num_segments=1")


def _call(address: Address, method: str, path: str, body: str | None = None) -> Any:
    connection = http.client.HTTPConnection(*address, timeout=600)
    connection.request(method, path, body and body.encode(), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    if answer.status >= 300 or (isinstance(told, dict) and told.get("errors")):
        raise RuntimeError(str(told)[:500])
    return told


def _size(place: Path) -> int:
    files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files)


def _show(figures: Mapping[str, float]) -> None:
    print(f"{'':14} {'built':>9} {'size':>9}")
    for name in ("ours", "tantivy raw", "SQLite FTS5", "OpenSearch"):
        if f"{name} bytes" in figures:
            took = figures[f"{name} built"]
            print(f"{name:14} {f'{took:.1f} s' if took else 'as given':>9} {figures[f'{name} bytes'] / 2**20:6.0f} MB")
    heads = [f"{share} {round_}" for round_ in ROUNDS for share in SHARES]
    print(" " * 14, *(f"{head:>10}" for head in (*heads, "a second", "clients")))
    for name in ("ours", "OpenSearch"):
        if f"{name} first p50" in figures:
            times = [f"{figures[f'{name} {round_} {share}']:7.1f} ms" for round_ in ROUNDS for share in SHARES]
            clients = f"{figures[f'{name} clients']:4.2f} cores"
            print(f"{name:14}", *times, f"{figures[f'{name} a second']:10.0f}", clients)
    for share in SHARES:
        if f"OpenSearch first {share}" in figures:
            ratios = [figures[f"ours {r} {share}"] / figures[f"OpenSearch {r} {share}"] for r in ROUNDS]
            print(f"{share}: ours to OpenSearch {ratios[0]:.2f} first, {ratios[1]:.2f} again")
