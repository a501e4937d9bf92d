"""Corrected documents in the format of the gold annotation, so that what people put right can measure the extractor."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.access import Reader
from graph.corrections.model import State
from graph.errors import NotFound
from graph.schema import WORDS, NodeKind
from graph.store.base import GraphStore, View
from graph.store.shapes import CorrectionFilter
from ingest.annotation import to_annotation
from ingest.model import Document

_PLACE = ("start", "end", "quote")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "headings": (*_PLACE, "level", "label", "title"),
    "rules": (*_PLACE, "modality", "force", "bearers", "duties", "deadline", "sanction"),
    "abilities": (*_PLACE, "name"),
    "formulas": (*_PLACE, "name", "count", "members"),
    "attributions": (*_PLACE, "who", "date", "what"),
    "noise": (*_PLACE, "kind", "fix"),
}
_PAGE = 200


def gold(document: Document, original: bytes) -> dict[str, Any]:
    """One JSON-ready object, with offsets into the text as decoded from the file."""
    told = to_annotation(document)
    entries = {
        key: [
            {name: entry[name] for name in names} for entry in sorted(told[key], key=lambda e: (e["start"], e["end"]))
        ]
        for key, names in _FIELDS.items()
    }
    head = {"file": told["file"], "sha256": hashlib.sha256(original).hexdigest(), "document": told["document"]}
    return head | entries


def gold_of(view: View, document_id: str) -> dict[str, Any]:
    """The document as people have put it right. Raises `NotFound`."""
    return gold(view.document(document_id), view.original(document_id))


def corrected_documents(view: View) -> list[str]:
    """The ids of the documents that people have corrected, in order."""
    found: dict[str, None] = {}
    after = None
    while True:
        page = view.corrections(CorrectionFilter(undone=False), after=after, limit=_PAGE)
        found |= {
            record.document_id: None
            for record in page.items
            if record.document_id is not None and record.standing.state is State.APPLIED
        }
        after = page.next
        if after is None:
            return sorted(found)


def documents_named(view: View, files: Sequence[str]) -> list[str]:
    """The ids of the documents whose files have these names, in this order. Raises `NotFound` for a name of none."""
    known: dict[str, list[str]] = {}
    after = None
    while True:
        page = view.documents(after=after, limit=_PAGE)
        for summary in page.items:
            known.setdefault(summary.file, []).append(summary.id)
        after = page.next
        if after is None:
            break
    for file in files:
        if file not in known:
            raise NotFound(WORDS[NodeKind.DOCUMENT], file)
    return [key for file in files for key in known[file]]


def export(store: GraphStore, reader: Reader, files: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Documents with these file names, else those that people have corrected: what nobody looked at is no gold."""
    view = store.view(reader)
    for document_id in documents_named(view, files) if files else corrected_documents(view):
        try:
            yield gold_of(view, document_id)
        except NotFound:  # deleted since
            continue
