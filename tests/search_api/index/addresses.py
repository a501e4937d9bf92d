"""Addresses of indexes of each engine, for one body of tests."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from opensearchpy import OpenSearch

from search_api.index import SERVED
from search_api.index.folder import IndexFolder
from search_api.index.opensearch.address import Address
from search_api.index.opensearch.lease import Lease
from search_api.index.opensearch.server import Server


def is_served(address: str) -> bool:
    """Whether the index is on a server."""
    return address.startswith(f"{SERVED}://")


@contextmanager
def served_address(*urls: str) -> Iterator[str]:
    """The address of an index that nobody has used, on the server at these; it is gone afterwards."""
    name = f"test-{secrets.token_hex(6)}"
    yield f"{SERVED}://{','.join(urlsplit(url).netloc for url in urls)}/{name}"
    with OpenSearch(urls) as client:
        for index in client.indices.get(index=f"{name}*"):
            client.indices.delete(index=index)


@contextmanager
def somebody_writing(address: str) -> Iterator[None]:
    """Another process holds the right to write the index."""
    if is_served(address):
        server = Server(Address.parse(address))
        lease = Lease(server)
        lease.take()
        yield
        lease.release()
        server.close()
    else:
        scheme, _, path = address.partition(":///")
        with IndexFolder(Path(path) / scheme).writing():
            yield
