"""Fits how sure answers are: `python -m benchmarks.answers.calibrate [--shared FOLDER]` prints the table of weights.

Two logistic regressions with a ridge, by Newton's method: which of the passages found for a question answers (each
passage is a row), and whether the best of them answers at all (each question is a row; those that are declined for
what they ask, a name or a list, are left out). Fitted on the evaluation set's questions and the half of
`questions.jsonl` that is not held back.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.answers.run import OWN, read
from benchmarks.collection import SHARED, Collection, collection
from graph.access import LOCAL
from search_api.answer.evidence import Passage
from search_api.answer.features import NAMES
from search_api.results import Decline

WHETHER = ("covered", "together", "text", "letters", "lacks_noun", "lacks_term", "unknown",
           "unknown_noun", "stated", "exact", "paper")  # fmt: skip
"""What holds of a passage by itself; how it compares with others says nothing of whether it answers."""
ROWS = 20
"""Passages of a question that are rows."""
RIDGE = {"which": 2.0, "whether": 0.5}
_OTHERWISE = frozenset({Decline.OPINION, Decline.NO_LIST, Decline.NO_PERSON})
Floats = NDArray[np.float64]


def main() -> None:
    """Prints the weights as the table has them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds seeds, corpus and eval")
    options = parser.parse_args()
    asked = [*read(options.shared / "eval" / "qa.jsonl"), *(q for q in read(OWN) if q["split"] != "held")]
    with collection(options.shared) as opened:
        weighed = [(question, list(_weighed(opened, question))) for question in asked]
        which = fitted([row for _, rows in weighed for row in rows[:ROWS]], RIDGE["which"])
        print(table("which", NAMES, which))
        places = [NAMES.index(name) for name in WHETHER]
        best = [(_best(rows, which), question["answerable"]) for question, rows in weighed if rows]
        whether = fitted([([values[place] for place in places], answers) for values, answers in best], RIDGE["whether"])
        print(table("whether", WHETHER, whether))


def fitted(rows: Sequence[tuple[Sequence[float], bool]], ridge: float) -> Floats:
    """The weights of a logistic regression, the constant last."""
    given = np.c_[np.array([values for values, _ in rows], float), np.ones(len(rows))]
    wanted = np.array([float(answers) for _, answers in rows])
    penalty = np.eye(given.shape[1]) * ridge
    penalty[-1, -1] = 1e-3
    weights = np.zeros(given.shape[1])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (wanted - chance) - penalty @ weights
        weights += np.linalg.solve(given.T @ (given * (chance * (1 - chance) + 1e-9)[:, None]) + penalty, slope)
    return weights


def table(name: str, features: Sequence[str], weights: Floats) -> str:
    """A line of the table of weights."""
    told = {"constant": weights[-1]} | dict(zip(features, weights[:-1], strict=True))
    return f"{name}: {{{', '.join(f'{key}: {value:.2f}' for key, value in told.items())}}}"


def _weighed(opened: Collection, question: Any) -> Iterator[tuple[tuple[float, ...], bool]]:
    """What is read off each passage found, in the order of the search, and whether it has a gold span."""
    answering = opened.engine.answering(question["question"], LOCAL)
    if answering.answer().reason in _OTHERWISE:
        return
    for passage in answering.passages:
        yield astuple(passage.features), any(_meets(opened, gold, passage) for gold in question["evidence"])


def _meets(opened: Collection, gold: Any, passage: Passage) -> bool:
    document_id, line = opened.place_of(gold["passage"])
    quote = passage.quote
    return quote.document_id == document_id and quote.start < line + gold["end"] and line + gold["start"] < quote.end


def _best(rows: Sequence[tuple[tuple[float, ...], bool]], weights: Floats) -> tuple[float, ...]:
    return max((values for values, _ in rows), key=lambda values: float(np.dot(values, weights[:-1])))


if __name__ == "__main__":
    main()
