"""The box that words are typed into. Ours, since Streamlit's input can neither suggest nor speak Chinese hints."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from search_api.models import SuggestionModel
from ui import labels
from ui.client import ApiError

_THEME = Path(__file__).resolve().parents[1] / "theme"
_mount = st.components.v2.component(
    "zhigui_box",
    css=(_THEME / "box.css").read_text(encoding="utf-8"),
    js=(_THEME / "box.js").read_text(encoding="utf-8"),
)
Suggest = Callable[[str], Sequence[SuggestionModel]]


@st.fragment
def box(
    key: str,
    value: str,
    on_sent: Callable[[str], None],
    *,
    label: str,
    placeholder: str,
    button: str,
    suggest: Suggest | None = None,
    large: bool = False,
) -> None:
    """Shows `value`; what is sent, trimmed, goes to `on_sent`. A fragment: suggesting does not draw the page anew."""
    typed = str(st.session_state.get(key, {}).get("typed") or "")
    data = {
        "value": value,
        "label": label,
        "placeholder": placeholder,
        "button": button,
        "large": large,
        "typed": typed,
        "suggests": suggest is not None,
        "suggestions": _suggestions(suggest, typed),
    }
    sent = _mount(key=key, data=data, on_sent_change=_nothing, on_typed_change=_nothing).sent
    if isinstance(sent, str):
        on_sent(sent.strip())


def _suggestions(suggest: Suggest | None, typed: str) -> list[dict[str, str]]:
    if suggest is None or not typed:
        return []
    try:
        found = suggest(typed)
    except ApiError:  # the page itself says that the service is away; a missing suggestion need not
        return []
    return [{"text": s.text, "kind": labels.NODE_KINDS.get(s.kind, "词语")} for s in found]


def _nothing() -> None:
    """A state or trigger is only sent for a name that has a callback; both are read where the box is drawn."""
