"""冲突: rules that contradict each other, those first that nobody has judged; people decide, and that holds."""

import streamlit as st

from search_api.models.conflicts import RuleConflictModel, VerdictRequest
from ui import labels
from ui.components import contradiction, outcome, surface
from ui.components.address import Address, here, link, to
from ui.components.curator import curator, name_box
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

PAGE = 20
VIEWS = {"open": "待核", **labels.VERDICTS}
ABOUT = "两条规矩的责任主体、职责和事项相同，时限、数量却不同，或者一处要求、一处禁止。系统只列出，不判断；由人来定。"


def main() -> None:
    """Draws the page."""
    shown = here("conflicts")
    view = shown.get("view") if shown.get("view") in VIEWS else "open"
    with api_failures():
        page = api().rule_conflicts(view, after=shown.get("after") or None, limit=PAGE)
    counts = {"open": page.open, "confirmed": page.confirmed, "dismissed": page.dismissed}
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        surface.show("conflict_head", _head(view, counts))
    with right:
        name_box("经办人")
    outcome.notice()
    if not page.items:
        surface.show("none", el("p", "empty", _EMPTY[view]))
    for one in page.items:
        with st.container(key=f"conflict_{one.id}"):
            surface.show(f"contradiction_{one.id}", contradiction.card(one))
            _decide(one)
    surface.show("pager", _pager(shown, page.next, page.total))


_EMPTY = {
    "open": "没有待核的冲突。",
    "confirmed": "还没有确认过冲突。",
    "dismissed": "还没有排除过冲突。",
}


def _head(view: str, counts: dict[str, int]) -> Node:
    options = [
        link(to("conflicts", view=name), "option on" if name == view else "option", f"{words} {counts[name]}")
        for name, words in VIEWS.items()
    ]
    nav = el("nav", "options", *options, attrs={"aria-label": "冲突"})
    return el("header", "plain", el("h1", "", "冲突"), el("p", "", ABOUT), nav)


def _decide(one: RuleConflictModel) -> None:
    """The two decisions with room for the reason; what was decided can be decided anew."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("理由（可不填）", key=f"note_{one.id}", max_chars=500, width=420)
        for verdict, words in labels.VERDICTS.items():
            if one.verdict is None or one.verdict.verdict != verdict:
                again = "改判：" if one.verdict else ""
                st.button(again + words, key=f"{verdict}_{one.id}", on_click=_decide_as, args=(one, verdict))
        if one.verdict is not None:
            st.button("退回待核", key=f"reopen_{one.id}", on_click=_reopen, args=(one,))


def _decide_as(one: RuleConflictModel, verdict: str) -> None:
    # Read now: the reason may have been typed since the page was drawn, and comes with the click.
    note = str(st.session_state.get(f"note_{one.id}") or "")
    request = VerdictRequest.model_validate({"verdict": verdict, "note": note, "by": curator()})
    outcome.tell(lambda: api().judge(one.id, request), f"已记为“{labels.VERDICTS[verdict]}”，以后不再列入待核")


def _reopen(one: RuleConflictModel) -> None:
    outcome.tell(lambda: api().reopen(one.id), "已退回待核")


def _pager(shown: Address, following: str | None, total: int) -> Node:
    first = link(shown.without("after"), "button", "回到第一页") if shown.get("after") else None
    more = link(shown.having(after=following), "button primary", "下一页") if following else None
    return el("nav", "pager", first, el("span", "", f"共 {total} 处"), more)


main()
