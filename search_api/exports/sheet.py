"""Results as a CSV sheet that office programs open as it is, and that runs nothing there."""

import csv
import io
from collections.abc import Iterable, Sequence

from search_api.exports.words import FORCES, KINDS, MODALITIES, date_words, pinned_words, restated_words, source_words
from search_api.models import AskResponse, HitModel, OpinionModel, QuoteModel, SearchResponse

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the local code page."""
CSV = "text/csv; charset=utf-8"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""Beginnings that a spreadsheet takes for a formula, full width too; Excel in Chinese takes both."""
HIT_COLUMNS = ("文献", "文种", "日期", "位置", "原文", "规矩", "情态", "责任主体", "职责", "时限", "后果", "另见",
               "文件", "起", "止")  # fmt: skip
COLUMNS = ("序号", *HIT_COLUMNS)
ANSWER_COLUMNS = ("行", "问题", "是否找到", "答案", "原文", "出处", "其他依据", "说明")
OPINION_COLUMNS = ("时间", "读者", "是否有用", "理由", "问题", "是否答出", "答案原文", "出处")
BATCH_COLUMNS = ("行", "检索词", "实际检索", "共", "名次", *HIT_COLUMNS)

Cell = str | int


def sheet_of(hits: Iterable[HitModel]) -> str:
    """One line a hit."""
    return _written(COLUMNS, ((number, *_cells(hit)) for number, hit in enumerate(hits, start=1)))


def batch_sheet(answers: Iterable[SearchResponse]) -> str:
    """The hits of many searches, one line each; a search without any has one line that says so."""
    return _written(BATCH_COLUMNS, (line for row, one in enumerate(answers, start=1) for line in _lines(row, one)))


def answers_sheet(answers: Iterable[tuple[str, AskResponse]]) -> str:
    """One line a question, with the quote that answers it and its source."""
    return _written(ANSWER_COLUMNS, (_answered(row, *one) for row, one in enumerate(answers, start=1)))


def opinions_sheet(opinions: Iterable[OpinionModel]) -> str:
    """One line an opinion, with what it is about."""
    return _written(OPINION_COLUMNS, (_opinion(one) for one in opinions))


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs: text that looks like a formula is text that begins with an apostrophe."""
    if isinstance(cell, int):
        return cell
    printed = "".join(c for c in cell if c in "\n\t" or c.isprintable())
    return f"'{printed}" if printed.lstrip(" \u3000").startswith(_FORMULA) or printed.startswith(_FORMULA) else printed


def _written(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return BOM + file.getvalue()


def _answered(row: int, question: str, answer: AskResponse) -> Sequence[Cell]:
    curated = pinned_words(answer.curated) if answer.curated else ""
    return (
        row,
        question,
        "是" if answer.found else "否",
        answer.answer,
        answer.quotes[0].text if answer.quotes else "",
        source_words(answer.quotes[0]) if answer.quotes else "",
        _sources(answer.quotes[1:]),
        _joined(words for words in (curated, answer.note) if words),
    )


def _opinion(opinion: OpinionModel) -> Sequence[Cell]:
    return (
        f"{opinion.at.astimezone():%Y-%m-%d %H:%M}",
        opinion.by,
        "有用" if opinion.helpful else "没用",
        opinion.reason,
        opinion.question,
        "是" if opinion.found else "否",
        "\n".join(quote.text for quote in opinion.quotes),
        "\n".join(source_words(quote) for quote in opinion.quotes),
    )


def _sources(quotes: Iterable[QuoteModel]) -> str:
    return "\n".join(f"{quote.text}——{source_words(quote)}" for quote in quotes)


def _lines(row: int, answer: SearchResponse) -> Iterable[Sequence[Cell]]:
    head = (row, answer.query, answer.understood, answer.total)
    if not answer.hits:
        return [(*head, "没有找到", *[""] * len(HIT_COLUMNS))]
    return [(*head, place, *_cells(hit)) for place, hit in enumerate(answer.hits, start=1)]


def _cells(hit: HitModel) -> Sequence[Cell]:
    rules = hit.rules
    also = restated_words(hit.restated.documents, hit.restated.earliest, hit.document_id) if hit.restated else ""
    return (
        hit.title,
        KINDS[hit.kind],
        date_words(hit.date),
        hit.outline,
        hit.text,
        _joined(rule.text for rule in rules),
        _joined(f"{MODALITIES[rule.modality]}·{FORCES[rule.force]}" for rule in rules),
        _joined(bearer for rule in rules for bearer in rule.bearers),
        _joined(duty for rule in rules for duty in rule.duties),
        _joined(rule.deadline.text for rule in rules if rule.deadline),
        _joined(rule.sanction for rule in rules if rule.sanction),
        also,
        hit.file,
        hit.start,
        hit.end,
    )


def _joined(values: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(values))
