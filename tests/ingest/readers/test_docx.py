"""Word documents."""

import base64
import io

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.errors import BrokenFile, EmptyFile, NoText
from ingest.readers import read

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph(inner: str) -> Document:
    """A document of one paragraph with this XML inside."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    return document


def test_read_docx_gives_paragraphs_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_heading("值班制度", 0)
    document.add_paragraph("一、值班人员必须在岗。")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), ["岗位", "要求", "值班员", "24小时在岗"], strict=True
    ):
        cell.text = words
    document.add_paragraph("二、严禁脱岗。")
    reading = read(saved(document), "a.docx")
    assert reading.encoding == "docx"
    assert reading.text == "值班制度\n一、值班人员必须在岗。\n岗位\t要求\n值班员\t24小时在岗\n二、严禁脱岗。"


def test_read_docx_parts_a_row_whose_cells_hold_paragraphs() -> None:
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "办文"
    cells[1].text = "当天办结。"
    cells[1].add_paragraph("严禁体外循环。")
    assert read(saved(document), "a.docx").text.split("\n") == ["办文", "当天办结。", "严禁体外循环。"]


RUNS = [  # the XML of a paragraph, its text, why
    ("<w:r><w:t>必须</w:t></w:r><w:r><w:t>在岗</w:t></w:r>", "必须在岗", "runs join"),
    ("<w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", "甲", "tracked deletions are gone"),
    ("<w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:r><w:t>条款</w:t></w:r>", "新增条款", "tracked insertions are in"),
    ("<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>", "新", "moved"),
    ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>", "甲\n乙\t丙", "breaks and tabs"),
    ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接", "the words of a link"),
    ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", "3", "what a field shows"),
    (
        "<w:r><w:ruby><w:rt><w:r><w:t>zhí</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>值</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "值",
        "no pinyin above the characters",
    ),
    ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件", "content controls"),
]


@pytest.mark.parametrize(("inner", "text", "why"), RUNS, ids=[row[2] for row in RUNS])
def test_read_docx_reads_as_if_all_changes_were_accepted(inner: str, text: str, why: str) -> None:
    assert read(saved(paragraph(inner)), "a.docx").text.strip("\n") == text, why


def test_read_docx_without_words_is_empty_or_a_scan() -> None:
    with pytest.raises(EmptyFile):
        read(saved(docx.Document()), "a.docx")
    document = docx.Document()
    document.add_picture(io.BytesIO(PIXEL))
    with pytest.raises(NoText):
        read(saved(document), "a.docx")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_read_docx_cut_off_is_broken(share: float) -> None:
    data = saved(paragraph("<w:r><w:t>值班</w:t></w:r>"))
    with pytest.raises(BrokenFile):
        read(data[: int(len(data) * share)], "a.docx")
