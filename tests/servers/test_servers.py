"""The servers are what they say: the pinned versions, on the loopback, with what was written when they come back."""

import socket
from pathlib import Path

import httpx2
import pytest
from neo4j import GraphDatabase

from tests.search_api.conftest import SLOW, wait_for
from tests.servers.java import NoServer, find_java, versions
from tests.servers.neo4j import Neo4j
from tests.servers.opensearch import Node, OpenSearch


def test_opensearch_has_the_pinned_version_and_keeps_what_was_written_when_it_is_killed(
    opensearch_server: OpenSearch,
) -> None:
    with httpx2.Client(base_url=opensearch_server.url, trust_env=False, timeout=SLOW) as http:
        assert http.get("/").json()["version"]["number"] == versions()["opensearch"]
        http.put("/papers", json={"settings": {"number_of_replicas": 0}}).raise_for_status()
        http.put("/papers/_doc/1?refresh=true", json={"title": "值班"}).raise_for_status()
        opensearch_server.kill()
        with pytest.raises(httpx2.TransportError):
            http.get("/")
        opensearch_server.start()
        http.get("/_cluster/health/papers?wait_for_status=green&timeout=60s").raise_for_status()
        assert http.get("/papers/_doc/1").json()["_source"] == {"title": "值班"}


def test_three_nodes_lose_one_and_answer_as_before(opensearch_cluster: OpenSearch) -> None:
    first, lost, last = opensearch_cluster.nodes
    with httpx2.Client(trust_env=False, timeout=SLOW) as http:
        http.put(f"{first.url}/papers", json={"settings": {"number_of_shards": 3, "number_of_replicas": 1}})
        for number in range(30):
            http.put(f"{first.url}/papers/_doc/{number}", json={"number": number}).raise_for_status()
        http.post(f"{first.url}/papers/_refresh").raise_for_status()
        http.get(f"{first.url}/_cluster/health/papers?wait_for_status=green&timeout=60s").raise_for_status()
        lost.kill()
        wait_for(lambda: nodes(http, last) == 2)
        for node in (first, last):
            answer = http.get(f"{node.url}/papers/_search?size=100").json()
            assert answer["_shards"]["failed"] == 0
            assert {hit["_source"]["number"] for hit in answer["hits"]["hits"]} == set(range(30))
        lost.start()
        wait_for(lambda: nodes(http, first) == 3)


def nodes(http: httpx2.Client, asked: Node) -> int:
    """How many nodes the one that is asked knows of; none while they choose who leads them."""
    answer = http.get(f"{asked.url}/_cat/nodes?format=json")
    return len(answer.json()) if answer.is_success else 0


def test_neo4j_speaks_bolt_and_comes_back_on_its_port(neo4j_server: Neo4j) -> None:
    assert _bolt_version(neo4j_server.port)[0] == 5
    neo4j_server.kill()
    assert not neo4j_server.running
    with pytest.raises(ConnectionRefusedError):
        _bolt_version(neo4j_server.port)
    neo4j_server.start()
    assert _bolt_version(neo4j_server.port)[0] == 5


def test_a_dump_of_neo4j_is_taken_in_by_another_server(neo4j_server: Neo4j, tmp_path: Path) -> None:
    """The commands of docs/deployment.md."""
    cypher(neo4j_server, "CREATE (:Duty {name: $name})", name="值班")
    neo4j_server.stop()
    dump = neo4j_server.admin("database", "dump", "neo4j", "--to-stdout")
    other = Neo4j(tmp_path)
    other.admin("database", "load", "neo4j", "--from-stdin", "--overwrite-destination=true", stdin=dump)
    other.start()
    try:
        assert cypher(other, "MATCH (duty:Duty) RETURN duty.name") == [["值班"]]
    finally:
        other.stop()


def cypher(server: Neo4j, query: str, **parameters: str) -> list[list[object]]:
    """The rows that a query gives, over the official driver."""
    with GraphDatabase.driver(f"neo4j://127.0.0.1:{server.port}", auth=(server.user, server.password)) as driver:
        return [record.values() for record in driver.execute_query(query, parameters).records]


def test_a_machine_without_the_jdk_says_how_to_get_it() -> None:
    with pytest.raises(NoServer, match="apt install"):
        find_java(900)


def test_a_found_jdk_can_compile() -> None:
    try:
        java = find_java(17)
    except NoServer:
        pytest.skip("no JDK here")
    assert Path(java).with_name("javac").exists()


def _bolt_version(port: int) -> tuple[int, int]:
    """Major and minor of the protocol that the server picks of 5.0 to 5.8 (the handshake of Bolt)."""
    with socket.create_connection(("127.0.0.1", port), timeout=SLOW) as connection:
        connection.sendall(bytes.fromhex("6060b017" + "00080805" + "00000000" * 3))
        picked = connection.recv(4)
    return picked[3], picked[2]
