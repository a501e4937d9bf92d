"""How sure it is that a passage answers: two logistic models over what is read off it.

One tells which passage answers best; it may compare with the others found (who came first in the search). The other
tells whether the best one answers at all, by what holds of it alone. `python -m benchmarks.answers.calibrate` fits
both and prints the table in `search_api/lexicon/belief.yaml`, whose head says what they were fitted on.
"""

import math
from collections.abc import Mapping
from dataclasses import astuple
from functools import cache

from search_api.answer.features import NAMES, Features
from search_api.lexicon import load_data

CONSTANT = "constant"


def rank_of(features: Features) -> float:
    """The chance, from 0 to 1, that this is the passage that answers, among those found with it."""
    return _chance(features, _weights("which"))


def confidence_of(features: Features) -> float:
    """The chance, from 0 to 1, that the passage answers at all."""
    return _chance(features, _weights("whether"))


def enough() -> float:
    """The confidence from which on an answer is given."""
    return float(load_data("belief")["enough"])


def _chance(features: Features, weights: Mapping[str, float]) -> float:
    total = weights[CONSTANT]
    for name, value in zip(NAMES, astuple(features), strict=True):
        total += weights.get(name, 0.0) * value
    return 1.0 / (1.0 + math.exp(-total))


@cache
def _weights(model: str) -> Mapping[str, float]:
    return {name: float(value) for name, value in load_data("belief")[model].items()}
