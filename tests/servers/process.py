"""A server as a process of its own, which a test can stop, kill and start again on the same port with the same data."""

import atexit
import fcntl
import os
import random
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO
from weakref import WeakSet

START = 200.0
"""Seconds that a server may take until it is ready: 8 here when nothing else runs."""
_PORTS = range(20_000, 32_000)
"""Below those that Linux gives to connections (32768 on), above those that programs are known by."""
_taken: set[int] = set()
_alive: "WeakSet[JavaServer]" = WeakSet()


class DidNotStart(Exception):
    """A server that ended, or was not ready in time, with the end of its log."""


class JavaServer:
    """A Java main that makes the file `ready` in its folder once it serves, and ends when its parent has ended."""

    def __init__(self, folder: Path, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        self._command = [*command, str(os.getpid())]
        self._env = os.environ | (env or {})
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def pid(self) -> int:
        """The process that runs now."""
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def launch(self) -> None:
        """Starts the process, and does not wait until it serves."""
        assert not self.running
        (self.folder / "ready").unlink(missing_ok=True)
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C in the terminal reaches pytest, which stops the servers in order.
            self._process = subprocess.Popen(
                self._command, env=self._env, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        _alive.add(self)

    def wait_until_ready(self, seconds: float = START) -> None:
        """Comes back when the server serves. Raises `DidNotStart`."""
        deadline = time.monotonic() + seconds
        while not (self.folder / "ready").exists():
            if not self.running or time.monotonic() > deadline:
                self.kill()
                raise DidNotStart("\n".join(self.log.read_text(errors="replace").splitlines()[-30:]))
            time.sleep(0.05)

    def start(self) -> None:
        """Starts the server with the data and on the port that it had, and waits until it serves."""
        self.launch()
        self.wait_until_ready()

    def stop(self) -> None:
        """Ends the server in order (SIGTERM), and waits until it is gone; one that is not there is left alone."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the server at once (SIGKILL), as a loss of power would, and waits until it is gone."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """Stops the process where it is: its port takes connections and nothing answers, until `thaw`."""
        os.kill(self.pid, signal.SIGSTOP)
        # All of its threads stop once one of them has taken the signal; on a busy machine others answer until then.
        os.waitid(os.P_PID, self.pid, os.WSTOPPED)

    def thaw(self) -> None:
        """Lets a frozen process go on."""
        os.kill(self.pid, signal.SIGCONT)

    def peak_memory(self) -> int:
        """The most bytes of memory that the process has held at once."""
        return peak_memory(self.pid)

    def _end(self, by: signal.Signals) -> None:
        if self._process is None or not self.running:
            return
        self._process.send_signal(by)
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def peak_memory(pid: int) -> int:
    """The most bytes of memory that a process has held at once."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def free_ports(count: int) -> list[int]:
    """Ports of the loopback that nothing listens on, this process's own as long as it runs.

    A server binds its port seconds after it was chosen, and again when it comes back. So it is none of those that the
    kernel gives to whoever connects somewhere, and a lock keeps it from the other processes that test here.
    """
    drawn = random.SystemRandom().sample(_PORTS, len(_PORTS))
    return list(islice(filter(_take, drawn), count))


def _take(port: int) -> bool:
    """Whether the port is this process's own from now on: nothing listens on it, and nobody has taken it before."""
    if port in _taken:
        return False
    try:
        fcntl.lockf(_locks(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    _taken.add(port)
    return True


@cache
def _locks() -> IO[bytes]:
    """A file with a byte for each port; it stays open, for to close it is to let go of all of them."""
    return (Path(tempfile.gettempdir()) / f"zhigui-ports-{os.getuid()}").open("wb")


@contextmanager
def folder_or_temporary(given: Path | None) -> Iterator[Path]:
    """The folder given, or one that is gone afterwards."""
    if given is not None:
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="zhigui-server-", ignore_cleanup_errors=True) as temporary:
        yield Path(temporary)


def wait_for_signal() -> None:
    """Comes back when this process is told to end."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while True:
            signal.pause()
    except KeyboardInterrupt:
        return


@atexit.register
def _kill_all() -> None:
    for server in list(_alive):
        server.kill()
