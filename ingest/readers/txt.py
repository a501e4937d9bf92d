"""Plain text and Markdown."""

from ingest.errors import BinaryFile
from ingest.readers.base import Reading
from ingest.readers.encoding import decode, is_text


def read_txt(data: bytes, file: str) -> Reading:
    """The decoded text; Markdown marks stay, they are what the user's file says."""
    reading = decode(data)
    if not is_text(reading.text):
        raise BinaryFile(file)
    return reading
