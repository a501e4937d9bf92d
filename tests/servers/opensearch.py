"""Starts OpenSearch without Docker, on one node or more, each a process of its own.

`python -m tests.servers.opensearch --port 19200 [--nodes 3]` prints the addresses and runs until SIGTERM.
"""

import argparse
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from tests.servers.java import find_classpath, find_java
from tests.servers.process import START, DidNotStart, JavaServer, folder_or_temporary, free_ports, wait_for_signal

HEAP = "512m"
SETTINGS = {
    "cluster.name": "zhigui",
    "action.auto_create_index": "false",  # a write to a name that is not there is a mistake, not a new index
}
"""What each node is started with besides addresses; docker-compose.yml says the same."""
HERE = {
    "network.host": "127.0.0.1",
    # With the disk of the machine nine tenths full it would place no shard, however little the tests write.
    "cluster.routing.allocation.disk.threshold_enabled": "false",
}
"""What each node of the tests has besides."""
_MAIN = Path(__file__).with_name("OpenSearchNode.java")


class Node(JavaServer):
    """One node of OpenSearch."""

    def __init__(self, folder: Path, port: int, settings: dict[str, str]) -> None:
        """Raises `NoServer`."""
        self.port = port
        conf = folder / "node.properties"
        super().__init__(
            folder,
            [
                str(find_java(21)), f"-Xms{HEAP}", f"-Xmx{HEAP}", "--enable-native-access=ALL-UNNAMED",
                "-cp", find_classpath("opensearch"), str(_MAIN), str(folder), str(conf),
            ],
        )  # fmt: skip
        given = SETTINGS | HERE | {"http.port": str(port)} | settings
        conf.write_text("".join(f"{name}={value}\n" for name, value in given.items()))

    @property
    def url(self) -> str:
        """Where it answers, such as `http://127.0.0.1:19200`."""
        return f"http://127.0.0.1:{self.port}"


class OpenSearch:
    """A cluster of one node or more; `nodes` can be stopped, killed and started one by one."""

    def __init__(self, folder: Path, *, nodes: int = 1, ports: Sequence[int] = ()) -> None:
        """Raises `NoServer`."""
        http = list(ports) or free_ports(nodes)
        transport = free_ports(nodes)
        names = [f"node-{number}" for number in range(1, nodes + 1)]
        self.nodes = [
            Node(folder / name, port, {"node.name": name} | _discovery(inner, transport, names))
            for name, port, inner in zip(names, http, transport, strict=True)
        ]

    @property
    def url(self) -> str:
        """Where the first node answers."""
        return self.nodes[0].url

    @property
    def urls(self) -> list[str]:
        """Where each node answers."""
        return [node.url for node in self.nodes]

    def start(self) -> None:
        """Starts the nodes that do not run, all at once, and waits until they answer as one cluster."""
        starting = [node for node in self.nodes if not node.running]
        for node in starting:
            node.launch()
        for node in starting:
            node.wait_until_ready()
        _wait_until_one(self.nodes[0].url, sum(node.running for node in self.nodes))

    def stop(self) -> None:
        """Ends all nodes in order."""
        for node in self.nodes:
            node.stop()

    def kill(self) -> None:
        """Ends all nodes at once."""
        for node in self.nodes:
            node.kill()


def _wait_until_one(url: str, nodes: int) -> None:
    """Comes back when so many nodes have found each other and agree on a state; until then requests are refused."""
    deadline = time.monotonic() + START
    health = f"{url}/_cluster/health?wait_for_nodes={nodes}&timeout=10s"
    while True:
        try:
            with urllib.request.urlopen(health, timeout=15):
                return
        except (urllib.error.URLError, TimeoutError) as error:  # no state yet, not all of them, or too busy to say
            if time.monotonic() > deadline:
                raise DidNotStart(str(error)) from error
            time.sleep(0.1)


def _discovery(own: int, all_of_them: Sequence[int], names: Sequence[str]) -> dict[str, str]:
    if len(names) == 1:
        return {"transport.port": str(own), "discovery.type": "single-node"}
    return {
        "transport.port": str(own),
        "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in all_of_them),
        "cluster.initial_cluster_manager_nodes": ",".join(names),
    }


def main() -> None:
    """Runs the cluster until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=19200, help="of the first node; the others have the next ones")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--data", type=Path, help="the folder of its data; without it the data goes with the server")
    given = parser.parse_args()
    with folder_or_temporary(given.data) as folder:
        ports = range(given.port, given.port + given.nodes)
        server = OpenSearch(folder, nodes=given.nodes, ports=ports)
        server.start()
        print(*server.urls, sep="\n", flush=True)
        wait_for_signal()
        server.stop()


if __name__ == "__main__":
    main()
