"""The page that puts two documents side by side, and the one that asks for the second of them."""

import streamlit as st

from search_api.models import DocumentModel
from ui.components import comparison, surface
from ui.components.address import Address, link, to
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

PICK = "pick"
"""What the address says while the second document is not chosen."""
_OFFERED = 60


def comparing(shown: Address) -> None:
    """Draws what the address asks for."""
    if shown.get("compare") == PICK:
        _choose(shown)
        return
    with api_failures():
        found = api().comparison(shown.get("id"), shown.get("compare"))
    st.set_page_config(page_title="两份文献对照 · 知规")
    surface.show("comparison", _back(shown), *comparison.side_by_side(found))


def _choose(shown: Address) -> None:
    surface.show("back", _back(shown))
    words = st.text_input("与哪一份文献对照", placeholder="标题或文件名中的字").strip().casefold()
    with api_failures():
        documents = _all()
    others = [one for one in documents if one.id != shown.get("id")]
    fitting = [one for one in others if words in f"{one.title}\n{one.file}".casefold()]
    left = len(fitting) - _OFFERED
    rest: Node = el("p", "capped", f"还有 {left} 份，请输入标题中的字。") if left > 0 else ""
    none: Node = "" if fitting else el("p", "empty", "没有符合条件的文献。")
    surface.show("choices", comparison.choices(shown, fitting[:_OFFERED]), rest, none)


def _all() -> list[DocumentModel]:
    documents: list[DocumentModel] = []
    after: str | None = None
    while True:
        page = api().documents(after=after, limit=100)
        documents += page.items
        after = page.next
        if after is None:
            return documents


def _back(shown: Address) -> Node:
    return link(to("documents", id=shown.get("id")), "back", "← 返回原文")
