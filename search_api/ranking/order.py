"""The order that people see: the hits of an index, put right by what is known of each passage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.store.shapes import PassageRecord
from ingest.model import DocumentKind
from search_api.index.shown import Shown
from search_api.query.understanding import Understood
from search_api.ranking.headings import is_heading
from search_api.ranking.listing import Listing
from search_api.ranking.merit import Merits
from search_api.ranking.passages import Passages
from search_api.results import Intent

HARD = 0.1
SUPERSEDED = 0.85
HEADING = 0.5
"""What a title or a heading alone is worth: it names what others state."""
HARD_ASKED = {Intent.PROHIBITION: "p", Intent.DEADLINE: "l", Intent.DUTY: "h"}
"""The sort of hard rules that each intent asks for, as `Entry.hard` has them."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score (comparable within one search only), as the index knows it."""

    passage_id: str
    document_id: str
    score: float
    shown: Shown
    passages: Passages = field(compare=False, repr=False)
    listed: float = 0.0
    """What of the score is for a list that is asked for."""

    @property
    def passage(self) -> PassageRecord:
        """The passage in the store."""
        return self.passages[self.passage_id]


def rank(understood: Understood, found: Sequence[Ranked]) -> list[Ranked]:
    """The hits in the order that people see: by score, put right by what is known of each passage."""
    best = max((one.score for one in found), default=0.0) or 1.0
    older = superseded(found)
    merits = Merits(understood)
    wanted = HARD_ASKED.get(understood.intents[0])
    scores = []
    for one in found:
        score = one.score / best + merits.of(one.shown)
        score += HARD if wanted and wanted in one.shown.hard else 0.0
        score *= HEADING if is_heading(one.shown) else 1.0
        scores.append(score * (SUPERSEDED if one.document_id in older else 1.0))
    listing = Listing.wanted(understood.text)
    raised = listing.raised(scores, [(one.document_id, one.shown) for one in found]) if listing else scores
    ranked = [
        replace(one, score=score, listed=score - own) for one, score, own in zip(found, raised, scores, strict=True)
    ]
    return sorted(ranked, key=lambda one: (-one.score, one.document_id, -one.shown.recency))


def superseded(found: Sequence[Ranked]) -> set[str]:
    """Documents that a later one of the same title has taken the place of, among those found."""
    regulations = {one.document_id: one.shown for one in found if one.shown.kind == DocumentKind.REGULATION}
    titles = {key: _bare_title(shown.title) for key, shown in regulations.items()}
    latest: dict[str, tuple[int, str]] = {}
    for key, shown in regulations.items():
        latest[titles[key]] = max(latest.get(titles[key], (0, "")), (shown.day, key))
    return {key for key in regulations if latest[titles[key]][1] != key}


@lru_cache(maxsize=4_096)
def _bare_title(title: str) -> str:
    return re.sub(r"[（(《〈【].*?[)）》〉】]|\s", "", title) or title
