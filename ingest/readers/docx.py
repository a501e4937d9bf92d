"""Word documents."""

from ingest.errors import UnsupportedFormat
from ingest.readers.base import Reading


def read_docx(data: bytes, file: str) -> Reading:
    raise UnsupportedFormat(file)
