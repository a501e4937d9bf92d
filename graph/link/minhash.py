"""Bands: a small sample of what a text is made of, so that texts which share some of it are found by one look-up.

A band is the hash of one run of three characters. Sampled are the runs whose hash is small, a fixed share of all
(FracMinHash: Irber et al. 2022, doi:10.1101/2022.01.11.475838), and never fewer than the `FEWEST` smallest of a text:
the sample of a part is part of the sample of the whole, so a clause is found in the long sentence that took it in,
which bands of several minima, made to compare wholes, miss. Runs that everybody uses are left out: they tell nothing.
"""

from zlib import crc32

from graph.link.commonness import SHINGLE, common
from graph.link.normal import COMMA

SHARE = 2
"""One in so many runs is sampled."""
FEWEST = 6
_MIX = 0x9E3779B1  # 2**32 divided by the golden ratio: the hashes of neighbouring runs are spread
_MASK = 0xFFFFFFFF


def bands_of(plain: str) -> tuple[int, ...]:
    """The bands of a normal text that still has its commas."""
    return bands(plain.replace(COMMA, ""))


def runs(plain: str) -> set[int]:
    """The hashes of all telling runs of a normal text without commas, each below 2**32."""
    known = common()
    found = {plain[i : i + SHINGLE] for i in range(len(plain) - SHINGLE + 1)}
    return {crc32(run.encode()) * _MIX & _MASK for run in found if run not in known}


def bands(plain: str) -> tuple[int, ...]:
    """The bands of a normal text without commas, smallest first."""
    limit = (_MASK + 1) // SHARE
    return tuple(value for place, value in enumerate(sorted(runs(plain))) if value < limit or place < FEWEST)
