"""Reading a document again once people say that what was taken for noise is text: its words are sentences once more."""

from graph.access import LOCAL
from graph.corrections.anchor import find
from graph.corrections.model import Action, State, Target
from graph.corrections.replay import Replayed
from graph.extractor import fingerprint
from graph.store.base import GraphStore, Writer
from graph.store.shapes import CorrectionFilter
from ingest.model import Span
from ingest.pipeline import extract_document


def given_back(played: Replayed) -> tuple[Span, ...]:
    """Where people say that no noise is, in the text of the record."""
    text = played.record.text
    said = [s.correction for s in played.standings if s.state is State.APPLIED and s.correction.anchor is not None]
    rejected = [c.anchor for c in said if (c.target, c.action) == (Target.NOISE, Action.REJECT) and c.anchor]
    return tuple(span for span in (find(text, anchor) for anchor in rejected) if span is not None)


def read_again(store: GraphStore, writer: Writer, document_id: str) -> bool:
    """Extracts the document anew where people have rejected noise in it, or took that back; whether that told more.

    Raises `NotFound`, `StoreBusy`, `StoreFull`.
    """
    view = store.view(LOCAL)
    rejected = CorrectionFilter(document_id=document_id, target=Target.NOISE, action=Action.REJECT)
    if not view.corrections(rejected, limit=1).total:
        return False
    played, data = view.review(document_id), view.original(document_id)
    record = extract_document(data, played.record.file, max_bytes=len(data), given_back=given_back(played))
    if record == played.record:
        return False
    source = next(source for source, state in view.sources().items() if state.document_id == document_id)
    writer.put(record, data, source=source, access=store.access(document_id), extractor=fingerprint())
    return True
