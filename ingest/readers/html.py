"""HTML documents."""

from ingest.errors import UnsupportedFormat
from ingest.readers.base import Reading


def read_html(data: bytes, file: str) -> Reading:
    raise UnsupportedFormat(file)
