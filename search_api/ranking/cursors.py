"""Cursors: where the next page begins, opaque to whoever is given one, and good for the same search only."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from search_api.errors import BadCursor
from search_api.index.fields import FacetField

FARTHEST = 100_000
"""Hits; no reader goes there, and an engine keeps all hits up to it in memory."""


def cursor_of(q: str, filters: Mapping[FacetField, tuple[str, ...]], offset: int) -> str:
    """A cursor for the page of this search that begins at `offset`."""
    payload = json.dumps([_digest(q, filters), offset]).encode()
    return base64.urlsafe_b64encode(payload).decode().rstrip("=")


def offset_of(cursor: str | None, q: str, filters: Mapping[FacetField, tuple[str, ...]]) -> int:
    """Where the page begins, 0 without a cursor. Raises `BadCursor`, also for the cursor of another search."""
    if cursor is None:
        return 0
    try:
        payload: Any = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        digest, offset = payload
    except (binascii.Error, ValueError, TypeError):
        raise BadCursor(cursor) from None
    if digest != _digest(q, filters) or type(offset) is not int or not 0 < offset <= FARTHEST:
        raise BadCursor(cursor)
    return offset


def _digest(q: str, filters: Mapping[FacetField, tuple[str, ...]]) -> str:
    basis = [q, sorted((field.value, sorted(values)) for field, values in filters.items())]
    return hashlib.sha256(json.dumps(basis).encode()).hexdigest()[:12]
