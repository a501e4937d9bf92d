"""How well questions are answered: `python -m benchmarks.answers.run [--shared FOLDER] [--verbose]`.

For questions with an answer: whether a gold span lies inside the first two quotes (one of them, and all that are
needed), whether it was answered at all, and whether what it wants was understood. For those without: whether that was
said. Every quote must be verbatim. Beside it the two passages that plain BM25 puts first. Two sets: the evaluation
set's, and `questions.jsonl` beside this file, whose newest (`held`) no weight was fitted on.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.collection import SHARED, Collection, collection
from benchmarks.search.run import baseline
from graph.access import LOCAL
from graph.quote import Quote
from graph.store import open_store
from search_api.engine import Engine
from search_api.index import open_index
from search_api.results import Answer

FIRST = 2
"""Quotes that a reader is sure to look at."""
OWN = Path(__file__).with_name("questions.jsonl")
ROWS = (("any span", "answerable"), ("BM25 any span", "answerable"), ("all spans", "answerable"),
        ("answered", "answerable"), ("intent", "answerable"), ("declined", "unanswerable"),
        ("not verbatim", "quotes"))  # fmt: skip
"""What is counted, and of how many."""
BINS = 5


def main() -> None:
    """Prints the counts of each set, how sure answers were and how often they were right, and how long they took."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds seeds, corpus and eval")
    parser.add_argument("--engine", default="auto", help="tantivy or whoosh; the fastest at hand when left out")
    parser.add_argument("--verbose", action="store_true", help="each question with what was quoted")
    parser.add_argument("--speed", nargs=2, metavar=("STORE", "INDEX"), help="only time all questions on a collection")
    options = parser.parse_args()
    if options.speed:
        store, index = options.speed
        print(_timed(timed_on(store, index, sets(options.shared))))
        return
    with collection(options.shared, engine=options.engine) as opened:
        judged = [judged_set(opened, asked, options) for asked in sets(options.shared).values()]
    for name, (counts, _, times) in zip(sets(options.shared), judged, strict=True):
        print(f"\n{name}")
        for row, of in ROWS:
            print(f"  {row:14} {counts[row]:4} of {counts[of]}")
        print("  " + _timed(times))
    print("\nconfidence: answers that were right, over both sets")
    for line in reliability([each for _, sure, _ in judged for each in sure]):
        print("  " + line)


def timed_on(store: str, index: str, asked: Mapping[str, Sequence[Any]]) -> list[float]:
    """The seconds that each question takes on a collection of any size, its vocabulary at hand."""
    questions = [question["question"] for one in asked.values() for question in one]
    with Engine(open_store(store), open_index(index)) as engine:
        engine.ask(questions[0], LOCAL)
        return [_seconds(engine, question) for question in questions]


def _seconds(engine: Engine, question: str) -> float:
    begun = perf_counter()
    engine.ask(question, LOCAL)
    return perf_counter() - begun


def _timed(times: Sequence[float]) -> str:
    return f"milliseconds: median {1e3 * at(times, 0.5):.1f}, p95 {1e3 * at(times, 0.95):.1f}"


def sets(shared: Path) -> Mapping[str, Sequence[Any]]:
    """The sets of questions by name."""
    own = read(OWN)
    return {
        "evaluation set": read(shared / "eval" / "qa.jsonl"),
        "own, held back": [question for question in own if question["split"] == "held"],
        "own, fitted on": [question for question in own if question["split"] != "held"],
    }


def read(path: Path) -> list[Any]:
    """The questions of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judged_set(
    opened: Collection, questions: Sequence[Any], options: argparse.Namespace
) -> tuple[Counter[str], list[tuple[float, bool]], list[float]]:
    """The counts of a set; for each question how sure the answer was and whether it was right; the seconds of each."""
    counts: Counter[str] = Counter()
    sure, times = [], []
    plain = baseline(list(opened.lines()), [question["question"] for question in questions])
    for question, lines in zip(questions, plain, strict=True):
        begun = perf_counter()
        answer = opened.engine.ask(question["question"], LOCAL)
        times.append(perf_counter() - begun)
        result = judge(opened, question, answer)
        counts.update(result)
        if question["answerable"]:
            counts["BM25 any span"] += any(gold["passage"] in lines[:FIRST] for gold in question["evidence"])
        sure.append((answer.confidence, bool(result.get("any span"))))
        if options.verbose:
            _show(opened, question, answer, result)
    return counts, sure, times


def judge(opened: Collection, question: Any, answer: Answer) -> dict[str, int]:
    """What there is to count of one answer."""
    quotes = (*answer.quotes, *answer.nearest)
    wrong = [q for q in quotes if opened.documents[q.document_id].text[q.start : q.end] != q.text]
    counted = {"quotes": len(quotes), "not verbatim": len(wrong)}
    if not question["answerable"]:
        return counted | {"unanswerable": 1, "declined": int(not answer.found)}
    held = [_holds(opened, gold, answer.quotes[:FIRST]) for gold in question["evidence"]]
    enough = all(held) if question["evidence_mode"] == "all" else any(held)
    return counted | {
        "answerable": 1,
        "answered": int(answer.found),
        "any span": int(any(held)),
        "all spans": int(enough),
        "intent": int(answer.intent.value == question["type"]),
    }


def reliability(sure: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """For each range of confidence, how many questions had it, their mean confidence and the share answered rightly.

    The best quotes count for those that were declined too: what the range says is whether there was an answer.
    """
    for number in range(BINS):
        least, most = number / BINS, (number + 1) / BINS
        inside = [(chance, right) for chance, right in sure if least <= chance < most or chance == most == 1.0]
        if inside:
            mean = sum(chance for chance, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            yield f"{least:.1f} to {most:.1f}: {len(inside):3} questions, said {mean:.2f}, right {share:.2f}"


def at(times: Sequence[float], share: float) -> float:
    """The time that this share of all keep within."""
    return sorted(times)[min(int(share * len(times)), len(times) - 1)]


def _holds(opened: Collection, gold: Any, quotes: tuple[Quote, ...]) -> bool:
    document_id, line = opened.place_of(gold["passage"])
    start, end = line + gold["start"], line + gold["end"]
    return any(quote.document_id == document_id and quote.start <= start and end <= quote.end for quote in quotes)


def _show(opened: Collection, question: Any, answer: Answer, result: dict[str, int]) -> None:
    print(question["id"], question["question"], "→", answer.intent, answer.found, f"{answer.confidence:.2f}", result)
    print("    gold", [gold["passage"] for gold in question["evidence"]])
    for quote in (*answer.quotes, *answer.nearest):
        print("   ", opened.line_of(quote), quote.outline, quote.text[:100])


if __name__ == "__main__":
    main()
