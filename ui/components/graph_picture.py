"""The picture of one node and its neighbours: columns of names left and right of the centre, joined by curves.

Neighbours stand in columns by what they are to the centre, so names never overlap and can be read top to bottom; the
picture is links, so it works with the keyboard and reads aloud.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ui import labels
from ui.components.address import Address, link
from ui.components.tree import Node, el

_WIDTH, _MARGIN, _COLUMN, _CENTRE = 720, 14, 206, 160
_ROW, _STEP, _HEAD, _GAP, _PAD = 34, 42, 30, 16, 16
_RIGHT = _WIDTH - _MARGIN - _COLUMN


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node beside the centre: what it is to it, how many documents say so, and where a click leads."""

    relation: str
    kind: str
    label: str
    documents: int
    target: Address


@dataclass(frozen=True, slots=True)
class _Placed:
    neighbour: Neighbour | None
    """None for the heading of a group."""
    relation: str
    y: int


def picture(kind: str, label: str, neighbours: Sequence[Neighbour]) -> Node:
    """The picture as SVG made of links."""
    left, right = _sides(neighbours)
    height = max(_height(left), _height(right), 160)
    columns = [(_place(left, height), _MARGIN), (_place(right, height), _RIGHT)]
    most = max((n.documents for n in neighbours if n.documents), default=1)
    edges = [_edge(p, x, height, most) for placed, x in columns for p in placed]
    nodes = [_node(p, x) for placed, x in columns for p in placed]
    return el(
        "svg",
        "picture",
        *(edge for edge in edges if edge),
        *nodes,
        _centre(kind, label, height),
        attrs={"viewBox": f"0 0 {_WIDTH} {height}", "role": "group", "aria-label": f"{label}的关系图"},
    )


def legend(kinds: Sequence[str]) -> Node:
    """Which colour is what."""
    items = [el("span", f"node k-{kind}", labels.NODE_KINDS[kind]) for kind in kinds]
    return el("p", "legend", *items, el("span", "note", "线越粗，依据的文献越多；点击任一项继续走"))


Group = tuple[str, list[Neighbour]]


def _sides(neighbours: Sequence[Neighbour]) -> tuple[list[Group], list[Group]]:
    """The groups by relation, the big ones first and rules last, each on the side that is shorter so far."""
    groups: dict[str, list[Neighbour]] = {}
    for neighbour in neighbours:
        groups.setdefault(neighbour.relation, []).append(neighbour)
    left: list[Group] = []
    right: list[Group] = []
    for group in sorted(groups.items(), key=lambda g: (g[1][0].kind == "rule", -len(g[1]))):
        (left if _height(left) <= _height(right) else right).append(group)
    return left, right


def _height(groups: Sequence[Group]) -> int:
    return 2 * _PAD + sum(_HEAD + _STEP * len(members) for _, members in groups) + _GAP * max(len(groups) - 1, 0)


def _place(groups: Sequence[Group], height: int) -> list[_Placed]:
    y = (height - _height(groups)) // 2 + _PAD
    placed = []
    for relation, members in groups:
        placed.append(_Placed(None, relation, y))
        y += _HEAD
        for member in members:
            placed.append(_Placed(member, relation, y))
            y += _STEP
        y += _GAP
    return placed


def _edge(placed: _Placed, x: int, height: int, most: int) -> Node | None:
    if placed.neighbour is None:
        return None
    near, far = (x + _COLUMN, (_WIDTH - _CENTRE) // 2) if x == _MARGIN else (x, (_WIDTH + _CENTRE) // 2)
    y, middle = placed.y + _ROW // 2, height // 2
    bend = (near + far) // 2
    width = 1.2 + 2.8 * placed.neighbour.documents / most
    path = f"M {far} {middle} C {bend} {middle} {bend} {y} {near} {y}"
    return el("path", f"edge k-{placed.neighbour.kind}", attrs={"d": path, "stroke-width": f"{width:.1f}"})


def _node(placed: _Placed, x: int) -> Node:
    neighbour = placed.neighbour
    if neighbour is None:
        return el("text", "group", placed.relation, attrs={"x": str(x + 4), "y": str(placed.y + 20)})
    title = f"{placed.relation}：{neighbour.label}（{neighbour.documents} 份文献）"
    return link(
        neighbour.target,
        f"box k-{neighbour.kind}",
        el("title", "", title),
        el("rect", "", attrs=_box(x, placed.y, _COLUMN, _ROW) | {"rx": "6"}),
        el("rect", "stripe", attrs=_box(x, placed.y, 5, _ROW) | {"rx": "2"}),
        el("text", "label", _short(neighbour.label, 12), attrs={"x": str(x + 15), "y": str(placed.y + 22)}),
        el("text", "docs", str(neighbour.documents), attrs=_end(x + _COLUMN - 10, placed.y + 22)),
        attrs={"aria-label": title},
    )


def _centre(kind: str, label: str, height: int) -> Node:
    x, y = (_WIDTH - _CENTRE) // 2, height // 2 - 32
    middle = {"text-anchor": "middle", "x": str(_WIDTH // 2)}
    return el(
        "g",
        f"centre k-{kind}",
        el("title", "", label),
        el("rect", "", attrs=_box(x, y, _CENTRE, 64) | {"rx": "10"}),
        el("text", "tag", labels.NODE_KINDS.get(kind, kind), attrs=middle | {"y": str(y + 22)}),
        el("text", "label", _short(label, 8), attrs=middle | {"y": str(y + 47)}),
    )


def _box(x: int, y: int, width: int, height: int) -> dict[str, str]:
    return {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}


def _end(x: int, y: int) -> dict[str, str]:
    return {"x": str(x), "y": str(y), "text-anchor": "end"}


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
