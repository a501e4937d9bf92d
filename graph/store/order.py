"""The promised orders as numbers, the same for every engine, and how much of a long list is shown."""

from collections.abc import Iterable
from itertools import zip_longest
from typing import TypeVar

from graph.store.shapes import EntitySummary
from ingest.model import DateInterval, Force, Rule

T = TypeVar("T")

QUOTES_A_LINK = 3
MENTIONS = 20
"""Quotes shown of all mentions of one name."""
QUOTES_A_VARIANT = 5
LABEL = 40
"""Characters of a passage that stand for it."""
_UNDATED = 9_999_999
"""More than the ordinal of any day."""


def position(rule: Rule, day: DateInterval) -> int:
    """The promised order of rules as one number: hard first, then with a deadline or sanction, then newest.

    Undated ones come last among their like; equals are ordered by id.
    """
    soft = rule.force is not Force.HARD
    loose = rule.deadline is None and rule.sanction is None
    return (2 * soft + loose) * (_UNDATED + 1) + age(day)


def age(day: DateInterval) -> int:
    """The smaller the newer; undated is oldest."""
    newest = day.latest or day.earliest
    return _UNDATED - newest.toordinal() if newest else _UNDATED


def rank(entity: EntitySummary) -> tuple[int, int, str]:
    """The promised order of names: the best borne out first, then by name."""
    return -entity.documents, -entity.evidence, entity.name


def sortable(text: str) -> str:
    """Digits and letters that stand in the order of the text's code points, wherever strings are compared.

    Neo4j compares a parameter as UTF-16 and what it has stored by code points, and so contradicts itself.
    """
    return text.encode("utf-8", "surrogatepass").hex()


def in_turns(lists: Iterable[Iterable[T]]) -> list[T]:
    """The first of each list, then the second of each, and so on."""
    return [item for turn in zip_longest(*lists) for item in turn if item is not None]
