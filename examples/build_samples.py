"""Build the sample speeches that are not plain UTF-8 from their sources: `python examples/build_samples.py`.

A source line starts with `# ` (title), `> ` (line under the title), `## ` or `### ` (heading) or `| ` (table row);
any other line is a paragraph.
The same sources always give the same bytes, so a rebuilt sample is no change to whoever ingested it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
FONT = "STSong-Light"  # one of the fonts that every PDF viewer brings, so nothing has to be embedded
SIZE, LEADING, MARGIN = 12, 20, 72
NEVER_FIRST = "，。；：！？、”》）"  # Chinese typesetting lets these hang rather than start a line
COPIED_ON = datetime(2024, 6, 1)  # later than most speeches: a file's own dates do not tell when one was given
HEADINGS = (("# ", 0), ("## ", 1), ("### ", 2))


def as_gb18030(source: str) -> bytes:
    """The text in the national encoding, with the line ends of Windows as old office files have them."""
    return source.replace("\n", "\r\n").encode("gb18030")


def as_utf8_with_bom(source: str) -> bytes:
    """The text as Notepad saves it."""
    return source.encode("utf-8-sig")


def as_docx(source: str) -> bytes:
    """A Word file with a title, true headings, paragraphs and tables."""
    document = docx.Document()
    for is_table, lines in groupby(source.splitlines(), key=lambda line: line.startswith("| ")):
        if is_table:
            _add_table(document, [line.strip("| ").split(" | ") for line in lines])
        else:
            for line in lines:
                _add_line(document, line)
    properties = document.core_properties
    properties.author, properties.title = "办公室", _title(source)
    properties.created = properties.modified = COPIED_ON
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def as_pdf(source: str) -> bytes:
    """A PDF with real text: hard-wrapped lines, and a page number at the foot of each page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(_title(source))
    width, height = A4
    rows = list(_pdf_rows(source, width))
    per_page = int((height - 2 * MARGIN) // LEADING)
    for number, first in enumerate(range(0, len(rows), per_page), start=1):
        canvas.setFont(FONT, SIZE)
        for row, (x, text) in enumerate(rows[first : first + per_page]):
            canvas.drawString(x, height - MARGIN - row * LEADING, text)
        canvas.drawCentredString(width / 2, MARGIN / 2, f"— {number} —")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def wrapped(text: str, room: float, *, indent: float) -> Iterator[str]:
    """The lines of one paragraph, none wider than `room` but for hanging punctuation, the first shorter by `indent`."""
    line, left = "", room - indent
    for character in text:
        if pdfmetrics.stringWidth(line + character, FONT, SIZE) > left and character not in NEVER_FIRST:
            yield line
            line, left = "", room
        line += character
    yield line


def _pdf_rows(source: str, width: float) -> Iterator[tuple[float, str]]:
    indent, room = 2 * SIZE, width - 2 * MARGIN
    for line in source.splitlines():
        text = line.lstrip("#> ")
        if line.startswith(("# ", "> ")):
            yield (width - pdfmetrics.stringWidth(text, FONT, SIZE)) / 2, text
            continue
        for number, row in enumerate(wrapped(text, room, indent=indent)):
            yield MARGIN + (0 if number else indent), row


def _add_line(document: Document, line: str) -> None:
    for mark, level in HEADINGS:
        if line.startswith(mark):
            document.add_heading(line.removeprefix(mark), level)
            return
    paragraph = document.add_paragraph(line.removeprefix("> "))
    if line.startswith("> "):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _title(source: str) -> str:
    return source.partition("\n")[0].lstrip("# ")


def _with_fixed_times(archive: bytes) -> bytes:
    """The same ZIP members without the time of writing, which would make every build differ."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name)  # dated 1 January 1980, the first day that ZIP knows
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # else it names the operating system of whoever builds
            new.writestr(member, old.read(name))
    return buffer.getvalue()


SAMPLES: dict[str, Callable[[str], bytes]] = {
    "县市/市委办/2003_市委办公室秘书工作座谈会讲话.txt": as_gb18030,
    "乡镇/柳湾乡/2020_柳湾乡值班值守工作通知.txt": as_utf8_with_bom,
    "县市/市政府办/全市政府办公室主任会议讲话.docx": as_docx,
    "制度/公文/清岭县电子公文管理办法.docx": as_docx,
    "部门/卫生/2019_县人民医院总值班工作制度.docx": as_docx,
    "县市/县委办/全县党委系统信息督查工作会议讲话.pdf": as_pdf,
    "企业/恒川集团/2017_机要保密工作会议讲话.pdf": as_pdf,
}


def build(sources: Path, target: Path) -> list[Path]:
    """Write every sample below `target` from its source; return the files written."""
    written = []
    for name, make in SAMPLES.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make((sources / f"{path.stem}.txt").read_text(encoding="utf-8")))
        written.append(path)
    return written


if __name__ == "__main__":
    for path in build(HERE / "source", HERE / "speeches"):
        print(path.relative_to(HERE))
