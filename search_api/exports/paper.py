"""Results as a .docx: each hit a quote with its source, to put into a paper."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt

from search_api.exports.words import restated_words, rule_words, said_words, source_words
from search_api.models import HitModel, SearchResponse, SpanModel

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "宋体"


def paper_of(found: SearchResponse) -> bytes:
    """The hits of a search with their sources, what was found in each marked."""
    paper = Document()
    for name in ("Normal", "Title", "Quote"):
        # Word takes Chinese characters from the East Asian font of a style, which python-docx leaves out.
        style = paper.styles[name]
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    paper.add_heading(f"检索结果：{_printed(found.query) or '（筛选）'}", 0)
    common = said_words(found.asked_for, found.said_by_all)
    paper.add_paragraph(
        _printed(f"共 {found.total} 处，以下 {len(found.hits)} 处。{common}{'。' if common else ''}“”内为原文。")
    )
    for number, hit in enumerate(found.hits, start=1):
        _add(paper, number, hit)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _add(paper: Any, number: int, hit: HitModel) -> None:
    words = paper.add_paragraph(style="Quote")
    words.add_run(f"{number}. “").italic = False
    for piece, marked in _pieces(hit.text, hit.highlights):
        run = words.add_run(_printed(piece))
        run.italic = False
        if marked:
            run.bold = True
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    words.add_run("”").italic = False
    words.paragraph_format.keep_with_next = True
    for rule in hit.rules:
        line = paper.add_paragraph(_printed(f"“{rule.text}”：{rule_words(rule)}"), style="List Bullet")
        line.paragraph_format.keep_with_next = True
    source = paper.add_paragraph(_printed(f"——{source_words(hit)}"))
    source.paragraph_format.space_after = Pt(12)
    if hit.restated:
        source.add_run(_printed(f" {restated_words(hit.restated.documents, hit.restated.earliest, hit.document_id)}"))


def _pieces(text: str, marks: Sequence[SpanModel]) -> Iterator[tuple[str, bool]]:
    at = 0
    for mark in marks:
        yield text[at : mark.start], False
        yield text[mark.start : mark.end], True
        at = mark.end
    yield text[at:], False


def _printed(text: str) -> str:
    """Text without what XML cannot hold: one stray control character would make the whole file unreadable."""
    return "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000
                                                       and ord(c) not in (0xFFFE, 0xFFFF)))  # fmt: skip
