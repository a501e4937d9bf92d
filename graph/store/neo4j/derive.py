"""The graph of one document: everything that can be made again from its record, in batches for `UNWIND`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from graph.access import Access
from graph.build import DocumentGraph, Evidence, NodeId, document_graph
from graph.corrections.names import Names
from graph.corrections.replay import Replayed
from graph.schema import EDGES, EdgeKind, NodeKind
from graph.store.neo4j import shelf
from graph.store.neo4j.layout import BETWEEN_NAMES, KEYS
from graph.store.neo4j.ledger import digest, standing_rows
from graph.store.order import age, position, sortable
from graph.store.support import DocumentLink, links, supports
from ingest.model import Document, Modality, Span

Row = dict[str, Any]
SORT = 1200
"""Of the digits that put titles in order, how many an index takes in; what follows stands in `sort_rest`."""
_BATCH = 5_000
"""Rows a statement: some megabytes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A statement with the rows that it takes as `$rows`; `$document` is the id of the document."""

    statement: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Derived:
    """All that the document supports, in the order in which it is written; its access is added then."""

    id: str
    properties: Row
    batches: tuple[Batch, ...]


def derive(played: Replayed, names: Names) -> Derived:
    """What the database holds of a document beside the library; `names` are those that it is told in."""
    document = played.document
    graph = document_graph(document)
    texts = _Texts(document)
    return Derived(
        document.id,
        _document(document, graph) | {"named": digest(names)},
        (
            *_nodes(document, graph, texts),
            *_outline(graph),
            *_supports(document, graph),
            *_rules(graph),
            *_mentions(graph, texts),
            *_links(document, graph, texts),
            Batch(shelf.SHELVE, shelf.shelve(document)),
            Batch("UNWIND $rows AS row CREATE (s:Standing) SET s = row", standing_rows(played)),
        ),
    )


def write(tx: ManagedTransaction, derived: Derived, access: Access) -> None:
    """Puts the document's graph in; belongs inside a transaction in which nothing of it is there."""
    tx.run(
        "CREATE (d:Document {id: $document}) SET d += $properties, d.level = $level, d.groups = $groups",
        document=derived.id,
        properties=derived.properties,
        level=access.level,
        groups=sorted(access.groups),
    )
    for batch in derived.batches:
        for start in range(0, len(batch.rows), _BATCH):
            tx.run(batch.statement, document=derived.id, rows=batch.rows[start : start + _BATCH])


def erase(tx: ManagedTransaction, document_id: str) -> None:
    """Takes the document's graph away, with the named nodes that only it supported."""
    shelf.forget(tx, document_id)
    for kind in BETWEEN_NAMES:
        tx.run(f"MATCH ()-[r:{kind} {{document: $document}}]->() DELETE r", document=document_id)
    for part in (NodeKind.RULE, NodeKind.PASSAGE, NodeKind.SECTION):
        tx.run(f"MATCH (n:{part} {{document: $document}}) DETACH DELETE n", document=document_id)
    tx.run(
        """MATCH (d:Document {id: $document})-[:SUPPORTS]->(n) WHERE COUNT { (n)<-[:SUPPORTS]-() } = 1
        DETACH DELETE n""",
        document=document_id,
    )
    tx.run("MATCH (s:Standing {document: $document}) DELETE s", document=document_id)
    tx.run("MATCH (d:Document {id: $document}) DETACH DELETE d", document=document_id)


class _Texts:
    """Words of the document, as a quote needs them."""

    def __init__(self, document: Document) -> None:
        self._text = document.text

    def of(self, start: int, end: int) -> str:
        """The words from `start` to `end`."""
        return Span(start, end).of(self._text)

    def words(self, evidence: Sequence[Evidence]) -> Row:
        """Properties that hold these quotes, as lists beside each other: a relationship has no others."""
        return {
            "quote_starts": [words.span.start for words in evidence],
            "quote_ends": [words.span.end for words in evidence],
            "quote_outlines": [words.outline for words in evidence],
            "quote_texts": [words.span.of(self._text) for words in evidence],
        }


def _document(document: Document, graph: DocumentGraph) -> Row:
    own = next(node for node in graph.nodes if node.id.kind is NodeKind.DOCUMENT)
    modalities = [rule.modality for rule in document.rules]
    return {
        **own.properties,
        "sort": sortable(document.title)[:SORT],
        "sort_rest": sortable(document.title)[SORT:],
        "age": age(document.date),
        "date_basis": document.date_basis,
        "encoding": document.encoding,
        "characters": len(document.text),
        "sections": len(document.sections),
        "passages": len(document.passages),
        "rules": len(document.rules),
        "abilities": len({ability.name for ability in document.abilities}),
        "formulas": len(document.formulas),
        "noise": len(document.noise),
        **{f"{modality}s": modalities.count(modality) for modality in Modality},
    }


def _nodes(document: Document, graph: DocumentGraph, texts: _Texts) -> Iterable[Batch]:
    """Sections, passages and rules, each with what `graph.schema` names and what a reader of it needs besides."""
    own: dict[NodeKind, list[Row]] = {NodeKind.SECTION: [], NodeKind.PASSAGE: []}
    for node in graph.nodes:
        if node.id.kind in own:
            words = texts.of(node.properties["start"], node.properties["end"])
            properties = {**node.properties, "document": document.id, "text": words}
            own[node.id.kind].append({"id": node.id.key, "properties": properties})
    stated = {node.id.key: node.properties for node in graph.nodes if node.id.kind is NodeKind.RULE}
    own[NodeKind.RULE] = [
        {
            "id": node.id,
            "properties": {
                **stated[node.id],
                "document": document.id,
                "passage": node.evidence.passage,
                "position": position(node.rule, document.date),
                "working_days": bool(node.rule.deadline and node.rule.deadline.working_days),
                "bearers": list(node.rule.bearers),
                "duties": list(node.rule.duties),
            },
        }
        for node in graph.rules
    ]
    for kind, rows in own.items():
        yield Batch(f"UNWIND $rows AS row CREATE (n:{kind} {{id: row.id}}) SET n += row.properties", rows)


def _outline(graph: DocumentGraph) -> Iterable[Batch]:
    return _joined(EdgeKind.CONTAINS, ((edge.source, edge.target, {}) for edge in graph.edges
                                       if edge.kind is EdgeKind.CONTAINS))  # fmt: skip


def _supports(document: Document, graph: DocumentGraph) -> Iterable[Batch]:
    rows: dict[NodeKind, list[Row]] = {}
    for support in supports(graph, document):
        row = {
            "name": support.node.key,
            "sort": sortable(support.node.key),
            "evidence": support.evidence,
            "first": support.first,
            "last": support.last,
        }
        rows.setdefault(support.node.kind, []).append(row)
    for kind, supported in rows.items():
        yield Batch(
            f"""MATCH (d:Document {{id: $document}}) UNWIND $rows AS row MERGE (n:{kind} {{name: row.name}})
            ON CREATE SET n.sort = row.sort
            CREATE (d)-[:SUPPORTS {{evidence: row.evidence, first: row.first, last: row.last}}]->(n)""",
            supported,
        )


def _rules(graph: DocumentGraph) -> Iterable[Batch]:
    for kind in (EdgeKind.STATED_IN, EdgeKind.BINDS, EdgeKind.GOVERNS):
        yield from _joined(kind, ((edge.source, edge.target, {}) for edge in graph.edges if edge.kind is kind))


def _mentions(graph: DocumentGraph, texts: _Texts) -> Iterable[Batch]:
    rows: dict[NodeKind, list[Row]] = {}
    for mention in graph.mentions:
        span = mention.evidence.span
        properties = {
            "start": span.start,
            "end": span.end,
            "outline": mention.evidence.outline,
            "text": texts.of(span.start, span.end),
            "count": mention.count,
            "members": list(mention.members),
        }
        rows.setdefault(mention.id.kind, []).append({"name": mention.id.key, "properties": properties})
    for kind, mentioned in rows.items():
        yield Batch(
            f"""MATCH (d:Document {{id: $document}}) UNWIND $rows AS row MATCH (n:{kind} {{name: row.name}})
            CREATE (d)-[m:MENTIONS]->(n) SET m = row.properties""",
            mentioned,
        )


def _links(document: Document, graph: DocumentGraph, texts: _Texts) -> Iterable[Batch]:
    by_kind: dict[EdgeKind, list[tuple[NodeId, NodeId, Row]]] = {}
    for link in links(graph):
        properties = {
            **_own(link),
            "document": document.id,
            "age": age(document.date),
            "place": link.place,
            **texts.words(link.words),
        }
        by_kind.setdefault(link.kind, []).append((link.source, link.target, properties))
    for kind, joined in by_kind.items():
        yield from _joined(kind, joined)


def _own(link: DocumentLink) -> Mapping[str, Any]:
    """The properties that `graph.schema` names for this kind of edge."""
    given = {name: link.properties.get(name) for name in EDGES[link.kind].properties}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


def _joined(kind: EdgeKind, edges: Iterable[tuple[NodeId, NodeId, Row]]) -> Iterable[Batch]:
    """Edges of one kind, a batch for each pair of kinds that they join: labels cannot be parameters."""
    by_ends: dict[tuple[NodeKind, NodeKind], list[Row]] = {}
    for source, target, properties in edges:
        row = {"source": source.key, "target": target.key, "properties": properties}
        by_ends.setdefault((source.kind, target.kind), []).append(row)
    for (source_kind, target_kind), rows in by_ends.items():
        yield Batch(
            f"""UNWIND $rows AS row MATCH (a:{source_kind} {{{KEYS[source_kind]}: row.source}})
            MATCH (b:{target_kind} {{{KEYS[target_kind]}: row.target}})
            CREATE (a)-[r:{kind}]->(b) SET r = row.properties""",
            rows,
        )
