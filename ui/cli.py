"""The command line: thin commands over plain functions. Exit code 2 for wrong use, 1 for failure or skipped files."""

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from graph.access import LOCAL
from graph.errors import StoreAway
from graph.library import ingest_files
from graph.library import rebuild as rebuild_library
from graph.link.credits import credited
from graph.link.lineage import Chain, trace_quote, trace_text
from graph.migrate import migrate as migrate_library
from graph.patience import patiently
from graph.store import open_store
from graph.store.base import GraphStore
from ingest.annotation import to_annotation
from ingest.batch import extract_files, find_files
from ingest.errors import ReadError, ZhiguiError
from ingest.names import readable_path
from search_api.answer.desk import Desk
from search_api.engine import Engine
from search_api.errors import IndexAway, IndexFull, IndexUnwritable
from search_api.index import open_index
from search_api.index.fields import Order
from search_api.kept.left_out import left_out
from search_api.kept.records import SearchRecords
from search_api.kept.requests import request_of
from search_api.models import AskResponse, PinnedListModel, ReportModel, SavedSearches, SavedSearchModel, SearchResponse
from search_api.models.lineage import ChainModel
from search_api.results import SearchRequest
from search_api.serve import serve as serve_api
from search_api.settings import Settings
from ui import asking, searching, serving, terminal
from ui.exporting import exports
from ui.lineage_terminal import print_chains
from ui.portal import become_portal
from ui.searching import Format
from ui.terminal import print_json

FIRST_QUESTION = "值班要求"
# Lines are cut to the width of a terminal only: a program that reads them wants them whole.
out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())
app = typer.Typer(
    help="知规：从讲话和制度中找出规矩、职责与能力，检索、问答、溯源。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(exports, name="export")


def _existing(paths: list[Path]) -> list[Path]:
    for path in paths:
        if not os.path.exists(path):  # the method of a path raises where it may not look
            raise typer.BadParameter(f"文件或文件夹不存在：{readable_path(path)}")
    return paths


Paths = Annotated[list[Path], typer.Argument(help="文件或文件夹（含子文件夹）", metavar="路径...", callback=_existing)]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用")]

_WRONG_USE: type[Exception] = typer.BadParameter.__mro__[1]
"""Click's `UsageError`, of which typer keeps a copy that it gives no name."""


class Part(StrEnum):
    """What can be served alone."""

    API = "api"
    UI = "ui"


_RULE_ID = re.compile("[0-9a-f]{16}")


def main() -> None:
    """The entry point; errors that are raised on purpose are shown as one line."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.BadParameter as error:  # also what is missing, which has no words of its own
        hint = error.param.get_error_hint() if error.param else str(error.param_hint or "参数")
        err.print(f"用法错误：{hint}：{error.message or '缺少这个参数'}", style="red", markup=False)
        err.print("用 zhigui --help 查看命令，用 zhigui 命令 --help 查看参数。", markup=False)
        sys.exit(2)
    except _WRONG_USE as error:
        error.show()  # type: ignore[attr-defined]  # an option or a command that is not there, by its name
        sys.exit(2)
    except ZhiguiError as error:
        err.print(f"错误：{error}", style="red", markup=False)
        sys.exit(1)


@app.command(epilog="例：zhigui up examples/speeches")
def up(paths: Paths) -> None:
    """入库、回答一个示例问题，然后启动检索接口和网页（Ctrl-C 停止）。"""
    settings = Settings.from_env()
    serving.check_ports(settings)
    with _opened(settings) as (store, engine):
        terminal.print_report(out, _ingest(store, settings, paths))
        _catch_up_patiently(engine)
        _tell_left_out(settings, store)
        out.rule(f"示例：{FIRST_QUESTION}")
        result = engine.search(SearchRequest(q=FIRST_QUESTION, limit=3), LOCAL)
        terminal.print_search(out, SearchResponse.of(result))
    serving.serve_all(settings, out)


@app.command(epilog="例：zhigui ingest 讲话文件夹 通知.docx")
def ingest(paths: Paths, as_json: Json = False) -> None:
    """读入文件；内容未变的跳过不重做。有文件读不了时，其余照常，退出码为 1。"""
    settings = Settings.from_env()
    with _opened(settings) as (store, engine):
        report = _ingest(store, settings, paths)
        indexed = _catch_up_patiently(engine) and not _tell_left_out(settings, store)
    if as_json:
        print_json(report.model_dump_json())
    else:
        terminal.print_report(out, report)
    nothing = not (report.added + report.replaced + report.unchanged or report.skipped)
    if nothing:
        err.print("没有可读的文件：文件夹是空的，或其中只有隐藏文件。", style="yellow")
    if nothing or report.skipped or report.stopped or not indexed:
        raise typer.Exit(1)


@app.command(epilog="例：zhigui search 值班要求 --json --limit 5；zhigui search '职责:值班 时限<=2小时 -情态:希望'")
def search(
    query: Annotated[str, typer.Argument(help="检索词", metavar="检索词")] = "",
    as_json: Json = False,
    limit: Annotated[int, typer.Option(help="最多显示多少处（批量时为每个检索词）", min=1, max=1000)] = 10,
    fold: Annotated[bool, typer.Option("--fold/--no-fold", help="是否合并重复的表述")] = True,
    sort: Annotated[Order, typer.Option(help="排序：相关度，或日期（新的在前）")] = Order.RELEVANCE,
    form: Annotated[Format | None, typer.Option("--format", help="导出为表格或文稿")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写入的文件，缺省为标准输出")] = None,
    batch: Annotated[Path | None, typer.Option(help="CSV 文件，一行一个检索词，结果为 CSV", exists=True)] = None,
    save: Annotated[str | None, typer.Option(help="以此名称存下这次检索，用 zhigui saved 打开")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="说明每一处为什么排在那里")] = False,
) -> None:
    """检索段落与规矩；词语之外可写条件（对象 职责 能力 情态 力度 时限 后果 文献 类型 年份）。"""
    if bool(query) == (batch is not None):
        raise typer.BadParameter("检索词和 --batch 应给出其一", param_hint="'检索词'")
    settings = Settings.from_env()
    records = SearchRecords(settings.data)
    asked = SearchRequest(q=query, limit=limit, fold=fold, order=sort, explain=explain)
    with _opened(settings) as (_, engine):
        _catch_up(engine)
        if batch:
            searching.deliver(searching.batch(engine, records, batch.read_bytes(), asked), output)
            return
        found = searching.answered(engine, records, asked)
    if save:
        records.save(save, query, {} if sort is Order.RELEVANCE else {"sort": (sort.value,)})
        err.print(f"已存为“{save}”，用 zhigui saved {save} 打开。", markup=False)
    if form or output:
        by_name = Format.DOCX if output and output.suffix.lower() == ".docx" else Format.CSV
        searching.deliver(searching.written(found, form or by_name), output)
    elif as_json:
        print_json(found.model_dump_json())
    else:
        terminal.print_search(out, found)


@app.command(epilog="例：zhigui saved；zhigui saved 值班硬规矩；zhigui saved 值班硬规矩 --delete")
def saved(
    name: Annotated[str, typer.Argument(help="名称；不给则列出全部", metavar="[名称]")] = "",
    delete: Annotated[bool, typer.Option("--delete", help="删除这个已存检索")] = False,
    as_json: Json = False,
) -> None:
    """列出、打开或删除已存的检索。"""
    settings = Settings.from_env()
    records = SearchRecords(settings.data)
    if delete and not name:
        raise typer.BadParameter("--delete 须给出名称")
    if delete:
        records.forget(name)
    elif name:
        with _opened(settings) as (_, engine):
            _catch_up(engine)
            found = searching.answered(engine, records, request_of(records.open(name)))
        if as_json:
            print_json(found.model_dump_json())
        else:
            terminal.print_search(out, found)
    elif as_json:
        print_json(SavedSearches(items=[SavedSearchModel.of(one) for one in records.saved()]).model_dump_json())
    else:
        out.print(searching.saved_lines(records.saved()), markup=False)


@app.command(epilog="例：zhigui ask 紧急文件多久内要签收？；zhigui ask --batch 问题.csv -o 答案.csv")
def ask(
    question: Annotated[str, typer.Argument(help="问题", metavar="问题")] = "",
    as_json: Json = False,
    topic: Annotated[str, typer.Option(help="上一问的话题，用于“那逾期呢？”这样的追问")] = "",
    batch: Annotated[Path | None, typer.Option(help="CSV 文件，一行一个问题，答案为 CSV", exists=True)] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="批量时写入的文件，缺省为标准输出")] = None,
) -> None:
    """用原文回答问题；资料里没有的，如实说没有。"""
    if bool(question) == (batch is not None):
        raise typer.BadParameter("问题和 --batch 应给出其一", param_hint="'问题'")
    settings = Settings.from_env()
    with _opened(settings) as (store, engine):
        _catch_up(engine)
        desk = Desk.of(settings, engine, store)
        if batch:
            searching.deliver(asking.batch(desk, batch.read_bytes()), output)
            return
        answer = AskResponse.of(desk.ask(question, LOCAL, topic=topic))
    if as_json:
        print_json(answer.model_dump_json())
    else:
        terminal.print_answer(out, answer)


@app.command(epilog="例：zhigui curated --json")
def curated(as_json: Json = False) -> None:
    """列出置顶的答案；出处已变动或不在的排在最前，不再作为答案。"""
    settings = Settings.from_env()
    with open_store(settings.store) as store:
        found = PinnedListModel(items=list(asking.pinned(settings, store)))
    if as_json:
        print_json(found.model_dump_json())
    else:
        terminal.print_pinned(out, found.items)


@app.command(epilog="例：zhigui trace 不该说的不说")
def trace(
    words: Annotated[str, typer.Argument(help="一句话，或规矩的编号", metavar="话或编号")], as_json: Json = False
) -> None:
    """追溯一句话：本库谁最早说、谁又重申、字句怎样变化，从早到晚列出。"""
    with open_store(Settings.from_env().store) as store:
        chains = [ChainModel.of(chain, credited(store.view(LOCAL), chain)) for chain in _trace(store, words)]
    if as_json:
        print_json(json.dumps([chain.model_dump(mode="json") for chain in chains], ensure_ascii=False))
    else:
        print_chains(out, chains)


def _trace(store: GraphStore, words: str) -> list[Chain]:
    """The chains of a rule by its id, or of free words."""
    view = store.view(LOCAL)
    if _RULE_ID.fullmatch(words):
        return trace_quote(view, view.rule(words).quote)
    return trace_text(view, words)


@app.command(epilog="例：zhigui extract 讲话.txt > out.jsonl")
def extract(paths: Paths) -> None:
    """只抽取、不入库：每个文件输出一行 JSON（标题、规矩、能力、数字提法、出处、杂质，均带原文位置）。"""
    settings = Settings.from_env()
    sources = find_files(paths)
    skipped: list[ReadError] = []
    for outcome in extract_files(sources, workers=settings.workers, max_bytes=settings.max_bytes):
        if outcome.error:
            skipped.append(outcome.error)
        elif outcome.document:
            print_json(json.dumps(to_annotation(outcome.document), ensure_ascii=False))
    for error in skipped:
        err.print(f"跳过 {error}", style="yellow", markup=False)
    if skipped:
        raise typer.Exit(1)


@app.command(epilog="例：zhigui serve")
def serve(
    only: Annotated[Part | None, typer.Option("--only", help="只启动其中之一（容器部署用）")] = None,
) -> None:
    """启动检索接口和网页（Ctrl-C 停止）。"""
    settings = Settings.from_env()
    if only is Part.API:
        serve_api(settings)
        return
    if only is Part.UI:
        become_portal(settings)
    serving.check_ports(settings)
    serving.serve_all(settings, out)


@app.command(epilog="例：zhigui rebuild --extract")
def rebuild(
    extract: Annotated[bool, typer.Option("--extract", help="连抽取也重做（程序升级后用）")] = False,
    as_json: Json = False,
) -> None:
    """从原件和抽取记录重新生成图谱与索引。"""
    settings = Settings.from_env()
    with _opened(settings) as (store, engine):
        report = ReportModel.of(rebuild_library(store, extract=extract))
        engine.rebuild()
        _tell_left_out(settings, store)
    if as_json:
        print_json(report.model_dump_json())
    else:
        terminal.print_report(out, report)


@app.command(epilog="例：zhigui migrate --from sqlite:///data/zhigui.db --to neo4j://neo4j:密码@127.0.0.1:7687")
def migrate(
    source: Annotated[str, typer.Option("--from", help="从哪个资料库复制（同 ZHIGUI_STORE 的写法）")],
    target: Annotated[str, typer.Option("--to", help="复制到哪个资料库")],
) -> None:
    """把整个资料库复制到另一个资料库（可中断后重来），最后逐项核对；不一致时退出码为 1。"""
    with open_store(source) as ours, open_store(target) as theirs, terminal.progress(err, "复制") as progress:
        comparison = migrate_library(ours, theirs, progress)
    terminal.print_comparison(out, comparison)
    if not comparison.same:
        raise typer.Exit(1)


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[GraphStore, Engine]]:
    """The store and the engine over it; the engine closes both."""
    store, records = open_store(settings.store), SearchRecords(settings.data)
    with Engine(store, open_index(settings.index), records.synonyms, records.note_left_out) as engine:
        yield store, engine


def _catch_up(engine: Engine) -> bool:
    """Whether the index holds all of the store; where it cannot be written, what it holds is still searched."""
    try:
        engine.catch_up()
    except (IndexFull, IndexUnwritable) as error:
        err.print(f"注意：{error}", style="yellow", markup=False)
        return False
    return True


def _tell_left_out(settings: Settings, store: GraphStore) -> bool:
    """Whether there is something that the index could not take, which is said."""
    found = left_out(SearchRecords(settings.data), store.view(LOCAL))
    for one in found:
        err.print(f"检索引擎收不下《{one.file}》，暂时检索不到：{one.reason}", style="yellow", markup=False)
    return bool(found)


def _catch_up_patiently(engine: Engine) -> bool:
    """`_catch_up` that waits for servers that are away, and says so: what was put is safe, and is found afterwards."""
    return patiently(
        partial(_catch_up, engine),
        away=(StoreAway, IndexAway),
        waiting=lambda error: err.print(f"等待恢复：{error}", style="yellow", markup=False),
    )


def _ingest(store: GraphStore, settings: Settings, paths: Sequence[Path]) -> ReportModel:
    with terminal.progress(err, "读入") as progress:
        report = ingest_files(store, paths, workers=settings.workers, max_bytes=settings.max_bytes, progress=progress)
    return ReportModel.of(report)
