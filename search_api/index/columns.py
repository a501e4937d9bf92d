"""How tantivy counts facets: by columns of numbers, each of which stands for a combination of values.

Of 140,000 hits, a column with one number a passage is counted in a quarter of the time of one with any number of words.
So kind and year are one number, as are modality and force, and all duties of a passage; roles alone have too many
combinations. What a number stands for is a term of the index, and follows from it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from search_api.index.awaited import Counts
from search_api.index.fields import Entry, FacetField

_Meaning = Sequence[Sequence[str]]
"""The values that a number stands for, by the facets of its column."""
_Bucket = Mapping[str, int]
"""A number, `key`, and how many passages have it, `doc_count`."""

_COLUMNS: Mapping[str, tuple[FacetField, ...]] = {
    "source": (FacetField.KIND, FacetField.YEAR),
    "binding": (FacetField.MODALITY, FacetField.FORCE),
    "about": (FacetField.DUTY,),
    "bound": (FacetField.ROLE,),
}
_EACH = frozenset({"bound"})
"""Columns with a number for each value; the others have one number a passage, for all of its values together."""
_SHOWN = 60
"""Values of a facet that are counted, the commonest."""
_ALL = {"size": 60_000, "segment_size": 60_000}
_COMMONEST = {"size": _SHOWN, "segment_size": 1_000}
"""Of each segment more than are shown: what is rare in one may be common in another."""
_ASKED = {name: {"terms": {"field": name} | (_COMMONEST if name in _EACH else _ALL)} for name in _COLUMNS}


def add_columns(builder: Any) -> None:
    """Puts the columns into a schema."""
    for name in _COLUMNS:
        builder.add_text_field(_terms_of(name), tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field(name, fast=True)


def write_columns(document: Any, entry: Entry) -> None:
    """Puts an entry's numbers into its document, and what they stand for."""
    for name in _COLUMNS:
        for packed in _packed(entry.facets, name):
            document.add_text(_terms_of(name), packed)
            document.add_unsigned(name, _number(packed))


class Counter:
    """Counts facets. What a number stands for never changes, so it is read once, and again when there are new ones."""

    def __init__(self) -> None:
        self._meant: dict[str, dict[int, _Meaning]] = {name: {} for name in _COLUMNS}

    def count(self, searcher: Any, query: Any) -> Counts:
        """How the hits of a query fall on each facet, the commonest values first."""
        counts: dict[FacetField, dict[str, int]] = {}
        for name, counted in searcher.aggregate(query, _ASKED).items():
            buckets = counted["buckets"]
            meant = self._meanings(searcher, name, buckets)
            for place, facet in enumerate(_COLUMNS[name]):
                counts[facet] = _commonest(buckets, meant, place)
        return {facet: counts[facet] for facet in FacetField}

    def _meanings(self, searcher: Any, name: str, buckets: Sequence[_Bucket]) -> Mapping[int, _Meaning]:
        known = self._meant[name]
        if any(bucket["key"] not in known for bucket in buckets):
            terms = searcher.terms_with_prefix(_terms_of(name), "", None, None)
            # Added to what was known: a search that began before may still meet what is gone.
            known = self._meant[name] = known | {_number(packed): _unpacked(packed, name) for packed, _ in terms}
        return known


def _commonest(buckets: Sequence[_Bucket], meant: Mapping[int, _Meaning], place: int) -> dict[str, int]:
    """How many passages have each value, added up over the combinations that it is in."""
    total: defaultdict[str, int] = defaultdict(int)
    for bucket in buckets:
        passages = bucket["doc_count"]
        for value in meant[bucket["key"]][place]:
            total[value] += passages
    return dict(sorted(total.items(), key=lambda one: (-one[1], one[0]))[:_SHOWN])


def _packed(facets: Mapping[FacetField, tuple[str, ...]], column: str) -> Iterator[str]:
    """What an entry's numbers in a column stand for."""
    given = {facet.value: sorted(facets[facet]) for facet in _COLUMNS[column] if facets.get(facet)}
    kept = [{facet: [value]} for facet, values in given.items() for value in values] if column in _EACH else [given]
    return (json.dumps(values, ensure_ascii=False, separators=(",", ":")) for values in kept)


def _unpacked(packed: str, column: str) -> _Meaning:
    values = json.loads(packed)
    return [values.get(facet.value, ()) for facet in _COLUMNS[column]]


def _number(packed: str) -> int:
    """48 bits: of 60,000 combinations, two have the same in one of 150,000 collections."""
    return int.from_bytes(hashlib.blake2s(packed.encode(), digest_size=6).digest())


def _terms_of(name: str) -> str:
    return f"{name}_terms"
