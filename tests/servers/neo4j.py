"""Starts Neo4j without Docker.

`python -m tests.servers.neo4j --port 17687` prints its address and runs until SIGTERM.
"""

import argparse
import secrets
import subprocess
from pathlib import Path

from tests.servers.java import find_classpath, find_java
from tests.servers.process import JavaServer, folder_or_temporary, free_ports, wait_for_signal

HEAP = "1g"
SETTINGS = {
    "dbms.security.auth_enabled": "true",
    "dbms.usage_report.enabled": "false",  # nothing is told to the maker
    "server.memory.pagecache.size": "256m",
}
"""What the server is started with besides addresses; docker-compose.yml says the same."""
_MAIN = Path(__file__).with_name("Neo4jServer.java")


class Neo4j(JavaServer):
    """Neo4j Community with one user, `neo4j`, and a password of its own, on a port of the loopback."""

    user = "neo4j"

    def __init__(self, folder: Path, *, port: int | None = None, password: str | None = None) -> None:
        """Raises `NoServer`."""
        self.port = port or free_ports(1)[0]
        self.password = password or secrets.token_urlsafe(16)
        self._java = [str(find_java(17, 21)), f"-Xms{HEAP}", f"-Xmx{HEAP}", "-cp", find_classpath("neo4j")]
        conf = folder / "neo4j.conf"
        super().__init__(
            folder,
            [*self._java, str(_MAIN), str(folder), str(conf)],
            {"NEO4J_PASSWORD": self.password},
        )
        conf.write_text("".join(f"{name}={value}\n" for name, value in (SETTINGS | self._addresses()).items()))

    @property
    def url(self) -> str:
        """`bolt://neo4j:password@127.0.0.1:port`: the driver wants the two apart."""
        return f"bolt://{self.user}:{self.password}@127.0.0.1:{self.port}"

    def admin(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What `neo4j-admin` with these arguments says on its standard output; the server must not run."""
        assert not self.running
        home = {"NEO4J_HOME": str(self.folder), "NEO4J_CONF": str(self.folder)}
        tool = [*self._java, "org.neo4j.cli.AdminTool", *arguments]
        done = subprocess.run(tool, env=self._env | home, input=stdin, capture_output=True, timeout=120, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return done.stdout

    def _addresses(self) -> dict[str, str]:
        here = f"127.0.0.1:{self.port}"
        return {
            "server.bolt.enabled": "true",
            "server.bolt.listen_address": here,
            "server.bolt.advertised_address": here,
        }


def main() -> None:
    """Runs the server until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=17687)
    parser.add_argument("--password", help="of the user neo4j; a new one if not given")
    parser.add_argument("--data", type=Path, help="the folder of its data; without it the data goes with the server")
    given = parser.parse_args()
    with folder_or_temporary(given.data) as folder:
        server = Neo4j(folder, port=given.port, password=given.password)
        server.start()
        print(server.url, flush=True)
        wait_for_signal()
        server.stop()


if __name__ == "__main__":
    main()
