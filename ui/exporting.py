"""What `zhigui export` takes out of the library."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console

from graph.access import LOCAL
from graph.corrections.gold import export
from graph.export import parts
from graph.link.lineage import all_links, pairs
from graph.store import open_store
from search_api.exports.graph import FORMATS, GraphFormat
from search_api.models.lineage import LineagePairModel
from search_api.settings import Settings
from ui import asking, terminal
from ui.terminal import print_json

err = Console(stderr=True, highlight=False)
exports = typer.Typer(
    help="导出资料库中的内容。", epilog="例：zhigui export lineage", no_args_is_help=True, rich_markup_mode=None
)


@exports.command("graph", epilog="例：zhigui export graph --format graphml > 图谱.graphml")
def export_graph(
    format: Annotated[GraphFormat, typer.Option("--format", help="每行一个 JSON，或 GraphML")] = GraphFormat.JSONL,
) -> None:
    """导出整个图谱：节点，以及每条边和为它作证的原文。"""
    _, written = FORMATS[format]
    with open_store(Settings.from_env().store) as store:
        for piece in written(parts(store.view(LOCAL))):
            sys.stdout.write(piece)


@exports.command("curated", epilog="例：zhigui export curated > 置顶答案.jsonl")
def export_curated() -> None:
    """导出置顶的答案：每条一行 JSON，含问法、原文、出处、置顶人和是否仍然有效。"""
    settings = Settings.from_env()
    with open_store(settings.store) as store:
        for one in asking.pinned(settings, store):
            print_json(one.model_dump_json())


@exports.command("lineage", epilog="例：zhigui export lineage > lineage.jsonl")
def export_lineage() -> None:
    """导出全库的沿革：每对前后相承的句子一行 JSON。"""
    with (
        open_store(Settings.from_env().store) as store,
        terminal.progress(err, "比对") as progress,
    ):
        links = all_links(store.view(LOCAL), lambda done, total: progress(done, total, ""))
        for pair in pairs(links):
            print_json(LineagePairModel.of(pair).model_dump_json())


@exports.command("gold", epilog="例：zhigui export gold > 校订.jsonl")
def export_gold(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="文件名（不含文件夹）；不写则为全部校订过的文献", metavar="文件名...", show_default=False),
    ] = None,
) -> None:
    """把校订过的文献导出为标注数据：每份一行 JSON，格式与金标准相同。"""
    settings = Settings.from_env()
    with open_store(settings.store) as store:
        for document in export(store, LOCAL, files):
            print_json(json.dumps(document, ensure_ascii=False))
