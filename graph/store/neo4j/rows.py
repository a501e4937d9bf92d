"""Records as dataclasses."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from neo4j.time import Date

from graph.access import Access
from graph.quote import Quote
from graph.schema import NodeKind
from graph.store.base import DocumentSummary, EntitySummary, RuleRecord
from ingest.model import DateInterval, Deadline, DocumentKind, Force, Modality, Rule, Sanction, Span

Row = Mapping[str, Any]

SOURCE = "{.id, .file, .title, .kind, .earliest, .latest}"
"""What a quote needs of its document, as a projection of the node."""

RULE = """{.id, .document, .passage, .text, .start, .end, .outline, .modality, .force, .deadline, .deadline_iso,
    .working_days, .sanction, .bearers, .duties, .finder, .cue, .position}"""
"""What a rule needs of its node."""


def quote(document: Row, words: Row) -> Quote:
    """From `SOURCE` and what has outline, start, end and text."""
    return Quote(
        document_id=document["id"],
        file=document["file"],
        title=document["title"],
        kind=DocumentKind(document["kind"]),
        date=interval(document),
        outline=words["outline"],
        start=words["start"],
        end=words["end"],
        text=words["text"],
    )


def rule_record(document: Row, row: Row) -> RuleRecord:
    """From `SOURCE` and `RULE`."""
    words = quote(document, row)
    deadline = None
    if row["deadline"] is not None:
        deadline = Deadline(row["deadline"], row["deadline_iso"], row["working_days"])
    rule = Rule(
        span=Span(words.start, words.end),
        finder=row["finder"],
        cue=row["cue"],
        modality=Modality(row["modality"]),
        force=Force(row["force"]),
        bearers=tuple(row["bearers"]),
        duties=tuple(row["duties"]),
        deadline=deadline,
        sanction=Sanction(row["sanction"]) if row["sanction"] is not None else None,
        outline=words.outline,
    )
    return RuleRecord(id=row["id"], passage_id=row["passage"] or "", quote=words, rule=rule)


def document_summary(row: Row) -> DocumentSummary:
    """From the properties of a Document node."""
    return DocumentSummary(
        id=row["id"],
        file=row["file"],
        title=row["title"],
        kind=DocumentKind(row["kind"]),
        date=interval(row),
        date_basis=row["date_basis"],
        place=row.get("place"),
        speaker_post=row.get("speaker_post"),
        encoding=row["encoding"],
        characters=row["characters"],
        access=Access(row["level"], frozenset(row["groups"])),
        rules=row["rules"],
        abilities=row["abilities"],
        formulas=row["formulas"],
        noise=row["noise"],
    )


def entity_summary(kind: NodeKind, row: Row) -> EntitySummary:
    """From name, documents, evidence, first and last."""
    return EntitySummary(kind, row["name"], row["documents"], row["evidence"], day(row["first"]), day(row["last"]))


def interval(row: Row) -> DateInterval:
    """From earliest and latest; a node has no property where it is not known."""
    return DateInterval(day(row.get("earliest")), day(row.get("latest")))


def day(found: Date | None) -> date | None:
    """The server's date as Python's."""
    return None if found is None else found.to_native()
