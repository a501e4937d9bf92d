"""The links of one node, added up over the documents that the reader may see."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from graph.errors import NotFound
from graph.quote import Quote
from graph.schema import NAMED, WORDS, EdgeKind, NodeKind
from graph.store.links import Found, Links, to_rules
from graph.store.order import LABEL, QUOTES_A_LINK, in_turns
from graph.store.shapes import Link, NodeRef, RuleRecord
from graph.store.sqlite import entities, rows
from graph.store.sqlite.scope import Scope

_OF_RULE = {NodeKind.ROLE: EdgeKind.BINDS, NodeKind.DUTY: EdgeKind.GOVERNS}
_LABELS = {
    NodeKind.DOCUMENT: ("documents", "d.title"),
    NodeKind.SECTION: ("sections", "x.text"),
    NodeKind.PASSAGE: ("passages", f"substr(x.text, 1, {LABEL})"),
}
"""For the nodes of one document: table and label."""


class SqliteLinks(Links):
    """Each query carries the reader's condition, see `Scope`."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def rule(self, rule_id: str) -> RuleRecord:
        row = self._scope.first(
            f"""SELECT {rows.RULE} FROM rules r JOIN finds f ON f.n = r.n JOIN documents d ON d.n = r.doc
            WHERE r.id = :id AND {self._scope.open}""",
            id=rule_id,
        )
        if row is None:
            raise NotFound(WORDS[NodeKind.RULE], rule_id)
        return rows.rule_record(row)

    def centre(self, kind: NodeKind, key: str) -> NodeRef:
        if kind in NAMED:
            return NodeRef(kind, entities.find(self._scope, kind, key).name, key)
        table, label = _LABELS[kind]
        source = "documents d" if table == "documents" else f"{table} x JOIN documents d ON d.n = x.doc"
        column = "d.id" if table == "documents" else "x.id"
        row = self._scope.first(
            f"SELECT {label} AS label FROM {source} WHERE {column} = :key AND {self._scope.open}", key=key
        )
        if row is None:
            raise NotFound(WORDS[kind], key)
        return NodeRef(kind, key, row["label"])

    def added_up(self, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> Found:
        asked = (centre.kind, centre.key, kinds, limit)
        found, total = self._scope.counted(asked, lambda: self._added_up(centre, kinds, limit))
        numbers = [self._quoted(row) for row in found]
        words = self._words([number for some in numbers for number in some])
        return [self._link(row, [words[n] for n in some]) for row, some in zip(found, numbers, strict=True)], total

    def _added_up(self, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> tuple[list[sqlite3.Row], int]:
        """One row for each edge of the node, with the number of documents, and how many there are before the cap."""
        half = f"""SELECT l.kind, l.source_kind, l.source, l.target_kind, l.target, count(*) AS documents,
            min(l.place) AS place FROM links l WHERE l.{{0}}_kind = :kind AND l.{{0}} = :key
            AND l.kind IN (SELECT value FROM json_each(:kinds)) AND {self._scope.open_doc("l.doc")}
            GROUP BY l.kind, l.source_kind, l.source, l.target_kind, l.target"""
        order = " ".join(f"WHEN '{kind}' THEN {number}" for number, kind in enumerate(EdgeKind))
        found = self._scope.all(
            f"""WITH added AS MATERIALIZED ({half.format("source")} UNION ALL {half.format("target")})
            SELECT *, (SELECT count(*) FROM added) AS total FROM added
            ORDER BY documents DESC, CASE kind {order} END, place, source, target LIMIT :limit""",
            kind=centre.kind.value,
            key=centre.key,
            kinds=rows.to_json(sorted(kinds)),
            limit=max(limit, 1),
        )
        return found[:limit], found[0]["total"] if found else 0

    def _link(self, row: sqlite3.Row, words: Sequence[Quote]) -> Link:
        kind = EdgeKind(row["kind"])
        ends = [self._end(row[f"{side}_kind"], row[side]) for side in ("source", "target")]
        return Link(kind, ends[0], ends[1], row["documents"], tuple(words))

    def _end(self, kind: str, key: str) -> NodeRef:
        """The node at the end of a link that is there, so it needs no looking up where its name says all."""
        node = NodeKind(kind)
        return NodeRef(node, key, key) if node in NAMED else self.centre(node, key)

    def _quoted(self, row: sqlite3.Row) -> list[int]:
        """Numbers of the words that bear the edge out, from as many documents as there are, the newest first."""
        found = self._scope.all(
            f"""SELECT l.finds FROM links l JOIN documents d ON d.n = l.doc
            WHERE l.source_kind = :source_kind AND l.source = :source AND l.kind = :kind
            AND l.target_kind = :target_kind AND l.target = :target AND {self._scope.open}
            ORDER BY l.age, l.document_id LIMIT {QUOTES_A_LINK}""",
            **{column: row[column] for column in ("kind", "source_kind", "source", "target_kind", "target")},
        )
        return in_turns([json.loads(one["finds"]) for one in found])[:QUOTES_A_LINK]

    def _words(self, numbers: Sequence[int]) -> Mapping[int, Quote]:
        """Words by number, of all links at once."""
        found = self._scope.db.execute(
            f"""SELECT {rows.QUOTE}, f.n FROM finds f JOIN documents d ON d.n = f.doc
            WHERE f.n IN (SELECT value FROM json_each(?))""",
            (json.dumps(numbers),),
        )
        return {row["n"]: rows.quote(row) for row in found}

    def rules(self, centre: NodeRef, kinds: frozenset[EdgeKind], limit: int) -> Found:
        given = {"kind": centre.kind.value, "key": centre.key}
        if centre.kind in _OF_RULE and _OF_RULE[centre.kind] in kinds:
            kind = _OF_RULE[centre.kind]
            which, order = "rule_names x CROSS JOIN rules r ON r.n = x.n", "x.position, x.rule"
            where, counted, doc = "x.kind = :kind AND x.name = :key", "rule_names x", "x.doc"
        elif centre.kind is NodeKind.PASSAGE and EdgeKind.STATED_IN in kinds:
            kind = EdgeKind.STATED_IN
            which, order = "finds x CROSS JOIN rules r ON r.n = x.n", "x.begins, r.id"
            where = "x.doc = (SELECT doc FROM passages WHERE id = :key) AND x.passage = :key"
            counted, doc = which, "x.doc"
        else:
            return [], 0
        found = self._scope.all(
            f"""SELECT {rows.RULE} FROM {which} CROSS JOIN finds f ON f.n = r.n CROSS JOIN documents d ON d.n = r.doc
            WHERE {where} AND {self._scope.open} ORDER BY {order} LIMIT :limit""",
            limit=limit,
            **given,
        )
        query = f"SELECT count(*) FROM {counted} WHERE {where} AND {self._scope.open_doc(doc)}"
        total = self._scope.counted((kind, centre.key), lambda: self._scope.count(query, **given))
        return to_rules(kind, map(rows.rule_record, found), centre), total

    def above(self, centre: NodeRef) -> Link:
        table, column = ("sections", "parent") if centre.kind is NodeKind.SECTION else ("passages", "section")
        outline = "f.label AS outline" if table == "sections" else "f.outline"
        row = self._scope.all(
            f"""SELECT {rows.QUOTE.replace("f.outline", outline)}, f.{column} AS parent
            FROM {table} f JOIN documents d ON d.n = f.doc WHERE f.id = :key""",
            key=centre.key,
        )[0]
        parent = row["parent"]
        kind, key = (NodeKind.DOCUMENT, row["id"]) if parent is None else (NodeKind.SECTION, parent)
        return Link(EdgeKind.CONTAINS, self.centre(kind, key), centre, 1, (rows.quote(row),))

    def below(self, centre: NodeRef) -> list[Link]:
        parts = []
        for table, column, outline, kind in (
            ("sections", "parent", "f.label AS outline", NodeKind.SECTION),
            ("passages", "section", "f.outline", NodeKind.PASSAGE),
        ):
            inside = "f.{0} IS NULL AND d.id = :key" if centre.kind is NodeKind.DOCUMENT else "f.{0} = :key"
            parts += [
                (row, kind)
                for row in self._scope.all(
                    f"""SELECT {rows.QUOTE.replace("f.outline", outline)}, f.id AS key FROM documents d JOIN {table} f
                    ON f.doc = d.n WHERE {inside.format(column)} AND {self._scope.open}""",
                    key=centre.key,
                )
            ]
        return [
            Link(EdgeKind.CONTAINS, centre, NodeRef(kind, row["key"], row["text"][:LABEL]), 1, (rows.quote(row),))
            for row, kind in sorted(parts, key=lambda part: (part[0]["start"], part[1]))
        ]
