"""Calls to the server: transactions with the driver's retries, no call that hangs, errors of the library.

The driver has no limit on how long it waits for an answer, and a server that is stopped or unplugged gives none. So a
call runs in a thread of its own; where it takes long, the server is asked for a sign of life, and a call to one that
gives none is left alone.
"""

import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from neo4j import Driver, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Query, Session, unit_of_work
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import StoreAway, StoreBroken, StoreBusy, StoreDenied, StoreError, StoreFull, StoreUnwritable
from graph.store.neo4j.address import Neo4jAddress

T = TypeVar("T")
Work = Callable[[ManagedTransaction], T]

_SIGN_OF_LIFE = 1.1
"""Seconds in which a living server answers to being asked whether it is there."""
_SOON = 0.7
"""Seconds after which a call that has not come back makes us ask. Together they are less than two."""
_READ = 60.0
"""Seconds that the server gives to one read."""
_DRIVER: dict[str, Any] = {
    "user_agent": "zhigui",
    "connection_timeout": 1.5,
    "connection_acquisition_timeout": 1.5,
    "max_transaction_retry_time": 1.0,
    "initial_retry_delay": 0.1,
    "keep_alive": True,
    "telemetry_disabled": True,
    "notifications_min_severity": NotificationMinimumSeverity.OFF,
}


class Server:
    """The server at `address`. `patience`: seconds that a write waits for another writer, and works, in all."""

    def __init__(self, address: Neo4jAddress, *, patience: float) -> None:
        self.address = address
        self._patience = patience
        self._life = _SignOfLife(self._ask)
        self._given_up: WeakSet[_Call[Any]] = WeakSet()
        auth = (address.user, address.password) if address.user else None
        self._driver: Driver = GraphDatabase.driver(address.uri, auth=auth, **_DRIVER)
        # One for all sessions: whatever this process has written, its next read sees.
        self._bookmarks = GraphDatabase.bookmark_manager()

    def read(self, work: Work[T]) -> T:
        """What `work` gives in a transaction that reads. It may be called again."""
        timed = unit_of_work(timeout=_READ)(work)
        return self._watched(lambda: self._in_session("READ", lambda session: session.execute_read(timed)))

    def write(self, work: Work[T]) -> T:
        """What `work` gives in a transaction that writes, all of it or nothing. It may be called again."""
        timed = unit_of_work(timeout=self._patience)(work)
        return self._watched(lambda: self._in_session("WRITE", lambda session: session.execute_write(timed)))

    def run(self, query: str, **parameters: Any) -> list[Any]:
        """The records of one query that is a transaction of its own, as changes of the schema must be."""
        timed = Query(query, timeout=self._patience)
        return self._watched(lambda: self._in_session("WRITE", lambda session: list(session.run(timed, parameters))))

    def close(self) -> None:
        """Closes all connections, and does not wait for a server that is gone."""
        _Call(self._close).wait(0 if self._given_up else _SIGN_OF_LIFE)

    def _close(self) -> None:
        """Not while calls run that were given up: they would leave open what they come back with."""
        for call in list(self._given_up):
            call.wait(None)
        self._life.wait()
        self._driver.close()

    def _in_session(self, mode: str, do: Callable[[Session], T]) -> T:
        with self._driver.session(
            database=self.address.database, default_access_mode=mode, bookmark_manager=self._bookmarks
        ) as session:
            return do(session)

    def _watched(self, call: Callable[[], T]) -> T:
        """What `call` gives. Raises `StoreAway` within two seconds where the server does not answer."""
        if self._life.is_missed():
            raise StoreAway(str(self.address))
        with self._errors():
            running = _Call(call)
            while not running.wait(_SOON):
                if not self._life.seen(unless=running):
                    self._given_up.add(running)
                    raise StoreAway(str(self.address))
            return running.result()

    def _ask(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._driver.verify_connectivity(database=self.address.database)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """What the driver and the server say, as errors of the library."""
        try:
            yield
        except (Neo4jError, DriverError, OSError) as error:
            # Without the cause: what the driver says could hold parts of the address.
            raise meaning(error, str(self.address)) from error


class _Call(Generic[T]):
    """A call in a thread that nobody has to wait for."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._done = threading.Event()
        self._result: list[T] = []
        self._error: BaseException | None = None
        threading.Thread(target=self._run, name="zhigui-neo4j", daemon=True).start()

    def _run(self) -> None:
        try:
            self._result.append(self._call())
        except BaseException as error:  # carried to whoever waits
            self._error = error
        finally:
            self._done.set()

    def wait(self, seconds: float | None) -> bool:
        """Whether the call has come back, in time; None waits for as long as it takes."""
        return self._done.wait(seconds)

    def result(self) -> T:
        """What it gave; raises what it raised."""
        if self._error is not None:
            raise self._error
        return self._result[0]


class _SignOfLife:
    """Asks the server whether it is there; all calls that wonder share one question."""

    def __init__(self, ask: Callable[[], None]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._asked: _Call[None] | None = None
        self._since = 0.0

    def seen(self, *, unless: _Call[Any]) -> bool:
        """Whether the server answers, or the call that wonders comes back meanwhile."""
        with self._lock:
            if self._asked is None or self._asked.wait(0):
                self._asked, self._since = _Call(self._ask), time.monotonic()
            asked, until = self._asked, self._since + _SIGN_OF_LIFE
        while not unless.wait(0):
            if asked.wait(0.02):
                return _went_well(asked)
            if time.monotonic() > until:
                return False
        return True

    def wait(self) -> None:
        """Comes back when no question is open."""
        if self._asked is not None:
            self._asked.wait(None)

    def is_missed(self) -> bool:
        """Whether a question is open for longer than a living server would take: others need not wait as well."""
        with self._lock:
            waiting = self._asked is not None and not self._asked.wait(0)
            return waiting and time.monotonic() > self._since + _SIGN_OF_LIFE


def _went_well(asked: _Call[None]) -> bool:
    try:
        asked.result()
    except (Neo4jError, DriverError, OSError):
        return False
    return True


_AWAY = ("Neo.TransientError.Database.DatabaseUnavailable", "Neo.TransientError.General.DatabaseUnavailable",
         "Neo.TransientError.Cluster.", "Neo.ClientError.Cluster.NotALeader")  # fmt: skip
_DENIED = ("Neo.ClientError.Security.Auth", "Neo.ClientError.Security.Unauthorized")
_BUSY = ("Neo.TransientError.Transaction.", "Neo.ClientError.Transaction.TransactionTimedOut",
         "Neo.ClientError.Transaction.LockClientStopped",
         "Neo.ClientError.Transaction.TransactionTerminated")  # fmt: skip
_FULL = ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "Neo.TransientError.General.OutOfMemoryError",
         "Neo.TransientError.General.TransactionMemoryLimit")  # fmt: skip
_READ_ONLY = ("Neo.ClientError.Security.Forbidden", "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
              "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase")  # fmt: skip


def meaning(error: Exception, place: str) -> StoreError:
    """What an error of driver or server is to the library."""
    code = error.code or "" if isinstance(error, Neo4jError) else ""
    if isinstance(error, AuthError) or code.startswith(_DENIED):
        return StoreDenied(place)
    if not isinstance(error, Neo4jError) or code.startswith(_AWAY):
        return StoreAway(place)
    if code.startswith(_BUSY):
        return StoreBusy()
    if code.startswith(_FULL):
        return StoreError("Neo4j 的内存不足以完成这次操作，请增大它的堆内存（server.memory.heap.max_size）后重试")
    if code.startswith(_READ_ONLY):
        return StoreUnwritable(place, "Neo4j 用户没有写权限")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreBroken(place, "没有这个数据库")
    if "No space left" in str(error):
        return StoreFull()
    return StoreError(f"资料库出错（{code}）：{place}")
