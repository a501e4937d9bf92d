"""Addresses of Neo4j, and that no password is shown."""

import pytest

from graph.errors import UnknownStore
from graph.store import open_store
from graph.store.neo4j.address import Neo4jAddress


@pytest.mark.parametrize(
    ("address", "uri", "user", "password", "database"),
    [
        pytest.param("neo4j://db", "neo4j://db:7687", "", "", None, id="a host alone"),
        pytest.param("bolt://neo4j:pw@127.0.0.1:17687", "bolt://127.0.0.1:17687", "neo4j", "pw", None, id="bolt"),
        pytest.param("neo4j+s://u:p@db/norms", "neo4j+s://db:7687", "u", "p", "norms", id="TLS and a database"),
        pytest.param("neo4j://u:p%40%2F%3A@db/", "neo4j://db:7687", "u", "p@/:", None, id="marks in the password"),
        pytest.param("bolt://u:p@[::1]:1", "bolt://[::1]:1", "u", "p", None, id="IPv6"),
    ],
)
def test_address_has_its_parts(address: str, uri: str, user: str, password: str, database: str | None) -> None:
    parsed = Neo4jAddress.parse(address)
    assert (parsed.uri, parsed.user, parsed.password, parsed.database) == (uri, user, password, database)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("neo4j://user:geheim@", id="no host"),
        pytest.param("neo4j://user:geheim@db:port", id="a port by name"),
        pytest.param("neo4j://user:geheim@db/a/b", id="two databases"),
        pytest.param("neo4j://user:geheim@db?x=1", id="a query"),
        pytest.param("neo5j://user:geheim@db", id="a scheme that nothing has"),
    ],
)
def test_address_that_is_none_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(UnknownStore) as refused:
        open_store(address)
    assert "geheim" not in str(refused.value)
    assert "geheim" not in repr(vars(refused.value))


def test_address_does_not_show_its_password() -> None:
    parsed = Neo4jAddress.parse("neo4j://user:geheim@db/norms")
    assert "geheim" not in f"{parsed} {parsed!r}"
    assert str(parsed) == "neo4j://db:7687/norms"
