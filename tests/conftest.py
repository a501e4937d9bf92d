"""What all tests may ask for: the real servers."""

from tests.servers.fixtures import neo4j_server, neo4j_url, opensearch_cluster, opensearch_server, opensearch_url

__all__ = ["neo4j_server", "neo4j_url", "opensearch_cluster", "opensearch_server", "opensearch_url"]
