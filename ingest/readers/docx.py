"""Word documents: paragraphs and tables in reading order, as the document reads when all changes are accepted."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from ingest.errors import BrokenFile, NoText, TooLarge
from ingest.readers.base import Reading

MAX_EXPANDED = 512 * 1024 * 1024
"""Bytes that the archive may claim to unpack to; a document of `DEFAULT_MAX_BYTES` with pictures is far below."""
MAX_RATIO = 200
"""Above this, an archive beyond 16 MB is a zip bomb: XML text packs to a tenth, pictures not at all."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    {
        f"{_W}del",  # tracked deletions
        f"{_W}moveFrom",
        f"{_W}pPr",
        f"{_W}rPr",
        f"{_W}sectPr",
        f"{_W}instrText",  # the formula of a field, not what it shows
        f"{_W}rt",  # the pinyin above a character
        f"{_MC}Fallback",  # the same text box again, for old programs
    }
)
_AS_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes, file: str) -> Reading:
    """Paragraphs as lines; a table row is a line with its cells parted by tabs. Footnotes and headers are left out."""
    _refuse_bomb(data, file)
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError, OSError) as error:
        raise BrokenFile(file) from error
    text = "\n".join(_lines(body))
    if not text.strip() and next(body.iter("{*}blip", "{*}imagedata"), None) is not None:
        raise NoText(file)
    return Reading(text, "docx")


def _refuse_bomb(data: bytes, file: str) -> None:
    """Raises where the archive unpacks to too much; zipfile itself never unpacks more than an entry claims."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        expanded = sum(entry.file_size for entry in archive.infolist())
    if expanded > MAX_EXPANDED or (expanded > 16 * 2**20 and expanded > MAX_RATIO * len(data)):
        raise TooLarge(
            file, reason=f"解压后有 {expanded / 2**20:.0f} MB", advice="请确认文件来源可靠，或拆分后重新保存"
        )


def _lines(container: etree._Element) -> Iterator[str]:
    """The lines of a body, a cell, a content control or a text box."""
    for element in container:
        if element.tag == f"{_W}p":
            yield from _paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield from _table(element)
        elif element.tag not in _LEFT_OUT:
            yield from _lines(element)


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """The text of a paragraph, then that of the boxes that hang on it."""
    boxes: list[etree._Element] = []
    yield "".join(_words(paragraph, boxes))
    for box in boxes:
        yield from _lines(box)


def _words(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _LEFT_OUT:
            yield from _words(child, boxes)


def _table(table: etree._Element) -> Iterator[str]:
    """Rows as lines; a row whose cells hold several paragraphs has one line for each of them."""
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue  # of a table inside a cell, which is read with its cell
        cells = [[line for line in _lines(cell) if line.strip()] for cell in _cells(row)]
        if all(len(lines) < 2 for lines in cells):
            yield "\t".join(lines[0] if lines else "" for lines in cells)
        else:
            yield from (line for lines in cells for line in lines)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, those inside content controls too."""
    for element in row:
        if element.tag == f"{_W}tc":
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _cells(element)
