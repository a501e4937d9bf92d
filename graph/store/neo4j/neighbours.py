"""The links of one node, added up in the database over the documents that the reader may see."""

from typing import Any

from neo4j import Record

from graph.errors import NotFound
from graph.schema import NAMED, WORDS, EdgeKind, NodeKind
from graph.store.links import Found, Links, to_rules
from graph.store.neo4j import entities, rows
from graph.store.neo4j.layout import KEYS
from graph.store.neo4j.scope import Scope
from graph.store.order import LABEL, QUOTES_A_LINK, in_turns, sortable
from graph.store.shapes import Link, NodeRef, RuleRecord
from graph.store.support import LINKS

_OF_RULE = {NodeKind.ROLE: EdgeKind.BINDS, NodeKind.DUTY: EdgeKind.GOVERNS, NodeKind.PASSAGE: EdgeKind.STATED_IN}
_LINKED = (*NAMED, NodeKind.PASSAGE)
"""Kinds that have links which documents bear out together."""


def _label(kind: NodeKind, text: str) -> str:
    return text[:LABEL] if kind is NodeKind.PASSAGE else text


def _link(centre: NodeRef, row: Record, sources: dict[str, Any]) -> Link:
    kind = NodeKind(row["other_kind"])
    other = NodeRef(kind, row["other"], row["other"] if kind in NAMED else _label(kind, row["text"]))
    ends = (centre, other) if row["out"] else (other, centre)
    words = in_turns(
        [
            rows.quote(sources[one["document"]], {"start": start, "end": end, "outline": outline, "text": text})
            for start, end, outline, text in zip(one["starts"], one["ends"], one["outlines"], one["texts"], strict=True)
        ]
        for one in row["newest"]
    )
    return Link(EdgeKind(row["kind"]), *ends, row["documents"], tuple(words[:QUOTES_A_LINK]))


_WORDS = "{.text, .start, .end, outline: coalesce(n.outline, n.label)}"
"""What a quote needs of a passage or section `n`."""


class Neo4jLinks(Links):
    """Each query carries the reader's condition, see `Scope`."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def rule(self, rule_id: str) -> RuleRecord:
        row = self._scope.first(
            f"""MATCH (r:Rule {{id: $id}}) MATCH (d:Document {{id: r.document}}) WHERE {self._scope.open()}
            RETURN d {rows.SOURCE} AS source, r {rows.RULE} AS rule""",
            id=rule_id,
        )
        if row is None:
            raise NotFound(WORDS[NodeKind.RULE], rule_id)
        return rows.rule_record(row["source"], row["rule"])

    def centre(self, kind: NodeKind, key: str) -> NodeRef:
        if kind in NAMED:
            return NodeRef(kind, entities.find(self._scope, kind, key).name, key)
        if kind is NodeKind.DOCUMENT:
            query = f"MATCH (d:Document {{id: $key}}) WHERE {self._scope.open()} RETURN d.title AS label"
        else:
            query = f"""MATCH (n:{kind} {{id: $key}}) MATCH (d:Document {{id: n.document}}) WHERE {self._scope.open()}
                RETURN n.text AS label"""
        row = self._scope.first(query, key=key)
        if row is None:
            raise NotFound(WORDS[kind], key)
        return NodeRef(kind, key, _label(kind, row["label"]))

    def added_up(self, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> Found:
        asked = (centre.kind, centre.key, kinds, limit)
        return self._scope.counted(asked, lambda: self._added_up(centre, kinds, limit))

    def _added_up(self, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> Found:
        """One link for each edge of the node with some words of its newest documents, and how many before the cap."""
        wanted = sorted(kinds & LINKS)
        if centre.kind not in _LINKED or not wanted:
            return [], 0
        order = " ".join(f"WHEN '{kind}' THEN {number}" for number, kind in enumerate(EdgeKind))
        found = self._scope.all(
            f"""MATCH (c:{centre.kind} {{{KEYS[centre.kind]}: $key}})-[r:{"|".join(wanted)}]-(o)
            WHERE {self._scope.open_doc("r.document")}
            WITH type(r) AS kind, startNode(r) = c AS out, o, r ORDER BY r.age, r.document
            WITH kind, out, o, count(r) AS documents, min(r.place) AS place, collect(r)[..{QUOTES_A_LINK}] AS newest
            WITH collect({{kind: kind, out: out, other: o, documents: documents, place: place,
                newest: newest}}) AS added
            UNWIND added AS link
            WITH size(added) AS total, link, coalesce(link.other.name, link.other.id) AS other,
                coalesce(link.other.sort, link.other.id) AS sort
            ORDER BY link.documents DESC, CASE link.kind {order} END, link.place,
                CASE WHEN link.out THEN $sort ELSE sort END, CASE WHEN link.out THEN sort ELSE $sort END LIMIT $limit
            RETURN total, link.kind AS kind, link.out AS out, other, labels(link.other)[0] AS other_kind,
                link.other.text AS text, link.documents AS documents,
                [r IN link.newest | {{document: r.document, starts: r.quote_starts, ends: r.quote_ends,
                    outlines: r.quote_outlines, texts: r.quote_texts}}] AS newest""",
            key=centre.key,
            sort=sortable(centre.key) if centre.kind in NAMED else centre.key,
            limit=max(limit, 1),
        )
        total = found[0]["total"] if found else 0
        shown = found[:limit]
        ids = sorted({words["document"] for row in shown for words in row["newest"]})
        sources = {
            row["source"]["id"]: row["source"]
            for row in self._scope.all(
                f"MATCH (d:Document) WHERE d.id IN $ids RETURN d {rows.SOURCE} AS source", ids=ids
            )
        }
        return [_link(centre, row, sources) for row in shown], total

    def rules(self, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> Found:
        kind = _OF_RULE.get(centre.kind)
        if kind is None or kind not in kinds:
            return [], 0
        order = "r.start, r.id" if centre.kind is NodeKind.PASSAGE else "r.position, r.id"
        matched = f"MATCH (:{centre.kind} {{{KEYS[centre.kind]}: $key}})<-[:{kind}]-(r:Rule)"
        opened = self._scope.open_doc("r.document")
        found = self._scope.all(
            f"""{matched} WHERE {opened} WITH r ORDER BY {order} LIMIT $limit
            MATCH (d:Document {{id: r.document}})
            RETURN d {rows.SOURCE} AS source, r {rows.RULE} AS rule ORDER BY {order}""",
            key=centre.key,
            limit=limit,
        )
        total = self._scope.counted(
            (kind, centre.key),
            lambda: self._scope.count(f"{matched} WHERE {opened} RETURN count(r)", key=centre.key),
        )
        records = (rows.rule_record(row["source"], row["rule"]) for row in found)
        return to_rules(kind, records, centre), total

    def above(self, centre: NodeRef) -> Link:
        row = self._scope.all(
            f"""MATCH (p)-[:CONTAINS]->(n:{centre.kind} {{id: $key}}) MATCH (d:Document {{id: n.document}})
            RETURN labels(p)[0] AS kind, p.id AS key, coalesce(p.text, p.title) AS label,
                d {rows.SOURCE} AS source, n {_WORDS} AS words""",
            key=centre.key,
        )[0]
        parent = NodeRef(NodeKind(row["kind"]), row["key"], row["label"])
        return Link(EdgeKind.CONTAINS, parent, centre, 1, (rows.quote(row["source"], row["words"]),))

    def below(self, centre: NodeRef) -> list[Link]:
        document = "d:Document {id: p.document}" if centre.kind is NodeKind.SECTION else "d:Document {id: p.id}"
        found = self._scope.all(
            f"""MATCH (p:{centre.kind} {{id: $key}}) MATCH ({document}) MATCH (p)-[:CONTAINS]->(n)
            RETURN labels(n)[0] AS kind, n.id AS key, d {rows.SOURCE} AS source, n {_WORDS} AS words""",
            key=centre.key,
        )
        return [
            Link(
                EdgeKind.CONTAINS,
                centre,
                NodeRef(NodeKind(row["kind"]), row["key"], row["words"]["text"][:LABEL]),
                1,
                (rows.quote(row["source"], row["words"]),),
            )
            for row in sorted(found, key=lambda row: (row["words"]["start"], NodeKind(row["kind"]) is NodeKind.PASSAGE))
        ]
