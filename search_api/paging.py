"""Pages of the store as they go over the wire."""

from collections.abc import Callable
from typing import TypeVar

from graph.store import base
from search_api.models import Page

T = TypeVar("T")
M = TypeVar("M")


def page_of(page: base.Page[T], cross: Callable[[T], M]) -> Page[M]:
    """The page with each item crossed to its model; the store's cursors are good over the wire as they are."""
    return Page(items=[cross(item) for item in page.items], next=page.next, total=page.total)
