import pytest

from search_api.errors import IndexAway, UnknownIndex
from search_api.index import open_index
from search_api.index.opensearch.address import Address


@pytest.mark.parametrize(
    ("address", "expected", "reason"),
    [
        ("opensearch://db", Address((("db", 9200),)), "port and name if not said"),
        ("opensearch://db:19200/norms", Address((("db", 19200),), "norms"), "both said"),
        ("opensearch://a:1,b,c:3/x", Address((("a", 1), ("b", 9200), ("c", 3)), "x"), "several nodes"),
        ("opensearch://[::1]:9200/x", Address((("[::1]", 9200),), "x"), "an address of IPv6"),
        ("opensearch+https://db/x", Address((("db", 9200),), "x", tls=True), "encrypted"),
        ("opensearch://db/x?shards=3", Address((("db", 9200),), "x", shards=3), "in parts"),
        ("opensearch://u:p%40ss@db/x", Address((("db", 9200),), "x", login=("u", "p@ss")), "a password with a mark"),
    ],
)
def test_address_says_where_and_who(address: str, expected: Address, reason: str) -> None:
    assert Address.parse(address) == expected, reason


@pytest.mark.parametrize(
    "address",
    [
        "opensearch://",
        "opensearch:///name",
        "opensearch://db/Upper",
        "opensearch://db/_all",
        "opensearch://db/a/b",
        "opensearch://db:port/x",
        "opensearch://db,/x",
        "opensearch://db/x?shards=0",
        "opensearch://db/x?shards=many",
        "opensearch://db/x?replicas=2",
        "opensearch://user:secret@db/Upper",
        "opensearch://user:sec@ret@db/x",
    ],
)
def test_address_that_is_none_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(UnknownIndex, match="opensearch://主机:9200/索引名") as caught:
        open_index(address)
    assert "sec" not in str(caught.value)


def test_password_is_never_told() -> None:
    address = Address.parse("opensearch://user:secret@127.0.0.1:1/x")
    assert "secret" not in f"{address} {address!r}"
    with open_index("opensearch://user:secret@127.0.0.1:1/x") as index, pytest.raises(IndexAway) as caught:
        index.state()
    assert "127.0.0.1:1/x" in str(caught.value)
    assert "secret" not in str(caught.value)
