"""How results look in the terminal: plain functions from results to text that rich prints."""

from collections.abc import Sequence

from graph.library import Report
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from graph.quote import Quote
from graph.store.base import RuleRecord
from ingest.model import DateInterval, DocumentKind, Force, Modality, Span
from search_api.engine import Answer, SearchResult

KIND = {
    DocumentKind.SPEECH: "讲话",
    DocumentKind.REGULATION: "制度",
    DocumentKind.NOTICE: "通知",
    DocumentKind.OTHER: "其他",
}
MODALITY = {
    Modality.OBLIGATION: "应当",
    Modality.PROHIBITION: "禁止",
    Modality.PERMISSION: "可以",
    Modality.RECOMMENDATION: "希望",
}


def date_text(date: DateInterval) -> str:
    """The interval in words: 2014-05-01 至 2014-05-31, 不早于…, 不晚于…, 日期未知."""
    earliest, latest = date.earliest, date.latest
    if earliest and latest:
        return earliest.isoformat() if earliest == latest else f"{earliest} 至 {latest}"
    if earliest:
        return f"不早于 {earliest}"
    return f"不晚于 {latest}" if latest else "日期未知"


def source_text(quote: Quote) -> str:
    """Where a quote comes from, as people cite it."""
    place = f" {quote.outline}" if quote.outline else ""
    return f"《{quote.title}》{place}（{KIND[quote.kind]}，{date_text(quote.date)}，{quote.file}）"


def rule_text(record: RuleRecord) -> str:
    """What was understood of a rule, on one line."""
    rule = record.rule
    parts = [MODALITY[rule.modality] + ("·硬性" if rule.force is Force.HARD else "")]
    if rule.bearers:
        parts.append("对象 " + "、".join(rule.bearers))
    if rule.deadline:
        parts.append(f"时限 {rule.deadline.text}")
    if rule.sanction:
        parts.append(f"后果 {rule.sanction}")
    return " | ".join(parts)


def print_report(console: Console, report: Report) -> None:
    """The closing report of an ingest: what was read, what was skipped and why, what was found."""
    console.print(
        f"读入 {report.added + report.replaced + report.unchanged} 份"
        f"（新增 {report.added}，更新 {report.replaced}，未变 {report.unchanged}），跳过 {len(report.skipped)} 份。"
    )
    for skipped in report.skipped:
        console.print(
            f"  跳过 {escape(skipped.file)}：{escape(skipped.reason)}。{escape(skipped.advice)}。", style="yellow"
        )
    console.print(
        f"库中共有：规矩 {report.rules} 条，责任主体 {report.roles} 个，职责 {report.duties} 项，能力 {report.abilities} 种。"
    )


def print_search(console: Console, result: SearchResult) -> None:
    """The hard rules of what the query names, then the passages."""
    if result.understood != result.query:
        console.print(f"显示的是“{escape(result.understood)}”的结果。", style="yellow")
    if result.card:
        summary = result.card.summary
        console.rule(f"{summary.name}：{summary.documents} 份文献，{summary.evidence} 条依据", align="left")
        for record in result.card.rules:
            _print_quote(console, record.quote, note=rule_text(record))
    console.rule(f"段落：共 {result.total} 处", align="left")
    for hit in result.hits:
        _print_quote(console, hit.passage.quote, highlights=hit.highlights)
    if not result.hits:
        console.print("没有找到。可换个说法，或用 zhigui ask 提问。")


def print_answer(console: Console, answer: Answer) -> None:
    """The answer with its quotes; where nothing states it, the nearest passages."""
    console.print(Text(answer.answer))
    if answer.found:
        for quote in answer.quotes:
            _print_quote(console, quote)
    elif answer.nearest:
        console.rule("最接近的段落", align="left")
        for quote in answer.nearest:
            _print_quote(console, quote)


def print_rules_table(console: Console, records: Sequence[RuleRecord]) -> None:
    """Rules as a table, a row each."""
    table = Table("规矩", "类型", "出处")
    for record in records:
        table.add_row(Text(record.quote.text), rule_text(record), Text(source_text(record.quote)))
    console.print(table)


LONGEST = 240
"""Code points of a passage that are shown; what is cut is marked with an ellipsis."""


def _print_quote(console: Console, quote: Quote, *, note: str = "", highlights: Sequence[Span] = ()) -> None:
    first = highlights[0].start if highlights else 0
    start = max(0, first - LONGEST // 3) if len(quote.text) > LONGEST else 0
    end = min(len(quote.text), start + LONGEST)
    text = Text("“" + ("…" if start else ""))
    shown = Text(quote.text[start:end])
    for span in highlights:
        if start <= span.start and span.end <= end:
            shown.stylize("bold red", span.start - start, span.end - start)
    text.append_text(shown)
    text.append(("…" if end < len(quote.text) else "") + "”")
    console.print(text)
    if note:
        console.print(Text("  " + note, style="cyan"))
    console.print(Text("  —— " + source_text(quote), style="dim"))
