"""Which of two was said first, by the intervals of their dates, and how sure that is."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from graph.link.candidates import Shelved
from ingest.model import DateInterval


class Certainty(StrEnum):
    """How sure an order is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNDETERMINED = "undetermined"


def certainty(earlier: DateInterval, later: DateInterval) -> Certainty:
    """How sure it is that what is put first was said first.

    Certain where the intervals do not overlap; likely where they do, but neither end of the first is after that of
    the second; undetermined where one of them has no date, or they are the same, or one holds the other.
    """
    if earlier.latest is not None and later.earliest is not None and earlier.latest < later.earliest:
        return Certainty.CERTAIN
    if undated(earlier) or undated(later) or earlier == later:
        return Certainty.UNDETERMINED
    starts = (earlier.earliest or date.min) <= (later.earliest or date.min)
    ends = (earlier.latest or date.max) <= (later.latest or date.max)
    return Certainty.LIKELY if starts and ends else Certainty.UNDETERMINED


def undated(interval: DateInterval) -> bool:
    """Whether nothing bounds it."""
    return interval.earliest is None and interval.latest is None


def age_key(shelved: Shelved) -> tuple[bool, date, date, str]:
    """Sorts statements oldest first: by the day that is known best; what has no date comes last."""
    interval = shelved.quote.date
    known = interval.earliest or interval.latest or date.max
    return undated(interval), known, interval.latest or date.max, shelved.key


def oldest_first(shelved: Sequence[Shelved]) -> list[Shelved]:
    """In the order in which they are shown."""
    return sorted(shelved, key=age_key)
