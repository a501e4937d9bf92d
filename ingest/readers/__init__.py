"""Bytes → text, one module a format; `read` picks the reader by content first and by file ending second."""

from collections.abc import Mapping
from pathlib import PurePath

from ingest.errors import BrokenFile, EmptyFile, ReadError, TooLarge, UnsupportedFormat
from ingest.readers.base import Reader, Reading
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.pdf import read_pdf
from ingest.readers.sniff import Content, sniff
from ingest.readers.txt import read_txt

__all__ = ["DEFAULT_MAX_BYTES", "READERS", "SUFFIXES", "Reading", "read"]

DEFAULT_MAX_BYTES = 50 * 1024 * 1024
"""A speech has 20 KB, the longest law here 200 KB, a handbook full of pictures some 20 MB; decoding text and weighing
it takes about ten times the size in memory, so that this much stays under 1 GB."""

READERS: Mapping[str, Reader] = {
    ".txt": read_txt,
    ".md": read_txt,
    ".docx": read_docx,
    ".pdf": read_pdf,
    ".html": read_html,
    ".htm": read_html,
}
"""The reader of each file ending."""

SUFFIXES = frozenset(READERS)
"""The file endings that are read, in lower case."""

_BY_CONTENT: Mapping[Content, Reader] = {
    Content.DOCX: read_docx,
    Content.PDF: read_pdf,
    Content.HTML: read_html,
}


def read(data: bytes, file: str, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Reading:
    """The text in `data`, the content of a file named `file`. Raises a `ReadError` that says what is wrong."""
    if len(data) > max_bytes:
        raise TooLarge(file, reason=f"文件有 {len(data) / 2**20:.1f} MB，超过上限 {max_bytes / 2**20:.0f} MB")
    if not data.strip():
        raise EmptyFile(file)
    reader = _reader(data, file)
    try:
        reading = reader(data, file)
    except ReadError:
        raise
    except Exception as error:  # whatever a parser makes of damaged bytes, the other files must go on
        raise BrokenFile(file) from error
    if not reading.text.strip():
        raise EmptyFile(file)
    return reading


def _reader(data: bytes, file: str) -> Reader:
    """The reader for this file; its content decides where it contradicts the ending."""
    suffix = PurePath(file).suffix.lower()
    content = sniff(data, file)
    if content in _BY_CONTENT:
        return _BY_CONTENT[content]
    if suffix not in READERS:
        raise UnsupportedFormat(file)
    if suffix in (".docx", ".pdf"):
        raise BrokenFile(file, reason=f"内容不是 {suffix} 格式或文件头已损坏")
    return READERS[suffix]
