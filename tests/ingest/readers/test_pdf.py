"""PDF documents, made here with reportlab."""

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from ingest.errors import BrokenFile, EncryptedFile, NoText
from ingest.readers import read

FONT = "STSong-Light"
PARAGRAPHS = [
    "值班工作制度",
    *(
        f"{n}、值班人员必须坚守岗位，认真接听电话，做好记录；遇有紧急情况要立即报告带班领导，不得迟报、漏报、瞒报。"
        f"带班领导要按照第{n}条的规定到岗指挥，保证联络畅通，重要情况当天处理完毕，交接班时把未办结的事项逐一说明。"
        for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
    ),
]


def printed(paragraphs: Sequence[str], *, indent: float = 24, head: str = "", size: float = 12) -> bytes:
    """The paragraphs as reportlab sets them on A5 pages, with a running head and page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("body", fontName=FONT, fontSize=size, leading=20, firstLineIndent=indent, wordWrap="CJK")

    def margins(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(210, 20, f"— {document.page} —")
        canvas.drawString(60, 580, head)

    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=(420, 600)).build(
        [Paragraph(words, style) for words in paragraphs], onFirstPage=margins, onLaterPages=margins
    )
    return buffer.getvalue()


def drawn(draw: Callable[[Canvas], None], encrypt: StandardEncryption | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt)
    canvas.setFont(FONT, 12)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("indent", [24, 0], ids=["indented", "not indented"])
def test_read_pdf_joins_lines_into_paragraphs_and_pages(indent: float) -> None:
    reading = read(printed(PARAGRAPHS, indent=indent, head="办公室制度汇编"), "a.pdf")
    assert reading.encoding == "pdf"
    assert reading.text.split("\n") == PARAGRAPHS


def test_read_pdf_keeps_a_number_that_is_no_page_number() -> None:
    words = "1小时内报告。"
    assert read(drawn(lambda canvas: canvas.drawString(100, 400, words)), "a.pdf").text == words
    assert read(drawn(lambda canvas: canvas.drawString(100, 400, "24")), "a.pdf").text == "24"


def test_read_pdf_without_text_is_a_scan() -> None:
    with pytest.raises(NoText, match="OCR"):
        read(drawn(lambda canvas: canvas.rect(10, 10, 50, 50)), "a.pdf")


def test_read_pdf_with_a_password_says_so() -> None:
    data = drawn(lambda canvas: canvas.drawString(100, 700, "值班"), StandardEncryption("secret"))
    with pytest.raises(EncryptedFile):
        read(data, "a.pdf")


def test_read_pdf_cut_off_is_broken() -> None:
    data = printed(PARAGRAPHS)
    with pytest.raises(BrokenFile):
        read(data[:400], "a.pdf")
