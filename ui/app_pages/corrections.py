"""校订: what is doubtful first, then what is in conflict, then all that people corrected, each with a way back."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.components import corrected, handing_in, surface
from ui.components.address import Address, here, link, to
from ui.components.curator import name_box
from ui.components.handing_in import undo
from ui.components.queue import DOCUMENTS, section
from ui.components.session import api, api_failures
from ui.components.settling import ways
from ui.components.tree import Node, el

PAGE = 20
VIEWS = {"queue": "待核", "conflicts": "冲突", "list": "校订记录"}
ABOUT = {
    "queue": "系统自己没有把握的地方。逐条点开，对照原文，按“正确”“修改”或“删除”。",
    "conflicts": "文献更新、识别结果有变，或两人意见不同，校订不能照旧套用。请逐条决定。",
    "list": "谁在什么时候改了什么。任何一条都可以撤销，撤销后恢复原状，记录仍然保留。",
}


def main() -> None:
    """Draws the page."""
    shown = here("corrections")
    view = shown.get("view") if shown.get("view") in VIEWS else "queue"
    with api_failures():
        waiting = api().conflicts(limit=1).total
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        surface.show("correction_head", _head(view, waiting))
    with right:
        name_box()
    handing_in.notices()
    _DRAW[view](shown)


def _head(view: str, waiting: int) -> Node:
    counts = {"conflicts": f" {waiting}"} if waiting else {}
    options = [
        link(to("corrections", view=name), "option on" if name == view else "option", words + counts.get(name, ""))
        for name, words in VIEWS.items()
    ]
    nav = el("nav", "options", *options, attrs={"aria-label": "校订"})
    return el("header", "plain", el("h1", "", "校订"), el("p", "", ABOUT[view]), nav)


def queue(shown: Address) -> None:
    """The doubtful findings of some documents, and the way to the next documents."""
    with api_failures():
        page = api().queue(after=shown.get("after") or None, limit=DOCUMENTS)
    nodes = [section(queued) for queued in page.items]
    rest = "没有待核的内容。" if page.next is None else "接下来的许多文献里没有待核的内容，后面还有文献。"
    empty = el("p", "empty", rest)
    more = link(shown.having(after=page.next), "button primary", "下一批文献") if page.next else None
    first = link(shown.without("after"), "button", "回到第一批") if shown.get("after") else None
    count = el("span", "", f"共 {page.total} 份文献，按题名顺序查看")
    surface.show("queue", *(nodes or [empty]), el("nav", "pager", first, count, more))


def conflicts(shown: Address) -> None:
    """What does not fit any more, each with what can be done about it."""
    with api_failures():
        page = api().conflicts(after=shown.get("after") or None, limit=PAGE)
    if not page.items:
        surface.show("no_conflicts", el("p", "empty", "没有冲突。文献更新后，对不上的校订会列在这里。"))
    for place, one in enumerate(page.items):
        surface.show(f"conflict_{place}_{one.correction.id}", corrected.conflict(one))
        with st.container(horizontal=True, key=f"ways_{place}"):
            ways(place, one)
    surface.show("pager", _pager(shown, page.next, page.total))


def listed(shown: Address) -> None:
    """All corrections, newest first."""
    filters = [("document_id", shown.get("document"))] if shown.get("document") else []
    with api_failures():
        page = api().corrections(filters, after=shown.get("after") or None, limit=PAGE)
    if not page.items:
        surface.show("no_corrections", el("p", "empty", "还没有人校订过。"))
        return
    for one in page.items:
        left, right = st.columns([7, 1], vertical_alignment="center")
        with left:
            surface.show(f"correction_{one.id}", corrected.correction(one))
        if one.undone_at is None:
            right.button("撤销", key=f"undo_{one.id}", on_click=undo, args=(one.id,), icon=":material/undo:")
    surface.show("pager", _pager(shown, page.next, page.total))
    service = api()
    st.download_button(
        "导出为标注数据", data=lambda: service.gold(), file_name="gold.jsonl", mime="application/jsonl",
        on_click="ignore", icon=":material/download:", help="校订过的文献，一份一行，可用来检验和改进识别",
    )  # fmt: skip


def _pager(shown: Address, following: str | None, total: int) -> Node:
    first = link(shown.without("after"), "button", "回到第一页") if shown.get("after") else None
    more = link(shown.having(after=following), "button primary", "下一页") if following else None
    return el("nav", "pager", first, el("span", "", f"共 {total} 条"), more)


_DRAW: Mapping[str, Callable[[Address], None]] = {"queue": queue, "conflicts": conflicts, "list": listed}
main()
