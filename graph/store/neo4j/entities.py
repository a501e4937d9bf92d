"""Roles, duties, abilities, formulas and authorities: the nodes that belong to the collection, by name."""

from graph.errors import NotFound
from graph.quote import Quote
from graph.schema import NAMED, WORDS, EdgeKind, NodeKind
from graph.store import named
from graph.store.neo4j import rows
from graph.store.neo4j.scope import Scope
from graph.store.order import MENTIONS, rank
from graph.store.shapes import Entity, EntitySummary, FormulaVariant, Page

_COUNTS = """n.name AS name, count(s) AS documents, sum(s.evidence) AS evidence, min(s.first) AS first,
    max(s.last) AS last"""
_NEWEST = "ORDER BY d.age, d.id, m.start, m.end"


def page(scope: Scope, kind: NodeKind, prefix: str, after: str | None, limit: int) -> Page[EntitySummary]:
    """Those of one kind, the best borne out first, then by name."""
    if kind not in NAMED:
        return Page((), None, 0)
    return named.page(scope.listed(kind, lambda: _all(scope, kind)), prefix, after, limit)


def _all(scope: Scope, kind: NodeKind) -> list[EntitySummary]:
    found = scope.all(f"MATCH (n:{kind})<-[s:SUPPORTS]-(d:Document) WHERE {scope.open()} RETURN {_COUNTS}")
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
    row = None
    if kind in NAMED:
        row = scope.first(
            f"""MATCH (n:{kind} {{name: $name}})<-[s:SUPPORTS]-(d:Document) WHERE {scope.open()}
            RETURN {_COUNTS}""",
            name=name,
        )
    if row is None:
        raise NotFound(WORDS[kind], name)
    return rows.entity_summary(kind, row)


def count(scope: Scope) -> dict[NodeKind, int]:
    """How many there are of each kind."""
    everything = scope.reader.levels is None
    seen = "true" if everything else f"EXISTS {{ MATCH (n)<-[:SUPPORTS]-(d:Document) WHERE {scope.open()} }}"
    return {
        kind: scope.count(f"MATCH (n:{kind}) WHERE {seen} RETURN count(n)" if not everything
                          else f"MATCH (n:{kind}) RETURN count(n)")
        for kind in NodeKind if kind in NAMED
    }  # fmt: skip


def _tree(scope: Scope, kind: NodeKind, name: str, *, up: bool) -> tuple[str, ...]:
    """The names one step above or below, in order of name."""
    if kind not in (NodeKind.DUTY, NodeKind.ROLE):
        return ()
    step = f"-[r:{EdgeKind.BROADER}]->" if up else f"<-[r:{EdgeKind.BROADER}]-"
    found = scope.all(
        f"""MATCH (:{kind} {{name: $name}}){step}(n:{kind}) WHERE {scope.open_doc("r.document")}
        RETURN DISTINCT n.name AS name""",
        name=name,
    )
    return tuple(sorted(row["name"] for row in found))


def mentions(scope: Scope, kind: NodeKind, name: str, limit: int) -> tuple[Quote, ...]:
    """Where it is named: the newest first, then in text order."""
    if kind not in (NodeKind.ABILITY, NodeKind.FORMULA):
        return ()
    found = scope.all(
        f"""MATCH (:{kind} {{name: $name}})<-[m:MENTIONS]-(d:Document) WHERE {scope.open()}
        WITH d, m {_NEWEST} LIMIT $limit
        RETURN d {rows.SOURCE} AS source, properties(m) AS words {_NEWEST}""",
        name=name,
        limit=limit,
    )
    return tuple(rows.quote(row["source"], row["words"]) for row in found)


def _variants(scope: Scope, name: str) -> tuple[FormulaVariant, ...]:
    """Each list of members that documents give, the one that most give first."""
    found = scope.all(
        f"""MATCH (:{NodeKind.FORMULA} {{name: $name}})<-[m:MENTIONS]-(d:Document)
        WHERE m.members <> [] AND {scope.open()}
        RETURN d {rows.SOURCE} AS source, properties(m) AS words {_NEWEST}""",
        name=name,
    )
    return named.variants(
        (row["words"]["count"], tuple(row["words"]["members"]), rows.quote(row["source"], row["words"]))
        for row in found
    )
