"""The lists that questions want: the line above one says what it lists, and its items say little without that line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from search_api.index.entries import LONGEST_LEAD
from search_api.index.shown import Shown
from search_api.lexicon import load_data

LEAD = 1.2
"""What the line above a list of what is asked for counts, against its score."""
ITEM = 0.95
"""The least that an item of such a list is worth, against the line above it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a question wants listed. `lead` fits the line above such a list."""

    lead: re.Pattern[str]

    @classmethod
    def wanted(cls, question: str) -> "Listing | None":
        """What a question in normal form wants listed; None where it wants no list."""
        told = "|".join(told for asked, told in _lists() if asked.search(question))
        return cls(re.compile(f"(?:{told})[^。;]{{0,24}}:\\s*$")) if told else None

    def raised(self, scores: Sequence[float], passages: Sequence[tuple[str, Shown]]) -> Iterator[float]:
        """The scores of passages, each with its document: more for the lines above, and with them for their items."""
        leads: dict[tuple[str, str], float] = {}
        for score, (document_id, shown) in zip(scores, passages, strict=True):
            if self.lead.search(shown.text):
                leads[document_id, shown.text[:LONGEST_LEAD].strip()] = score * LEAD
        for score, (document_id, shown) in zip(scores, passages, strict=True):
            above = shown.context.rpartition("\n")[2].strip()
            own = leads.get((document_id, shown.text[:LONGEST_LEAD].strip()), score)
            yield max(own, ITEM * leads.get((document_id, above), 0.0))


@cache
def _lists() -> Sequence[tuple[re.Pattern[str], str]]:
    rows = load_data("lists")
    return [(re.compile("|".join(row["asked"].split())), "|".join(row["told"].split())) for row in rows]
