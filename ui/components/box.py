"""The box that words are typed into. Ours, since Streamlit's input can neither suggest nor speak Chinese hints."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from search_api.models import SuggestionModel
from search_api.results import SuggestionKind
from ui import labels
from ui.client import ApiError
from ui.components.address import Address

_THEME = Path(__file__).resolve().parents[1] / "theme"
_mount = st.components.v2.component(
    "zhigui_box",
    css=(_THEME / "box.css").read_text(encoding="utf-8"),
    js=(_THEME / "box.js").read_text(encoding="utf-8"),
)
Suggest = Callable[[str], Sequence[SuggestionModel]]
Lead = Callable[[SuggestionModel], Address]


@st.fragment
def box(
    key: str,
    shown: Address,
    *,
    label: str,
    placeholder: str,
    button: str,
    suggest: Suggest | None = None,
    lead: Lead | None = None,
    large: bool = False,
    recent: bool = False,
    empties: bool = False,
    longest: int = 500,
) -> None:
    """Shows the address's `q`; what is sent becomes it. A fragment: suggesting does not draw the page anew.

    A suggestion that is chosen is sent, or leads where `lead` says; the name of a field waits for its value. With
    `recent`, what was sent before from the same browser is suggested as well; it is kept there and nowhere else. One
    that `empties` itself has nothing in it once its words are sent. What is longer than `longest` is cut, and the box
    says so.
    """
    typed = str(st.session_state.get(key, {}).get("typed") or "")
    data = {
        "value": shown.get("q"),
        "href": shown.without("q", "after", "page").href,
        "label": label,
        "placeholder": placeholder,
        "button": button,
        "large": large,
        "empties": empties,
        "typed": typed,
        "suggests": suggest is not None,
        "longest": longest,
        "recent": f"zhigui_recent_{key}" if recent else "",
        "suggestions": _suggestions(suggest, lead, typed),
    }
    _mount(key=key, data=data, on_typed_change=_nothing)


def _suggestions(suggest: Suggest | None, lead: Lead | None, typed: str) -> list[dict[str, str | bool]]:
    if suggest is None or not typed:
        return []
    try:
        found = suggest(typed)
    except ApiError:  # the page itself says that the service is away; a missing suggestion need not
        return []
    return [
        {
            "text": s.text,
            "kind": labels.suggestion(s),
            "href": lead(s).href if lead else "",
            "more": s.kind is SuggestionKind.FIELD,
        }
        for s in found
    ]


def _nothing() -> None:
    """A state is only sent for a name that has a callback; it is read before the box is drawn."""
