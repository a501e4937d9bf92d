"""Reads Neo4j for one reader; each method reads one moment."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from graph.access import Reader
from graph.corrections.ledger import corrected
from graph.corrections.model import Correction
from graph.corrections.names import Names
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
from graph.store.neo4j import entities, ledger, marks, rows, shelf
from graph.store.neo4j.derive import SORT
from graph.store.neo4j.gate import Gate
from graph.store.neo4j.neighbours import Neo4jLinks
from graph.store.neo4j.scope import Scope
from graph.store.order import sortable
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
from ingest import record

T = TypeVar("T")


class Neo4jView(View):
    """Every query carries the reader's condition, see `Scope`."""

    def __init__(self, gate: Gate, reader: Reader, memos: Memos) -> None:
        self._gate = gate
        self._reader = reader
        self._memos = memos

    def _read(self, work: Callable[[Scope], T]) -> T:
        return self._gate.read(lambda tx, commit: work(Scope(tx, commit, self._reader, self._memos)))

    def sources(self) -> Mapping[str, SourceState]:
        def work(scope: Scope) -> dict[str, SourceState]:
            found = scope.all(
                f"""MATCH (s:Source)-[:STANDS_FOR]->(r:Record) WHERE {scope.open("r")}
                RETURN s.source AS source, r.id AS id, r.extractor AS extractor ORDER BY source"""
            )
            return {row["source"]: SourceState(row["id"], row["extractor"]) for row in found}

        return self._read(work)

    def documents(
        self, where: DocumentFilter = EVERY_DOCUMENT, *, after: str | None = None, limit: int = 50
    ) -> Page[DocumentSummary]:
        resumed, key = "true", {}
        if after is not None:
            title, last = parse_cursor(after, str, str)
            resumed = """d.sort >= $sort AND (d.sort > $sort OR d.sort_rest > $rest
                OR (d.sort_rest = $rest AND d.id > $last))"""
            key = {"sort": sortable(title)[:SORT], "rest": sortable(title)[SORT:], "last": last}

        wanted = _document_condition(where)

        def work(scope: Scope) -> Page[DocumentSummary]:
            total = scope.counted(
                ("documents", where), lambda: scope.count(_count_documents(scope, where), **where.values)
            )
            found = scope.all(
                f"""MATCH (d:Document) WHERE d.sort >= '' AND {resumed} AND {wanted} AND {scope.open()}
                RETURN d ORDER BY d.sort, d.sort_rest, d.id LIMIT $limit""",
                limit=limit + 1,
                **key,
                **where.values,
            )
            items = tuple(rows.document_summary(row["d"]) for row in found)
            return page(items, limit, total, lambda item: cursor(item.title, item.id))

        return self._read(work)

    def summary(self, document_id: str) -> DocumentSummary:
        return rows.document_summary(
            self._one("MATCH (d:Document {id: $id}) WHERE {open} RETURN d AS found", document_id)
        )

    def review(self, document_id: str) -> Replayed:
        def work(scope: Scope) -> tuple[str, tuple[Correction, ...], Names]:
            row = scope.first(
                f"MATCH (d:Record {{id: $id}}) WHERE {scope.open()} RETURN d.record AS found", id=document_id
            )
            if row is None:
                raise NotFound(WORDS[NodeKind.DOCUMENT], document_id)
            names = scope.counted("names of the collection", lambda: ledger.names(scope.tx))
            return row["found"], ledger.of_document(scope.tx, document_id), names

        data, corrections, names = self._read(work)
        return corrected(record.load(data), corrections, names)

    def corrections(
        self, where: CorrectionFilter, *, after: str | None = None, limit: int = 50
    ) -> Page[CorrectionRecord]:
        return self._read(lambda scope: listed(ledger.records(scope, where.document_id), where, after, limit))

    def conflicts(
        self, *, document_id: str | None = None, after: str | None = None, limit: int = 50
    ) -> Page[CorrectionRecord]:
        return self._read(
            lambda scope: listed(in_conflict(ledger.records(scope, document_id)), CorrectionFilter(), after, limit)
        )

    def correction(self, correction_id: str) -> CorrectionRecord:
        return self._read(lambda scope: one(ledger.records(scope, correction_id=correction_id), correction_id))

    def original(self, document_id: str) -> bytes:
        return bytes(
            self._one(
                """MATCH (d:Record {id: $id}) WHERE {open} MATCH (o:Original {sha256: d.sha256})
                RETURN o.data AS found""",
                document_id,
            )
        )

    def _one(self, query: str, document_id: str) -> Any:
        """What the query finds of the document. Raises `NotFound`."""

        def work(scope: Scope) -> Any:
            row = scope.first(query.replace("{open}", scope.open()), id=document_id)
            if row is None:
                raise NotFound(WORDS[NodeKind.DOCUMENT], document_id)
            return row["found"]

        return self._read(work)

    def passages(self, ids: Sequence[str]) -> Mapping[str, PassageRecord]:
        def work(scope: Scope) -> dict[str, PassageRecord]:
            found = scope.all(
                f"""MATCH (p:Passage) WHERE p.id IN $ids MATCH (d:Document {{id: p.document}}) WHERE {scope.open()}
                RETURN d {rows.SOURCE} AS source, p {{.id, .outline, .start, .end, .text}} AS words,
                    [(p)<-[:STATED_IN]-(r:Rule) | r {rows.RULE}] AS rules""",
                ids=list(ids),
            )
            return {row["words"]["id"]: _passage(row) for row in found}

        made = self._read(work)
        return {key: made[key] for key in ids if key in made}

    def rules(self, where: RuleFilter, *, after: str | None = None, limit: int = 50) -> Page[RuleRecord]:
        key: dict[str, Any] = {}
        if after is not None:
            key["position"], key["last"] = parse_cursor(after, int, str)
        query = _RuleQuery(where)

        def work(scope: Scope) -> Page[RuleRecord]:
            total = scope.counted(where, lambda: scope.count(query.counting(scope), **query.parameters))
            found = scope.all(query.selecting(scope, resumed=bool(key)), limit=limit + 1, **query.parameters, **key)
            items = tuple((cursor(row["rule"]["position"], row["rule"]["id"]), row) for row in found)
            shown = page(items, limit, total, lambda item: item[0])
            records = (rows.rule_record(row["source"], row["rule"]) for _, row in shown.items)
            return Page(tuple(records), shown.next, shown.total)

        return self._read(work)

    def rule(self, rule_id: str) -> RuleRecord:
        return self._read(lambda scope: Neo4jLinks(scope).rule(rule_id))

    def entities(
        self, kind: NodeKind, *, prefix: str = "", after: str | None = None, limit: int = 50
    ) -> Page[EntitySummary]:
        return self._read(lambda scope: entities.page(scope, kind, prefix, after, limit))

    def entity(self, kind: NodeKind, name: str) -> Entity:
        return self._read(lambda scope: entities.entity(scope, kind, name))

    def neighbourhood(
        self, kind: NodeKind, key: str, *, kinds: frozenset[EdgeKind] | None = None, limit: int = 30
    ) -> Neighbourhood:
        wanted = frozenset(EdgeKind) if kinds is None else kinds
        return self._read(lambda scope: Neo4jLinks(scope).of(kind, key, wanted, limit))

    def mentions(self, kind: NodeKind, name: str, *, limit: int) -> Sequence[Quote]:
        return self._read(lambda scope: entities.mentions(scope, kind, name, limit))

    def marks(self, kind: MarkKind) -> Sequence[Mark]:
        return self._read(lambda scope: marks.of_kind(scope, kind))

    def sharing(self, bands: Sequence[int], most: int) -> Mapping[int, Sequence[str]]:
        return self._read(lambda scope: shelf.sharing(scope, bands, most))

    def shelved(self, keys: Sequence[str]) -> Mapping[str, Shelved]:
        return self._read(lambda scope: shelf.shelved(scope, keys))

    def stated(self, document_id: str) -> Sequence[Shelved]:
        return self._read(lambda scope: shelf.stated(scope, document_id))

    def document_ids(self) -> Sequence[str]:
        return self._read(shelf.document_ids)

    def stats(self) -> Stats:
        return self._read(lambda scope: scope.counted("stats", lambda: _stats(scope)))


def _count_documents(scope: Scope, where: DocumentFilter) -> str:
    return f"MATCH (d:Document) WHERE {_document_condition(where)} AND {scope.open()} RETURN count(d)"


def _document_condition(where: DocumentFilter) -> str:
    conditions = {
        "words": "toLower(d.title + '\\n' + d.file) CONTAINS $words",
        "kind": "d.kind = $kind",
        "year": "coalesce(d.latest, d.earliest).year = $year",
    }
    return " AND ".join(["true", *(conditions[name] for name, value in where.values.items() if value)])


def _passage(row: Mapping[str, Any]) -> PassageRecord:
    stated = sorted(row["rules"], key=lambda rule: (rule["start"], rule["end"], rule["id"]))
    return PassageRecord(
        row["words"]["id"],
        rows.quote(row["source"], row["words"]),
        tuple(rows.rule_record(row["source"], rule) for rule in stated),
    )


def _stats(scope: Scope) -> Stats:
    row = scope.all(f"MATCH (d:Document) WHERE {scope.open()} RETURN {records.SUMS}")[0]
    return records.stats(row, entities.count(scope))


class _RuleQuery:
    """A `RuleFilter` in Cypher. Names lead to their rules; without them the index on the promised order does."""

    def __init__(self, where: RuleFilter) -> None:
        self.parameters: dict[str, Any] = {}
        self._conditions = ["r.position >= 0"]
        self._names: list[str] = []
        for kind, edge, name in ((NodeKind.ROLE, EdgeKind.BINDS, where.role),
                                 (NodeKind.DUTY, EdgeKind.GOVERNS, where.duty)):  # fmt: skip
            if name is not None:
                slot = f"{kind.lower()}_name"
                self.parameters[slot] = name
                self._names.append(f"MATCH (:{kind} {{name: ${slot}}})<-[:{edge}]-(r:Rule)")
        for column, value in (("modality", where.modality), ("force", where.force), ("document", where.document_id)):
            if value is not None:
                self.parameters[column] = str(value)
                self._conditions.append(f"r.{column} = ${column}")
        for column, wanted in (("deadline", where.has_deadline), ("sanction", where.has_sanction)):
            if wanted is not None:
                self._conditions.append(f"r.{column} IS {'NOT NULL' if wanted else 'NULL'}")

    def _matching(self, scope: Scope, *more: str) -> str:
        matched = " ".join(self._names) or "MATCH (r:Rule)"
        return f"{matched} WHERE {' AND '.join((*self._conditions, *more, scope.open_doc('r.document')))}"

    def counting(self, scope: Scope) -> str:
        """How many rules there are on all pages."""
        return f"{self._matching(scope)} RETURN count(r)"

    def selecting(self, scope: Scope, *, resumed: bool) -> str:
        """One page of them."""
        following = "r.position >= $position AND (r.position > $position OR r.id > $last)"
        return f"""{self._matching(scope, *([following] if resumed else []))}
            WITH r ORDER BY r.position, r.id LIMIT $limit MATCH (d:Document {{id: r.document}})
            RETURN d {rows.SOURCE} AS source, r {rows.RULE} AS rule ORDER BY r.position, r.id"""
