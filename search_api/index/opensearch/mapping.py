"""What a version of the index is made with, and an entry as the document that goes into it.

Tokens are ours. A field is given them place by place, places parted by blanks, the tokens of one place by a mark;
a place without a token is a hole, which is counted and not kept, so that phrases do not reach over it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from search_api.analysis.tokens import Token, streams
from search_api.index.fields import GIVEN_MARKS, Entry, FacetField, TextField
from search_api.index.folder import group_terms
from search_api.index.shown import Shown
from search_api.ranking.cursors import FARTHEST

STATE = "state"
"""The id of the one document that is no passage, and its field."""
VOCABULARY = "vocabulary"
"""The field with the distinct words of a passage."""
BORN = "born"
PLACE = "place"
RECENCY = "recency"
FARTHEST_HIT = FARTHEST + 10_000
# Control characters, which analysis lets none through of.
_STACKED, _HOLE, _NOTHING = "\x01", "\x02", "\x03"
_UNSAFE = re.compile(rf"[\s{_STACKED}{_HOLE}{_NOTHING}]")
_LONGEST_TERM = 8_000
"""Characters: Lucene refuses terms of 32,766 bytes and more."""


def index_body(shards: int) -> Mapping[str, Any]:
    """Settings and fields. A second copy is kept where there is a second node to keep it."""
    term = {"type": "keyword", "ignore_above": _LONGEST_TERM}
    stored = {"type": "keyword", "index": False, "doc_values": False}
    properties: dict[str, Any] = {
        "passage_id": stored,
        "shown": stored,
        "document_id": term,
        "level": term,
        "groups": term,
        VOCABULARY: {"type": "keyword", "index": False},
        BORN: {"type": "long"},
        PLACE: {"type": "long", "index": False},
        RECENCY: {"type": "long", "index": False},
        STATE: {"type": "object", "enabled": False},
    }
    properties |= {field.value: term for field in (*FacetField, *GIVEN_MARKS)}
    for text in TextField:
        positions = "positions" if text is TextField.GRAMS else "freqs"
        properties[text.value] = {"type": "text", "analyzer": "given", "index_options": positions}
    unkept = [VOCABULARY, *(text.value for text in TextField)]
    return {
        "settings": _settings(shards),
        "mappings": {"dynamic": "strict", "_source": {"excludes": unkept}, "properties": properties},
    }


def _settings(shards: int) -> Mapping[str, Any]:
    return {
        "number_of_shards": shards,
        "auto_expand_replicas": "0-1",
        # What was written is shown when it is complete, not when a clock says so.
        "refresh_interval": "-1",
        "max_result_window": FARTHEST_HIT,
        "max_terms_count": 1_000_000,
        # As tantivy counts: every token is part of the length, and (k1 + 1) part of the score.
        "similarity": {"default": {"type": "LegacyBM25", "k1": 1.2, "b": 0.75, "discount_overlaps": False}},
        "analysis": {
            "tokenizer": {"places": {"type": "whitespace", "max_token_length": 1_000_000}},
            "filter": {
                "holes": {"type": "stop", "stopwords": [_HOLE]},
                "stacked": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{_STACKED}]+)"]},
            },
            "analyzer": {"given": {"type": "custom", "tokenizer": "places", "filter": ["holes", "stacked"]}},
        },
    }


def document(entry: Entry, *, born: int, place: int) -> Mapping[str, Any]:
    """An entry, written by attempt `born` as number `place`, which decides between equal scores."""
    tokens = streams(entry)
    made: dict[str, Any] = {
        "passage_id": safe(entry.passage_id),
        "document_id": safe(entry.document_id),
        "shown": Shown.of(entry).packed(),
        "level": safe(entry.access.level),
        "groups": [safe(group) for group in group_terms(entry.access)],
        VOCABULARY: sorted({term(token.text) for token in tokens[TextField.WORDS]}),
        BORN: born,
        PLACE: place,
        RECENCY: entry.recency,
    }
    exact = (*entry.facets.items(), *entry.marks.items())
    made |= {field.value: [safe(value) for value in values] for field, values in exact}
    return made | {field.value: packed(tokens[field]) for field in TextField}


def packed(tokens: Sequence[Token]) -> str:
    """Tokens place by place; a field without any has one that nobody asks for, so that every passage is counted."""
    places: list[str] = []
    for position, stack in groupby(tokens, key=lambda token: token.position):
        places += [_HOLE] * (position - len(places))
        places.append(_STACKED.join(term(token.text) for token in stack))
    return " ".join(places) or _NOTHING


def phrase(texts: Iterable[str]) -> str:
    """Tokens one after the other."""
    return " ".join(map(term, texts))


def term(token: str) -> str:
    """A token as it is indexed and asked for: blanks and marks would part it."""
    return _UNSAFE.sub("\ufffd", safe(token))


def safe(text: str) -> str:
    """Text that can be sent as UTF-8."""
    return text.encode(errors="replace").decode()
