"""What a version of the index holds, as written down in the version itself.

Passages are written first and shown after: each says which attempt wrote it, and one document, written last and in one
piece, says which attempts came to their end. An attempt that was broken off is never seen, and the next clears it away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search_api.index.base import State
from search_api.index.opensearch.mapping import BORN, STATE

_MOST_VOID = 1_000


@dataclass(frozen=True, slots=True)
class Held:
    """One state of one version."""

    version: str
    """The name of the index under the alias."""
    state: State
    attempt: int
    """The number of the attempt that wrote it: later passages are not shown."""
    void: tuple[int, ...] = ()
    """Attempts before that came to nothing; what they wrote may come in late."""
    buried: tuple[str, ...] = ()
    """Documents whose passages of earlier attempts are not shown; they are cleared away before the next change."""
    at: Mapping[str, int] | None = None
    """Where the server keeps it, as a condition for writing the next."""

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "Held | None":
        """What the server has kept; None where it is no state that this program knows."""
        kept = found["_source"].get(STATE)
        try:
            return cls(
                version=found["_index"],
                state=State(kept["store_id"], kept["commit"], kept["fingerprint"]),
                attempt=kept["attempt"],
                void=tuple(kept["void"]),
                buried=tuple(kept["buried"]),
                at={"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]},
            )
        except (KeyError, TypeError):
            return None

    def written(self) -> Mapping[str, Any]:
        """As the server is to keep it."""
        state = self.state
        return {
            STATE: {
                "store_id": state.store_id,
                "commit": state.commit,
                "fingerprint": state.fingerprint,
                "attempt": self.attempt,
                "void": self.void[-_MOST_VOID:],
                "buried": self.buried,
            }
        }

    @property
    def shown(self) -> Mapping[str, Any]:
        """The query that keeps to what this state shows."""
        hidden: list[Mapping[str, Any]] = []
        if self.void:
            hidden.append({"terms": {BORN: self.void[-_MOST_VOID:]}})
        if self.buried:
            hidden.append(self.dead)
        return {"bool": {"filter": [{"range": {BORN: {"lte": self.attempt}}}], "must_not": hidden}}

    @property
    def dead(self) -> Mapping[str, Any]:
        """The query for what is buried."""
        return {"bool": {"filter": [{"terms": {"document_id": self.buried}}, {"range": {BORN: {"lt": self.attempt}}}]}}

    def voids_until(self, attempt: int) -> tuple[int, ...]:
        """The attempts that came to nothing, given that the next is number `attempt`."""
        return (*self.void, *range(self.attempt + 1, attempt))
