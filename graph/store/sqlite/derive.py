"""The derived rows of one document: everything that can be made again from its record."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.access import Access
from graph.build import DocumentGraph, Evidence, Node, NodeId, document_graph
from graph.corrections.replay import Replayed
from graph.schema import EdgeKind, NodeKind
from graph.store.order import age, position
from graph.store.sqlite import shelf
from graph.store.sqlite.ledger import standing_rows
from graph.store.sqlite.rows import to_json
from graph.store.sqlite.tables import DERIVED
from graph.store.support import DocumentLink, Support, links, supports
from ingest.model import Document, Modality, Span


@dataclass(frozen=True, slots=True)
class Derived:
    """Rows by table; `finds` are numbered from 0 in the document and get their place when they are written."""

    document: tuple[Any, ...]
    sections: list[tuple[Any, ...]]
    passages: list[tuple[Any, ...]]
    finds: list[tuple[Any, ...]]
    rules: list[tuple[Any, ...]]
    rule_names: list[tuple[Any, ...]]
    mentions: list[tuple[Any, ...]]
    support: list[tuple[Any, ...]]
    links: list[tuple[Any, ...]]
    standings: list[tuple[str, str]]
    statements: list[tuple[Any, ...]]


def derive(played: Replayed) -> Derived:
    """All derived rows of a document, but for what its place in the store and its access add."""
    document = played.document
    graph = document_graph(document)
    finds = _Finds(document)
    rules = [(finds.number(node.evidence), node) for node in graph.rules]
    mentions = [(finds.number(mention.evidence), mention) for mention in graph.mentions]
    parents = {edge.target: edge.source for edge in graph.edges if edge.kind is EdgeKind.CONTAINS}
    positions = [position(node.rule, document.date) for _, node in rules]
    linked = [_link(link, document, finds) for link in links(graph)]
    return Derived(
        document=_document(document),
        sections=[_section(document, node, parents) for node in _of(graph, NodeKind.SECTION)],
        passages=[_passage(document, node, parents) for node in _of(graph, NodeKind.PASSAGE)],
        finds=finds.rows,
        rules=[
            (
                number,
                node.id,
                place,
                node.rule.modality.value,
                node.rule.force.value,
                node.rule.deadline and node.rule.deadline.text,
                node.rule.deadline and node.rule.deadline.iso,
                bool(node.rule.deadline and node.rule.deadline.working_days),
                node.rule.sanction and node.rule.sanction.text,
                to_json(node.rule.bearers),
                to_json(node.rule.duties),
                node.rule.finder,
                node.rule.cue,
            )
            for (number, node), place in zip(rules, positions, strict=True)
        ],
        rule_names=[
            (kind.value, name, place, node.id, number)
            for (number, node), place in zip(rules, positions, strict=True)
            for kind, names in ((NodeKind.ROLE, node.rule.bearers), (NodeKind.DUTY, node.rule.duties))
            for name in dict.fromkeys(names)
        ],
        mentions=[
            (number, mention.id.kind.value, mention.id.key, mention.count, to_json(mention.members))
            for number, mention in mentions
        ],
        support=[_support(support) for support in supports(graph, document)],
        links=linked,
        standings=standing_rows(played),
        statements=shelf.shelve(document),
    )


class _Finds:
    """Numbers the pieces of evidence of one document; the same words at the same place for two things are two."""

    def __init__(self, document: Document) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self._document = document
        self._first: dict[Evidence, int] = {}

    def number(self, evidence: Evidence) -> int:
        """A new number for these words."""
        span = evidence.span
        number = len(self.rows)
        text = span.of(self._document.text)
        self.rows.append((number, evidence.passage, evidence.outline, span.start, span.end, text))
        self._first.setdefault(evidence, number)
        return number

    def same(self, evidence: Evidence) -> int:
        """The number that these words have, or a new one."""
        known = self._first.get(evidence)
        return self.number(evidence) if known is None else known


def _document(document: Document) -> tuple[Any, ...]:
    modalities = [rule.modality for rule in document.rules]
    return (
        document.id,
        document.file,
        document.title,
        document.kind.value,
        _day(document.date.earliest),
        _day(document.date.latest),
        document.date_basis,
        document.place,
        document.speaker_post,
        document.encoding,
        len(document.text),
        len(document.sections),
        len(document.passages),
        len(document.rules),
        len({ability.name for ability in document.abilities}),
        len(document.formulas),
        len(document.noise),
        modalities.count(Modality.OBLIGATION),
        modalities.count(Modality.PROHIBITION),
        modalities.count(Modality.PERMISSION),
        modalities.count(Modality.RECOMMENDATION),
    )


def _of(graph: DocumentGraph, kind: NodeKind) -> Iterator[Node]:
    return (node for node in graph.nodes if node.id.kind is kind)


def _section(document: Document, node: Node, parents: dict[NodeId, NodeId]) -> tuple[Any, ...]:
    put = node.properties
    words = Span(put["start"], put["end"]).of(document.text)
    parent = _parent_section(node.id, parents)
    return (node.id.key, parent, put["level"], put["label"], put["title"], put["start"], put["end"], words)


def _passage(document: Document, node: Node, parents: dict[NodeId, NodeId]) -> tuple[Any, ...]:
    put = node.properties
    words = Span(put["start"], put["end"]).of(document.text)
    return (node.id.key, _parent_section(node.id, parents), put["outline"], put["start"], put["end"], words)


def _parent_section(node: NodeId, parents: dict[NodeId, NodeId]) -> str | None:
    parent = parents[node]
    return parent.key if parent.kind is NodeKind.SECTION else None


def _support(support: Support) -> tuple[Any, ...]:
    return (support.node.kind.value, support.node.key, support.evidence, _day(support.first), _day(support.last))


def _link(link: DocumentLink, document: Document, finds: _Finds) -> tuple[Any, ...]:
    source, target = link.source, link.target
    ends = (link.kind.value, source.kind.value, source.key, target.kind.value, target.key)
    words = [finds.same(evidence) for evidence in link.words]
    return (*ends, age(document.date), document.id, link.place, words)


def write(db: sqlite3.Connection, n: int, derived: Derived, access: Access) -> None:
    """Puts the rows of document number `n` in; belongs inside a transaction."""
    head = derived.document
    db.execute(
        f"INSERT INTO documents VALUES ({_marks(len(head) + 3)})",
        (n, *head[:11], access.level, bool(access.groups), *head[11:]),
    )
    _insert(db, "sections", ((None, key, n, *rest) for key, *rest in derived.sections), 10)
    _insert(db, "passages", ((None, key, n, *rest) for key, *rest in derived.passages), 8)
    base = int(db.execute("SELECT coalesce(max(n), 0) + 1 FROM finds").fetchone()[0])
    _insert(db, "finds", ((base + number, n, *rest) for number, *rest in derived.finds), 7)
    _insert(db, "rules", ((base + number, key, n, *rest) for number, key, *rest in derived.rules), 14)
    _insert(
        db,
        "rule_names",
        ((kind, name, place, key, base + number, n) for kind, name, place, key, number in derived.rule_names),
        6,
    )
    _insert(db, "mentions", ((base + number, *rest) for number, *rest in derived.mentions), 5)
    _insert(db, "support", ((kind, name, n, *rest) for kind, name, *rest in derived.support), 6)
    _insert(
        db,
        "links",
        (
            (None, *ends, n, when, key, place, json.dumps([base + number for number in numbers]))
            for *ends, when, key, place, numbers in derived.links
        ),
        11,
    )
    _insert(db, "standings", ((n, *rest) for rest in derived.standings), 3)
    shelf.write(db, n, derived.statements)


def clear(db: sqlite3.Connection) -> None:
    """Empties all derived tables; belongs inside a transaction."""
    for table in DERIVED:
        db.execute(f"DELETE FROM {table}")


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]], columns: int) -> None:
    db.executemany(f"INSERT INTO {table} VALUES ({_marks(columns)})", rows)


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
