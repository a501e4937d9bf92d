"""问答: a question in, quotes with their sources out; the tab keeps what was asked."""

import streamlit as st

from search_api.models import AskResponse
from ui.components import answers, surface
from ui.components.address import here, to
from ui.components.box import box
from ui.components.session import api, api_failures
from ui.components.tree import el

KEPT = 20


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
                el("h1", "", "有问有据"),
                el("p", "", "答案只由资料中的原话组成；资料里没有的，就说没有。"),
            ),
        )
    with st.container(horizontal_alignment="center"), st.container(width="stretch" if question else 860):
        box(
            "ask_box",
            to("ask", q=question or None),
            label="问题",
            placeholder="用一句话提问，如：紧急信息多久内上报？",
            button="提问",
            large=not question,
        )
    if question:
        surface.show("answer", answers.answered(question, answer(question)))
    else:
        surface.show("ask_examples", answers.examples())
    history: dict[str, AskResponse] = st.session_state.get("ask_history", {})
    before = [(q, response) for q, response in reversed(history.items()) if q != question]
    if before:
        surface.show("ask_earlier", answers.earlier(before))


main()
