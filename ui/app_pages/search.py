"""检索: one box; the rules first, then the passages; everything that was chosen stands in the address."""

import streamlit as st

from search_api.models import NodeWord, SearchResponse
from ui.components import followed, results, surface, tools
from ui.components.address import Address, here, to
from ui.components.box import box
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

COMMON = 10


def search_box(shown: Address) -> None:
    """The one box. A new query starts without the filters of the one before."""
    box(
        "search_box",
        to("search", q=shown.get("q") or None),
        label="检索",
        placeholder="输入职责、责任主体、关键词或整句问题，如：值班要求",
        button="检索",
        suggest=lambda typed: api().suggest(typed).suggestions,
        large=not shown.get("q"),
        recent=True,
        longest=1_000,
    )


def welcome() -> None:
    """The empty state: what can be asked, and what the collection holds."""
    with api_failures():
        stats = api().stats()
        saved = api().searches().items
        common = {kind: api().entities(kind, limit=COMMON).items for kind in ("duty", "role")}
        news = followed.home()
    nodes = [results.examples(), results.saved(saved), *news, results.holdings(stats), results.by_kind(common, "常见")]
    surface.show("welcome", *(node for node in nodes if node))
    tools.batch()
    tools.manage(saved)


def show_results(shown: Address) -> None:
    """The result page of the query in the address."""
    filters = [pair for pair in shown.params if pair[0] in (*results.NARROWING, "sort")]
    with api_failures():
        asked = [*filters, ("explain", "true")] if shown.get("explain") else filters
        result = api().search(shown.get("q"), asked, after=shown.get("after") or None, limit=results.PAGE_SIZE)
        card = result.card
        versions = 0
        if card and card.kind is NodeWord.FORMULA:
            versions = sum(bool(variant.members) for variant in api().entity(card.kind, card.name).variants)
    left, right = st.columns([1, 3.4], gap="large")
    with left:
        surface.show("facets", results.facets(shown, result.facets))
    with right:
        if result.hits:
            tools.tools(shown, filters)
        surface.show("hits", *_main(shown, result, versions))


def _main(shown: Address, result: SearchResponse, versions: int) -> list[Node]:
    first = (shown.number("page") or 1) == 1
    start = ((shown.number("page") or 1) - 1) * results.PAGE_SIZE
    nodes = [results.understood(shown, result), results.conditions(shown, result)]
    if first and result.card:
        narrowed = bool(result.conditions) or any(key in results.NARROWING for key, _ in shown.params)
        nodes.append(results.folded(result.card) if narrowed else results.card(result.card, versions))
    if result.hits:
        nodes.append(results.count(result))
        nodes.append(results.order(shown))
        nodes += [results.hit(found, start + place, result.query) for place, found in enumerate(result.hits, start=1)]
        nodes.append(results.pager(shown, result.next, start, len(result.hits), result.total))
    else:
        nodes.append(results.nothing(shown))
    return [node for node in nodes if node is not None]


def main() -> None:
    """Draws the page."""
    shown = here("search")
    asked = bool(shown.get("q"))
    # The box has one place in the page, asked or not: at two, both would show until the new page is drawn.
    with st.container():
        if not asked:
            surface.show("hero", el("header", "hero", el("h1", "", "查规矩，有出处"), el("p", "", results.MOTTO)))
    with st.container(horizontal_alignment="center"), st.container(width="stretch" if asked else 860):
        search_box(shown)
        surface.show("syntax", results.syntax())
    if asked:
        show_results(shown)
    else:
        welcome()


main()
