"""检索: one box; the rules first, then the passages; everything that was chosen stands in the address."""

import streamlit as st

from search_api.models import SearchResponse
from ui import labels
from ui.components import results, surface
from ui.components.address import Address, here, to, visit
from ui.components.session import api, api_failures
from ui.components.tree import Node, el


def box(shown: Address) -> None:
    """The one box. What is typed becomes the address; the address is what is shown."""
    q = shown.get("q")
    if st.session_state.get("search_shown") != q:
        st.session_state["search_shown"] = st.session_state["search_typed"] = q
    with st.form("search_form", border=False, enter_to_submit=True):
        left, right = st.columns([8, 1], gap="small", vertical_alignment="bottom")
        typed = left.text_input(
            "检索",
            key="search_typed",
            placeholder="输入职责、岗位、关键词或整句问题，如：值班要求",
            label_visibility="collapsed",
            icon=":material/search:",
        )
        sent = right.form_submit_button("检索", type="primary", width="stretch")
    if sent and (typed or "").strip() != q:
        visit(to("search", q=(typed or "").strip() or None))


def welcome() -> None:
    """The empty state: what can be asked, and what the collection holds."""
    with api_failures():
        stats = api().stats()
    surface.show("examples", results.examples(), results.holdings(stats))


def show_results(shown: Address) -> None:
    """The result page of the query in the address."""
    filters = [pair for pair in shown.params if pair[0] in labels.FACETS]
    with api_failures():
        result = api().search(shown.get("q"), filters, after=shown.get("after") or None, limit=results.PAGE_SIZE)
    left, right = st.columns([1, 3.4], gap="large")
    with left:
        surface.show("facets", results.facets(shown, result.facets))
    with right:
        surface.show("hits", *_main(shown, result))


def _main(shown: Address, result: SearchResponse) -> list[Node]:
    first = (shown.number("page") or 1) == 1
    start = ((shown.number("page") or 1) - 1) * results.PAGE_SIZE
    nodes = [results.understood(shown, result)]
    if first and result.card:
        nodes.append(results.card(result.card))
    if result.hits:
        nodes.append(el("h3", "count", f"相关段落 {result.total} 条"))
        nodes += [results.hit(found, start + place) for place, found in enumerate(result.hits, start=1)]
        nodes.append(results.pager(shown, result.next, start, len(result.hits), result.total))
    else:
        nodes.append(results.nothing(shown))
    return [node for node in nodes if node is not None]


def main() -> None:
    """Draws the page."""
    shown = here("search")
    if shown.get("q"):
        box(shown)
        show_results(shown)
        return
    surface.show("hero", el("header", "hero", el("h2", "", "查规矩，有出处"), el("p", "", results.MOTTO)))
    box(shown)
    welcome()


main()
