"""What all tests may ask for: the real servers. And what holds for all properties."""

from hypothesis import HealthCheck, settings

from tests.servers.fixtures import neo4j_server, neo4j_url, opensearch_cluster, opensearch_server, opensearch_url

__all__ = ["neo4j_server", "neo4j_url", "opensearch_cluster", "opensearch_server", "opensearch_url"]

# A busy machine is no fault of the product: no example has a time limit, none counts as made too slowly. The examples
# are the same in every run, so that what fails in one fails in all; `--hypothesis-profile default` draws others.
settings.register_profile(
    "zhigui", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("zhigui")
