"""Writes down what found nothing, and never stands in the way of a search."""

import logging

from ingest.errors import ZhiguiError
from search_api.kept.records import SearchRecords
from search_api.results import NoteKind, SearchRequest, SearchResult

_log = logging.getLogger(__name__)


def is_miss(asked: SearchRequest, result: SearchResult) -> bool:
    """Whether a search for words found nothing; what filters kept out is no lack of words, nor are marks words."""
    narrowed = asked.filters or asked.excluded or result.conditions or asked.after
    miswritten = any(note.kind is NoteKind.IGNORED for note in result.notes)
    says_something = any(map(str.isalnum, asked.q)) and result.understood
    return bool(says_something) and not (result.total or narrowed or miswritten)


def note_miss(records: SearchRecords, asked: SearchRequest) -> None:
    """Counts a search that is a miss."""
    try:
        records.record_miss(" ".join(asked.q.split()))
    except (ZhiguiError, OSError) as error:
        _log.warning("a search without hits could not be written down: %s", error)
