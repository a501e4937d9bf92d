"""Bulk writing against a server that takes some, all or nothing."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from search_api.errors import IndexRefused
from search_api.index.opensearch import bulk
from search_api.index.opensearch.address import Address
from search_api.index.opensearch.bulk import write_all
from search_api.index.opensearch.server import Overloaded, Server


class Picky(Server):
    """A server that answers for each document with the next of its statuses, and in the end with 201."""

    def __init__(self, statuses: Mapping[str, list[int]], overloaded: int = 0) -> None:
        super().__init__(Address.parse("opensearch://127.0.0.1:1/x"))
        self.statuses = statuses
        self.overloaded = overloaded
        self.sent: list[list[str]] = []

    def call(self, method: str, path: str, body: Any = None, **options: Any) -> Mapping[str, Any]:
        keys = [json.loads(line)["index"]["_id"] for line in body.splitlines()[::2]]
        self.sent.append(keys)
        if self.overloaded:
            self.overloaded -= 1
            raise Overloaded("x")
        items = []
        for key in keys:
            status = self.statuses[key].pop(0) if self.statuses.get(key) else 201
            error = {"error": {"reason": "why"}} if status > 299 else {}
            items.append({"index": {"_id": key, "status": status} | error})
        return {"errors": any(item["index"]["status"] > 299 for item in items), "items": items}


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    monkeypatch.setattr(bulk.time, "sleep", waited.append)
    return waited


ITEMS = [(key, {"text": key}) for key in "abc"]


def test_write_all_sends_again_what_was_turned_away_and_that_alone(waits: list[float]) -> None:
    server = Picky({"b": [429, 429]})
    write_all(server, "v", ITEMS)
    assert server.sent == [["a", "b", "c"], ["b"], ["b"]]
    assert waits == [0.1, 0.2]


def test_write_all_waits_while_the_server_is_overloaded(waits: list[float]) -> None:
    server = Picky({}, overloaded=2)
    write_all(server, "v", ITEMS)
    assert server.sent == [["a", "b", "c"]] * 3
    assert waits == [0.1, 0.2]


def test_write_all_gives_up_in_the_end(waits: list[float]) -> None:
    with pytest.raises(Overloaded):
        write_all(Picky({"b": [429] * 100}), "v", ITEMS)
    assert 30 < sum(waits) < 120


def test_write_all_tells_of_what_will_never_be_taken() -> None:
    with pytest.raises(IndexRefused, match="b：why"):
        write_all(Picky({"b": [400]}), "v", ITEMS)


def test_write_all_sends_much_in_pieces() -> None:
    server = Picky({})
    write_all(server, "v", ((str(number), {}) for number in range(1_201)))
    assert [len(keys) for keys in server.sent] == [500, 500, 201]
    long = Picky({})
    write_all(long, "v", ((str(number), {"text": "值" * 1_600_000}) for number in range(3)))
    assert [len(keys) for keys in long.sent] == [1, 1, 1]
