"""Opens the index that an address names; the engines are looked for only then, for a machine may lack one."""

import importlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from search_api.errors import MissingEngine, UnknownIndex
from search_api.index.base import SearchIndex

ENGINES: Mapping[str, str] = {"tantivy": "TantivyIndex", "whoosh": "WhooshIndex"}
"""The class of each embedded engine, in the module of its name; the fastest first, for `auto`."""


SERVED = "opensearch"
"""The engine that runs on servers of its own, and the scheme of its address."""


def open_index(address: str) -> SearchIndex:
    """The index at `tantivy:///path`, `whoosh:///path`, `auto:///path` (the fastest engine at hand) or
    `opensearch://host:9200/name`.

    What comes after the third slash is the path: relative as it stands, absolute with a fourth slash. Each engine has
    a folder of its own there. Raises `UnknownIndex`, `MissingEngine`.
    """
    if address.startswith((f"{SERVED}://", f"{SERVED}+https://")):
        return _served(address)
    scheme, separator, path = address.partition(":///")
    if scheme not in (*ENGINES, "auto") or not separator or not path:
        paths = [f"{known}:///路径" for known in ("auto", *ENGINES)]
        raise UnknownIndex(address, [*paths, f"{SERVED}://主机:9200/索引名"])
    engine = _fastest() if scheme == "auto" else scheme
    # Imported here: an optional engine, and the others are not needed.
    opened: SearchIndex = getattr(importlib.import_module(f"{__name__}.{engine}"), ENGINES[engine])(Path(path) / engine)
    return opened


def _served(address: str) -> SearchIndex:
    try:
        # Imported here: an optional engine.
        from search_api.index.opensearch import Address, OpenSearchIndex  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name != "opensearchpy":
            raise
        raise MissingEngine(SERVED, "opensearch-py") from error
    return OpenSearchIndex(Address.parse(address))


def _fastest() -> str:
    return next((engine for engine in ENGINES if find_spec(engine)), "whoosh")
