"""Where an OpenSearch is, what the index is called there, and who asks; the password is never printed."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

from search_api.errors import UnknownIndex

FORM = "opensearch://主机:9200/索引名"
_ADDRESS = re.compile(
    r"""
    opensearch(?P<tls>\+https)?://
    (?:(?P<user>[^:@/]+):(?P<password>[^@/]*)@)?
    (?P<hosts>[^/?@]+)                        # one host or several, with commas
    (?:/(?P<name>[a-z0-9][a-z0-9._-]{0,99})?)?
    (?:\?(?P<options>.*))?
    """,
    re.VERBOSE,
)
_HOST = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::[0-9]{1,5})?", re.ASCII)
_DEFAULT_PORT = 9200
_MOST_SHARDS = 100


@dataclass(frozen=True, slots=True)
class Address:
    """`opensearch[+https]://[user:password@]host[:port][,host…][/name][?shards=n]`."""

    hosts: tuple[tuple[str, int], ...]
    name: str = "zhigui"
    tls: bool = False
    shards: int = 1
    login: tuple[str, str] | None = field(default=None, repr=False)
    """User and password; in the address percent-encoded where they have marks."""

    @classmethod
    def parse(cls, address: str) -> "Address":
        """The address in its parts. Raises `UnknownIndex`, which does not tell the password."""
        found = _ADDRESS.fullmatch(address)
        hosts = found["hosts"].split(",") if found else []
        options = dict(parse_qsl((found and found["options"]) or "", keep_blank_values=True))
        shards = options.pop("shards", "1")
        if not found or not all(map(_HOST.fullmatch, hosts)) or options or not _is_number(shards):
            raise UnknownIndex(re.sub(r"//.*@", "//…@", address), [FORM])
        return cls(
            hosts=tuple(map(_host, hosts)),
            name=found["name"] or "zhigui",
            tls=bool(found["tls"]),
            shards=int(shards),
            login=(unquote(found["user"]), unquote(found["password"])) if found["user"] else None,
        )

    def __str__(self) -> str:
        """As people are told of it."""
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"opensearch{'+https' if self.tls else ''}://{hosts}/{self.name}"


def _host(host: str) -> tuple[str, int]:
    name, separator, port = host.rpartition(":")
    return (name, int(port)) if separator and not port.endswith("]") else (host, _DEFAULT_PORT)


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdecimal() and 0 < int(digits[:9]) <= _MOST_SHARDS
