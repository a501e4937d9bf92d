"""The one database of the tests' server, emptied for the next test."""

from neo4j import GraphDatabase

from graph.store.neo4j.address import Neo4jAddress


def empty(url: str) -> str:
    """The address, at which there is now nothing but constraints and indexes."""
    at = Neo4jAddress.parse(url)
    with GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=at.database)
    return url
