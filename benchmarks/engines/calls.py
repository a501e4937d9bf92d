"""The ten calls that people make most, over HTTP on loopback."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx2

QUERIES = ("值班要求", "严禁", "多久上报", "公文处理", "办公室主任", "应急预案", "保密工作 责任", "政府信息公开 时限")
Call = Callable[[httpx2.Client, int], httpx2.Response]


def calls(client: httpx2.Client) -> Mapping[str, Call]:
    """Each by its name; the number picks a query, a name or an id, so that no two calls in a row are the same."""
    duties = [item["name"] for item in _get(client, "/duties")["items"]]
    roles = [item["name"] for item in _get(client, "/roles")["items"]]
    documents = [item["id"] for item in _get(client, "/documents")["items"]]
    hits = [hit for query in QUERIES for hit in _get(client, "/search", q=query)["hits"]]
    rules = list(dict.fromkeys(rule["id"] for hit in hits for rule in hit["rules"]))
    return {
        "search": lambda http, turn: http.get("/search", params={"q": _pick(QUERIES, turn)}),
        "search, one facet": lambda http, turn: http.get(
            "/search", params={"q": _pick(QUERIES, turn), "modality": "prohibition"}
        ),
        "suggest": lambda http, turn: http.get("/suggest", params={"q": _pick(QUERIES, turn)[:2]}),
        "ask": lambda http, turn: http.post("/ask", json={"question": f"{_pick(duties, turn)}有哪些要求？"}),
        "a duty": lambda http, turn: http.get(f"/duties/{_pick(duties, turn)}"),
        "a role": lambda http, turn: http.get(f"/roles/{_pick(roles, turn)}"),
        "a rule": lambda http, turn: http.get(f"/rules/{_pick(rules, turn)}"),
        "neighbourhood": lambda http, turn: http.get(
            "/graph/neighbourhood", params={"kind": "duty", "key": _pick(duties, turn)}
        ),
        "list of documents": lambda http, turn: http.get("/documents"),
        "a document's text": lambda http, turn: http.get(f"/documents/{_pick(documents, turn)}/text"),
    }


def measure(client: httpx2.Client, rounds: int) -> Mapping[str, Sequence[float]]:
    """Seconds that each call took, sorted; the calls take turns, so that noise meets all alike."""
    by_name = calls(client)
    took: dict[str, list[float]] = {name: [] for name in by_name}
    for turn in range(rounds):
        for name, call in by_name.items():
            start = time.perf_counter()
            call(client, turn).raise_for_status()
            took[name].append(time.perf_counter() - start)
    return {name: sorted(times) for name, times in took.items()}


def _pick(choices: Sequence[str], turn: int) -> str:
    return choices[turn % len(choices)]


def _get(client: httpx2.Client, path: str, **parameters: str) -> Any:
    return client.get(path, params=parameters).json()
