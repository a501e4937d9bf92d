"""The one database of the tests' server, past the store: emptied for the next test, or looked into."""

from typing import Any

from neo4j import GraphDatabase, Record

from graph.store.neo4j.address import Neo4jAddress


def run(url: str, query: str, **parameters: Any) -> list[Record]:
    """What the query gives."""
    at = Neo4jAddress.parse(url)
    with GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver:
        return driver.execute_query(query, parameters, database_=at.database).records  # type: ignore[arg-type]


def empty(url: str) -> str:
    """The address, at which there is now nothing but constraints and indexes."""
    run(url, "MATCH (n) DETACH DELETE n")
    return url
