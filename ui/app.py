"""The portal's entry: navigation, what every page shares, and the connection to the API."""

from pathlib import Path

import streamlit as st

from search_api.settings import Settings
from ui.client import Api
from ui.components.address import HOME, PAGES

THEME = Path(__file__).resolve().parent / "theme"
TITLES = {
    "search": ("检索", ":material/search:"),
    "graph": ("职责图谱", ":material/account_tree:"),
    "ask": ("问答", ":material/forum:"),
    "documents": ("文献", ":material/menu_book:"),
    "upload": ("入库", ":material/upload_file:"),
}


@st.cache_resource
def open_api(address: str) -> Api:
    """One connection for all sessions of the portal."""
    return Api(address)


st.set_page_config(page_title="知规", page_icon=str(THEME / "seal.svg"), layout="wide")
st.logo(str(THEME / "logo.svg"), size="large")
st.html(THEME / "page.css")
if "api" not in st.session_state:
    host, port = Settings.from_env().api
    st.session_state["api"] = open_api(f"{host}:{port}")
pages = {
    name: st.Page(
        file,
        title=TITLES[name][0],
        icon=TITLES[name][1],
        url_path=None if name == HOME else name,
        default=name == HOME,
    )
    for name, file in PAGES.items()
}
chosen = st.navigation(list(pages.values()), position="top")
chosen.run()
