"""One document as nodes and edges. Pure: the same document gives the same graph, whatever else is in the collection.

Ids come from content. An edge exists where words bear it out, so every edge carries its `Evidence`.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.schema import EdgeKind, NodeKind
from ingest.lexicon import Lexicon, Term, load_lexicon
from ingest.model import DateInterval, Document, Rule, Span


@dataclass(frozen=True, slots=True)
class NodeId:
    """What a node is called by: `key` is unique within its kind."""

    kind: NodeKind
    key: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that bear something out: where they stand in the document, as people cite it, and in which passage."""

    span: Span
    outline: str
    passage: str | None
    """Id of the passage; None in a document that has none."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node with the properties that `graph.schema` names for its kind."""

    id: NodeId
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge as one piece of evidence bears it out; edges alike in all but evidence are one edge to people."""

    kind: EdgeKind
    source: NodeId
    target: NodeId
    evidence: Evidence
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """An ability or formula where the text names it. `members` are a formula's, as printed."""

    id: NodeId
    evidence: Evidence
    count: int | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleNode:
    """A rule with its id and where it stands."""

    id: str
    rule: Rule
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """All that one document supports. `rules` and `mentions` stand behind the nodes of their kinds, in text order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rules: tuple[RuleNode, ...]
    mentions: tuple[Mention, ...]


def document_graph(document: Document, lexicon: Lexicon | None = None) -> DocumentGraph:
    """The nodes and edges that `document` supports, each node once."""
    outline = _Outline.of(document)
    rules = tuple(
        RuleNode(key, rule, outline.evidence(rule.span, rule.outline))
        for key, rule in zip(_ids(document.id, NodeKind.RULE, document.rules), document.rules, strict=True)
    )
    mentions = tuple(sorted(_mentions(document, outline), key=lambda m: (m.evidence.span, m.id.kind, m.id.key)))
    edges = [
        *_contains(document, outline),
        *_rule_edges(rules),
        *_ability_edges(document, outline),
        *_formula_edges(document, outline, lexicon or load_lexicon()),
        *_citations(document, outline),
    ]
    edges += _broader(edges, lexicon or load_lexicon())
    nodes = [*_text_nodes(document, outline), *_rule_nodes(document, rules)]
    named = {node: None for edge in edges for node in (edge.source, edge.target)} | {m.id: None for m in mentions}
    known = {node.id for node in nodes}
    return DocumentGraph((*nodes, *(Node(n) for n in named if n not in known)), tuple(edges), rules, mentions)


def passage_ids(document: Document) -> list[str]:
    """The id of each passage."""
    return _ids(document.id, NodeKind.PASSAGE, document.passages)


def _ids(document_id: str, kind: NodeKind, found: Sequence[Any]) -> list[str]:
    """An id for each, from where it stands; things of one kind at the same place are told apart by their order."""
    seen: dict[Span, int] = {}
    made = []
    for item in found:
        nth = seen[item.span] = seen.get(item.span, -1) + 1
        place = f"{document_id}:{kind}:{item.span.start}:{item.span.end}" + (f":{nth}" if nth else "")
        made.append(hashlib.sha256(place.encode()).hexdigest()[:16])
    return made


@dataclass(frozen=True, slots=True)
class _Outline:
    """Where things stand in one document."""

    document: Document
    sections: list[str]
    passages: list[str]
    starts: list[int]
    """Start of each passage in `order`."""
    order: list[int]
    """Indices of the passages by start."""

    @classmethod
    def of(cls, document: Document) -> "_Outline":
        order = sorted(range(len(document.passages)), key=lambda i: document.passages[i].span)
        return cls(
            document=document,
            sections=_ids(document.id, NodeKind.SECTION, document.sections),
            passages=_ids(document.id, NodeKind.PASSAGE, document.passages),
            starts=[document.passages[i].span.start for i in order],
            order=order,
        )

    def evidence(self, span: Span, outline: str | None = None) -> Evidence:
        """`span` with the passage that it begins in, or the nearest before it, or the first."""
        if not self.order:
            return Evidence(span, outline or "", None)
        index = self.order[max(bisect_right(self.starts, span.start) - 1, 0)]
        passage = self.document.passages[index]
        return Evidence(span, passage.outline if outline is None else outline, self.passages[index])


def _text_nodes(document: Document, outline: _Outline) -> Iterator[Node]:
    yield Node(
        NodeId(NodeKind.DOCUMENT, document.id),
        {
            "file": document.file,
            "title": document.title,
            "kind": document.kind.value,
            "earliest": document.date.earliest,
            "latest": document.date.latest,
            "place": document.place,
            "speaker_post": document.speaker_post,
        },
    )
    for key, section in zip(outline.sections, document.sections, strict=True):
        place = {"start": section.span.start, "end": section.span.end}
        properties = {"label": section.label, "title": section.title, "level": section.level} | place
        yield Node(NodeId(NodeKind.SECTION, key), properties)
    for key, passage in zip(outline.passages, document.passages, strict=True):
        place = {"start": passage.span.start, "end": passage.span.end}
        yield Node(NodeId(NodeKind.PASSAGE, key), {"outline": passage.outline} | place)


def _rule_nodes(document: Document, rules: Sequence[RuleNode]) -> Iterator[Node]:
    for node in rules:
        rule = node.rule
        yield Node(
            NodeId(NodeKind.RULE, node.id),
            {
                "text": rule.span.of(document.text),
                "modality": rule.modality.value,
                "force": rule.force.value,
                "deadline": rule.deadline and rule.deadline.text,
                "deadline_iso": rule.deadline and rule.deadline.iso,
                "sanction": rule.sanction.text if rule.sanction else None,
                "outline": rule.outline,
                "start": rule.span.start,
                "end": rule.span.end,
                "finder": rule.finder,
                "cue": rule.cue,
            },
        )


def _contains(document: Document, outline: _Outline) -> Iterator[Edge]:
    root = NodeId(NodeKind.DOCUMENT, document.id)
    sections = [NodeId(NodeKind.SECTION, key) for key in outline.sections]
    for node, section in zip(sections, document.sections, strict=True):
        parent = root if section.parent is None else sections[section.parent]
        yield Edge(EdgeKind.CONTAINS, parent, node, Evidence(section.span, section.label, None))
    for key, passage in zip(outline.passages, document.passages, strict=True):
        parent = root if passage.section is None else sections[passage.section]
        evidence = Evidence(passage.span, passage.outline, key)
        yield Edge(EdgeKind.CONTAINS, parent, NodeId(NodeKind.PASSAGE, key), evidence)


def _rule_edges(rules: Sequence[RuleNode]) -> Iterator[Edge]:
    for node in rules:
        rule = NodeId(NodeKind.RULE, node.id)
        roles = [NodeId(NodeKind.ROLE, name) for name in dict.fromkeys(node.rule.bearers)]
        duties = [NodeId(NodeKind.DUTY, name) for name in dict.fromkeys(node.rule.duties)]
        if node.evidence.passage is not None:
            passage = NodeId(NodeKind.PASSAGE, node.evidence.passage)
            yield Edge(EdgeKind.STATED_IN, rule, passage, node.evidence)
        for role in roles:
            yield Edge(EdgeKind.BINDS, rule, role, node.evidence)
        for duty in duties:
            yield Edge(EdgeKind.GOVERNS, rule, duty, node.evidence)
        for role in roles:
            for duty in duties:
                yield Edge(EdgeKind.PERFORMS, role, duty, node.evidence, {"rule": node.id})


def _mentions(document: Document, outline: _Outline) -> Iterator[Mention]:
    for ability in document.abilities:
        yield Mention(NodeId(NodeKind.ABILITY, ability.name), outline.evidence(ability.span))
    for formula in document.formulas:
        evidence = outline.evidence(formula.span)
        yield Mention(NodeId(NodeKind.FORMULA, formula.name), evidence, formula.count, formula.members)


def _ability_edges(document: Document, outline: _Outline) -> Iterator[Edge]:
    for ability in document.abilities:
        target = NodeId(NodeKind.ABILITY, ability.name)
        evidence = outline.evidence(ability.span)
        properties = {"start": ability.span.start, "end": ability.span.end, "cue": ability.cue}
        for role in dict.fromkeys(ability.roles):
            yield Edge(EdgeKind.NEEDS, NodeId(NodeKind.ROLE, role), target, evidence, properties)
        for duty in dict.fromkeys(ability.duties):
            yield Edge(EdgeKind.CALLS_FOR, NodeId(NodeKind.DUTY, duty), target, evidence, properties)


def _formula_edges(document: Document, outline: _Outline, lexicon: Lexicon) -> Iterator[Edge]:
    names = _Names.of(document, lexicon)
    for formula in document.formulas:
        source = NodeId(NodeKind.FORMULA, formula.name)
        evidence = outline.evidence(formula.span)
        if evidence.passage is not None:
            yield Edge(
                EdgeKind.LISTED_IN,
                source,
                NodeId(NodeKind.PASSAGE, evidence.passage),
                evidence,
                {
                    "count": formula.count,
                    "members": formula.members,
                    "start": formula.span.start,
                    "end": formula.span.end,
                },
            )
        for order, member in enumerate(formula.members):
            target = names.find(member)
            if target is not None and target != source:
                yield Edge(EdgeKind.HAS_MEMBER, source, target, evidence, {"order": order})


@dataclass(frozen=True, slots=True)
class _Names:
    """What a member of a formula may be: a duty of the lexicon, or an ability or formula that the document names."""

    duties: Mapping[str, str]
    """Each word that means a duty → its canonical name."""
    abilities: frozenset[str]
    formulas: frozenset[str]

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> "_Names":
        return cls(
            duties=_canonical(lexicon.duties.values()),
            abilities=frozenset(ability.name for ability in document.abilities),
            formulas=frozenset(formula.name for formula in document.formulas),
        )

    def find(self, member: str) -> NodeId | None:
        """The node that `member` names, None where it is a phrase of its own."""
        if member in self.formulas:
            return NodeId(NodeKind.FORMULA, member)
        if member in self.abilities:
            return NodeId(NodeKind.ABILITY, member)
        if member in self.duties:
            return NodeId(NodeKind.DUTY, self.duties[member])
        return None


def _canonical(terms: Iterable[Term]) -> dict[str, str]:
    """Each word → the canonical name; a name outranks another term's alias."""
    listed = tuple(terms)
    return {alias: term.name for term in listed for alias in term.aliases} | {term.name: term.name for term in listed}


def _citations(document: Document, outline: _Outline) -> Iterator[Edge]:
    for attribution in document.attributions:
        evidence = outline.evidence(attribution.span)
        if evidence.passage is None:
            continue
        said = attribution.date or DateInterval()
        yield Edge(
            EdgeKind.CITES,
            NodeId(NodeKind.PASSAGE, evidence.passage),
            NodeId(NodeKind.AUTHORITY, attribution.who),
            evidence,
            {"what": attribution.what, "earliest": said.earliest, "latest": said.latest},
        )


def _broader(edges: Sequence[Edge], lexicon: Lexicon) -> list[Edge]:
    """From each duty and role in `edges` up to the root of its tree.

    What bears out the narrower name bears out that the broader one belongs to the collection, so the tree can be
    walked from its root, and an ancestor goes with the last document that supports something below it.
    """
    terms = {NodeKind.DUTY: lexicon.duties, NodeKind.ROLE: lexicon.roles}
    borne: dict[NodeId, dict[Evidence, None]] = {}
    for edge in edges:
        for node in (edge.source, edge.target):
            if node.kind in terms:
                borne.setdefault(node, {})[edge.evidence] = None
    steps: dict[tuple[NodeId, NodeId], dict[Evidence, None]] = {}
    for node, evidence in borne.items():
        for step in _ancestry(node, terms[node.kind]):
            steps.setdefault(step, {}).update(evidence)
    return [
        Edge(EdgeKind.BROADER, narrow, broad, words)
        for (narrow, broad), evidence in steps.items()
        for words in evidence
    ]


def _ancestry(node: NodeId, terms: Mapping[str, Term]) -> Iterator[tuple[NodeId, NodeId]]:
    """Each step from `node` to the root; a loop in the lexicon is left where it closes."""
    passed = {node.key}
    while (term := terms.get(node.key)) and term.broader and term.broader not in passed:
        above = NodeId(node.kind, term.broader)
        yield node, above
        passed.add(above.key)
        node = above
