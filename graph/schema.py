"""The kinds of nodes and edges of the graph, with their keys and properties, once for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """What a node is."""

    DOCUMENT = "Document"
    SECTION = "Section"
    PASSAGE = "Passage"
    RULE = "Rule"
    ROLE = "Role"
    DUTY = "Duty"
    ABILITY = "Ability"
    FORMULA = "Formula"
    AUTHORITY = "Authority"


class EdgeKind(StrEnum):
    """What an edge says."""

    CONTAINS = "CONTAINS"
    STATED_IN = "STATED_IN"
    BINDS = "BINDS"
    GOVERNS = "GOVERNS"
    PERFORMS = "PERFORMS"
    NEEDS = "NEEDS"
    CALLS_FOR = "CALLS_FOR"
    HAS_MEMBER = "HAS_MEMBER"
    LISTED_IN = "LISTED_IN"
    CITES = "CITES"
    BROADER = "BROADER"
    RESTATES = "RESTATES"
    REUSES = "REUSES"
    CONFLICTS_WITH = "CONFLICTS_WITH"


NAMED = frozenset({NodeKind.ROLE, NodeKind.DUTY, NodeKind.ABILITY, NodeKind.FORMULA, NodeKind.AUTHORITY})
"""Kinds whose key is their name: they belong to the collection, and go when their last source goes."""
ENTITIES = (NodeKind.DUTY, NodeKind.ROLE, NodeKind.ABILITY, NodeKind.FORMULA)
"""The kinds that people look things up by, in the order in which they are shown."""
WORDS: Mapping[NodeKind, str] = {
    NodeKind.DOCUMENT: "文献",
    NodeKind.SECTION: "章节",
    NodeKind.PASSAGE: "段落",
    NodeKind.RULE: "规矩",
    NodeKind.ROLE: "责任主体",
    NodeKind.DUTY: "职责",
    NodeKind.ABILITY: "能力",
    NodeKind.FORMULA: "提法",
    NodeKind.AUTHORITY: "出处",
}
"""What people call each kind, in messages and on every page."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Which kinds an edge joins, and what it carries."""

    sources: frozenset[NodeKind]
    targets: frozenset[NodeKind]
    properties: tuple[str, ...] = ()


_K = NodeKind
NODE_PROPERTIES: Mapping[NodeKind, tuple[str, ...]] = {
    _K.DOCUMENT: ("file", "title", "kind", "earliest", "latest", "place", "speaker_post"),
    _K.SECTION: ("label", "title", "level", "start", "end"),
    _K.PASSAGE: ("outline", "start", "end"),
    _K.RULE: ("text", "modality", "force", "deadline", "deadline_iso", "sanction", "outline", "start", "end",
              "finder", "cue"),
    _K.ROLE: (),
    _K.DUTY: (),
    _K.ABILITY: (),
    _K.FORMULA: (),
    _K.AUTHORITY: (),
}  # fmt: skip
EDGES: Mapping[EdgeKind, Ends] = {
    EdgeKind.CONTAINS: Ends(frozenset({_K.DOCUMENT, _K.SECTION}), frozenset({_K.SECTION, _K.PASSAGE})),
    EdgeKind.STATED_IN: Ends(frozenset({_K.RULE}), frozenset({_K.PASSAGE})),
    EdgeKind.BINDS: Ends(frozenset({_K.RULE}), frozenset({_K.ROLE})),
    EdgeKind.GOVERNS: Ends(frozenset({_K.RULE}), frozenset({_K.DUTY})),
    EdgeKind.PERFORMS: Ends(frozenset({_K.ROLE}), frozenset({_K.DUTY}), ("rule",)),
    EdgeKind.NEEDS: Ends(frozenset({_K.ROLE}), frozenset({_K.ABILITY}), ("start", "end", "cue")),
    EdgeKind.CALLS_FOR: Ends(frozenset({_K.DUTY}), frozenset({_K.ABILITY}), ("start", "end", "cue")),
    EdgeKind.HAS_MEMBER: Ends(frozenset({_K.FORMULA}), frozenset({_K.DUTY, _K.ABILITY, _K.FORMULA}), ("order",)),
    EdgeKind.LISTED_IN: Ends(frozenset({_K.FORMULA}), frozenset({_K.PASSAGE}), ("count", "members", "start", "end")),
    EdgeKind.CITES: Ends(frozenset({_K.PASSAGE}), frozenset({_K.AUTHORITY}), ("what", "earliest", "latest")),
    EdgeKind.BROADER: Ends(frozenset({_K.DUTY, _K.ROLE}), frozenset({_K.DUTY, _K.ROLE})),
    EdgeKind.RESTATES: Ends(frozenset({_K.RULE}), frozenset({_K.RULE}), ("similarity", "relation", "diff")),
    EdgeKind.REUSES: Ends(frozenset({_K.PASSAGE}), frozenset({_K.PASSAGE}), ("similarity",)),
    EdgeKind.CONFLICTS_WITH: Ends(frozenset({_K.RULE}), frozenset({_K.RULE}), ("reason",)),
}
