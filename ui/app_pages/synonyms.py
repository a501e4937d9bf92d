"""同义词: searches that found nothing, words that may be meant, and what was decided."""

import streamlit as st

from search_api.models import MissModel, PairModel, UnknownWordModel
from ui.components.session import api, api_failures

_DECISIONS = {"approved": "通用", "dismissed": "不通用"}


def _miss(miss: MissModel) -> None:
    with st.container(border=True):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.text(f"{miss.q}　查过 {miss.times} 次，最近 {miss.last:%Y-%m-%d}")
        if right.button("不再列出", key=f"forget_{miss.q}"):
            with api_failures():
                api().forget_miss(miss.q)
            st.rerun()
        for word in miss.words:
            _word(miss.q, word)
        if not miss.words:
            st.text("没有要认定的词：其中的词资料里都有，或者不是中文词。")


def _word(q: str, unknown: UnknownWordModel) -> None:
    for near in unknown.near:
        left, yes, no = st.columns([4, 1, 1], vertical_alignment="center")
        left.text(f"{unknown.word} ＝ {near.word}？　{'；'.join(near.evidence)}；{near.passages} 段用到")
        key = f"{q}_{unknown.word}_{near.word}"
        for column, label, approve in ((yes, "通用", True), (no, "不通用", False)):
            if column.button(label, key=f"{approve}_{key}"):
                _decide(unknown.word, near.word, approve=approve)
    # A form takes what is typed with the click: a button that waits for a word is off at the first one.
    with st.form(f"own_{q}_{unknown.word}", border=False):
        left, right = st.columns([4, 2], vertical_alignment="bottom")
        other = left.text_input(f"“{unknown.word}”也就是", max_chars=40, key=f"other_{q}_{unknown.word}").strip()
        if right.form_submit_button("存为通用") and other:
            _decide(unknown.word, other, approve=True)


def _decide(word: str, other: str, *, approve: bool) -> None:
    with api_failures():
        api().decide(word, other, approve=approve)
    st.rerun()


def _pair(pair: PairModel) -> None:
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.text(f"{pair.word} ＝ {pair.other}　{_DECISIONS[pair.decision]}　{pair.decided:%Y-%m-%d}")
    if right.button("撤回", key=f"withdraw_{pair.word}_{pair.other}"):
        with api_failures():
            api().withdraw(pair.word, pair.other)
        st.rerun()


def main() -> None:
    """Draws the page."""
    with api_failures():
        found = api().synonyms()
    st.subheader("没有查到结果的检索")
    st.caption("认定为通用的两个词，从下一次检索起互相查到，不必重建索引。")
    for miss in found.misses:
        _miss(miss)
    if not found.misses:
        st.text("暂时没有。")
    if found.decided:
        st.subheader("已认定的")
        for pair in found.decided:
            _pair(pair)


main()
