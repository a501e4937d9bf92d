"""问答: a question in, quotes with their sources out; the tab keeps what was asked."""

import streamlit as st

from search_api.models import AskResponse
from ui.components import answers, desk, surface, tools
from ui.components.address import Address, here, link, to
from ui.components.box import box
from ui.components.session import api, api_failures
from ui.components.tree import el

KEPT = 20
_History = dict[str, tuple[Address, AskResponse]]


def history() -> _History:
    """What was asked in this tab, by address, the last at the end."""
    kept: _History = st.session_state.setdefault("ask_history", {})
    return kept


def answer(shown: Address) -> AskResponse:
    """The answer, asked for once in a tab."""
    if shown.href not in history():
        with api_failures(), st.spinner("正在查找依据……"):
            history()[shown.href] = (shown, _asked(shown))
        for old in list(history())[:-KEPT]:
            del history()[old]
    return history()[shown.href][1]


def _asked(shown: Address) -> AskResponse:
    """The answer; what a model makes of it is shown sentence by sentence as it comes."""
    found, lines, place = None, "", st.empty()
    for told in api().ask(shown.get("q"), shown.get("topic")[:200]):
        if isinstance(told, AskResponse):
            found = told
        elif found and told.text not in found.answer:
            lines += answers.sentence_words(told, found) + "\n"
            place.text(lines)
    place.empty()
    assert found is not None, "an answer has an end, or the API has failed"
    return found


def welcome() -> None:
    """The empty state: questions that are answered, many at once, and the curator's way."""
    with api_failures():
        suggested = api().suggested().items
    surface.show("ask_examples", answers.examples(suggested))
    tools.sheet("批量提问：上传一行一个问题的 CSV，下载答案表格", "ask_file", api().ask_batch, "批量问答结果.csv")


def show_answer(shown: Address) -> None:
    """The answer, what can be done with it, and a way to go on from it."""
    # What shows that it is looked for has a place of its own: the rest stands where it stood when it is drawn again.
    with st.container():
        found = answer(shown)
    surface.show("answer", answers.answered(shown, found))
    desk.judge(shown, found)
    if found.topic:
        box(
            "follow_box",
            to("ask", topic=found.topic),
            label="追问",
            placeholder=f"接着“{found.topic}”问，如：那逾期呢？",
            button="追问",
            longest=2_000,
            empties=True,
        )


def main() -> None:
    """Draws the page."""
    shown = here("ask")
    if shown.get("manage"):
        desk.manage()
        return
    question = " ".join(shown.get("q").split())
    if not question:
        words = "答案只由资料中的原话组成；资料里没有的，就说没有。"
        surface.show("ask_hero", el("header", "hero", el("h1", "", "有问有据"), el("p", "", words)))
    with st.container(horizontal_alignment="center"), st.container(width="stretch" if question else 860):
        box(
            "ask_box",
            to("ask", q=question or None),
            label="问题",
            placeholder="用一句话提问，如：紧急信息多久内上报？",
            button="提问",
            large=not question,
            longest=2_000,
        )
    if question:
        show_answer(shown)
    else:
        welcome()
    before = [kept for href, kept in reversed(history().items()) if href != shown.href]
    if before:
        surface.show("ask_earlier", answers.earlier(before))
    surface.show("desk_way", el("p", "about", link(to("ask", manage=1), "", "置顶答案与读者意见")))


main()
