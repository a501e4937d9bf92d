"""How well search ranks, and how fast: `python -m benchmarks.search.run [--shared FOLDER] [--engine tantivy]`.

Ingests the speeches and regulations of the evaluation set, runs its queries through the engine and through a plain
baseline (BM25 over jieba's words, the query as typed), and lets the set's own scorer score both, query by query.
Misprints of its terms and right words show what is mended (see `typos`).
`--ablate` leaves out each part in turn, `--speed` measures beside OpenSearch (see `speed`), `--plot FILE` draws it.
"""

import argparse
import json
import math
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.collection import SHARED, SHORTEST, Collection, collection
from benchmarks.search.ablation import ablate
from benchmarks.search.plot import bars
from benchmarks.search.speed import ROUNDS, SHARES, measure_speed
from benchmarks.search.suggesting import measure_suggestions
from benchmarks.search.typos import report
from graph.access import LOCAL
from ingest.words import cut
from search_api.query.vocabulary import read_vocabulary
from search_api.results import SearchRequest

DEPTH = 20
_K1, _B = 1.2, 0.75
_MEASURES = ("ndcg@10", "mrr@10", "recall@20", "judged@10")


def main() -> None:
    """Prints both scores over all, by kind, and by query, and the times of ours."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds seeds, corpus and eval")
    parser.add_argument("--engine", default="auto", help="tantivy, whoosh or an address: opensearch://host/name")
    parser.add_argument("--run", type=Path, help="where to keep our run")
    parser.add_argument("--ablate", action="store_true", help="the scores with each part of the search left out")
    parser.add_argument("--speed", action="store_true", help="times beside OpenSearch, instead of scores")
    parser.add_argument("--suggest", action="store_true", help="times of suggestions, instead of scores")
    parser.add_argument("--texts", nargs="+", type=Path, default=[], help="files and folders that --speed searches in")
    parser.add_argument("--passages", type=int, default=20_000, help="so many passages of the texts")
    parser.add_argument("--store", help="a store that is there already, instead of texts, with all its passages")
    parser.add_argument("--index", help="the index of that store")
    parser.add_argument("--plot", type=Path, help="an SVG picture of what is measured")
    options = parser.parse_args()
    queries = read_queries(options.shared / "eval" / "queries.tsv")
    if options.speed or options.suggest:
        _measure_speed(options, list(queries.values()))
        return
    with collection(options.shared, engine=options.engine) as opened:
        ours, times = {}, []
        for qid, query in queries.items():
            start = time.perf_counter()
            ours[qid] = found(opened, query)
            times.append(time.perf_counter() - start)
        if options.ablate:
            ablate(lambda: _rescored(opened, queries, options.shared), _MEASURES)
        lines = list(opened.lines())
        vocabulary = read_vocabulary(opened.index, opened.store.view(LOCAL), LOCAL)
    plain = dict(zip(queries, baseline(lines, list(queries.values())), strict=True))
    if options.run:
        options.run.write_text(as_run(ours), encoding="utf-8")
    scored, compared = score(ours, options.shared), score(plain, options.shared)
    show(scored, compared, queries)
    if options.plot:
        rows = {
            kind: (scored["by_kind"][kind]["ndcg@10"], compared["by_kind"][kind]["ndcg@10"])
            for kind in scored["by_kind"]
        }
        whole = {"all": (scored["ndcg@10"], compared["ndcg@10"])}
        options.plot.write_text(
            bars("nDCG@10 by kind of query", whole | rows, ("Zhigui", "plain BM25")), encoding="utf-8"
        )
    times.sort()
    print(f"time a query: median {times[len(times) // 2] * 1000:.1f} ms, slowest {times[-1] * 1000:.1f} ms")
    report(vocabulary, [" ".join(words(line)) for _, line in lines])


def _measure_speed(options: argparse.Namespace, judged: Sequence[str]) -> None:
    with TemporaryDirectory(prefix="zhigui-speed-", ignore_cleanup_errors=True) as folder:
        if options.suggest:
            measure_suggestions(options, Path(folder))
        if not options.speed:
            return
        figures = measure_speed(options, judged, Path(folder))
    if options.plot:
        names = {"ours": "Zhigui", "OpenSearch": "OpenSearch"}
        shown = [name for name in names if f"{name} first p50" in figures]
        rows = {
            f"asked {'for the first time' if r == 'first' else r}, {share}": [
                figures[f"{name} {r} {share}"] for name in shown
            ]
            for r in ROUNDS
            for share in SHARES
        }
        picture = bars("Milliseconds a search over HTTP", rows, [names[name] for name in shown], " ms")
        options.plot.write_text(picture, encoding="utf-8")


def _rescored(opened: Collection, queries: Mapping[str, str], shared: Path) -> Any:
    return score({qid: found(opened, query) for qid, query in queries.items()}, shared)


def read_queries(path: Path) -> dict[str, str]:
    """The queries by their ids."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
    return {row[0]: row[1] for row in rows}


def found(opened: Collection, query: str) -> list[str]:
    """The lines that the engine finds, best first."""
    request = SearchRequest(query, limit=2 * DEPTH, fold=False)
    quotes = [hit.passage.quote for hit in opened.engine.search(request, LOCAL).hits]
    return [opened.line_of(quote) for quote in quotes if len(quote.text.strip()) >= SHORTEST][:DEPTH]


def baseline(lines: Sequence[tuple[str, str]], queries: Sequence[str]) -> Iterable[list[str]]:
    """For each query the lines that plain BM25 over words finds."""
    bags = [Counter(words(text)) for _, text in lines]
    lengths = [sum(bag.values()) for bag in bags]
    average = sum(lengths) / len(lengths)
    holding = Counter(word for bag in bags for word in bag)
    for query in queries:
        scores = []
        for (name, _), bag, length in zip(lines, bags, lengths, strict=True):
            score = sum(
                math.log(1 + (len(bags) - holding[word] + 0.5) / (holding[word] + 0.5))
                * bag[word] * (_K1 + 1) / (bag[word] + _K1 * (1 - _B + _B * length / average))
                for word in words(query)
                if bag[word]
            )  # fmt: skip
            scores.append((-score, name))
        yield [name for score, name in sorted(scores)[:DEPTH] if score]


def words(text: str) -> list[str]:
    """The words of a text, marks left out."""
    return [word for word in cut(text) if word[0].isalnum()]


def as_run(ranking: dict[str, list[str]]) -> str:
    """A ranking as the scorer reads it."""
    return "".join(f"{qid}\t{name}\t{place}\n" for qid, names in ranking.items() for place, name in enumerate(names, 1))


def score(ranking: dict[str, list[str]], shared: Path) -> Any:
    """What the evaluation set's scorer says of a ranking."""
    with TemporaryDirectory() as folder:
        run = Path(folder) / "run.tsv"
        run.write_text(as_run(ranking), encoding="utf-8")
        command = [sys.executable, str(shared / "eval" / "score_search.py"), str(run)]
        told = subprocess.run([*command, "--by-kind", "--per-query", "--json"], check=True, capture_output=True)
        return json.loads(told.stdout)


def show(ours: Any, plain: Any, queries: dict[str, str]) -> None:
    """Prints ours beside the baseline."""
    print("".join(f"{measure:>12} {'plain':>7}" for measure in _MEASURES))
    _line("all", ours, plain)
    for kind in ours["by_kind"]:
        _line(kind, ours["by_kind"][kind], plain["by_kind"][kind])
    for qid in sorted(ours["per_query"], key=lambda key: ours["per_query"][key]["ndcg@10"]):
        _line(f"{qid} {queries[qid][:30]}", ours["per_query"][qid], plain["per_query"][qid])


def _line(name: str, ours: Any, plain: Any) -> None:
    print("".join(f"{ours[measure]:12.4f} {plain[measure]:7.4f}" for measure in _MEASURES), name)


if __name__ == "__main__":
    main()
