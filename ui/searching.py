"""What the command line does with searches besides showing them: files, batches, names."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from graph.access import LOCAL
from ingest.errors import ZhiguiError
from search_api.engine import Engine
from search_api.exports.batch import queries_in
from search_api.exports.paper import paper_of
from search_api.exports.sheet import batch_sheet, sheet_of
from search_api.kept.misses import note_miss
from search_api.kept.records import SavedSearch, SearchRecords
from search_api.models import SearchResponse
from search_api.results import SearchRequest


class Format(StrEnum):
    """What results may be written as."""

    CSV = "csv"
    DOCX = "docx"


class Unwritten(ZhiguiError):
    """The file with the results could not be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"无法写入 {path}（{error.strerror or error}），请换一个位置")


def answered(engine: Engine, records: SearchRecords, asked: SearchRequest) -> SearchResponse:
    """What a search finds; one in vain is written down for the curator."""
    result = engine.search(asked, LOCAL)
    note_miss(records, asked, result)
    return SearchResponse.of(result)


def batch(engine: Engine, records: SearchRecords, data: bytes, asked: SearchRequest) -> bytes:
    """The sheet of the answers to a sheet of queries, each asked for as `asked` is. Raises `BadBatch`."""
    answers = [answered(engine, records, replace(asked, q=query)) for query in queries_in(data)]
    return batch_sheet(answers).encode()


def written(found: SearchResponse, form: Format) -> bytes:
    """The results as a file."""
    if form is Format.DOCX:
        return paper_of(found)
    return sheet_of(found.hits).encode()


def deliver(content: bytes, output: Path | None) -> None:
    """Writes a file, or to standard output where none is named."""
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise Unwritten(output, error) from error
    print(f"已写入 {output}", file=sys.stderr)


def saved_lines(saved: Sequence[SavedSearch]) -> str:
    """Saved searches, a line each, or that there are none."""
    return "\n".join(map(_saved_line, saved)) or "还没有存下的检索。存一个：zhigui search 检索词 --save 名称"


def _saved_line(saved: SavedSearch) -> str:
    narrowed = "　".join(f"{name}={'、'.join(values)}" for name, values in saved.params.items())
    return f"{saved.name}：{saved.q}" + (f"（{narrowed}）" if narrowed else "")
