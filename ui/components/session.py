"""What a browser session holds, and how a page that cannot get its data says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import streamlit as st

from ui.client import Api, ApiDown, ApiError, ApiSlow, NotNow
from ui.components import surface
from ui.components.address import link, to
from ui.components.tree import el


def api() -> Api:
    """The API, opened by the entry file."""
    return cast(Api, st.session_state["api"])


@contextmanager
def api_failures() -> Iterator[None]:
    """Turns a failure of the API into a sentence on the page, with a way to go on, and ends the script there."""
    try:
        yield
    except ApiError as error:
        surface.show(
            "failure",
            el(
                "div",
                "failure",
                el("h3", "", error.problem),
                el("p", "", error.advice + "。"),
                link(to("search"), "", "回到检索首页"),
                attrs={"role": "alert"},
            ),
        )
        if isinstance(error, ApiDown | ApiSlow | NotNow):
            _retry(wait_until_ready=isinstance(error, NotNow))
        st.stop()


@st.fragment(run_every="5s")
def _retry(*, wait_until_ready: bool) -> None:
    """A button to try again, which also tries by itself every few seconds."""
    pressed = st.button("重试", type="primary", icon=":material/refresh:")
    if pressed or (api().is_ready() if wait_until_ready else api().is_up()):
        st.rerun()
