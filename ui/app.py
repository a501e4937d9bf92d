"""The portal's entry: navigation, what every page shares, and the connection to the API."""

from pathlib import Path

import streamlit as st

from search_api.settings import Settings
from ui.client import Api
from ui.components.address import HOME, PAGES

THEME = Path(__file__).resolve().parent / "theme"
# No icons: Streamlit takes the browser tab's from a page's, and that one it would fetch from fonts.gstatic.com.
TITLES = {
    "search": "检索",
    "graph": "职责图谱",
    "ask": "问答",
    "lineage": "溯源",
    "conflicts": "冲突",
    "documents": "文献",
    "upload": "入库",
    "corrections": "校订",
    "synonyms": "同义词",
}


@st.cache_resource
def open_api(address: str) -> Api:
    """One connection for all sessions of the portal."""
    return Api(address)


st.logo(str(THEME / "logo.svg"), size="large")
st.html(THEME / "page.css")
if "api" not in st.session_state:
    host, port = Settings.from_env().api
    st.session_state["api"] = open_api(f"{host}:{port}")
pages = {
    name: st.Page(
        file,
        title=TITLES[name],
        url_path=None if name == HOME else name,
        default=name == HOME,
    )
    for name, file in PAGES.items()
}
chosen = st.navigation(list(pages.values()), position="top")
st.set_page_config(page_title=f"{chosen.title} · 知规", page_icon=str(THEME / "seal.svg"), layout="wide")
chosen.run()
