"""Many passages into the server, as fast as it takes them."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from search_api.errors import IndexRefused
from search_api.index.opensearch.server import WRITING, Overloaded, Server

_MOST_ITEMS = 500
_MOST_CHARS = 3_000_000
_TRIES = 9
_PAUSE = 0.1
"""Seconds before the second try of what the server had no room for; doubled each time, to 25 s and 51 s in all."""

Item = tuple[str, Mapping[str, Any]]
"""The id of a document, and the document."""


def write_all(server: Server, index: str, items: Iterable[Item]) -> None:
    """Puts all in; what the server had no room for is sent again, later. Raises `Overloaded`, `IndexRefused`.

    Ids are the caller's, so that what is sent twice is there once.
    """
    for lines in _chunks(items):
        _write(server, index, lines)


def _write(server: Server, index: str, lines: Sequence[str]) -> None:
    left = lines
    for number in range(_TRIES):
        try:
            answer = server.call("POST", f"/{index}/_bulk", "".join(left), longest=WRITING)
        except Overloaded:
            pass
        else:
            left = _turned_away(server, answer, left)
            if not left:
                return
        time.sleep(_PAUSE * 2**number)
    raise Overloaded(str(server.address))


def _turned_away(server: Server, answer: Mapping[str, Any], lines: Sequence[str]) -> Sequence[str]:
    """The lines that the server had no room for. Raises `IndexRefused` where it will never take one."""
    if not answer["errors"]:
        return ()
    results = [item["index"] for item in answer["items"]]
    for result in results:
        if result["status"] >= 300 and result["status"] not in (429, 503):
            reason = result["error"].get("reason", "")
            raise IndexRefused(str(server.address), f"{result['_id']}：{reason}"[:300])
    return [line for line, result in zip(lines, results, strict=True) if result["status"] >= 300]


def _chunks(items: Iterable[Item]) -> Iterator[Sequence[str]]:
    lines: list[str] = []
    size = 0
    for key, document in items:
        line = json.dumps({"index": {"_id": key}}) + "\n" + json.dumps(document, ensure_ascii=False) + "\n"
        if lines and (len(lines) == _MOST_ITEMS or size + len(line) > _MOST_CHARS):
            yield lines
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield lines
