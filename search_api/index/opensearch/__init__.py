"""The index in OpenSearch: for more than one machine, sharded and copied by the server's own means."""

from search_api.index.opensearch.address import Address
from search_api.index.opensearch.index import OpenSearchIndex

__all__ = ["Address", "OpenSearchIndex"]
