"""问答: a question in, quotes with their sources out; the tab keeps what was asked."""

import streamlit as st

from search_api.models import AskResponse
from ui.components import answers, surface
from ui.components.address import here, to, visit
from ui.components.session import api, api_failures
from ui.components.tree import el

KEPT = 20


def box(question: str) -> None:
    """Where the question is typed; it becomes the address."""
    if st.session_state.get("ask_shown") != question:
        st.session_state["ask_shown"] = st.session_state["ask_typed"] = question
    with st.form("ask_form", border=False, enter_to_submit=True):
        left, right = st.columns([8, 1], gap="small", vertical_alignment="bottom")
        typed = left.text_input(
            "问题",
            key="ask_typed",
            placeholder="用一句话提问，如：紧急信息多久内上报？",
            label_visibility="collapsed",
            icon=":material/help:",
        )
        sent = right.form_submit_button("提问", type="primary", width="stretch")
    if sent and (typed or "").strip() != question:
        visit(to("ask", q=(typed or "").strip() or None))


def answer(question: str) -> AskResponse:
    """The answer, asked for once in a tab."""
    history: dict[str, AskResponse] = st.session_state.setdefault("ask_history", {})
    if question not in history:
        with api_failures(), st.spinner("正在查找依据……"):
            history[question] = api().ask(question)
        for old in list(history)[:-KEPT]:
            del history[old]
    return history[question]


def main() -> None:
    """Draws the page."""
    question = here("ask").get("q").strip()
    if not question:
        surface.show(
            "ask_hero",
            el(
                "header",
                "hero",
                el("h2", "", "有问有据"),
                el("p", "", "答案只由资料中的原话组成；资料里没有的，就说没有。"),
            ),
        )
    box(question)
    if question:
        surface.show("answer", answers.answered(question, answer(question)))
    else:
        surface.show("ask_examples", answers.examples())
    history: dict[str, AskResponse] = st.session_state.get("ask_history", {})
    before = [(q, response) for q, response in reversed(history.items()) if q != question]
    if before:
        surface.show("ask_earlier", answers.earlier(before))


main()
