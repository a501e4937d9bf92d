"""Reads of one moment. Neo4j promises only that what is read is committed, not that all of it was at one moment.

A writer says at the Gate node, in a transaction of its own, that it is about to commit, and afterwards that it has
done so. A read that finds nobody at the gate, and finds it so again at its end, met no commit. One that met some is
made again, and at last in a turn of its own at the Library node, where writers wait for it.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

from neo4j import ManagedTransaction
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import StoreError
from graph.store.neo4j.server import Server

T = TypeVar("T")
Read = Callable[[ManagedTransaction, int], T]
"""What is read in a transaction, and the commit that the library is at."""

_TRIES = 8
"""Reads that may meet a commit until one takes its turn: a commit is over in milliseconds."""
_PAUSE = 0.005


class Gate:
    """The gate of the library at `server`."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def passage(self) -> "Passage":
        """One writer's way through."""
        return Passage(self._server)

    def read(self, work: Read[T]) -> T:
        """What `work` gives of one moment. It may be called again."""
        for tried in range(_TRIES):
            time.sleep(_PAUSE * tried)
            found = self._server.read(lambda tx: _between_commits(tx, work))
            if found is not None:
                return found.result()
        return self._server.write(lambda tx: _in_turn(tx, work))


class Passage:
    """One write through the gate, which is closed behind it whether or not it came to a commit."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._began: int | None = None

    def begin(self) -> None:
        """Says that a commit comes; called last in its transaction, when the writer has its turn."""
        self._began = self._server.write(_begin)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._began is not None:
            try:
                self._server.write(self._end)
            except StoreError:  # what was written is written; the next writer or reader closes the gate
                return

    def _end(self, tx: ManagedTransaction) -> None:
        tx.run("MATCH (g:Gate) WHERE g.ended < $began SET g.ended = $began", began=self._began).consume()


@dataclass(frozen=True, slots=True)
class _Found(Generic[T]):
    """What was read, or the error that this moment gives."""

    value: T | None
    error: Exception | None = None

    def result(self) -> T:
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value]  # T may be None itself


def _begin(tx: ManagedTransaction) -> int:
    found = tx.run("MATCH (g:Gate) SET g.began = g.began + 1 RETURN g.began AS began").single(strict=True)
    return int(found["began"])


def _look(tx: ManagedTransaction) -> tuple[int, int, int]:
    found = tx.run(
        "MATCH (g:Gate) MATCH (l:Library) RETURN g.began AS began, g.ended AS ended, l.last_commit AS commit"
    ).single(strict=True)
    return found["began"], found["ended"], found["commit"]


def _between_commits(tx: ManagedTransaction, work: Read[T]) -> _Found[T] | None:
    """None where a commit may have come in between."""
    before = began, ended, commit = _look(tx)
    if began != ended:
        return None
    found: _Found[T]
    try:
        found = _Found(work(tx, commit))
    except (Neo4jError, DriverError):  # the transaction is over; the driver knows whether to begin another
        raise
    except Exception as error:  # half a document may look like none, and half a rule like nothing that can be read
        found = _Found(None, error)
    return found if _look(tx) == before else None


def _in_turn(tx: ManagedTransaction, work: Read[T]) -> T:
    """Read while no writer is at work. A gate that is open now was left so by one that ended without a word."""
    found = tx.run(
        """MATCH (l:Library) SET l.turn = $turn WITH l MATCH (g:Gate) SET g.ended = g.began
        RETURN l.last_commit AS commit""",
        turn=secrets.token_hex(8),
    ).single(strict=True)
    return work(tx, found["commit"])
