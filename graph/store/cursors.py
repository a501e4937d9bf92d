"""Pages and their cursors, the same for every engine: a cursor is the key of the last item that was shown."""

import base64
import binascii
import json
from collections.abc import Callable
from typing import Any, TypeVar

from graph.errors import BadCursor
from graph.store.shapes import Page

T = TypeVar("T")


def cursor(*key: str | int) -> str:
    """An opaque cursor that stands for the last item of a page."""
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode()


def parse_cursor(text: str, *kinds: type[str] | type[int]) -> list[Any]:
    """The key in a cursor, of these types. Raises `BadCursor`."""
    try:
        key = json.loads(base64.b64decode(text, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise BadCursor(text) from error
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds):
        raise BadCursor(text)
    if any(isinstance(part, int) and abs(part) >= 2**63 for part in key):
        raise BadCursor(text)
    return key


def page(items: tuple[T, ...], limit: int, total: int, key: Callable[[T], str]) -> Page[T]:
    """A page of `limit` items; one item more than that says that something follows."""
    shown = items[:limit]
    return Page(shown, key(shown[-1]) if shown and len(items) > limit else None, total)
