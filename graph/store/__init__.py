"""Where library and graph are kept; `open_store` picks the engine by its address."""

from pathlib import Path

from graph.errors import MissingDriver, UnknownStore
from graph.store.base import GraphStore
from graph.store.sqlite import SqliteStore


def _open_sqlite(place: str) -> GraphStore:
    return SqliteStore(Path(place))


def _open_neo4j(address: str) -> GraphStore:
    try:
        from graph.store.neo4j import Neo4jStore  # noqa: PLC0415  # an optional engine
    except ModuleNotFoundError as error:
        if error.name != "neo4j":
            raise
        raise MissingDriver("Neo4j", "neo4j") from error
    return Neo4jStore(address)


_SQLITE = "sqlite:///"
_NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(address: str) -> GraphStore:
    """The store at `address`: `sqlite:///data/zhigui.db`, `sqlite:////srv/zhigui.db`, `neo4j://user:password@host`.

    Raises `UnknownStore`, `MissingEngine`, `StoreBroken`, `StoreVersion`, `StoreUnwritable`, `StoreBusy`, `StoreAway`,
    `StoreDenied`.
    """
    if address.startswith(_SQLITE) and address != _SQLITE:
        return _open_sqlite(address.removeprefix(_SQLITE))
    if address.partition("://")[0] in _NEO4J:
        return _open_neo4j(address)
    raise UnknownStore(address, (f"{_SQLITE}路径", "neo4j://用户名:密码@主机:端口/数据库名"))
