"""What became of the last thing that a button asked for, told once after the page was drawn anew."""

from collections.abc import Callable

import streamlit as st

from ui.client import ApiError
from ui.components import surface
from ui.components.tree import el

_KEY = "last_outcome"


def tell(send: Callable[[], object], done: str) -> None:
    """Sends it; the next `notice` says `done`, or why it was not done."""
    try:
        send()
    except ApiError as error:
        st.session_state[_KEY] = error
    else:
        st.session_state[_KEY] = done


def notice() -> None:
    """Shows it, where there is anything to tell."""
    match st.session_state.pop(_KEY, None):
        case str(words):
            surface.show("notice", el("p", "notice", words, attrs={"role": "status"}))
        case ApiError() as error:
            refused("notice", error.problem)


def refused(key: str, words: str) -> None:
    """Says why something was not taken."""
    surface.show(key, el("div", "failure", el("h3", "", "没有保存"), el("p", "", words), attrs={"role": "alert"}))
