"""Handing in what somebody corrects, and saying what became of it: done, or somebody else was first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import streamlit as st

from search_api.models import DocumentModel
from search_api.models.corrections import CorrectionModel
from ui.client import ApiError, Taken
from ui.components import surface
from ui.components.address import Address, stay
from ui.components.curator import curator
from ui.components.outcome import refused
from ui.components.session import api
from ui.components.tree import el

Send: TypeAlias = Callable[[str | None], CorrectionModel | DocumentModel]
"""Sends it, as somebody who has seen this last correction of the same thing."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something to hand in, and what to say once that is done."""

    send: Send
    done: str
    then: Address | None = None
    """Where the page goes afterwards, where what it shows is no longer there."""


@dataclass(frozen=True, slots=True)
class _Done:
    words: str
    correction_id: str | None


@dataclass(frozen=True, slots=True)
class _Taken:
    attempt: Attempt
    error: Taken


_OUTCOME = "correction_outcome"
NOTE = "说明（可不填）"


def offer(attempt: Attempt, seen: str | None) -> None:
    """Hands it in; `notices` tells what became of it.

    As the callback of a button it sends what its author saw when the page was drawn, not what has come since.
    """
    try:
        made = attempt.send(seen)
    except Taken as error:
        st.session_state[_OUTCOME] = _Taken(attempt, error) if error.correction_id else error
    except ApiError as error:
        st.session_state[_OUTCOME] = error
    else:
        undoable = isinstance(made, CorrectionModel) and made.undone_at is None
        st.session_state[_OUTCOME] = _Done(attempt.done, made.id if undoable else None)


def in_dialog(attempt: Attempt, seen: str | None) -> None:
    """Hands in from a dialog, which stays open where what was typed has to be put right."""
    offer(attempt, seen)
    outcome = st.session_state[_OUTCOME]
    if isinstance(outcome, _Done) and attempt.then:
        stay(attempt.then)
    if not isinstance(outcome, ApiError):
        st.rerun()
    del st.session_state[_OUTCOME]
    refused("dialog_refused", outcome.problem)


def undo(correction_id: str) -> None:
    """Takes a correction back."""
    offer(Attempt(lambda _: api().undo(correction_id, curator()), "已撤销，恢复到校订之前"), None)


def notices() -> None:
    """What became of the last thing that was handed in; asks where somebody else was first."""
    outcome = st.session_state.pop(_OUTCOME, None)
    match outcome:
        case _Done(words, correction_id):
            with st.container(horizontal=True, vertical_alignment="center"):
                surface.show("notice", el("p", "notice", words, attrs={"role": "status"}))
                if correction_id:
                    st.button("撤销", key="undo_last", on_click=undo, args=(correction_id,), icon=":material/undo:")
        case _Taken(attempt, error):
            ask(attempt, error)
        case ApiError():
            refused("notice", outcome.problem)


@st.dialog("别人先校订了这一处", width="medium")
def ask(attempt: Attempt, error: Taken) -> None:
    """Tells what the other did, and lets the author decide."""
    surface.show(
        "taken",
        el(
            "div",
            "told",
            el("p", "", el("b", "", error.problem)),
            el(
                "p",
                "",
                "您的意见还没有保存。可以先关掉这个窗口看看对方改了什么，也可以仍按您的意见改；两次校订都会留在记录里。",
            ),
        ),
    )
    with st.container(horizontal=True):
        if st.button("以对方的为准", type="primary"):
            st.rerun()
        if st.button("仍按我的意见改"):
            in_dialog(attempt, error.correction_id)
