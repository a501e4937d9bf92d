"""The links of one node, added up in the database over the documents that the reader may see."""

from typing import Any

from neo4j import Record

from graph.errors import NotFound
from graph.schema import NAMED, WORDS, EdgeKind, NodeKind
from graph.store.base import Link, Neighbourhood, NodeRef, RuleRecord
from graph.store.neo4j import entities, rows
from graph.store.neo4j.layout import KEYS
from graph.store.neo4j.scope import Scope
from graph.store.order import LABEL, QUOTES_A_LINK, in_turns, sortable
from graph.store.support import LINKS

_OF_RULE = {NodeKind.ROLE: EdgeKind.BINDS, NodeKind.DUTY: EdgeKind.GOVERNS, NodeKind.PASSAGE: EdgeKind.STATED_IN}
_LINKED = (*NAMED, NodeKind.PASSAGE)
"""Kinds that have links which documents bear out together."""


def rule(scope: Scope, rule_id: str) -> RuleRecord:
    """One rule. Raises `NotFound`."""
    row = scope.first(
        f"""MATCH (r:Rule {{id: $id}}) MATCH (d:Document {{id: r.document}}) WHERE {scope.open()}
        RETURN d {rows.SOURCE} AS source, r {rows.RULE} AS rule""",
        id=rule_id,
    )
    if row is None:
        raise NotFound(WORDS[NodeKind.RULE], rule_id)
    return rows.rule_record(row["source"], row["rule"])


def neighbourhood(scope: Scope, kind: NodeKind, key: str, kinds: frozenset[EdgeKind], limit: int) -> Neighbourhood:
    """The links of one node: those that most documents bear out, then its rules, then what it stands in or holds."""
    if kind is NodeKind.RULE:
        return _of_rule(scope, rule(scope, key), kinds, limit)
    centre = _centre(scope, kind, key)
    added, total = scope.counted((kind, key, kinds, limit), lambda: _added_up(scope, centre, kinds, limit))
    links = list(added)
    for more in (_rules, _contained):
        found, number = more(scope, centre, kinds, max(limit - len(links), 0))
        links += found
        total += number
    return Neighbourhood(centre, tuple(links), total)


def _of_rule(scope: Scope, found: RuleRecord, kinds: frozenset[EdgeKind], limit: int) -> Neighbourhood:
    centre = NodeRef(NodeKind.RULE, found.id, found.quote.text)
    ends = [
        *((EdgeKind.BINDS, NodeRef(NodeKind.ROLE, name, name)) for name in dict.fromkeys(found.rule.bearers)),
        *((EdgeKind.GOVERNS, NodeRef(NodeKind.DUTY, name, name)) for name in dict.fromkeys(found.rule.duties)),
    ]
    if found.passage_id:
        ends.append((EdgeKind.STATED_IN, _centre(scope, NodeKind.PASSAGE, found.passage_id)))
    links = [Link(kind, centre, end, 1, (found.quote,)) for kind, end in ends if kind in kinds]
    return Neighbourhood(centre, tuple(links[:limit]), len(links))


def _centre(scope: Scope, kind: NodeKind, key: str) -> NodeRef:
    """The node with its label. Raises `NotFound`."""
    if kind in NAMED:
        return NodeRef(kind, entities.find(scope, kind, key).name, key)
    if kind is NodeKind.DOCUMENT:
        query = f"MATCH (d:Document {{id: $key}}) WHERE {scope.open()} RETURN d.title AS label"
    else:
        query = f"""MATCH (n:{kind} {{id: $key}}) MATCH (d:Document {{id: n.document}}) WHERE {scope.open()}
            RETURN n.text AS label"""
    row = scope.first(query, key=key)
    if row is None:
        raise NotFound(WORDS[kind], key)
    return NodeRef(kind, key, _label(kind, row["label"]))


def _label(kind: NodeKind, text: str) -> str:
    return text[:LABEL] if kind is NodeKind.PASSAGE else text


def _added_up(scope: Scope, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> tuple[tuple[Link, ...], int]:
    """One link for each edge of the node with some words of its newest documents, and how many before the cap."""
    wanted = sorted(kinds & LINKS)
    if centre.kind not in _LINKED or not wanted:
        return (), 0
    order = " ".join(f"WHEN '{kind}' THEN {number}" for number, kind in enumerate(EdgeKind))
    found = scope.all(
        f"""MATCH (c:{centre.kind} {{{KEYS[centre.kind]}: $key}})-[r:{"|".join(wanted)}]-(o)
        WHERE {scope.open_doc("r.document")}
        WITH type(r) AS kind, startNode(r) = c AS out, o, r ORDER BY r.age, r.document
        WITH kind, out, o, count(r) AS documents, min(r.place) AS place, collect(r)[..{QUOTES_A_LINK}] AS newest
        WITH collect({{kind: kind, out: out, other: o, documents: documents, place: place, newest: newest}}) AS added
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
        for row in scope.all(f"MATCH (d:Document) WHERE d.id IN $ids RETURN d {rows.SOURCE} AS source", ids=ids)
    }
    return tuple(_link(centre, row, sources) for row in shown), total


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


def _rules(scope: Scope, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> tuple[list[Link], int]:
    """The rules of a role, duty or passage, and how many there are before the cap."""
    kind = _OF_RULE.get(centre.kind)
    if kind is None or kind not in kinds:
        return [], 0
    order = "r.start, r.id" if centre.kind is NodeKind.PASSAGE else "r.position, r.id"
    matched = f"MATCH (:{centre.kind} {{{KEYS[centre.kind]}: $key}})<-[:{kind}]-(r:Rule)"
    opened = scope.open_doc("r.document")
    found = scope.all(
        f"""{matched} WHERE {opened} WITH r ORDER BY {order} LIMIT $limit
        MATCH (d:Document {{id: r.document}})
        RETURN d {rows.SOURCE} AS source, r {rows.RULE} AS rule ORDER BY {order}""",
        key=centre.key,
        limit=limit,
    )
    total = scope.counted(
        (kind, centre.key),
        lambda: scope.count(f"{matched} WHERE {opened} RETURN count(r)", key=centre.key),
    )
    records = [rows.rule_record(row["source"], row["rule"]) for row in found]
    return [
        Link(kind, NodeRef(NodeKind.RULE, record.id, record.quote.text), centre, 1, (record.quote,))
        for record in records
    ], total


def _contained(scope: Scope, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> tuple[list[Link], int]:
    """What a document or section holds, in text order, and what a section or passage stands in."""
    if centre.kind not in (NodeKind.DOCUMENT, NodeKind.SECTION, NodeKind.PASSAGE) or EdgeKind.CONTAINS not in kinds:
        return [], 0
    above = [] if centre.kind is NodeKind.DOCUMENT else [_above(scope, centre)]
    below = [] if centre.kind is NodeKind.PASSAGE else _below(scope, centre)
    return [*above, *below][:limit], len(above) + len(below)


_WORDS = "{.text, .start, .end, outline: coalesce(n.outline, n.label)}"
"""What a quote needs of a passage or section `n`."""


def _above(scope: Scope, centre: NodeRef) -> Link:
    row = scope.all(
        f"""MATCH (p)-[:CONTAINS]->(n:{centre.kind} {{id: $key}}) MATCH (d:Document {{id: n.document}})
        RETURN labels(p)[0] AS kind, p.id AS key, coalesce(p.text, p.title) AS label,
            d {rows.SOURCE} AS source, n {_WORDS} AS words""",
        key=centre.key,
    )[0]
    parent = NodeRef(NodeKind(row["kind"]), row["key"], row["label"])
    return Link(EdgeKind.CONTAINS, parent, centre, 1, (rows.quote(row["source"], row["words"]),))


def _below(scope: Scope, centre: NodeRef) -> list[Link]:
    """All of them: a document has as many as it has paragraphs."""
    document = "d:Document {id: p.document}" if centre.kind is NodeKind.SECTION else "d:Document {id: p.id}"
    found = scope.all(
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
