"""关注: the rules and searches that somebody follows, and what new documents say about them."""

from collections.abc import Sequence

import streamlit as st

from search_api.models import RuleModel
from search_api.models.follows import FollowModel, FollowRequest, NewsModel
from ui import labels
from ui.components import outcome, surface
from ui.components.address import Address, link, to
from ui.components.curator import curator
from ui.components.diffs import changed_words, difference
from ui.components.quotes import source
from ui.components.session import api
from ui.components.tree import Node, el

HOME = 5
"""News that the home page shows."""


def button(rule: RuleModel) -> None:
    """Follows the rule, or does not any more."""
    held = next((one for one in api().follows(curator()) if one.rule_id == rule.id), None)
    if held:
        st.button("取消关注", icon=":material/notifications_off:", on_click=_unfollow, args=(held,))
    else:
        request = FollowRequest.model_validate({"rule_id": rule.id, "by": curator()})
        st.button("关注这条规矩", icon=":material/notifications:", on_click=_follow, args=(request,),
                  help="以后入库的文献重申、收紧、放宽它或与它冲突时，会列在首页")  # fmt: skip


def search_button(words: str) -> None:
    """Follows what was typed, or does not any more."""
    held = next((one for one in api().follows(curator()) if one.rule_id is None and one.text == words), None)
    if held:
        st.button("取消关注", icon=":material/notifications_off:", on_click=_unfollow, args=(held,))
    else:
        request = FollowRequest.model_validate({"text": words, "by": curator()})
        st.button("关注这句话", icon=":material/notifications:", on_click=_follow, args=(request,),
                  help="以后入库的文献说到它时，会列在首页")  # fmt: skip


def _follow(request: FollowRequest) -> None:
    outcome.tell(lambda: api().follow(request), "已关注，有新情况会列在首页")


def _unfollow(held: FollowModel) -> None:
    outcome.tell(lambda: api().unfollow(held.id), "已取消关注")


def _read(held: FollowModel) -> None:
    outcome.tell(lambda: api().read_news(held.id), "已记为看过")


def listed() -> None:
    """All that is followed with what is new about each."""
    held, new = api().follows(curator()), api().news(curator())
    if not held:
        words = "还没有关注任何规矩。打开一条规矩的溯源，按“关注这条规矩”。"
        surface.show("no_follows", el("p", "empty", words))
    for one in held:
        left, right = st.columns([7, 1], vertical_alignment="center")
        with left:
            surface.show(f"follow_{one.id}", _line(one, [item for item in new if item.follow_id == one.id]))
        with right:
            if one.unread:
                st.button("记为看过", key=f"read_{one.id}", on_click=_read, args=(one,))
            st.button("取消关注", key=f"unfollow_{one.id}", on_click=_unfollow, args=(one,))


def _line(one: FollowModel, new: Sequence[NewsModel]) -> Node:
    count = el("span", "unread", f"{one.unread} 条新情况") if one.unread else None
    about = el("p", "about", f"{one.by} 自 {labels.when_words(one.at)} 起关注")
    head = el("p", "", link(_way(one), "", one.text), count)
    return el("article", "followed", head, about, *(story(item) for item in new))


def _way(one: FollowModel) -> Address:
    return to("lineage", rule=one.rule_id) if one.rule_id else to("lineage", q=one.text)


def home() -> list[Node]:
    """What is new, for the home page; nothing where nothing is."""
    new = api().news(curator())
    if not new:
        return []
    by_id = {one.id: one for one in api().follows(curator())}
    cards = [story(item, by_id.get(item.follow_id)) for item in new[:HOME]]
    more = link(to("lineage"), "more", f"查看全部 {len(new)} 条") if len(new) > HOME else None
    return [el("section", "news", el("h3", "", "关注的规矩有新情况"), *cards, more)]


def story(item: NewsModel, followed: FollowModel | None = None) -> Node:
    """One thing that is new: what it does to the followed rule, its words, its source."""
    # What came to light as earlier has no changes: those are the followed rule's.
    wording = item.wording if item.kind != "earlier" else None
    words = difference(wording.diff) if wording else [item.quote.text]
    about = el("p", "about", "关注的是：", link(_way(followed), "", followed.text)) if followed else None
    return el(
        "article",
        f"news r-{item.kind}",
        el("header", "", el("span", f"rel r-{item.kind}", labels.NEWS[item.kind]),
           changed_words(wording.changes) if wording else None),
        el("blockquote", "", *words),
        source(item.quote),
        about,
    )  # fmt: skip
