"""How well questions are answered: `python -m benchmarks.answers.run [--shared FOLDER] [--verbose]`.

For questions with an answer: whether a gold span lies inside the first two quotes (one of them, and all that are
needed), and whether it was answered at all. For those without: whether that was said. Every quote must be verbatim.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.collection import SHARED, Collection, collection
from graph.access import LOCAL
from graph.quote import Quote
from search_api.results import Answer

FIRST = 2
"""Quotes that a reader is sure to look at."""


def main() -> None:
    """Prints the counts, and with --verbose each question."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds seeds, corpus and eval")
    parser.add_argument("--engine", default="auto", help="tantivy or whoosh; the fastest at hand when left out")
    parser.add_argument("--verbose", action="store_true", help="each question with what was quoted")
    options = parser.parse_args()
    lines = (options.shared / "eval" / "qa.jsonl").read_text(encoding="utf-8").splitlines()
    counts: Counter[str] = Counter()
    with collection(options.shared, engine=options.engine) as opened:
        for question in map(json.loads, lines):
            answer = opened.engine.ask(question["question"], LOCAL)
            result = judge(opened, question, answer)
            counts.update(result)
            if options.verbose:
                _show(opened, question, answer, result)
    for name, total in (("answerable", "answerable"), ("answered", "answerable"), ("any span", "answerable"),
                        ("all spans", "answerable"), ("unanswerable", "unanswerable"),
                        ("declined", "unanswerable"), ("quotes", "quotes"), ("not verbatim", "quotes")):  # fmt: skip
        print(f"{name:14} {counts[name]:4} of {counts[total]}")


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
    }


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
