"""Reads the SQLite store for one reader; each method reads one snapshot."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from graph.access import Reader
from graph.corrections.ledger import corrected
from graph.corrections.replay import Replayed
from graph.errors import NotFound
from graph.link.candidates import Shelved
from graph.marks import Mark, MarkKind
from graph.quote import Quote
from graph.schema import WORDS, EdgeKind, NodeKind
from graph.store import records
from graph.store.base import View
from graph.store.corrections import in_conflict, listed, one
from graph.store.cursors import cursor, page, parse_cursor
from graph.store.memo import Memos
from graph.store.shapes import (
    EVERY_DOCUMENT,
    CorrectionFilter,
    CorrectionRecord,
    DocumentFilter,
    DocumentSummary,
    Entity,
    EntitySummary,
    Neighbourhood,
    Page,
    PassageRecord,
    RuleFilter,
    RuleRecord,
    SourceState,
    Stats,
)
from graph.store.sqlite import entities, ledger, marks, rows, shelf
from graph.store.sqlite.connections import Connections
from graph.store.sqlite.neighbours import SqliteLinks
from graph.store.sqlite.scope import Scope
from ingest import record


class SqliteView(View):
    """Every query carries the reader's condition, see `Scope`."""

    def __init__(self, connections: Connections, reader: Reader, memos: Memos) -> None:
        self._connections = connections
        self._reader = reader
        self._memos = memos

    @contextmanager
    def _scope(self) -> Iterator[Scope]:
        with self._connections.snapshot() as db:
            yield Scope(db, self._reader, self._memos)

    def sources(self) -> Mapping[str, SourceState]:
        with self._scope() as scope:
            found = scope.all(
                f"""SELECT s.source, l.id, l.extractor FROM sources s JOIN library l ON l.n = s.doc
                JOIN documents d ON d.n = s.doc WHERE {scope.open} ORDER BY s.source"""
            )
        return {row["source"]: SourceState(row["id"], row["extractor"]) for row in found}

    def documents(
        self, where: DocumentFilter = EVERY_DOCUMENT, *, after: str | None = None, limit: int = 50
    ) -> Page[DocumentSummary]:
        resumed, key = "TRUE", {}
        if after is not None:
            title, last = parse_cursor(after, str, str)
            resumed, key = "(d.title, d.id) > (:title, :last)", {"title": title, "last": last}
        wanted = _document_condition(where)
        with self._scope() as scope:
            total = scope.count(f"SELECT count(*) FROM documents d WHERE {wanted} AND {scope.open}", **where.values)
            found = scope.all(
                f"""SELECT {rows.SUMMARY} FROM documents d WHERE {resumed} AND {wanted} AND {scope.open}
                ORDER BY d.title, d.id LIMIT :limit""",
                limit=limit + 1,
                **key,
                **where.values,
            )
        items = tuple(rows.document_summary(row) for row in found)
        return page(items, limit, total, lambda item: cursor(item.title, item.id))

    def summary(self, document_id: str) -> DocumentSummary:
        with self._scope() as scope:
            row = scope.first(
                f"SELECT {rows.SUMMARY} FROM documents d WHERE d.id = :id AND {scope.open}", id=document_id
            )
        if row is None:
            raise NotFound(WORDS[NodeKind.DOCUMENT], document_id)
        return rows.document_summary(row)

    def review(self, document_id: str) -> Replayed:
        with self._scope() as scope:
            row = scope.first(
                f"""SELECT l.record FROM documents d JOIN library l ON l.n = d.n
                WHERE d.id = :id AND {scope.open}""",
                id=document_id,
            )
            if row is None:
                raise NotFound(WORDS[NodeKind.DOCUMENT], document_id)
            data = rows.unpack(row["record"])
            corrections, names = ledger.of_document(scope.db, document_id), ledger.names(scope.db)
        return corrected(record.load(data.decode()), corrections, names)

    def corrections(
        self, where: CorrectionFilter, *, after: str | None = None, limit: int = 50
    ) -> Page[CorrectionRecord]:
        with self._scope() as scope:
            return listed(ledger.records(scope, where.document_id), where, after, limit)

    def conflicts(
        self, *, document_id: str | None = None, after: str | None = None, limit: int = 50
    ) -> Page[CorrectionRecord]:
        with self._scope() as scope:
            return listed(in_conflict(ledger.records(scope, document_id)), CorrectionFilter(), after, limit)

    def correction(self, correction_id: str) -> CorrectionRecord:
        with self._scope() as scope:
            return one(ledger.records(scope, correction_id=correction_id), correction_id)

    def original(self, document_id: str) -> bytes:
        with self._scope() as scope:
            row = scope.first(
                f"""SELECT o.compressed, o.data FROM documents d JOIN library l ON l.n = d.n
                JOIN originals o ON o.sha256 = l.sha256 WHERE d.id = :id AND {scope.open}""",
                id=document_id,
            )
            if row is None:
                raise NotFound(WORDS[NodeKind.DOCUMENT], document_id)
            return rows.unpack(row["data"]) if row["compressed"] else bytes(row["data"])

    def passages(self, ids: Sequence[str]) -> Mapping[str, PassageRecord]:
        with self._scope() as scope:
            found = scope.all(
                f"""SELECT {rows.QUOTE}, f.id AS passage FROM passages f JOIN documents d ON d.n = f.doc
                WHERE f.id IN (SELECT value FROM json_each(:ids)) AND {scope.open}""",
                ids=rows.to_json(list(ids)),
            )
            stated = _stated_in(scope.db, [row["passage"] for row in found])
        made = {
            row["passage"]: PassageRecord(row["passage"], rows.quote(row), tuple(stated[row["passage"]]))
            for row in found
        }
        return {key: made[key] for key in ids if key in made}

    def rules(self, where: RuleFilter, *, after: str | None = None, limit: int = 50) -> Page[RuleRecord]:
        query = _RuleQuery(where)
        key: dict[str, Any] = {}
        if after is not None:
            key["position"], key["last"] = parse_cursor(after, int, str)
        with self._scope() as scope:
            total = scope.counted(where, lambda: scope.count(query.counting(scope), **query.parameters))
            found = scope.all(query.selecting(scope, resumed=bool(key)), limit=limit + 1, **query.parameters, **key)
        shown = page(tuple(found), limit, total, lambda row: cursor(row["position"], row["rule_id"]))
        return Page(tuple(map(rows.rule_record, shown.items)), shown.next, shown.total)

    def rule(self, rule_id: str) -> RuleRecord:
        with self._scope() as scope:
            return SqliteLinks(scope).rule(rule_id)

    def entities(
        self, kind: NodeKind, *, prefix: str = "", after: str | None = None, limit: int = 50
    ) -> Page[EntitySummary]:
        with self._scope() as scope:
            return entities.page(scope, kind, prefix, after, limit)

    def entity(self, kind: NodeKind, name: str) -> Entity:
        with self._scope() as scope:
            return entities.entity(scope, kind, name)

    def neighbourhood(
        self, kind: NodeKind, key: str, *, kinds: frozenset[EdgeKind] | None = None, limit: int = 30
    ) -> Neighbourhood:
        with self._scope() as scope:
            return SqliteLinks(scope).of(kind, key, frozenset(EdgeKind) if kinds is None else kinds, limit)

    def mentions(self, kind: NodeKind, name: str, *, limit: int) -> Sequence[Quote]:
        with self._scope() as scope:
            return entities.mentions(scope, kind, name, limit)

    def marks(self, kind: MarkKind) -> Sequence[Mark]:
        with self._scope() as scope:
            return marks.of_kind(scope, kind)

    def sharing(self, bands: Sequence[int], most: int) -> Mapping[int, Sequence[str]]:
        with self._scope() as scope:
            return shelf.sharing(scope, bands, most)

    def shelved(self, keys: Sequence[str]) -> Mapping[str, Shelved]:
        with self._scope() as scope:
            return shelf.shelved(scope, keys)

    def stated(self, document_id: str) -> Sequence[Shelved]:
        with self._scope() as scope:
            return shelf.stated(scope, document_id)

    def document_ids(self) -> Sequence[str]:
        with self._scope() as scope:
            return shelf.document_ids(scope)

    def stats(self) -> Stats:
        with self._scope() as scope:
            row = scope.all(f"SELECT {records.SUMS} FROM documents d WHERE {scope.open}")[0]
            named = scope.counted("named", lambda: entities.count(scope))
        return records.stats(row, named)


def _document_condition(where: DocumentFilter) -> str:
    conditions = {
        "words": "instr(lower(d.title || char(10) || d.file), :words) > 0",
        "kind": "d.kind = :kind",
        "year": "CAST(substr(coalesce(d.latest, d.earliest), 1, 4) AS INTEGER) = :year",
    }
    return " AND ".join(["TRUE", *(conditions[name] for name, value in where.values.items() if value)])


def _stated_in(db: sqlite3.Connection, passages: Sequence[str]) -> Mapping[str, list[RuleRecord]]:
    """The rules of each passage, in text order."""
    found = db.execute(
        f"""SELECT {rows.RULE} FROM passages p CROSS JOIN finds f ON f.doc = p.doc AND f.passage = p.id
        CROSS JOIN rules r ON r.n = f.n CROSS JOIN documents d ON d.n = f.doc
        WHERE p.id IN (SELECT value FROM json_each(:ids)) ORDER BY f.begins, f.ends, r.id""",
        {"ids": rows.to_json(list(passages))},
    )
    stated: defaultdict[str, list[RuleRecord]] = defaultdict(list)
    for row in found:
        stated[row["passage"]].append(rows.rule_record(row))
    return stated


class _RuleQuery:
    """A `RuleFilter` in SQL. One name leads through `rule_names`, which has the order; others are looked up by rule."""

    def __init__(self, where: RuleFilter) -> None:
        self.parameters: dict[str, Any] = {}
        self._conditions: list[str] = []
        self._driver = "rules"
        names = [(NodeKind.ROLE, where.role), (NodeKind.DUTY, where.duty)]
        for kind, name in names:
            if name is not None:
                self._named(kind, name)
        for column, value in (("modality", where.modality), ("force", where.force)):
            if value is not None:
                self.parameters[column] = value.value
                self._conditions.append(f"r.{column} = :{column}")
        if where.document_id is not None:
            self.parameters["document"] = where.document_id
            self._conditions.append("r.doc = (SELECT n FROM documents WHERE id = :document)")
        for column, wanted in (("deadline", where.has_deadline), ("sanction", where.has_sanction)):
            if wanted is not None:
                self._conditions.append(f"r.{column} IS {'NOT NULL' if wanted else 'NULL'}")

    def _named(self, kind: NodeKind, name: str) -> None:
        slot = f"{kind.value.lower()}_name"
        self.parameters[slot] = name
        if self._driver == "rules":
            self._driver = slot
            self._conditions.append(f"x.kind = '{kind.value}' AND x.name = :{slot}")
        else:
            self._conditions.append(
                f"""EXISTS (SELECT 1 FROM rule_names y WHERE y.kind = '{kind.value}' AND y.name = :{slot}
                AND y.position = x.position AND y.rule = x.rule)"""
            )

    @property
    def _by_name(self) -> bool:
        return self._driver != "rules"

    def counting(self, scope: Scope) -> str:
        """How many rules there are on all pages."""
        if self._by_name and not any("r." in condition for condition in self._conditions):
            tables, doc = "rule_names x", "x.doc"
        elif self._by_name:
            tables, doc = "rule_names x CROSS JOIN rules r ON r.n = x.n", "x.doc"
        else:
            tables, doc = "rules r", "r.doc"
        conditions = [*self._conditions, scope.open_doc(doc)]
        return f"SELECT count(*) FROM {tables} WHERE {' AND '.join(conditions)}"

    def selecting(self, scope: Scope, *, resumed: bool) -> str:
        """One page of them."""
        # CROSS JOIN holds SQLite to this order of the tables, so that pages come from the index and stop at the limit.
        if self._by_name:
            tables, place, last = "rule_names x CROSS JOIN rules r ON r.n = x.n", "x.position", "x.rule"
        else:
            tables, place, last = "rules r", "r.position", "r.id"
        conditions = [*self._conditions, scope.open]
        if resumed:
            conditions.append(f"({place}, {last}) > (:position, :last)")
        return f"""SELECT {rows.RULE} FROM {tables}
            CROSS JOIN finds f ON f.n = r.n CROSS JOIN documents d ON d.n = r.doc
            WHERE {" AND ".join(conditions)} ORDER BY {place}, {last} LIMIT :limit"""
