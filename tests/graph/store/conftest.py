"""The engines that the contract is tested with: each opens an empty store in a folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import open_store
from graph.store.base import GraphStore

ENGINES: dict[str, Callable[[Path], str]] = {"sqlite": lambda folder: f"sqlite:///{folder / 'zhigui.db'}"}
"""The address of an empty store of each engine."""

NewStore = Callable[[], GraphStore]
"""Makes an empty store each time it is called."""


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be."""
    return ENGINES[request.param](tmp_path)


@pytest.fixture
def store(address: str) -> Iterator[GraphStore]:
    """An empty store."""
    with open_store(address) as opened:
        yield opened


@pytest.fixture(params=ENGINES)
def new_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], GraphStore]]:
    """Makes empty stores, as many as a test compares."""
    opened: list[GraphStore] = []

    def make() -> GraphStore:
        opened.append(open_store(ENGINES[request.param](tmp_path_factory.mktemp("store"))))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
