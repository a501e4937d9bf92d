"""职责图谱: start from a name, walk by click; the picture and the table show the same links."""

import streamlit as st

from search_api.models import NeighbourhoodModel
from ui import labels
from ui.components import neighbours, surface
from ui.components.address import Address, here, link, to, visit
from ui.components.graph_picture import legend, picture
from ui.components.quotes import rule_card
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

START_KINDS = ("duty", "role", "ability", "formula")
STEP = 24
MOST = 200


def starts(shown: Address) -> None:
    """The names to start from: never the whole graph."""
    with api_failures():
        lists = {kind: api().entities(kind, limit=100) for kind in START_KINDS}
    names = {f"{labels.NODE_KINDS[kind]}｜{item.name}": item for kind in START_KINDS for item in lists[kind].items}
    chosen = st.selectbox(
        "从一个名称开始",
        list(names),
        index=None,
        key="graph_start",
        placeholder="输入或选择一个职责、岗位、能力或提法，如：值班",
    )
    if chosen:
        visit(to("graph", kind=names[chosen].kind, name=names[chosen].name))
    sections: list[Node] = []
    for kind, found in lists.items():
        shown_names = found.items if shown.get("all") == kind else found.items[:STEP]
        links = [
            link(to("graph", kind=kind, name=e.name), f"node k-{kind}", e.name, el("i", "", str(e.documents)))
            for e in shown_names
        ]
        more = (
            link(shown.having(all=kind), "more", f"显示更多（共 {found.total}）") if found.total > len(links) else None
        )
        if links:
            sections.append(el("section", "starts", el("h3", "", labels.NODE_KINDS[kind]), *links, more))
    empty = el("p", "empty", "图谱还是空的，", link(to("upload"), "", "先把讲话和制度放进来"), "。")
    surface.show("starts", *(sections or [empty]))


def walk(shown: Address) -> None:
    """One node in the middle with its neighbours, and the same as a table."""
    limit = min(shown.number("limit") or STEP, MOST)
    with api_failures():
        found = api().neighbourhood(shown.get("kind"), shown.get("name"), limit)
    surface.show("crumbs", neighbours.breadcrumb(shown, found.centre), *_about(found))
    left, right = st.columns([1.15, 1], gap="large")
    drawn = neighbours.drawn(shown, found)
    kinds = list(dict.fromkeys([str(found.centre.kind), *(str(n.kind) for n in drawn)]))
    with left:
        surface.show(
            "picture", legend(kinds), picture(found.centre.kind, found.centre.label, drawn), _more(shown, found)
        )
    with right:
        surface.show("table", neighbours.table(shown, found) if found.links else el("p", "empty", "没有相邻的内容。"))


def _about(found: NeighbourhoodModel) -> list[Node]:
    """A rule in the middle is shown in full; a name gets a way to search for it."""
    if found.centre.kind == "rule":
        with api_failures():
            return [rule_card(api().rule(found.centre.key))]
    words = found.centre.label
    return [el("p", "actions", link(to("search", q=words), "button", f"检索“{words}”的规矩和段落"))]


def _more(shown: Address, found: NeighbourhoodModel) -> Node:
    count = len(found.links)
    if found.total <= count:
        return el("p", "pager", f"共 {count} 条联系")
    more = link(shown.having(limit=min(count + STEP, MOST)), "button primary", "显示更多") if count < MOST else None
    return el("p", "pager", el("span", "", f"显示依据最多的 {count} 条，共 {found.total} 条"), more)


def main() -> None:
    """Draws the page."""
    shown = here("graph")
    if shown.get("kind") in labels.NODE_KINDS and shown.get("name"):
        walk(shown)
    else:
        starts(shown)


main()
