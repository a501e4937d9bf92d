"""Roles, duties, abilities, formulas and authorities: the nodes that belong to the collection, by name."""

import json

from graph.errors import NotFound
from graph.quote import Quote
from graph.schema import NAMED, WORDS, EdgeKind, NodeKind
from graph.store import named
from graph.store.order import MENTIONS, rank
from graph.store.shapes import Entity, EntitySummary, FormulaVariant, Page
from graph.store.sqlite import rows
from graph.store.sqlite.scope import Scope


def page(scope: Scope, kind: NodeKind, prefix: str, after: str | None, limit: int) -> Page[EntitySummary]:
    """Those of one kind, the best borne out first, then by name."""
    if kind not in NAMED:
        return Page((), None, 0)
    return named.page(scope.listed(kind, lambda: _all(scope, kind)), prefix, after, limit)


def _all(scope: Scope, kind: NodeKind) -> list[EntitySummary]:
    found = scope.all(
        f"""SELECT s.name, count(*) AS documents, sum(s.evidence) AS evidence, min(s.first) AS first,
        max(s.last) AS last FROM support s WHERE s.kind = :kind AND {scope.open_doc("s.doc")} GROUP BY s.name""",
        kind=kind.value,
    )
    return sorted((rows.entity_summary(kind, row) for row in found), key=rank)


def entity(scope: Scope, kind: NodeKind, name: str) -> Entity:
    """One of them. Raises `NotFound`."""
    summary = find(scope, kind, name)
    return Entity(
        summary=summary,
        broader=_tree(scope, kind, name, up=True),
        narrower=_tree(scope, kind, name, up=False),
        mentions=mentions(scope, kind, name, MENTIONS),
        variants=_variants(scope, name) if kind is NodeKind.FORMULA else (),
    )


def find(scope: Scope, kind: NodeKind, name: str) -> EntitySummary:
    """One of them with what supports it. Raises `NotFound`."""
    row = scope.first(
        f"""SELECT s.name, count(*) AS documents, sum(s.evidence) AS evidence, min(s.first) AS first,
        max(s.last) AS last FROM support s WHERE s.kind = :kind AND s.name = :name AND {scope.open_doc("s.doc")}
        GROUP BY s.name""",
        kind=kind.value,
        name=name,
    )
    if row is None:
        raise NotFound(WORDS[kind], name)
    return rows.entity_summary(kind, row)


def count(scope: Scope) -> dict[NodeKind, int]:
    """How many there are of each kind."""
    found = scope.all(
        f"""SELECT s.kind, count(DISTINCT s.name) AS number FROM support s
        WHERE {scope.open_doc("s.doc")} GROUP BY s.kind"""
    )
    counted = {row["kind"]: row["number"] for row in found}
    return {kind: counted.get(kind.value, 0) for kind in NodeKind if kind in NAMED}


def _tree(scope: Scope, kind: NodeKind, name: str, *, up: bool) -> tuple[str, ...]:
    """The names one step above or below, in order of name."""
    here, there = ("source", "target") if up else ("target", "source")
    found = scope.all(
        f"""SELECT DISTINCT l.{there} AS name FROM links l WHERE l.{here}_kind = :kind AND l.{here} = :name
        AND l.kind = '{EdgeKind.BROADER}' AND {scope.open_doc("l.doc")} ORDER BY l.{there}""",
        kind=kind.value,
        name=name,
    )
    return tuple(row["name"] for row in found)


def mentions(scope: Scope, kind: NodeKind, name: str, limit: int) -> tuple[Quote, ...]:
    """Where it is named: the newest first, then in text order."""
    found = scope.all(
        f"""SELECT {rows.QUOTE} FROM mentions m JOIN finds f ON f.n = m.n JOIN documents d ON d.n = f.doc
        WHERE m.kind = :kind AND m.name = :name AND {scope.open}
        ORDER BY coalesce(d.latest, d.earliest) DESC NULLS LAST, d.id, f.begins LIMIT :limit""",
        kind=kind.value,
        limit=limit,
        name=name,
    )
    return tuple(rows.quote(row) for row in found)


def _variants(scope: Scope, name: str) -> tuple[FormulaVariant, ...]:
    """Each list of members that documents give, the one that most give first."""
    found = scope.all(
        f"""SELECT {rows.QUOTE}, m.count, m.members FROM mentions m JOIN finds f ON f.n = m.n
        JOIN documents d ON d.n = f.doc
        WHERE m.kind = '{NodeKind.FORMULA}' AND m.name = :name AND m.members <> '[]' AND {scope.open}
        ORDER BY coalesce(d.latest, d.earliest) DESC NULLS LAST, d.id, f.begins""",
        name=name,
    )
    return named.variants((row["count"], tuple(json.loads(row["members"])), rows.quote(row)) for row in found)
