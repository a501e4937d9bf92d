"""Addresses: every state of a page that is worth coming back to is in its query parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from ui.components.tree import Node, el

PAGES: Mapping[str, str] = {
    "search": "app_pages/search.py",
    "graph": "app_pages/graph.py",
    "ask": "app_pages/ask.py",
    "lineage": "app_pages/lineage.py",
    "conflicts": "app_pages/conflicts.py",
    "documents": "app_pages/documents.py",
    "upload": "app_pages/upload.py",
    "corrections": "app_pages/corrections.py",
    "synonyms": "app_pages/synonyms.py",
}
"""The pages by their path in the address, with the file that draws them."""
HOME = "search"


@dataclass(frozen=True, slots=True)
class Address:
    """A page with its parameters; a parameter may be given more than once."""

    page: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def href(self) -> str:
        """The address as a link, for new tabs and bookmarks."""
        path = "/" if self.page == HOME else f"/{self.page}"
        return f"{path}?{urlencode(self.params)}" if self.params else path

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter."""
        return tuple(value for key, value in self.params if key == name)

    def get(self, name: str, default: str = "") -> str:
        """The first value of a parameter."""
        return next(iter(self.all(name)), default)

    def number(self, name: str) -> int | None:
        """A parameter as a count; None where it is missing or is no count (people edit addresses)."""
        value = self.get(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None

    def without(self, *names: str) -> "Address":
        """The same page without these parameters."""
        return replace(self, params=tuple((key, value) for key, value in self.params if key not in names))

    def having(self, **values: str | int | None) -> "Address":
        """The same page with these parameters set; None takes one away."""
        kept = self.without(*values).params
        return replace(self, params=kept + tuple((k, str(v)) for k, v in values.items() if v is not None))

    def toggled(self, name: str, value: str) -> "Address":
        """The same page with one value of a parameter switched on or off."""
        pair = (name, value)
        if pair in self.params:
            return replace(self, params=tuple(p for p in self.params if p != pair))
        return replace(self, params=(*self.params, pair))


def to(page: str, **values: str | int | None) -> Address:
    """The address of a page with these parameters."""
    return Address(page).having(**values)


def here(page: str) -> Address:
    """The address that the browser shows."""
    return Address(page, tuple((key, value) for key in st.query_params for value in st.query_params.get_all(key)))


def link(target: Address, classes: str, *children: Node | None, attrs: Mapping[str, str] | None = None) -> Node:
    """A link that changes the page without loading it anew, and opens in a new tab as any link does."""
    return el("a", classes, *children, attrs={**(attrs or {}), "href": target.href, "data-go": ""})


def stay(target: Address) -> NoReturn:
    """Shows another address of the same page; what follows in the script is not run.

    Other pages are only reached by links: `st.switch_page` with parameters writes the new parameters behind the old
    page's path first, and the browser's way back leads there (Streamlit 1.67).
    """
    params: dict[str, list[str]] = {}
    for key, value in target.params:
        params.setdefault(key, []).append(value)
    st.query_params.from_dict(params)
    st.rerun()
