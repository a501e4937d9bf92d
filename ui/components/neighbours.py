"""The links of one node as people read them: what a neighbour is to the centre, for picture and table alike."""

from collections.abc import Mapping, Sequence

from graph.schema import ENTITIES, EdgeKind
from search_api.models import LinkModel, NeighbourhoodModel, NodeModel, NodeWord
from ui import labels
from ui.components.address import Address, link, to
from ui.components.graph_picture import Neighbour
from ui.components.quotes import reader_at, source
from ui.components.tree import Node, el

_OUT: Mapping[EdgeKind, str] = {
    EdgeKind.PERFORMS: "承担的职责",
    EdgeKind.NEEDS: "需要的能力",
    EdgeKind.CALLS_FOR: "要求的能力",
    EdgeKind.BROADER: "上位",
    EdgeKind.HAS_MEMBER: "成员",
    EdgeKind.BINDS: "约束的主体",
    EdgeKind.GOVERNS: "所涉职责",
    EdgeKind.RESTATES: "重申的规矩",
    EdgeKind.CONFLICTS_WITH: "与之冲突的规矩",
}
"""What the target is to the source."""
_IN: Mapping[EdgeKind, str] = {
    EdgeKind.PERFORMS: "由谁承担",
    EdgeKind.NEEDS: "谁需要它",
    EdgeKind.CALLS_FOR: "要求它的职责",
    EdgeKind.BROADER: "下位",
    EdgeKind.HAS_MEMBER: "所在的提法",
    EdgeKind.BINDS: "约束它的规矩",
    EdgeKind.GOVERNS: "有关的规矩",
    EdgeKind.RESTATES: "重申它的规矩",
    EdgeKind.CONFLICTS_WITH: "与之冲突的规矩",
}
"""What the source is to the target."""
NAMES = (EdgeKind.PERFORMS, EdgeKind.NEEDS, EdgeKind.CALLS_FOR, EdgeKind.HAS_MEMBER, EdgeKind.BROADER)
"""Between duties, roles, abilities and formulas."""
RULES = (EdgeKind.GOVERNS, EdgeKind.BINDS, EdgeKind.RESTATES, EdgeKind.CONFLICTS_WITH)
"""Between these and rules, and between rules."""
STARTS = tuple(NodeWord.of(kind).value for kind in ENTITIES)
"""What a walk may start from."""
KINDS = (*STARTS, NodeWord.RULE.value)
"""What may stand in the middle."""
_TRAIL = 8
"""Steps of the walk that are kept."""


def node_address(node: NodeModel) -> Address:
    """The graph page with the node in the middle."""
    return to("graph", kind=node.kind, name=node.key)


def steps(shown: Address) -> list[tuple[str, str, str]]:
    """The walk so far as (kind, key, label), oldest first; what is no step in the address is left out."""
    parts = [value.split("|", 2) for value in shown.all("walk")]
    return [(p[0], p[1], p[2]) for p in parts if len(p) == 3 and p[0] in KINDS]


def step_to(shown: Address, centre: NodeModel, node: NodeModel) -> Address:
    """The address of a neighbour, with the walk that led there."""
    walk = [*steps(shown), (str(centre.kind), centre.key, centre.label)][-_TRAIL:]
    return _walked(node_address(node), walk)


def breadcrumb(shown: Address, centre: NodeModel) -> Node:
    """The walk, each step a way back."""
    walk = steps(shown)
    crumbs = [
        el("li", "", link(_walked(to("graph", kind=kind, name=key), walk[:place]), f"node k-{kind}", label))
        for place, (kind, key, label) in enumerate(walk)
    ]
    start = el("li", "", link(to("graph"), "start", "全部起点"))
    here = el("li", "", el("strong", f"node k-{centre.kind}", centre.label), attrs={"aria-current": "page"})
    return el("nav", "breadcrumb", el("ol", "", start, *crumbs, here), attrs={"aria-label": "走过的路"})


def _walked(target: Address, walk: Sequence[tuple[str, str, str]]) -> Address:
    return Address(target.page, (*target.params, *(("walk", "|".join(step)) for step in walk)))


def other_end(centre: NodeModel, edge: LinkModel) -> tuple[NodeModel, str]:
    """The neighbour that an edge leads to, and what it is to the centre."""
    if (edge.source.kind, edge.source.key) == (centre.kind, centre.key):
        return edge.target, _relation(_OUT, edge.kind, edge.target)
    return edge.source, _relation(_IN, edge.kind, edge.source)


def _relation(words: Mapping[EdgeKind, str], kind: EdgeKind, node: NodeModel) -> str:
    name = words.get(kind, "相关")
    return f"{name}{labels.NODE_KINDS[node.kind]}" if kind is EdgeKind.BROADER else name


def is_tree(edge: LinkModel) -> bool:
    """Whether the edge is one of the tree of names, which tells less than who does what."""
    return edge.kind is EdgeKind.BROADER


def drawn(shown: Address, found: NeighbourhoodModel) -> list[Neighbour]:
    """The neighbours for the picture."""
    ends = [(edge, *other_end(found.centre, edge)) for edge in found.links]
    return [
        Neighbour(relation, node.kind, node.label, edge.documents, step_to(shown, found.centre, node))
        for edge, node, relation in ends
    ]


def table(shown: Address, found: NeighbourhoodModel) -> Node:
    """The same links as a table by relation, each with words that bear it out."""
    groups: dict[str, list[Node]] = {}
    for edge in found.links:
        node, relation = other_end(found.centre, edge)
        groups.setdefault(relation, []).append(_row(edge, node, step_to(shown, found.centre, node)))
    names = el("tr", "", *(el("th", "", name, attrs={"scope": "col"}) for name in ("名称", "文献", "依据")))
    bodies = [
        el(
            "tbody",
            "",
            el("tr", "group", el("th", "", relation, attrs={"colspan": "3", "scope": "rowgroup"})),
            *rows,
        )
        for relation, rows in groups.items()
    ]
    return el(
        "div", "pane", el("table", "links", el("thead", "", names), *bodies), attrs={"data-pane": "", "tabindex": "0"}
    )


def _row(edge: LinkModel, node: NodeModel, target: Address) -> Node:
    number = el("td", "number", str(edge.documents))
    if node.kind == "rule":
        name = link(target, f"node k-{node.kind}", node.label)
        where = source(edge.evidence[0], brief=True) if edge.evidence else None
        return el("tr", "", el("td", "wide", name, where, attrs={"colspan": "3"}))
    return el("tr", "", el("td", "", link(target, f"node k-{node.kind}", node.label)), number, _evidence(edge))


def _evidence(edge: LinkModel) -> Node:
    if not edge.evidence:
        return el("td", "none", "词表规定")
    quotes = [el("div", "evidence", link(reader_at(q), "", q.text), source(q, brief=True)) for q in edge.evidence]
    rest = el("details", "", el("summary", "", f"另有 {len(quotes) - 1} 处"), *quotes[1:]) if len(quotes) > 1 else None
    return el("td", "", quotes[0], rest)
