"""The versions of the index: each an index of its own, one of them shown to readers by an alias."""

import re
import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search_api.errors import IndexBusy
from search_api.index.opensearch.held import Held
from search_api.index.opensearch.mapping import STATE, index_body
from search_api.index.opensearch.server import WRITING, Conflict, Missing, Server

_GRACE = 1.0
"""Seconds that an old version is left to the searches that are at it."""


class Versions:
    """Makes, shows and drops versions. Only whoever holds the lease may change anything."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._name = server.address.name

    def held(self) -> Held | None:
        """What the version that readers see holds; None where there is none."""
        try:
            return Held.read(self._server.call("GET", f"/{self._name}/_doc/{STATE}"))
        except Missing:
            return None

    def make(self, number: int) -> str:
        """The name of a new version, empty; what earlier ones left lying is dropped."""
        self.drop(self._named() - self._shown())
        version = f"{self._name}-v{number:08}-{secrets.token_hex(3)}"
        self._server.call("PUT", f"/{version}", index_body(self._server.address.shards), longest=WRITING)
        return version

    def keep(self, held: Held) -> Held:
        """Writes down what a version holds. Raises `IndexBusy` where another process has written since it was read."""
        path = f"/{held.version}/_doc/{STATE}"
        condition: Mapping[str, str | int] = held.at or {"op_type": "create"}
        try:
            answer = self._server.call("PUT", path, held.written(), params=condition, longest=WRITING)
        except Conflict:
            raise IndexBusy(str(self._server.address)) from None
        return replace(held, at={"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]})

    def publish(self, version: str) -> None:
        """Shows this version to readers in the place of all others, in one step, and drops those."""
        old = self._shown()
        actions: list[Mapping[str, Any]] = [{"add": {"index": version, "alias": self._name}}]
        actions += [{"remove": {"index": one, "alias": self._name, "must_exist": True}} for one in old]
        try:
            self._server.call("POST", "/_aliases", {"actions": actions}, longest=WRITING)
        except Missing:
            raise IndexBusy(str(self._server.address)) from None
        if old:
            time.sleep(_GRACE)
            self.drop(old)

    def drop(self, versions: Iterable[str]) -> None:
        """Lets versions go that nobody sees any more."""
        for version in versions:
            self._server.call("DELETE", f"/{version}", params={"ignore_unavailable": "true"}, longest=WRITING)

    def delete(self, version: str, queries: Sequence[Mapping[str, Any]]) -> None:
        """Takes out of a version what matches one of the queries."""
        body = {"query": {"bool": {"should": queries, "minimum_should_match": 1}}}
        how = {"conflicts": "proceed", "refresh": "true"}
        self._server.call("POST", f"/{version}/_delete_by_query", body, params=how, longest=WRITING)

    def _shown(self) -> set[str]:
        try:
            return set(self._server.call("GET", f"/_alias/{self._name}"))
        except Missing:
            return set()

    def _named(self) -> set[str]:
        form = re.compile(rf"{re.escape(self._name)}-v\d{{8,}}-[0-9a-f]{{6}}")
        return set(filter(form.fullmatch, self._server.call("GET", f"/{self._name}-v*/_alias")))
