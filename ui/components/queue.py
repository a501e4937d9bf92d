"""The queue of doubtful findings: each with the way to its place in the text."""

from search_api.models.corrections import DoubtfulModel, QueuedModel
from ui import labels
from ui.components.address import link, to
from ui.components.tree import Node, el

DOCUMENTS = 10
"""Documents with something doubtful on one page."""


def section(queued: QueuedModel) -> Node:
    """One document with what is doubtful in it."""
    document = queued.document
    title = link(to("documents", id=document.id), "", f"《{document.title or document.file}》")
    head = el("h3", "", title, el("span", "count", f"{len(queued.items)} 处"))
    return el("section", "queue", head, el("ul", "", *(_line(document.id, item) for item in queued.items)))


def _line(document_id: str, one: DoubtfulModel) -> Node:
    way = to("documents", id=document_id, open=f"{one.target}-{one.start}-{one.end}")
    words = one.text.strip()
    short = words if len(words) <= 90 else words[:89] + "…"
    tag = el("span", f"tag g-{one.target}", labels.TARGETS[one.target])
    return el("li", "", link(way, "", tag, short), *(el("span", "reason", reason) for reason in one.reasons))
