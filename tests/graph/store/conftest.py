"""The engines that the contract is tested with: each opens an empty store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from graph.store import open_store
from graph.store.base import GraphStore
from tests.graph.store.neo4j.empty import empty

ENGINES = ("sqlite", "neo4j")
_EXAMPLES = {"neo4j": 5}
"""Of each property, where every step is a call to a server."""

NewStore = Callable[[], GraphStore]
"""Makes an empty store each time it is called."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that a test is run with."""
    return str(request.param)


@pytest.fixture
def address(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path / 'zhigui.db'}"
    return empty(request.getfixturevalue("neo4j_url"))


@pytest.fixture
def store(address: str) -> Iterator[GraphStore]:
    """An empty store."""
    with open_store(address) as opened:
        yield opened


@pytest.fixture
def new_store(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewStore]:
    """Makes empty stores, in pairs that a test compares.

    A Neo4j server has one database, so that every second store is SQLite there: the two must tell the same.
    """
    opened: list[GraphStore] = []

    def make() -> GraphStore:
        if engine == "sqlite" or len(opened) % 2:
            address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'zhigui.db'}"
        else:
            address = empty(request.getfixturevalue("neo4j_url"))
        opened.append(open_store(address))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def examples(engine: str) -> settings:
    """How many examples of a property are tried."""
    return settings(max_examples=_EXAMPLES.get(engine, 30), deadline=None)
