"""What a person should look at first: findings with doubts that nobody has judged yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.corrections.explain import Explanation, explanations
from graph.errors import NotFound
from graph.store.base import View
from graph.store.shapes import DocumentSummary, Page

MOST_LOOKED_THROUGH = 100
"""Documents that one page of the queue looks through where hardly any has something doubtful."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document with its doubtful findings, the most doubtful first."""

    document: DocumentSummary
    text: str
    items: tuple[Explanation, ...]


def queue(view: View, *, after: str | None, limit: int) -> Page[Waiting]:
    """The next documents with something doubtful, in the order of documents; `total` counts all documents.

    At most `limit` of them, and none where the next hundred documents have nothing doubtful but `next` goes on.
    """
    found: list[Waiting] = []
    looked = 0
    while True:
        page = view.documents(after=after, limit=limit)
        found += [one for one in (_waiting(view, summary) for summary in page.items) if one and one.items]
        looked, after = looked + len(page.items), page.next
        if found or after is None or looked >= MOST_LOOKED_THROUGH:
            return Page(tuple(found), after, page.total)


def _waiting(view: View, summary: DocumentSummary) -> Waiting | None:
    try:
        played = view.review(summary.id)
    except NotFound:  # deleted since it was listed
        return None
    return Waiting(summary, played.document.text, tuple(doubtful(list(explanations(played)))))


def doubtful(found: Sequence[Explanation]) -> list[Explanation]:
    """Those with doubts that nobody has judged, the most doubtful first."""
    return sorted((one for one in found if one.doubts and not one.standings), key=_urgency)


def _urgency(one: Explanation) -> tuple[bool, int]:
    """What may be wrong comes before what is only incomplete."""
    return all(doubt.startswith("未能确定") for doubt in one.doubts), -len(one.doubts)
