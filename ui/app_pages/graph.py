"""职责图谱: start from a name, walk by click; the picture and the table show the same links."""

from collections.abc import Sequence

import streamlit as st

from search_api.models import EntitySummaryModel, NeighbourhoodModel, NodeModel, Page, RuleModel, SuggestionModel
from ui import labels
from ui.components import formula, handing_in, neighbours, strength_picture, surface
from ui.components.address import Address, here, link, to
from ui.components.box import box
from ui.components.graph_picture import legend, picture
from ui.components.naming import correct_name
from ui.components.quotes import rule_card
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

STEP = 16
NAMES = 24
RULES = 6
MOST = 200


def starts(shown: Address) -> None:
    """The names to start from: never the whole graph."""
    box(
        "graph_box",
        to("graph", q=shown.get("q") or None),
        label="从一个名称开始",
        placeholder="输入职责、责任主体、能力或提法的名称，如：值班",
        button="查找",
        suggest=_names,
        lead=lambda name: to("graph", kind=name.kind, name=name.text),
    )
    with api_failures():
        found = _names(shown.get("q")) if shown.get("q") else None
        lists = {kind: api().entities(kind, limit=100) for kind in neighbours.STARTS}
    sections = [_matching(found)] if found is not None else []
    sections += [_list(shown, kind, page) for kind, page in lists.items() if page.items]
    empty = el("p", "empty", "图谱还是空的，", link(to("upload"), "", "先把讲话和制度放进来"), "。")
    surface.show("starts", *(sections or [empty]))


def _names(typed: str) -> list[SuggestionModel]:
    """The names in the graph that what was typed may mean."""
    return [s for s in api().suggest(typed[:200]).suggestions if s.kind in neighbours.STARTS]


def _matching(found: Sequence[SuggestionModel]) -> Node:
    names = [link(to("graph", kind=s.kind, name=s.text), f"node k-{s.kind}", s.text) for s in found]
    nothing = el("span", "none", "没有这样的名称，请从下面选一个，或换一个说法")
    return el("section", "starts", el("h3", "", "找到的名称"), *(names or [nothing]))


def _list(shown: Address, kind: str, page: Page[EntitySummaryModel]) -> Node:
    """The names of a kind, the best borne out first, capped until more are asked for."""
    visible = page.items if shown.get("all") == kind else page.items[:NAMES]
    names = [
        link(to("graph", kind=kind, name=e.name), f"node k-{kind}", e.name, el("i", "", str(e.documents)))
        for e in visible
    ]
    more = link(shown.having(all=kind), "more", f"显示更多（共 {page.total}）") if page.total > len(names) else None
    return el("section", "starts", el("h3", "", labels.NODE_KINDS[kind]), *names, more)


def walk(shown: Address) -> None:
    """One node in the middle with its neighbours, and the same as a table."""
    kind, key = shown.get("kind"), shown.get("name")
    handing_in.notices()
    limits = {"limit": min(shown.number("limit") or STEP, MOST), "rules": min(shown.number("rules") or RULES, MOST)}
    with api_failures():
        names = api().neighbourhood(kind, key, edges=neighbours.NAMES, limit=limits["limit"])
        rules = api().neighbourhood(kind, key, edges=neighbours.RULES, limit=limits["rules"])
        rule = api().rule(key) if kind == "rule" else None
        entity = api().entity(kind, key) if kind == "formula" else None
    found = NeighbourhoodModel(
        centre=names.centre,
        links=[*sorted(names.links, key=neighbours.is_tree), *rules.links],
        total=names.total + rules.total,
    )
    surface.show("crumbs", el("div", "where", neighbours.breadcrumb(shown, found.centre), _about(found.centre, rule)))
    with (
        st.container()
    ):  # there for every kind: else the picture of the node before stays beside the new one for a while
        _about_name(kind, key, found.centre.label)
    leaves = formula.leaves(entity) if entity else []
    if not found.links and not leaves:
        if entity:
            surface.show("formula", *formula.sections(entity))
            return
        surface.show("alone", el("p", "empty", "没有与它相连的内容。"))
        return
    left, right = st.columns([1.3, 1], gap="medium")
    drawn = [*neighbours.drawn(shown, found), *leaves]
    kinds = list(dict.fromkeys([str(found.centre.kind), *(str(n.kind) for n in drawn)]))
    with left:
        surface.show(
            "picture",
            legend(kinds),
            picture(found.centre.kind, found.centre.label, drawn),
            _more(shown, "limit", names, "联系", STEP),
            _more(shown, "rules", rules, "联系" if rule else "规矩", RULES),
        )
    with right:
        if entity:
            surface.show("formula", *formula.sections(entity))
        if found.links:
            surface.show("table", neighbours.table(shown, found))


def _about_name(kind: str, key: str, label: str) -> None:
    """What can be done with a name, and how strongly it was spoken of through the years."""
    if kind in neighbours.STARTS and st.button("合并或拆分名称", icon=":material/merge:"):
        _correct_name(kind, label)
    if kind in strength_picture.KINDS:
        with api_failures():
            years = api().strength(kind, key)
        if drawn_years := strength_picture.through_years(years):
            surface.show("strength", *drawn_years)


def _correct_name(kind: str, name: str) -> None:
    with api_failures():
        others = [entity.name for entity in api().entities(kind, limit=100).items if entity.name != name]
    correct_name(kind, name, others)


def _about(centre: NodeModel, rule: RuleModel | None) -> Node:
    """A rule in the middle is shown in full; a name gets a way to search for it."""
    if rule:
        return rule_card(rule)
    words = centre.label
    return link(to("search", q=words), "button", f"检索“{words}”的规矩和段落")


def _more(shown: Address, name: str, found: NeighbourhoodModel, what: str, step: int) -> Node:
    """How many there are, and the way to more of them where the cap cut some off."""
    count = len(found.links)
    if found.total <= count:
        return el("p", "capped", f"{what} {count} 条") if count else ""
    more = link(shown.having(**{name: min(count + step, MOST)}), "button", f"显示更多{what}") if count < MOST else None
    return el("p", "capped", el("span", "", f"{what}：显示依据最多的 {count} 条，共 {found.total} 条"), more)


def main() -> None:
    """Draws the page."""
    shown = here("graph")
    if shown.get("kind") in neighbours.KINDS and shown.get("name"):
        walk(shown)
    else:
        starts(shown)


main()
