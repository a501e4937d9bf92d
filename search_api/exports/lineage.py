"""A lineage to take away: a table for a spreadsheet, a document for people. Each statement has its source."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from docx import Document
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from graph.link.diff import Kind
from search_api.exports.words import CERTAINTIES, RELATIONS, printable
from search_api.models.base import DateModel
from search_api.models.lineage import ChainModel, CreditModel, LineageModel, StepModel
from search_api.models.quotes import QuoteModel

_HEAD = ("链", "序", "日期起", "日期止", "文献", "文件", "位置", "起", "止", "原文", "比第几处", "关系", "变化的词",
         "相似度", "先后", "本库最早", "出处（文中所称）")  # fmt: skip
_COLOURS = {Kind.REMOVED: RGBColor(0xB0, 0x30, 0x30), Kind.ADDED: RGBColor(0x1F, 0x7A, 0x3D),
            Kind.MOVED: RGBColor(0x1F, 0x4E, 0x79)}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How what a spreadsheet would work out begins."""


def lineage_csv(lineage: LineageModel) -> bytes:
    """A line for each statement; with a mark in front by which Excel takes it for UTF-8."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(_HEAD)
    for number, chain in enumerate(lineage.chains, start=1):
        for row in _rows(chain):
            writer.writerow([_safe(str(cell)) for cell in (number, *row)])
    return table.getvalue().encode("utf-8-sig", errors="replace")


def _rows(chain: ChainModel) -> Iterator[tuple[object, ...]]:
    for place, member in enumerate(chain.members, start=1):
        quote, step = member.quote, member.step
        credits = "；".join(_credit(one) for one in chain.credited if one.member == place - 1)
        changed = (step.after + 1, RELATIONS[step.relation], _words(step), step.similarity,
                   CERTAINTIES[step.certainty]) if step else ("", "", "", "", "")  # fmt: skip
        first = "是" if place == 1 and chain.first is not None else ""
        yield (place, quote.date.earliest or "", quote.date.latest or "", quote.title, quote.file, quote.outline,
               quote.start, quote.end, quote.text, *changed, first, credits)  # fmt: skip


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def lineage_docx(lineage: LineageModel) -> bytes:
    """A Word document: each chain oldest first, with what every statement changed, in colour."""
    document = Document()
    document.add_heading("沿革", 0)
    document.add_paragraph(printable(f"“{lineage.text}”"))
    if not lineage.chains:
        document.add_paragraph("本库没有说过这句话或与之相近的话。")
    for number, chain in enumerate(lineage.chains, start=1):
        document.add_heading(f"第 {number} 句：{_head(chain)}", 1)
        for credit in chain.credited:
            document.add_paragraph(printable(f"文中所称出处：{_credit(credit)}（{_source(credit.quote)}）"))
        for member in chain.members:
            words = document.add_paragraph(style="List Number")
            if member.step is None:
                words.add_run(printable(f"“{member.quote.text}”"))
            else:
                _put_step(words, member.step)
            document.add_paragraph(printable(f"——{_dates(member.quote.date)}，{_source(member.quote)}"))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _put_step(paragraph: Paragraph, step: StepModel) -> None:
    changed = f"（{_words(step)}）" if step.changes else ""
    paragraph.add_run(printable(f"比第 {step.after + 1} 处：{RELATIONS[step.relation]}{changed}  ")).bold = True
    for piece in step.diff:
        run = paragraph.add_run(printable(piece.text))
        if piece.kind in _COLOURS:
            run.font.color.rgb = _COLOURS[piece.kind]
        run.font.strike = piece.kind is Kind.REMOVED
        run.font.underline = piece.kind in (Kind.ADDED, Kind.MOVED)


def _head(chain: ChainModel) -> str:
    if chain.first is None:
        return f"最早出处不明，共 {len(chain.members)} 处"
    sure = "只此一处" if len(chain.members) == 1 else CERTAINTIES[chain.certainty]
    unknown = f"，其中 {chain.undated} 处日期不详" if chain.undated else ""
    return printable(
        f"本库最早见于{_dates(chain.first.date)}《{chain.first.title}》（{sure}），共 {len(chain.members)} 处{unknown}"
    )


def _words(step: StepModel) -> str:
    return "、".join(f"{change.before or '（无）'}→{change.after or '（删）'}" for change in step.changes)


def _credit(credit: CreditModel) -> str:
    when = f"，{_dates(credit.date)}" if credit.date else ""
    return f"{credit.who}{when}"


def _source(quote: QuoteModel) -> str:
    return f"《{quote.title}》{quote.outline}，{quote.file}"


def _dates(interval: DateModel) -> str:
    known = [_day(day) for day in (interval.earliest, interval.latest) if day is not None]
    return " 至 ".join(dict.fromkeys(known)) or "日期不详"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
