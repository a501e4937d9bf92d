"""What can be done about a correction that does not fit any more: keep it, drop it, or point it at other words."""

import streamlit as st

from search_api.models.corrections import AnchorModel, ConflictModel, CorrectionModel, ResolutionRequest
from ui.components import corrected, surface
from ui.components.correcting import quoted
from ui.components.curator import curator
from ui.components.handing_in import Attempt, in_dialog, offer
from ui.components.session import api


def ways(place: int, one: ConflictModel) -> None:
    """The buttons that settle it."""
    if one.kind != "lost":
        st.button("保留这条校订", key=f"keep_{place}", on_click=_resolve, args=(one, "keep", "已保留"), type="primary")
    st.button("撤销这条校订", key=f"drop_{place}", on_click=_resolve, args=(one, "drop", "已撤销"))
    if one.correction.anchor and one.kind == "lost" and st.button("改指原文别处", key=f"move_{place}"):
        move(one)


def _resolve(one: ConflictModel, way: str, done: str) -> None:
    offer(Attempt(lambda _: _settle(one, way, None), f"{done}这条校订"), None)


def _settle(one: ConflictModel, way: str, anchor: AnchorModel | None) -> CorrectionModel:
    document = one.correction.document.id if one.correction.document else None
    given = {"resolution": way, "document_id": document, "by": curator()}
    request = ResolutionRequest.model_validate(given | ({"anchor": anchor} if anchor else {}))
    return api().resolve(one.correction.id, request)


@st.dialog("改指原文别处", width="medium")
def move(one: ConflictModel) -> None:
    """Asks for the words that a correction is about now."""
    surface.show("move_now", corrected.conflict(one))
    words = st.text_area("照抄新的原文字句", key="move_words").strip()
    if st.button("保存", type="primary") and words:
        in_dialog(Attempt(lambda _: _settle(one, "move", quoted(words)), "已改指原文别处"), None)
