"""Rows as dataclasses and back, and the reader's filter."""

import json
import sqlite3
import zlib
from datetime import date
from functools import lru_cache
from typing import Any

from graph.access import Reader
from graph.quote import Quote
from graph.schema import NodeKind
from graph.store import records
from graph.store.shapes import DocumentSummary, EntitySummary, RuleRecord
from ingest.model import DateInterval

QUOTE = """d.id, d.file, d.title, d.kind, d.earliest, d.latest,
    f.outline, f.begins AS start, f.ends AS end, f.text"""
"""Columns of a quote from documents `d` and finds (or passages, or sections) `f`."""

RULE = (
    QUOTE
    + """, r.id AS rule_id, f.passage, r.modality, r.force, r.deadline, r.deadline_iso, r.working_days, r.sanction,
    r.bearers, r.duties, r.finder, r.cue, r.position"""
)
"""Columns of a rule, with rules `r` beside those."""

SUMMARY = """d.id, d.file, d.title, d.kind, d.earliest, d.latest, d.date_basis, d.place, d.speaker_post, d.encoding,
    d.characters, d.level, d.rules, d.abilities, d.formulas, d.noise,
    (SELECT json_group_array(g.name) FROM access_groups g WHERE g.doc = d.n) AS groups"""
"""Columns of a document's summary from documents `d`."""


def visible(reader: Reader) -> str:
    """The condition under which a reader may open documents `d`; its parameters are `reader_parameters`."""
    if reader.levels is None:
        return "TRUE"
    return """d.level IN (SELECT value FROM json_each(:levels)) AND (d.grouped = 0 OR EXISTS (
        SELECT 1 FROM access_groups g WHERE g.doc = d.n AND g.name IN (SELECT value FROM json_each(:groups))))"""


def visible_doc(reader: Reader, column: str) -> str:
    """The same condition on a column that holds documents.n, for counting without a join."""
    if reader.levels is None:
        return "TRUE"
    return f"{column} IN (SELECT d.n FROM documents d WHERE {visible(reader)})"


def reader_parameters(reader: Reader) -> dict[str, Any]:
    """What `visible` refers to."""
    if reader.levels is None:
        return {}
    return {"levels": json.dumps(sorted(reader.levels)), "groups": json.dumps(sorted(reader.groups))}


def quote(row: sqlite3.Row) -> Quote:
    """From the columns of `QUOTE`."""
    return records.quote(row, row, interval(row))


def rule_record(row: sqlite3.Row) -> RuleRecord:
    """From the columns of `RULE`."""
    bearers, duties = _names(row["bearers"]), _names(row["duties"])
    return records.rule_record(row["rule_id"], row, quote(row), bearers=bearers, duties=duties)


@lru_cache(maxsize=4_096)
def _names(kept: str) -> tuple[str, ...]:
    """Names in a column, of which rules have few sorts."""
    return tuple(json.loads(kept))


def document_summary(row: sqlite3.Row) -> DocumentSummary:
    """From the columns of `SUMMARY`."""
    return records.document_summary(row, interval(row), json.loads(row["groups"]))


def entity_summary(kind: NodeKind, row: sqlite3.Row) -> EntitySummary:
    """From name, documents, evidence, first and last."""
    return records.entity_summary(kind, row, parse_day(row["first"]), parse_day(row["last"]))


def interval(row: sqlite3.Row) -> DateInterval:
    """From earliest and latest."""
    return DateInterval(parse_day(row["earliest"]), parse_day(row["latest"]))


@lru_cache(maxsize=4_096)
def parse_day(text: str | None) -> date | None:
    """The day in an ISO date."""
    return None if text is None else date.fromisoformat(text)


def to_json(value: Any) -> str:
    """As it is kept in a column, and as a parameter for `json_each`."""
    return json.dumps(value, ensure_ascii=False)


def pack(data: bytes) -> bytes:
    """The bytes, deflated."""
    return zlib.compress(data, 6)


def unpack(data: bytes) -> bytes:
    """What was packed. Raises `zlib.error` on damage."""
    return zlib.decompress(data)
