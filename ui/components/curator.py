"""Who is correcting: a name typed once, at first the account's own."""

import getpass

import streamlit as st

_KEY = "curator"


@st.cache_resource
def last_name() -> dict[str, str]:
    """The name that was typed last in this portal, which a new tab starts with."""
    return {}


def curator() -> str | None:
    """The name to correct under, None for the account's own."""
    if _KEY in st.session_state:  # what stands in the box, though its change may come after that of a button
        return _in_box() if _in_box() != _account() else None
    return str(st.session_state.get("curator_name") or "") or last_name().get("name")


def name_box(label: str = "校订人") -> None:
    """Where the name is typed."""
    st.text_input(
        label,
        value=curator() or _account(),
        key=_KEY,
        max_chars=40,
        placeholder="您的姓名",
        icon=":material/person:",
        on_change=_typed,
        width=240,
    )


def _typed() -> None:
    st.session_state["curator_name"] = last_name()["name"] = _in_box()


def _in_box() -> str:
    return str(st.session_state.get(_KEY) or "").strip()


def _account() -> str:
    try:
        return getpass.getuser()
    except OSError:  # an account without a name, as in some containers
        return ""
