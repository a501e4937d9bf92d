"""A CSV of queries, as office programs write them, into queries."""

import csv
import io
from collections.abc import Sequence

from ingest.readers.encoding import decode, is_text
from search_api.errors import BadBatch

MOST = 1_000
"""Queries in one file: some seconds of work."""
LONGEST = 1_000
_HEADS = frozenset({"检索词", "检索", "关键词", "查询", "问题", "q", "query", "question", "keyword"})


def queries_in(data: bytes, what: str = "检索词") -> Sequence[str]:
    """The queries of a sheet: those of the column whose head says so, else of the first. Raises `BadBatch`.

    `what` is what people call a query there.
    """
    text = decode(data).text
    if not is_text(text):
        raise BadBatch("文件不是文本，请在表格软件中另存为 CSV")
    text = text.replace("\0", "").removeprefix("\ufeff")
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=_delimiter(text)) if any(row)]
    except csv.Error:
        raise BadBatch("文件不是 CSV 表格，请在表格软件中另存为 CSV") from None
    heads = [cell.strip().casefold() for cell in rows[0]] if rows else []
    column = next((place for place, head in enumerate(heads) if head in _HEADS), None)
    cells = [row[column or 0].strip() for row in rows[0 if column is None else 1 :] if len(row) > (column or 0)]
    queries = [cell[:LONGEST] for cell in cells if cell]
    if not queries:
        raise BadBatch(f"文件中没有{what}，应为一行一个，或有一列名为“{what}”")
    if len(queries) > MOST:
        raise BadBatch(f"共 {len(queries)} 个{what}，一次最多 {MOST} 个，请分成几个文件")
    return queries


def _delimiter(text: str) -> str:
    """What parts the cells: Excel in some countries writes semicolons, and a copied table has tabs."""
    first = text.lstrip().split("\n", 1)[0]
    return max(",\t;", key=lambda mark: (first.count(mark), mark == ","))
