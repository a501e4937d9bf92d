"""The pairs of store and index that are compared, each opened where nothing is yet."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.neo4j import Neo4j
from tests.servers.opensearch import OpenSearch
from tests.servers.process import JavaServer


@dataclass(frozen=True, slots=True)
class Pair:
    """Where store and index are, and the servers that run for them, by name."""

    store: str
    index: str
    servers: Mapping[str, JavaServer] = field(default_factory=dict)


Opener = Callable[[Path], AbstractContextManager[Pair]]


def embedded(index: str) -> Opener:
    """SQLite and an index in a folder."""

    @contextmanager
    def opened(folder: Path) -> Iterator[Pair]:
        yield Pair(f"sqlite:///{folder}/zhigui.db", f"{index}:///{folder}/index")

    return opened


@contextmanager
def served(folder: Path) -> Iterator[Pair]:
    """Neo4j and one node of OpenSearch, started for this. Raises `NoServer`."""
    neo4j, opensearch = Neo4j(folder / "neo4j"), OpenSearch(folder / "opensearch")
    [node] = opensearch.nodes
    try:
        neo4j.start()
        opensearch.start()
        address = f"opensearch://{node.url.removeprefix('http://')}/zhigui"
        yield Pair(neo4j.url, address, {"Neo4j": neo4j, "OpenSearch": node})
    finally:
        neo4j.stop()
        opensearch.stop()


PAIRS: Mapping[str, Opener] = {
    "sqlite+tantivy": embedded("tantivy"),
    "sqlite+whoosh": embedded("whoosh"),
    "neo4j+opensearch": served,
}
