"""What a surface shows, as data: a tree of elements and text that the browser builds node by node.

Nothing in it is ever parsed as HTML or Markdown, so a file called `<script>` or a text full of `$…$` is only words.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

Node: TypeAlias = str | list[object]
"""A text, or `[tag, attributes, children]`."""


def el(tag: str, classes: str = "", *children: Node | None, attrs: Mapping[str, str] | None = None) -> Node:
    """An element; children that are None are left out."""
    attributes = dict(attrs or {})
    if classes:
        attributes["class"] = classes
    return [tag, attributes, [child for child in children if child is not None and child != ""]]


def joined(nodes: Iterable[Node], between: Node) -> list[Node]:
    """The nodes with `between` between them."""
    result: list[Node] = []
    for node in nodes:
        if result:
            result.append(between)
        result.append(node)
    return result


def text_of(node: Node) -> str:
    """All words of a tree, in order."""
    if isinstance(node, str):
        return node
    children = node[2]
    assert isinstance(children, list)
    return "".join(text_of(child) for child in children)


def elements(node: Node, tag: str | None = None, *, having: str | None = None) -> list[list[object]]:
    """The elements of a tree with this tag and this attribute, in order."""
    if isinstance(node, str):
        return []
    attributes, children = node[1], node[2]
    assert isinstance(attributes, dict)
    assert isinstance(children, list)
    fits = (tag is None or node[0] == tag) and (having is None or having in attributes)
    return ([node] if fits else []) + [found for child in children for found in elements(child, tag, having=having)]
