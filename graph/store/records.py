"""What every engine's rows become. An engine brings names, dates and lists into Python's form and calls these."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from graph.access import Access
from graph.quote import Quote
from graph.schema import NodeKind
from graph.store.shapes import DocumentSummary, EntitySummary, RuleRecord, Stats
from ingest.model import DateInterval, Deadline, DocumentKind, Force, Modality, Rule, Sanction, Span

_COUNTED = ("sections", "passages", "rules", "characters", *(f"{modality}s" for modality in Modality))
SUMS = "count(*) AS documents, " + ", ".join(f"coalesce(sum(d.{name}), 0) AS {name}" for name in _COUNTED)
"""What `stats` reads of documents `d`: the same words in SQL and in Cypher."""


class Row(Protocol):
    """Values by name."""

    def __getitem__(self, name: str, /) -> Any: ...


def quote(document: Row, words: Row, day: DateInterval) -> Quote:
    """From a document's id, file, title and kind, and from outline, start, end and text of its words."""
    return Quote(
        document_id=document["id"],
        file=document["file"],
        title=document["title"],
        kind=DocumentKind(document["kind"]),
        date=day,
        outline=words["outline"],
        start=words["start"],
        end=words["end"],
        text=words["text"],
    )


def rule_record(rule_id: str, row: Row, words: Quote, *, bearers: Sequence[str], duties: Sequence[str]) -> RuleRecord:
    """From what a rule has beside its words."""
    deadline = None
    if row["deadline"] is not None:
        deadline = Deadline(row["deadline"], row["deadline_iso"], bool(row["working_days"]))
    rule = Rule(
        span=Span(words.start, words.end),
        finder=row["finder"],
        cue=row["cue"],
        modality=Modality(row["modality"]),
        force=Force(row["force"]),
        bearers=tuple(bearers),
        duties=tuple(duties),
        deadline=deadline,
        sanction=Sanction(row["sanction"]) if row["sanction"] is not None else None,
        outline=words.outline,
    )
    return RuleRecord(id=rule_id, passage_id=row["passage"] or "", quote=words, rule=rule)


def document_summary(row: Row, day: DateInterval, groups: Sequence[str]) -> DocumentSummary:
    """From the properties of a document."""
    return DocumentSummary(
        id=row["id"],
        file=row["file"],
        title=row["title"],
        kind=DocumentKind(row["kind"]),
        date=day,
        date_basis=row["date_basis"],
        place=row["place"],
        speaker_post=row["speaker_post"],
        encoding=row["encoding"],
        characters=row["characters"],
        access=Access(row["level"], frozenset(groups)),
        rules=row["rules"],
        abilities=row["abilities"],
        formulas=row["formulas"],
        noise=row["noise"],
    )


def entity_summary(kind: NodeKind, row: Row, first: date | None, last: date | None) -> EntitySummary:
    """From name, documents and evidence."""
    return EntitySummary(kind, row["name"], row["documents"], row["evidence"], first, last)


def stats(row: Row, named: dict[NodeKind, int]) -> Stats:
    """From `SUMS` and the number of names of each kind."""
    counted = {
        NodeKind.DOCUMENT: row["documents"],
        NodeKind.SECTION: row["sections"],
        NodeKind.PASSAGE: row["passages"],
        NodeKind.RULE: row["rules"],
    }
    return Stats(
        documents=row["documents"],
        passages=row["passages"],
        rules=row["rules"],
        by_kind=counted | named,
        by_modality={modality: row[f"{modality}s"] for modality in Modality},
        characters=row["characters"],
    )
