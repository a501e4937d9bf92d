"""Runs the portal's pages without a browser, over a fake API, and reads what their surfaces show."""

import json
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.ui.fake_api import FakeApi
from ui.client import Api
from ui.components.address import HOME, PAGES
from ui.components.tree import Node, text_of

ENTRY = Path(__file__).resolve().parents[2] / "ui" / "app.py"


def open_page(api: FakeApi, page: str = HOME, /, **params: str | list[str]) -> AppTest:
    """The page at this address, drawn once."""
    test = AppTest.from_file(str(ENTRY), default_timeout=120)
    test.session_state["api"] = Api("127.0.0.1:1", transport=api.transport)
    test.query_params.update(params)
    if page != HOME:
        test.switch_page(PAGES[page])
    test.run()
    assert not test.exception, test.exception
    return test


def open_dialog(api: FakeApi, show: Callable[[], None]) -> AppTest:
    """A page that shows a dialog, drawn once: AppTest draws all anew where a browser keeps a dialog open."""
    test = AppTest.from_string("import streamlit as st\nst.session_state['show']()", default_timeout=120)
    test.session_state["api"] = Api("127.0.0.1:1", transport=api.transport)
    test.session_state["show"] = show
    test.run()
    assert not test.exception, test.exception
    return test


def nodes_of(test: AppTest) -> list[Node]:
    """The trees of all surfaces on the page, in order."""
    data = [json.loads(element.proto.json) for element in test.get("bidi_component")]
    return [node for one in data for node in one.get("nodes", [])]


def words_of(test: AppTest) -> str:
    """All words of all surfaces on the page."""
    return "\n".join(text_of(node) for node in nodes_of(test))
