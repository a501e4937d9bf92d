"""The servers as pytest fixtures; the root conftest takes them in. README.md beside this file says what each is."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from tests.requirements import require
from tests.servers.java import NoServer
from tests.servers.neo4j import Neo4j
from tests.servers.opensearch import OpenSearch

Server = TypeVar("Server", Neo4j, OpenSearch)


@contextmanager
def started(name: str, make: Callable[[], Server]) -> Iterator[Server]:
    """The server while it runs; what the machine lacks for it skips the test, or fails it where `name` is required."""
    try:
        server = make()
    except NoServer as missing:
        require(name, str(missing))
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Neo4j for the whole run, with user and password in the address."""
    given = os.environ.get("ZHIGUI_TEST_NEO4J_URI")
    if given:
        yield given
    else:
        with started("neo4j", lambda: Neo4j(_folder(tmp_path_factory))) as server:
            yield server.url


@pytest.fixture(scope="session")
def opensearch_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An OpenSearch of one node for the whole run."""
    given = os.environ.get("ZHIGUI_TEST_OPENSEARCH_URL")
    if given:
        yield given
    else:
        with started("opensearch", lambda: OpenSearch(_folder(tmp_path_factory))) as server:
            yield server.url


@pytest.fixture(scope="module")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """A Neo4j that only this module uses, and may stop and kill."""
    with started("neo4j", lambda: Neo4j(_folder(tmp_path_factory))) as server:
        yield server


@pytest.fixture(scope="module")
def opensearch_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSearch]:
    """An OpenSearch of one node that only this module uses, and may stop and kill."""
    with started("opensearch", lambda: OpenSearch(_folder(tmp_path_factory))) as server:
        yield server


@pytest.fixture(scope="module")
def opensearch_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSearch]:
    """An OpenSearch of three nodes that only this module uses, to lose one."""
    with started("opensearch", lambda: OpenSearch(_folder(tmp_path_factory), nodes=3)) as server:
        yield server


def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")
