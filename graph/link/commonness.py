"""How much a run of characters tells: set phrases that everybody uses are no sign that one text repeats another.

`common.txt` has the three-character runs that stand in many of 3,592 laws, regulations and government work reports: one
line a level, from those in a fifth of them or more, by those in a tenth, to those in three of a hundred. What a run
weighs is the logarithm of how few documents have it, over that of a run that only one has. So a set phrase is known for
one in a collection of five documents too; what is common in the collection itself is seen when bands are looked up.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import repeat

SHINGLE = 3
"""Characters of a run."""
_WEIGHTS = (0.15, 0.27, 0.42)
"""log(share) / log(1/3592) at 0.3, 0.11 and 0.03 of all documents."""


@cache
def common() -> Mapping[str, float]:
    """Each common run with its weight; a run that is not in it weighs 1."""
    lines = resources.files(__package__).joinpath("common.txt").read_text(encoding="utf-8").split("\n")
    return {
        line[at : at + SHINGLE]: weight
        for line, weight in zip(lines, _WEIGHTS, strict=False)
        for at in range(0, len(line), SHINGLE)
    }


def weights(plain: str) -> list[float]:
    """What each character of a normal text tells: the mean weight of the runs that it stands in."""
    runs = list(map(common().get, map("".join, zip(plain, plain[1:], plain[2:], strict=False)), repeat(1.0)))
    if len(runs) < 2:
        return [*runs, *runs, *runs] or [0.5] * len(plain)
    inner = [(one + two + three) / SHINGLE for one, two, three in zip(runs, runs[1:], runs[2:], strict=False)]
    return [runs[0], (runs[0] + runs[1]) / 2, *inner, (runs[-2] + runs[-1]) / 2, runs[-1]]
