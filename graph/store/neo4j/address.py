"""Where a Neo4j is: `neo4j://user:password@host:port/database`; without them port 7687 and the database of the user.

The schemes are the driver's: `neo4j` (a cluster or one server), `bolt` (just this server), `+s` for TLS with a checked
certificate, `+ssc` for TLS with one that is signed by itself.
"""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from graph.errors import UnknownStore

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
FORM = "neo4j://用户名:密码@主机:端口/数据库名"
_PORT = 7687


@dataclass(frozen=True, slots=True)
class Neo4jAddress:
    """An address in its parts; what it shows of itself never holds the password."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None

    @classmethod
    def parse(cls, address: str) -> "Neo4jAddress":
        """The parts of `address`. Raises `UnknownStore`."""
        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port or _PORT
        except ValueError as error:
            raise UnknownStore(address, (FORM,)) from error
        database = unquote(parts.path.strip("/"))
        if parts.scheme not in SCHEMES or not host or parts.query or parts.fragment or "/" in database:
            raise UnknownStore(address, (FORM,))
        name = f"[{host}]" if ":" in host else host
        return cls(
            uri=f"{parts.scheme}://{name}:{port}",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            database=database or None,
        )

    def __str__(self) -> str:
        return self.uri if self.database is None else f"{self.uri}/{self.database}"
