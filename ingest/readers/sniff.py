"""What a file really is, by its first bytes; the ending may say otherwise."""

import io
import re
import zipfile
from enum import StrEnum

from ingest.errors import BrokenFile, EncryptedFile, UnsupportedFormat


class Content(StrEnum):
    """Formats that show in the bytes."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    UNKNOWN = "unknown"
    """Text, or nothing known."""


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PDF = re.compile(rb"%PDF-\d")
HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG\r\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b\x08", "gzip 压缩包"),
    (b"\x7fELF", "程序文件"),
    (b"SQLite format 3\x00", "数据库文件"),
)
"""First bytes of formats that are not read, with what they are called."""


def sniff(data: bytes, file: str) -> Content:
    """The format that the bytes show. Raises where they show one that cannot be read."""
    if data.startswith(OLE):
        raise _ole_error(data, file)
    if data.startswith(ZIP):
        return _zip_content(data, file)
    for magic, name in FOREIGN:
        if data.startswith(magic):
            raise UnsupportedFormat(file, reason=f"内容是{name}，不支持")
    if PDF.search(data[:1024]):  # the standard's readers look for the header in the first 1,024 bytes
        return Content.PDF
    return Content.HTML if HTML.match(data[:4096]) else Content.UNKNOWN


def _ole_error(data: bytes, file: str) -> EncryptedFile | UnsupportedFormat:
    """An OLE container is a .docx with a password, or an office file of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFile(file)
    return UnsupportedFormat(file, reason="这是旧版 Office 文件（.doc、.wps 等）", advice="请另存为 .docx 后再导入")


def _zip_content(data: bytes, file: str) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise BrokenFile(file, reason="压缩结构已损坏（文件可能没有下载完整）") from error
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise EncryptedFile(file)
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise UnsupportedFormat(file, reason="内容是压缩包，不是 .docx 文档")
    return Content.DOCX
