"""Where library and graph are kept; `open_store` picks the engine by its address."""

from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import UnknownStore
from graph.store.base import GraphStore
from graph.store.sqlite import SqliteStore


def _open_sqlite(place: str) -> GraphStore:
    return SqliteStore(Path(place))


_ENGINES: Mapping[str, Callable[[str], GraphStore]] = {"sqlite:///": _open_sqlite}
"""Each engine by the beginning of its addresses; it is given what follows."""


def open_store(address: str) -> GraphStore:
    """The store at `address`, such as `sqlite:///data/zhigui.db` or `sqlite:////srv/zhigui.db`.

    Raises `UnknownStore`, `StoreBroken`, `StoreVersion`, `StoreUnwritable`, `StoreBusy`.
    """
    for scheme, opened in _ENGINES.items():
        place = address.removeprefix(scheme)
        if place and place != address:
            return opened(place)
    raise UnknownStore(address, tuple(f"{scheme}路径" for scheme in _ENGINES))
