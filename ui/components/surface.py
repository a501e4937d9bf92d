"""A surface: our own markup inside a Streamlit page, with links that walk and marks that scroll.

Looked at before choosing: `st.html` and Markdown parse what they are given, and their links load the whole portal
anew; plotly (4 MB of script) draws no text one can mark or read aloud; st-link-analysis 0.4.0 (last release June 2025)
wraps cytoscape in an iframe of its own, without keyboard access and with the node's words on a canvas. Streamlit's
components v2 mount a few hundred lines of local script without a build, without an iframe and without a CDN, and a
graph of one node and its neighbours needs no physics: its picture is plain SVG made of links.
"""

from pathlib import Path

import streamlit as st

from ui.components.tree import Node

_THEME = Path(__file__).resolve().parents[1] / "theme"
_mount = st.components.v2.component(
    "zhigui_surface",
    css=(_THEME / "surface.css").read_text(encoding="utf-8"),
    js=(_THEME / "surface.js").read_text(encoding="utf-8"),
)


def show(key: str, *nodes: Node) -> None:
    """Draws the nodes. Their links change the address in the browser, and Streamlit draws what the address says."""
    _mount(key=key, data={"nodes": list(nodes)})
