"""The dialog by which a person says when a document was said, with what speaks for the date of now."""

import streamlit as st

from search_api.models import DateModel, DocumentModel
from search_api.models.corrections import DocumentPatch
from ui import labels
from ui.components import surface
from ui.components.curator import curator
from ui.components.dates import NotADate, read_date
from ui.components.handing_in import Attempt, in_dialog
from ui.components.outcome import refused
from ui.components.session import api, api_failures
from ui.components.tree import Node, el

FORMS = "2014年5月6日、2014年5月、2014年，或 2012年至2014年"


@st.dialog("更正日期", width="medium")
def set_date(document: DocumentModel, seen: str | None) -> None:
    """Shows the date of now with its evidence, and takes another."""
    key = f"date_{document.id}_{seen}"
    now = labels.date_words(document.date)
    basis = f"依据：{document.date_basis}" if document.date_basis else "没有找到可以认定日期的依据"
    surface.show("date_now", el("p", "evidence", "现在认定为 ", el("b", "", now), el("br"), basis))
    dated = document.date.earliest or document.date.latest
    typed = st.text_input("改为", now if dated else "", key=f"{key}_typed", placeholder=f"{FORMS}；查不出来就留空")
    note = st.text_input("您的依据（从哪里查到的）", key=f"{key}_note", max_chars=500)
    try:
        date: DateModel | None = read_date(typed)
    except NotADate:
        date = None
    surface.show("date_read", _meaning(date))
    with st.container(horizontal=True):
        save = st.button("保存日期", type="primary")
        if st.button("取消"):
            st.rerun()
    if save and date:
        in_dialog(_attempt(document, date, note), seen)
    elif save:
        refused("date_refused", f"请把日期写成 {FORMS}。")


def _attempt(document: DocumentModel, date: DateModel, note: str) -> Attempt:
    patch = {"date": date if date.earliest or date.latest else None, "note": note, "by": curator()}
    return Attempt(
        lambda seen: api().set_date(document.id, DocumentPatch.model_validate({**patch, "seen": seen})),
        f"日期已更正为：{labels.date_words(date)}",
    )


def last_date(document_id: str) -> str | None:
    """The last correction of the document's date that holds."""
    with api_failures():
        held = api().corrections([("document_id", document_id), ("action", "date")]).items
    return next((one.id for one in held if one.state == "applied"), None)


def _meaning(date: DateModel | None) -> Node:
    if date is None:
        return el("p", "reason", f"没有看懂这个日期，请写成 {FORMS}。")
    if not date.earliest and not date.latest:
        return el("p", "", "将记为：日期不详")
    first, last = date.earliest or "不限", date.latest or "不限"
    return el("p", "", f"将记为：{labels.date_words(date)}（{first} 至 {last}）")
