"""The documents that the index could not take, for whoever runs the library."""

from contextlib import suppress

from graph.errors import NotFound
from graph.store.base import View
from search_api.kept.records import SearchRecords
from search_api.models import LeftOutModel


def left_out(records: SearchRecords, view: View) -> list[LeftOutModel]:
    """Those that the reader may open, with the reason."""
    found = []
    for key, reason in records.left_out().items():
        with suppress(NotFound):  # deleted since
            found.append(LeftOutModel(document_id=key, file=view.summary(key).file, reason=reason))
    return found
