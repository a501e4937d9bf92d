"""The buttons and dialogs by which a person corrects what stands in a document, its date, or a name."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from pydantic import JsonValue

from search_api.models import DocumentModel, RuleModel, TextModel
from search_api.models.corrections import (
    AnchorModel,
    CorrectionModel,
    CorrectionRequest,
    DocumentPatch,
    ExplanationModel,
    NameCorrectionRequest,
    RuleCorrectionRequest,
)
from ui import labels
from ui.components import surface
from ui.components.curator import curator, name_box
from ui.components.dates import NotADate, read_date
from ui.components.forms import ADDED, changed, fill_in, given
from ui.components.handing_in import Attempt, in_dialog, offer, undo
from ui.components.reader import Item
from ui.components.session import api, api_failures
from ui.components.tree import el

_AROUND = 60
"""Characters before and after the words, by which they are told from the same words elsewhere."""
NOTE = "说明（可不填）"


def seen_of(why: ExplanationModel) -> str | None:
    """The last correction of the thing that whoever looks at it has seen."""
    return why.corrections[-1].id if why.corrections else None


def buttons(found: TextModel, item: Item, why: ExplanationModel) -> None:
    """正确, 修改, 删除, and a way to take back what was said last."""
    seen = seen_of(why)
    with st.container(horizontal=True, key="correct_one"):
        st.button(
            "正确", type="primary", icon=":material/check:", on_click=offer,
            args=(_attempt(found, item, "accept", done="已确认正确"), seen),
        )  # fmt: skip
        if st.button("修改", icon=":material/edit:"):
            _change(found, item, why)
        st.button(
            "删除", icon=":material/close:", on_click=offer,
            args=(_attempt(found, item, "reject", done="已删除这一条，原文不受影响"), seen),
            help="认错了，这里不该有它；原文不受影响",
        )  # fmt: skip
        if seen:
            st.button("撤销上次校订", icon=":material/undo:", on_click=undo, args=(seen,))
    name_box()


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
    """What is sent of a thing; a rule has an address of its own."""
    thing, who = item.found, curator()
    if isinstance(thing, RuleModel):
        rule = thing.id
        return Attempt(
            lambda seen: api().correct_rule(
                rule, RuleCorrectionRequest.model_validate({"action": action, "by": who, "seen": seen, **said})
            ),
            done,
        )
    at = anchor(found.text, thing.start, thing.end)
    request = {"action": action, "target": item.group, "anchor": at, "by": who, **said}
    return Attempt(
        lambda seen: api().correct(found.document.id, CorrectionRequest.model_validate({**request, "seen": seen})), done
    )


@st.dialog("修改", width="large")
def _change(found: TextModel, item: Item, why: ExplanationModel) -> None:
    words = found.text[item.found.start : item.found.end]
    moved = st.text_area("原文中的字句（多了或少了，可照原文增减）", words, key="change_words", height=90)
    fields = fill_in(why.fields, "change")
    note = st.text_input(NOTE, key="change_note", max_chars=500)
    patch = changed(why.fields, fields)
    elsewhere = moved.strip() != words.strip() and bool(moved.strip())
    with st.container(horizontal=True):
        if st.button("保存修改", type="primary", disabled=not patch and not elsewhere):
            said: dict[str, Any] = {"fields": patch, "note": note}
            if elsewhere:
                said["moved"] = quoted(moved.strip(), item.found.start)
            in_dialog(_attempt(found, item, "change", done="已保存修改", **said), seen_of(why))
        if st.button("取消"):
            st.rerun()


@st.dialog("标出遗漏", width="large")
def add(found: TextModel, start: int | None = None, end: int | None = None) -> None:
    """Something that was missed: its words, what it is, and as much of it as is known."""
    chosen = found.text[start:end] if start is not None and end is not None else ""
    st.caption("从左边原文中复制漏标的字句，粘贴到这里；要与原文一字不差。")
    words = st.text_area("漏标的字句", chosen, key="add_words", height=90).strip()
    target = st.segmented_control(
        "它是",
        list(labels.GROUPS),
        default="rule",
        required=True,
        key="add_target",
        format_func=labels.GROUPS.__getitem__,
    )
    fields = given(fill_in(ADDED[str(target)], f"add_{target}"))
    note = st.text_input(NOTE, key="add_note", max_chars=500)
    with st.container(horizontal=True):
        if st.button("补标", type="primary", disabled=not words):
            at = _where(found.text, words, start, end)
            in_dialog(_addition(found.document, str(target), at, fields, note), None)
        if st.button("取消"):
            st.rerun()


def _addition(
    document: DocumentModel, target: str, at: AnchorModel, fields: dict[str, JsonValue], note: str
) -> Attempt:
    said = {"action": "add", "target": target, "anchor": at, "fields": fields, "note": note, "by": curator()}
    return Attempt(
        lambda seen: api().correct(document.id, CorrectionRequest.model_validate({**said, "seen": seen})), "已补标"
    )


@st.dialog("更正日期", width="medium")
def set_date(document: DocumentModel) -> None:
    """When the document was said, with what speaks for the date of now."""
    now = labels.date_words(document.date)
    surface.show(
        "date_now",
        el("p", "", "现在认定：", el("b", "", now)),
        el("p", "evidence", f"依据：{document.date_basis}" if document.date_basis else "没有找到可以认定日期的依据。"),
    )
    typed = st.text_input(
        "改为", "" if now == "日期不详" else now, key="date_typed",
        placeholder="2014年5月6日、2014年5月、2012年至2014年；查不出来就留空",
    )  # fmt: skip
    note = st.text_input("依据（说明从哪里查到的）", key="date_note", max_chars=500)
    try:
        date = read_date(typed)
    except NotADate:
        date = None
    surface.show("date_read", el("p", "" if date else "failure", _date_words(date)))
    with st.container(horizontal=True):
        if st.button("保存日期", type="primary", disabled=date is None or date == document.date) and date is not None:
            known = date if date.earliest or date.latest else None
            patch = {"date": known, "note": note, "by": curator()}
            in_dialog(
                Attempt(
                    lambda seen: api().set_date(document.id, DocumentPatch.model_validate({**patch, "seen": seen})),
                    "日期已更正",
                ),
                st.session_state.get("date_seen"),
            )
        if st.button("取消"):
            st.rerun()


def last_of_document(document_id: str) -> str | None:
    """The last correction of the document as a whole that holds."""
    with api_failures():
        held = api().corrections([("document_id", document_id), ("action", "date")], limit=20).items
    return next((one.id for one in held if one.state == "applied"), None)


def _date_words(date: Any) -> str:
    if date is None:
        return "没有看懂这个日期，请写成 2014年5月6日、2014年5月、2014年，或 2012年至2014年。"
    if not date.earliest and not date.latest:
        return "将记为：日期不详"
    first, last = date.earliest or "（不限）", date.latest or "（不限）"
    return f"将记为：{labels.date_words(date)}（{first} 至 {last}）"


@st.dialog("合并或拆分名称", width="medium")
def correct_name(kind: str, name: str, others: Sequence[str]) -> None:
    """One name that belongs to another, or one that is two."""
    way = st.segmented_control("要做什么", ["合并", "拆分"], default="合并", required=True, key="name_way")
    surface.show("name_now", el("p", "", f"{labels.NODE_KINDS[kind]}：", el("b", "", name)))
    word = ""
    if way == "合并":
        st.caption("两个名称其实是一回事：今后都用另一个名称，它的规矩和依据也都归过去。")
        into = st.selectbox("并入哪个名称", [None, *others], key="name_into", format_func=lambda one: one or "请选择")
        into = st.text_input("名单里没有的，写在这里", key="name_other", max_chars=100).strip() or into
    else:
        st.caption("一个名称混了两回事：原话中含有某个词的，改用另一个名称。")
        word = st.text_input("原话中含有", key="name_word", max_chars=100, placeholder="如：夜间").strip()
        into = st.text_input("的，改称", key="name_split", max_chars=100, placeholder="如：夜间值班").strip()
    note = st.text_input(NOTE, key="name_note", max_chars=500)
    ready = bool(into) and into != name and (way == "合并" or bool(word))
    with st.container(horizontal=True):
        if st.button(f"确认{way}", type="primary", disabled=not ready):
            action = "merge" if way == "合并" else "split"
            said = {"action": action, "kind": kind, "names": [name], "into": into, "word": word, "note": note}
            done = f"已把“{name}”并入“{into}”" if way == "合并" else f"“{name}”中含“{word}”的，已改称“{into}”"
            in_dialog(Attempt(lambda seen: _send_name(said, seen), done), None)
        if st.button("取消"):
            st.rerun()


def _send_name(said: dict[str, Any], seen: str | None) -> CorrectionModel:
    return api().correct_names(NameCorrectionRequest.model_validate({**said, "by": curator(), "seen": seen}))
