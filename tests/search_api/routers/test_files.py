"""Results as files, and files of queries, over HTTP."""

import csv
import io

import pytest
from docx import Document
from fastapi.testclient import TestClient

from search_api.exports.sheet import BATCH_COLUMNS, COLUMNS
from search_api.exports.words import said_words
from tests.search_api.conftest import services_of

NO_TEXT = b"MZ\x90\x00" + bytes(range(256)) * 8
"""A program that was given the name of a sheet."""


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_sheet_has_the_hits_of_the_search_in_their_order(filled: TestClient) -> None:
    query = "q=值班&modality=obligation&sort=date"
    answer = filled.get(f"/api/v1/export/search.csv?{query}")
    head, *rows = rows_of(answer.content)
    hits = filled.get(f"/api/v1/search?{query}&limit=100").json()["hits"]
    assert tuple(head) == COLUMNS
    assert [row[5] for row in rows] == [hit["text"] for hit in hits] != []
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "filename*=UTF-8''%E6%A3%80" in answer.headers["content-disposition"]


def test_paper_quotes_each_hit_with_its_source(filled: TestClient) -> None:
    answer = filled.get("/api/v1/export/search.docx?q=四勤&limit=5")
    paper = Document(io.BytesIO(answer.content))
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    [hit] = filled.get("/api/v1/search?q=四勤&limit=5").json()["hits"]
    assert f"“{hit['text']}”" in words
    assert f"——《{hit['title']}》" in words
    marked = [run.text for paragraph in paper.paragraphs for run in paragraph.runs if run.bold]
    assert "四勤" in marked


def test_paper_says_what_its_hits_have_in_common(filled: TestClient) -> None:
    found = filled.get("/api/v1/search?q=四勤 值班").json()
    common = said_words(found["asked_for"], found["said_by_all"])
    paper = Document(io.BytesIO(filled.get("/api/v1/export/search.docx?q=四勤 值班").content))
    assert common
    assert f"处。{common}。" in paper.paragraphs[1].text


@pytest.mark.parametrize(
    ("content", "queries", "reason"),
    [
        ("值班要求\n四勤\n", ["值班要求", "四勤"], "a query a line"),
        ("编号,检索词\n1,值班要求\n2,四勤\n", ["值班要求", "四勤"], "a column of that name"),
        ("\ufeffq;备注\r\n值班要求;\r\n四勤;急\r\n", ["值班要求", "四勤"], "marked, with semicolons"),
        ('"值班\n要求"\n\n四勤', ["值班\n要求", "四勤"], "a cell of two lines, and an empty line"),
    ],
)
def test_batch_answers_every_query(filled: TestClient, content: str, queries: list[str], reason: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        answer = filled.post("/api/v1/search/batch?limit=2", files={"file": ("q.csv", content.encode(encoding))})
        assert answer.status_code == 200, answer.text
        head, *rows = rows_of(answer.content)
        assert tuple(head) == BATCH_COLUMNS
        assert list(dict.fromkeys(row[1] for row in rows)) == queries, (reason, encoding)
        assert max(int(row[4]) for row in rows) == 2


def test_batch_says_which_query_found_nothing_and_writes_it_down(client: TestClient) -> None:
    answer = client.post("/api/v1/search/batch", files={"file": ("q.csv", "饕餮\n".encode())})
    [_, row] = rows_of(answer.content)
    assert row[:5] == ["1", "饕餮", "饕餮", "0", "没有找到"]
    assert [miss.q for miss in services_of(client).records.misses()] == ["饕餮"]


@pytest.mark.parametrize("content", [b"", b"\n \n", "检索词\n".encode(), "值班\n".encode() * 1001, NO_TEXT])
def test_batch_without_queries_or_with_too_many_is_refused(client: TestClient, content: bytes) -> None:
    answer = client.post("/api/v1/search/batch", files={"file": ("q.csv", content)})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("批量处理：")
