"""The buttons and dialogs by which a person corrects what was found in a document, or adds what was missed."""

from typing import Any

import streamlit as st
from pydantic import JsonValue

from search_api.models import DocumentModel, TextModel
from search_api.models.corrections import (
    AnchorModel,
    CorrectionModel,
    CorrectionRequest,
    ExplanationModel,
)
from ui import labels
from ui.components import surface
from ui.components.curator import curator
from ui.components.forms import ADDED, changed, fill_in, given
from ui.components.handing_in import NOTE, Attempt, in_dialog, offer, undo
from ui.components.outcome import refused
from ui.components.reader import Item
from ui.components.session import api
from ui.components.tree import el

_AROUND = 60
"""Characters before and after the words, by which they are told from the same words elsewhere."""


def seen_of(why: ExplanationModel) -> str | None:
    """The last correction of the thing that whoever looks at it has seen."""
    return why.corrections[-1].id if why.corrections else None


def buttons(found: TextModel, item: Item, why: ExplanationModel) -> None:
    """正确, 修改, 删除, and a way to take back what was said last."""
    seen = seen_of(why)
    deleted = "这段文字不再算杂质，已重新识别" if item.group == "noise" else "已删除这一条，原文不受影响"
    _tell_of_others(found, item, why)
    with st.container(horizontal=True, key="correct_one"):
        st.button(
            "正确", type="primary", icon=":material/check:", on_click=offer,
            args=(_attempt(found, item, "accept", done="已确认正确"), seen),
        )  # fmt: skip
        if st.button("修改", icon=":material/edit:"):
            change(found, item, why)
        st.button(
            "删除", icon=":material/close:", on_click=offer,
            args=(_attempt(found, item, "reject", done=deleted), seen),
            help="认错了，这里不该有它；原文不受影响",
        )  # fmt: skip
        if seen:
            st.button("撤销上次校订", icon=":material/undo:", on_click=undo, args=(seen,))


def _tell_of_others(found: TextModel, item: Item, why: ExplanationModel) -> None:
    """Says so where somebody else has corrected the thing since it was last drawn here."""
    thing, seen = (found.document.id, item.name), seen_of(why)
    before = st.session_state.get("explained_last")
    st.session_state["explained_last"] = (thing, seen)
    last = why.corrections[-1] if why.corrections else None
    if last and before and before[0] == thing and before[1] != seen and last.by != curator():
        words = f"{last.by} 刚刚校订了这一条（{labels.ACTIONS[last.action]}），下面已是校订后的内容。"
        surface.show("told", el("p", "notice others-did", words, attrs={"role": "status"}))


def anchor(text: str, start: int, end: int) -> AnchorModel:
    """The words at this place, with some before and after them."""
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    return AnchorModel(exact=text[start:end], prefix=before, suffix=after, start=start)


def quoted(words: str, start: int | None = None) -> AnchorModel:
    """Words as somebody copied them, with where they are thought to stand."""
    return AnchorModel.model_validate({"exact": words, "start": start})


def _where(text: str, words: str, start: int | None, end: int | None) -> AnchorModel:
    """The words that were selected, or those that were typed instead."""
    if start is None or end is None or text[start:end].strip() != words:
        return quoted(words, start)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return anchor(text, start, start + len(words))


def _attempt(found: TextModel, item: Item, action: str, *, done: str, **said: Any) -> Attempt:
    """What is sent of a thing. By its words, a rule too: its id is gone once somebody else has deleted it.

    Under the name that stands there when it is sent: it may have been typed since the page was drawn.
    """
    at = anchor(found.text, item.found.start, item.found.end)
    said = {"action": action, "target": item.group, "anchor": at, **said}

    def send(seen: str | None) -> CorrectionModel:
        request = CorrectionRequest.model_validate({**said, "by": curator(), "seen": seen})
        return api().correct(found.document.id, request)

    return Attempt(send, done)


@st.dialog("修改", width="medium")
def change(found: TextModel, item: Item, why: ExplanationModel) -> None:
    """Every field of the thing, and its words."""
    key = f"change_{item.name}_{seen_of(why)}"
    words = found.text[item.found.start : item.found.end]
    moved = st.text_area("原文中的字句（多了或少了，可照原文增减）", words, key=f"{key}_words", height=90)
    fields = fill_in(why.fields, key)
    note = st.text_input(NOTE, key=f"{key}_note", max_chars=500)
    patch = changed(why.fields, fields)
    above = st.container()  # what is said below the buttons of a long form is below the window too
    with st.container(horizontal=True):
        save = st.button("保存修改", type="primary")
        if st.button("取消"):
            st.rerun()
    if not save:
        return
    said: dict[str, Any] = {"fields": patch, "note": note}
    if moved.strip() not in ("", words.strip()):
        said["moved"] = quoted(moved.strip(), item.found.start)
    with above:
        if patch or "moved" in said:
            in_dialog(_attempt(found, item, "change", done="已保存修改", **said), seen_of(why))
        else:
            refused("change_nothing", "没有改动。若原来就是对的，请关掉窗口，按“正确”。")


@st.dialog("标出遗漏", width="medium")
def add(found: TextModel, start: int | None = None, end: int | None = None) -> None:
    """Something that was missed: its words, what it is, and as much of it as is known."""
    key = f"add_{found.document.id}_{start}_{end}"
    chosen = found.text[start:end] if start is not None and end is not None else ""
    st.caption("从左边原文中复制漏标的字句，粘贴到这里，要与原文一字不差。")
    words = st.text_area("漏标的字句", chosen, key=f"{key}_words", height=90).strip()
    target = str(
        st.segmented_control(
            "它是", list(labels.GROUPS), default="rule", required=True, key=f"{key}_target",
            format_func=labels.GROUPS.__getitem__,
        )
    )  # fmt: skip
    if target == "rule":
        st.caption("不填的各项（责任主体、职责、时限等）由系统按原文和上下文认定，补标后可以再改。")
    fields = given(fill_in(ADDED[target], f"{key}_{target}"))
    note = st.text_input(NOTE, key=f"{key}_note", max_chars=500)
    above = st.container()
    with st.container(horizontal=True):
        save = st.button("补标", type="primary")
        if st.button("取消"):
            st.rerun()
    with above:
        if save and words:
            in_dialog(_addition(found.document, target, _where(found.text, words, start, end), fields, note), None)
        elif save:
            refused("add_nothing", "请先粘贴漏标的字句。")


def _addition(
    document: DocumentModel, target: str, at: AnchorModel, fields: dict[str, JsonValue], note: str
) -> Attempt:
    said = {"action": "add", "target": target, "anchor": at, "fields": fields, "note": note, "by": curator()}
    return Attempt(
        lambda seen: api().correct(document.id, CorrectionRequest.model_validate({**said, "seen": seen})), "已补标"
    )
