"""The dialog by which a person merges a name into another, or splits one that is two."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from search_api.models.corrections import CorrectionModel, NameCorrectionRequest
from ui import labels
from ui.components import surface
from ui.components.address import Address, to
from ui.components.curator import curator
from ui.components.handing_in import NOTE, Attempt, in_dialog
from ui.components.outcome import refused
from ui.components.session import api
from ui.components.tree import el

MERGE, SPLIT = "合并", "拆分"


@st.dialog("合并或拆分名称", width="medium")
def correct_name(kind: str, name: str, others: Sequence[str]) -> None:
    """Asks which of the two, and for the other name."""
    key = f"name_{kind}_{name}"
    surface.show("name_now", el("p", "", f"{labels.NODE_KINDS[kind]}　", el("b", "", name)))
    way = st.segmented_control("要做什么", [MERGE, SPLIT], default=MERGE, required=True, key=f"{key}_way")
    into, word = _merge(key, others) if way == MERGE else _split(key)
    note = st.text_input(NOTE, key=f"{key}_note", max_chars=500)
    with st.container(horizontal=True):
        save = st.button(f"确认{way}", type="primary")
        if st.button("取消"):
            st.rerun()
    if not save:
        return
    if not into or into == name or (way == SPLIT and not word):
        refused("name_refused", "请填写另一个名称。" if way == MERGE else "请填写区分用的词和另一个名称。")
        return
    said = {"kind": kind, "names": [name], "into": into, "word": word, "note": note}
    if way == MERGE:
        done = f"已把“{name}”并入“{into}”"
        in_dialog(_attempt({"action": "merge", **said}, done, to("graph", kind=kind, name=into)), None)
    else:
        in_dialog(_attempt({"action": "split", **said}, f"“{name}”中含“{word}”的，已改称“{into}”", None), None)


def _merge(key: str, others: Sequence[str]) -> tuple[str, str]:
    st.caption("两个名称其实是一回事：今后都用另一个名称，这里的规矩和依据都归过去。")
    chosen = st.selectbox("并入名单中的", ["", *others], key=f"{key}_into", format_func=lambda one: one or "（请选择）")
    typed = st.text_input("或名单里没有的", key=f"{key}_other", max_chars=100).strip()
    return typed or chosen, ""


def _split(key: str) -> tuple[str, str]:
    st.caption("一个名称混了两回事：原话中含有某个词的，改用另一个名称，其余不变。")
    left, right = st.columns(2)
    word = left.text_input("原话中含有", key=f"{key}_word", max_chars=100, placeholder="如：夜间").strip()
    return right.text_input("改称", key=f"{key}_split", max_chars=100, placeholder="如：夜间值班").strip(), word


def _attempt(said: dict[str, Any], done: str, then: Address | None) -> Attempt:
    return Attempt(lambda seen: _send({**said, "by": curator(), "seen": seen}), done, then)


def _send(said: dict[str, Any]) -> CorrectionModel:
    return api().correct_names(NameCorrectionRequest.model_validate(said))
