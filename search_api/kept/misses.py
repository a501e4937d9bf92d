"""Writes down what found nothing, and never stands in the way of a search."""

import logging

from ingest.errors import ZhiguiError
from search_api.kept.records import SearchRecords
from search_api.results import NoteKind, SearchRequest, SearchResult

_log = logging.getLogger(__name__)


def note_miss(records: SearchRecords, asked: SearchRequest, result: SearchResult) -> None:
    """Counts a search for words that found nothing; what filters kept out is no lack of words, nor are marks words."""
    narrowed = asked.filters or asked.excluded or result.conditions or asked.after
    miswritten = any(note.kind is NoteKind.IGNORED for note in result.notes)
    words = " ".join(asked.q.split())
    if result.total or narrowed or miswritten or not any(map(str.isalnum, words)) or not result.understood:
        return
    try:
        records.record_miss(words)
    except (ZhiguiError, OSError) as error:
        _log.warning("a search without hits could not be written down: %s", error)
