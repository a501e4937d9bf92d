"""How results look in the terminal: the same wire models and words that the portal shows."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from graph.migrate import Comparison
from graph.schema import WORDS, NodeKind
from search_api.exports import reasons
from search_api.exports.words import STATES, pinned_words, restated_words, rule_words, said_words, source_words
from search_api.models import AskResponse, NoteModel, PinnedModel, QuoteModel, ReportModel, SearchResponse, SpanModel
from ui.answer_words import head_of, in_groups, remarks
from ui.labels import MARKS

LONGEST = 240
"""Code points of a passage that are shown; what is cut is marked with an ellipsis."""

_AROUND = 30
"""Characters of a query that are shown on each side of what is wrong in it."""
MOST_RULES = 5
"""Rules of a card that are shown: they are in order of weight."""


def print_json(text: str) -> None:
    """Prints it as it is, whatever the terminal."""
    sys.stdout.write(text + "\n")


@contextmanager
def progress(console: Console, doing: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar that is fed with (files done, files in all, the last file's name)."""
    columns = (SpinnerColumn(), TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TextColumn("{task.fields[file]}", markup=False))  # fmt: skip
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(doing, total=None, file="")

        def show(done: int, total: int, file: str) -> None:
            bar.update(task, completed=done, total=total, file=file)

        yield show


def print_report(console: Console, report: ReportModel) -> None:
    """The closing report of an ingest: what was read, what was skipped and why, what the library holds now."""
    read = report.added + report.replaced + report.unchanged
    twins = f"，内容相同 {len(report.same)}" if report.same else ""
    unchanged = report.unchanged - len(report.same)
    console.print(
        f"读入 {read} 份（新增 {report.added}，更新 {report.replaced}，未变 {unchanged}{twins}），"
        f"跳过 {len(report.skipped)} 份。"
    )
    for same in report.same:
        console.print(Text(f"  {same.file}：内容相同于 {same.other}，不重复收入。"))
    for skipped in report.skipped:
        console.print(Text(f"  跳过 {skipped.file}：{skipped.reason}。{skipped.advice}。", style="yellow"))
    if report.stopped:
        console.print(Text(f"入库中断：{report.stopped}。以下 {len(report.unread)} 份尚未读：", style="red"))
        for file in report.unread:
            console.print(Text(f"  {file}", style="red"))
    console.print(
        f"库中现有规矩 {report.rules} 条，责任主体 {report.roles} 个，"
        f"职责 {report.duties} 项，能力 {report.abilities} 种。"
    )


def print_comparison(console: Console, compared: Comparison) -> None:
    """The closing comparison of a migration: counts and content of both libraries, and what differs."""
    table = Table("", "来源", "目标")
    rows = [("文献", "documents"), ("出处登记", "sources"), ("字符", "characters"), ("内容校验", "content")]
    for label, name in rows:
        table.add_row(label, str(getattr(compared.source, name)), str(getattr(compared.target, name)))
    for kind, label in WORDS.items():
        if kind is not NodeKind.DOCUMENT:
            table.add_row(label, str(compared.source.nodes[kind]), str(compared.target.nodes[kind]))
    console.print(table)
    for words, ids in (
        ("目标缺少", compared.missing), ("目标多出", compared.surplus), ("内容不同", compared.differing)
    ):  # fmt: skip
        if ids:
            console.print(Text(f"{words} {len(ids)} 份：{'、'.join(ids[:10])}{'…' if len(ids) > 10 else ''}", "red"))
    console.print(Text("两个资料库一致。", "green") if compared.same else Text("两个资料库不一致。", "red"))


def print_search(console: Console, result: SearchResponse) -> None:
    """The hard rules of what the query names, then the passages."""
    if result.understood != result.query:
        console.print(Text(f"显示的是“{result.understood}”的结果。", style="yellow"))
    if result.conditions:
        console.print(Text(f"条件：{'；'.join(result.conditions)}", style="cyan"))
    for note in result.notes:
        _print_note(console, result.query, note)
    if result.card:
        card = result.card
        console.rule(Text(f"{card.name}：{card.documents} 份文献，{card.evidence} 条依据"), align="left")
        for rule in card.rules[:MOST_RULES]:
            _print_quote(console, rule, note=rule_words(rule))
    console.rule(f"段落：共 {result.total} 处", align="left")
    if common := said_words(result.asked_for, result.said_by_all):
        console.print(Text(f"{common}。", "dim"))
    for hit in result.hits:
        also = hit.restated
        line = restated_words(also.documents, also.earliest, hit.document_id) if also else ""
        _print_quote(console, hit, note=line, highlights=hit.highlights)
        if hit.reason:
            told = (*reasons.parts(hit.reason), *reasons.said(hit.reason))
            whole = f"  {reasons.score(hit.reason):.2f} 分：" + "；".join(f"{name} {value}" for name, value in told)
            console.print(Text(whole, style="cyan"))
    if not result.hits:
        console.print("没有找到。可换个说法，或用 zhigui ask 提问。")


def _print_note(console: Console, query: str, note: NoteModel) -> None:
    """What is wrong in a query, with the place marked in it, and what to write there."""
    before, here, after = query[: note.start], query[note.start : note.end], query[note.end :]
    around = (before[-_AROUND:], (here, "bold red underline"), after[:_AROUND])
    console.print(Text.assemble("提示：", *around, f"（第 {note.start + 1} 字起）"), soft_wrap=True)
    instead = f" 可改为：{before}{note.instead}{after}" if note.instead else ""
    console.print(Text(f"  {note.message}。{instead}", style="yellow"), soft_wrap=True)


def print_answer(console: Console, answer: AskResponse) -> None:
    """What is answered, then the quotes by force with what they are against each other; else what came nearest."""
    if answer.curated:
        console.print(Text(pinned_words(answer.curated), style="magenta"))
    if answer.worded and answer.worded.failure:
        console.print(Text(f"提示：{answer.worded.failure}。", style="yellow"))
    console.print(Text(_worded(answer) or head_of(answer), style="bold"))
    for line in remarks(answer):
        console.print(Text(line, style="yellow"))
    for heading, place in in_groups(answer):
        if heading:
            console.print(Text(f"【{heading}】", style="bold"))
        quote = answer.quotes[place]
        _print_quote(console, quote, note="、".join(MARKS[mark] for mark in quote.marks))
    if answer.nearest:
        console.rule("最接近的段落", align="left")
        for near in answer.nearest:
            _print_quote(console, near)


def _worded(answer: AskResponse) -> str:
    """What a model made of the quotes, with their numbers; nothing where none did."""
    sentences = answer.worded.sentences if answer.worded else []
    lines = [s.text + "".join(f"[{place + 1}]" for place in s.quotes) for s in sentences]
    return "\n".join(lines)


def print_pinned(console: Console, pinned: Sequence[PinnedModel]) -> None:
    """Pinned answers, with what is wrong with those that are shown to nobody."""
    for one in pinned:
        console.print(Text("；".join(one.questions), style="bold"))
        console.print(Text(f"  {one.id}　{one.by}　{one.at:%Y-%m-%d}" + (f"　{one.note}" if one.note else "")))
        if one.answer:
            console.print(Text(f"  {one.answer}"))
        for quote in one.quotes:
            _print_quote(console, quote, note=STATES[quote.state])
    flagged = sum(not one.holds for one in pinned)
    console.print(
        f"置顶答案 {len(pinned)} 条" + (f"，其中 {flagged} 条的出处已变动，不再作为答案。" if flagged else "。")
    )


def _print_quote(console: Console, quote: QuoteModel, *, note: str = "", highlights: Sequence[SpanModel] = ()) -> None:
    start, end = _window(quote.text, highlights)
    shown = Text(quote.text[start:end])
    for span in highlights:
        if start <= span.start and span.end <= end:
            shown.stylize("bold red", span.start - start, span.end - start)
    console.print(Text.assemble("“", "…" if start else "", shown, "…" if end < len(quote.text) else "", "”"))
    if note:
        console.print(Text("  " + note, style="cyan"))
    console.print(Text("  ——" + source_words(quote), style="dim"))


def _window(text: str, highlights: Sequence[SpanModel]) -> tuple[int, int]:
    """The part of a passage that is shown: all of a short one, else what stands around the first highlight."""
    if len(text) <= LONGEST:
        return 0, len(text)
    first = highlights[0].start if highlights else 0
    start = max(0, min(first - LONGEST // 3, len(text) - LONGEST))
    return start, start + LONGEST
