"""Opens the index that an address names; the engines are looked for only then, for a machine may lack one."""

import importlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from search_api.errors import UnknownIndex
from search_api.index.base import SearchIndex

ENGINES: Mapping[str, str] = {"tantivy": "TantivyIndex", "whoosh": "WhooshIndex"}
"""The class of each engine, in the module of its name; the fastest first, for `auto`."""


def open_index(address: str) -> SearchIndex:
    """The index at `tantivy:///path`, `whoosh:///path` or `auto:///path` (the fastest engine at hand).

    What comes after the third slash is the path: relative as it stands, absolute with a fourth slash. Each engine has
    a folder of its own there. Raises `UnknownIndex`.
    """
    scheme, separator, path = address.partition(":///")
    if scheme not in (*ENGINES, "auto") or not separator or not path:
        raise UnknownIndex(address, [f"{known}:///路径" for known in ("auto", *ENGINES)])
    engine = _fastest() if scheme == "auto" else scheme
    # Imported here: an optional engine, and the others are not needed.
    opened: SearchIndex = getattr(importlib.import_module(f"{__name__}.{engine}"), ENGINES[engine])(Path(path) / engine)
    return opened


def _fastest() -> str:
    return next((engine for engine in ENGINES if find_spec(engine)), "whoosh")
