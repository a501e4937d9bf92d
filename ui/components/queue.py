"""What a person should look at first: findings with doubts, or with something missing, that nobody has judged yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from search_api.models import DocumentModel, TextModel
from search_api.models.corrections import ExplanationModel
from ui import labels
from ui.components.address import link, to
from ui.components.tree import Node, el

DOCUMENTS = 10
"""Documents that are looked through at once."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A finding with the reasons to look at it."""

    found: ExplanationModel
    words: str
    reasons: tuple[str, ...]


def doubtful(found: Sequence[ExplanationModel], text: TextModel) -> list[Doubtful]:
    """Those of a document, the most doubtful first."""
    judged = [Doubtful(one, text.text[one.start : one.end], reasons(one)) for one in found if not one.corrections]
    return sorted((one for one in judged if one.reasons), key=_urgency)


def _urgency(one: Doubtful) -> tuple[bool, int]:
    """What may be wrong comes before what is only incomplete."""
    return all(reason.startswith("未能确定") for reason in one.reasons), -len(one.reasons)


def reasons(found: ExplanationModel) -> tuple[str, ...]:
    """Why somebody should look at it."""
    members, count = found.fields.get("members"), found.fields.get("count")
    if isinstance(members, list) and members and len(members) != count:
        return (*found.doubts, f"说 {count} 项，列出 {len(members)} 项")
    return tuple(found.doubts)


def line(document: DocumentModel, one: Doubtful) -> Node:
    """One of them, with the way to its place in the text."""
    found = one.found
    way = to("documents", id=document.id, open=f"{found.target}-{found.start}-{found.end}")
    words = one.words.strip()
    short = words if len(words) <= 90 else words[:89] + "…"
    tag = el("span", f"tag g-{found.target}", labels.TARGETS[found.target])
    return el("li", "", link(way, "", tag, short), *(el("span", "reason", reason) for reason in one.reasons))
