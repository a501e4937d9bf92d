"""Records as dataclasses."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from neo4j.time import Date

from graph.quote import Quote
from graph.schema import NodeKind
from graph.store import records
from graph.store.shapes import DocumentSummary, EntitySummary, RuleRecord
from ingest.model import DateInterval

Row = Mapping[str, Any]

SOURCE = "{.id, .file, .title, .kind, .earliest, .latest}"
"""What a quote needs of its document, as a projection of the node."""

RULE = """{.id, .document, .passage, .text, .start, .end, .outline, .modality, .force, .deadline, .deadline_iso,
    .working_days, .sanction, .bearers, .duties, .finder, .cue, .position}"""
"""What a rule needs of its node."""


def quote(document: Row, words: Row) -> Quote:
    """From `SOURCE` and what has outline, start, end and text."""
    return records.quote(document, words, interval(document))


def rule_record(document: Row, row: Row) -> RuleRecord:
    """From `SOURCE` and `RULE`."""
    words = quote(document, row)
    return records.rule_record(row["id"], row, words, bearers=row["bearers"], duties=row["duties"])


def document_summary(row: Row) -> DocumentSummary:
    """From the properties of a Document node."""
    return records.document_summary(_Properties(row), interval(row), row["groups"])


class _Properties(dict[str, Any]):
    """Those of a node, which lacks what a table has as an empty column."""

    def __missing__(self, name: str) -> None:
        return None


def entity_summary(kind: NodeKind, row: Row) -> EntitySummary:
    """From name, documents, evidence, first and last."""
    return records.entity_summary(kind, row, day(row["first"]), day(row["last"]))


def interval(row: Row) -> DateInterval:
    """From earliest and latest; a node has no property where it is not known."""
    return DateInterval(day(row.get("earliest")), day(row.get("latest")))


def day(found: Date | None) -> date | None:
    """The server's date as Python's."""
    return None if found is None else found.to_native()
