"""What people do with an answer: say whether it helped, and pin it; the curator's list of both."""

from collections.abc import Callable

import streamlit as st

from search_api.exports.words import STATES, source_words
from search_api.models import (
    AskResponse,
    OpinionModel,
    OpinionRequest,
    PinnedModel,
    PinRequest,
    QuoteModel,
    SpotModel,
)
from ui import labels
from ui.client import ApiError
from ui.components import surface
from ui.components.address import Address, link, to
from ui.components.curator import curator, name_box
from ui.components.quotes import source
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

_TOLD = "told_opinions"
_SHORT = 40


def _spot(quote: QuoteModel) -> SpotModel:
    return SpotModel(document_id=quote.document_id, start=quote.start, end=quote.end, text=quote.text)


def judge(shown: Address, response: AskResponse) -> None:
    """Buttons under an answer."""
    # Two places that stay: what is drawn in the one does not move the other, whatever was said.
    opinion, pinning = st.columns([1, 1], vertical_alignment="center")
    with opinion, st.container(horizontal=True, vertical_alignment="center"):
        _thumbs(shown, response)
    with pinning, st.container(horizontal=True, horizontal_alignment="right"):
        if response.curated:
            st.button("取消置顶", icon=":material/keep_off:", on_click=_unpin, args=(response.curated.id,))
        elif response.quotes or response.nearest:
            with st.popover("置顶此答案", icon=":material/keep:"):
                _pin(shown, response)


def _thumbs(shown: Address, response: AskResponse) -> None:
    if shown.href in st.session_state.get(_TOLD, {}):
        st.caption("已转给管理资料的人，谢谢。")
        return
    if st.button("有用", icon=":material/thumb_up:"):
        _tell(shown, response, helpful=True, reason="")
    with st.popover("没用", icon=":material/thumb_down:"):
        with st.form("opinion", border=False):
            reason = st.text_area("哪里不对（可以不填）", max_chars=1_000, key="opinion_reason")
            sent = st.form_submit_button("提交", type="primary")
        if sent:
            _tell(shown, response, helpful=False, reason=reason or "")


def _tell(shown: Address, response: AskResponse, *, helpful: bool, reason: str) -> None:
    given = OpinionRequest(
        question=shown.get("q")[:500],
        helpful=helpful,
        reason=reason,
        found=response.found,
        quotes=[_spot(quote) for quote in response.quotes[:20]],
        by=curator(),
    )
    try:
        api().tell(given)
    except ApiError as error:
        st.error(f"没有保存：{error.problem}")
        return
    st.session_state.setdefault(_TOLD, {})[shown.href] = True
    st.rerun()


def _pin(shown: Address, response: AskResponse) -> None:
    """The form that pins an answer: the question, its paraphrases, which quotes, who says so."""
    quotes: list[QuoteModel] = [*response.quotes, *response.nearest]
    before = _before(shown)
    name_box("置顶人")
    with st.form("pin", border=False):
        question = st.text_input("问题", value=_whole_question(shown, response)[:500], max_chars=500)
        known = "\n".join(before.questions[1:]) if before else ""
        others = st.text_area("其他问法（一行一个）", value=known, max_chars=5_000)
        chosen = st.multiselect(
            "采用哪几处原文",
            list(range(len(quotes))),
            default=list(range(len(response.quotes[:1]))),
            format_func=lambda place: f"{place + 1}　{_short(quotes[place].text)}",
            select_all=False,
        )
        own = before.answer if before else ""
        answer = st.text_area("答案的话（不填则只列原文）", value=own, max_chars=5_000)
        note = st.text_input("说明", max_chars=500, placeholder="如：已与保密办核对")
        sent = st.form_submit_button("置顶", type="primary")
    if not sent:
        return
    if not (question or "").strip() or not chosen:
        st.error("请写明问题，并至少选一处原文。")
        return
    given = PinRequest(
        question=question,
        paraphrases=[line[:500] for line in (others or "").splitlines() if line.strip()][:50],
        quotes=[_spot(quotes[place]) for place in chosen[:20]],
        answer=answer or "",
        note=note or "",
        by=curator(),
    )
    try:
        api().pin(given)
    except ApiError as error:
        st.error(f"没有置顶：{error.problem}")
        return
    forget_answers()
    st.rerun()


def _before(shown: Address) -> PinnedModel | None:
    """The pinned answer that is to be pinned again, with other quotes: it keeps its questions and words."""
    if not shown.get("again"):
        return None
    with api_failures():
        return next((one for one in api().pinned().items if one.id == shown.get("again")), None)


def _whole_question(shown: Address, response: AskResponse) -> str:
    """The question as it can be asked without the one before."""
    return (response.understood if shown.get("topic") else "") or shown.get("q")


def _unpin(pin_id: str) -> None:
    try:
        api().unpin(pin_id)
    except ApiError as error:
        st.toast(f"没有取消：{error.problem}")
    forget_answers()


def forget_answers() -> None:
    """Lets go of the answers of this tab: they may be others now."""
    st.session_state.pop("ask_history", None)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHORT else plain[:_SHORT] + "…"


def manage() -> None:
    """All pinned answers, those whose source has changed first, and what readers thought of answers."""
    with api_failures():
        pinned, opinions = api().pinned().items, api().opinions().items
    surface.show("desk_way", el("p", "", link(to("ask"), "", "回到问答")))
    st.subheader("置顶的答案")
    for one in pinned:
        _row(_pinned(one), "取消置顶", f"unpin_{one.id}", _unpin, one.id)
    if not pinned:
        st.text("还没有。提问以后，在答案下面按“置顶此答案”。")
    st.subheader("读者的意见")
    if opinions:
        st.download_button(
            "导出表格", data=api().opinions_file, file_name="问答意见.csv", mime="text/csv", on_click="ignore"
        )
    for told in opinions:
        _row(_opinion(told), "处理完了", f"done_{told.id}", _done, told.id)
    if not opinions:
        st.text("暂时没有。")


def _row(shown: Node, label: str, key: str, act: Callable[[str], None], subject: str) -> None:
    left, right = st.columns([7, 1], vertical_alignment="center")
    with left:
        surface.show(f"row_{key}", shown)
    right.button(label, key=key, on_click=act, args=(subject,))


def _pinned(one: PinnedModel) -> Node:
    again = link(to("ask", q=one.questions[0], again=one.id), "", "重新提问后再置顶")
    flag = None if one.holds else el("p", "notice", "出处已变动，不再作为答案。可以", again, "（问法照旧），或取消。")
    head = el(
        "p", "", link(to("ask", q=one.questions[0]), "", one.questions[0]), *(f"；{q}" for q in one.questions[1:])
    )
    about = el("p", "about", f"{one.by} {labels.when_words(one.at)}" + (f"　{one.note}" if one.note else ""))
    quotes = [
        el("article", "quote", el("blockquote", "", quote.text), source(quote),
           el("p", "notice", STATES[quote.state]) if STATES[quote.state] else None)
        for quote in one.quotes
    ]  # fmt: skip
    words = el("p", "words", one.answer) if one.answer else None
    return el("article", "followed" if one.holds else "followed flagged", head, about, flag, words, *quotes)


def _opinion(told: OpinionModel) -> Node:
    thumb = "有用" if told.helpful else "没用"
    about = f"{told.by} {labels.when_words(told.at)}" + ("" if told.found else "　没有答出")
    return el(
        "article",
        "followed" if told.helpful else "followed flagged",
        el("p", "", el("strong", "", thumb), "　", link(to("ask", q=told.question), "", told.question)),
        el("p", "about", about),
        el("p", "", told.reason) if told.reason else None,
        *(el("p", "about", f"“{_short(quote.text)}”——{source_words(quote)}") for quote in told.quotes),
    )


def _done(opinion_id: str) -> None:
    try:
        api().forget_opinion(opinion_id)
    except ApiError as error:
        st.toast(f"没有去掉：{error.problem}")
