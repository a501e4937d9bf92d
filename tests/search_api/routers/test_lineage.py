"""Lineage over HTTP: chains with credits, comparison, files to take away, strength over time."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient

from ingest.model import DateInterval, Document
from ingest.pipeline import extract_document
from search_api.app import create_app
from search_api.models import ComparisonModel, LineageModel, StrengthModel
from tests.factories import make_ability, make_attribution, make_document, make_rule
from tests.search_api.conftest import HOST, put, settings_in

OLD = "机要传真应由双人核收，逐页登记编号。\n"
NEW = "老话讲得好。李明同志说过，机要传真必须由双人核收，逐页登记编号。\n"
LAST = "机要传真必须由双人核收，当日逐页登记编号，由分管领导签字。\n"


def said(text: str, year: int, rule: str, cue: str, **fields: object) -> Document:
    when = DateInterval(date(year, 3, 1), date(year, 3, 1))
    found = make_rule(text, rule, cue=cue, duties=("机要管理",), bearers=("机要人员",))
    given = {"file": f"{year}.txt", "title": f"{year}年讲话", "date": when, "rules": (found,)}
    return make_document(text, **given | fields)


DOCUMENTS = (
    said(OLD, 2010, OLD[:-2], "应"),
    said(
        NEW, 2014, "机要传真必须由双人核收，逐页登记编号", "必须",
        attributions=(make_attribution(
            NEW, "李明同志说过，机要传真必须由双人核收，逐页登记编号", what="机要传真必须由双人核收，逐页登记编号",
            date=DateInterval(date(2009, 5, 1), date(2009, 5, 31)),
        ),),
    ),
    said(LAST, 2019, LAST[:-2], "必须", title="=2019年讲话"),
)  # fmt: skip


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An API over three speeches that restate one rule."""
    with TestClient(create_app(settings_in(tmp_path_factory.mktemp("traced"))), base_url=HOST) as client:
        put(client, *DOCUMENTS)
        yield client


def rule_of(client: TestClient, document: Document) -> str:
    [rule] = client.get(f"/api/v1/rules?document_id={document.id}").json()["items"]
    return str(rule["id"])


def test_lineage_of_a_rule_is_its_chain_oldest_first(traced: TestClient) -> None:
    answer = traced.get(f"/api/v1/rules/{rule_of(traced, DOCUMENTS[2])}/lineage")
    lineage = LineageModel.model_validate_json(answer.content)
    assert lineage.rule is not None
    assert lineage.text == lineage.rule.text == LAST[:-2]
    [chain] = lineage.chains
    assert [member.quote.document_id for member in chain.members] == [one.id for one in DOCUMENTS]
    assert chain.first == chain.members[0].quote
    steps = [member.step for member in chain.members]
    assert steps[0] is None
    assert steps[1] is not None
    assert (steps[1].after, steps[1].relation, steps[1].certainty) == (0, "tightened", "certain")
    assert [(change.before, change.after) for change in steps[1].changes] == [("应", "必须")]
    for place, step in enumerate(steps):
        if step is not None:
            before, after = chain.members[step.after].quote.text, chain.members[place].quote.text
            for piece in step.diff:
                assert piece.before is None or before[piece.before.start : piece.before.end] == piece.text
                assert piece.after is None or after[piece.after.start : piece.after.end] == piece.text


def test_date_that_a_curator_sets_moves_the_chain_at_once_and_back(client: TestClient) -> None:
    put(client, *DOCUMENTS)
    path = f"/api/v1/documents/{DOCUMENTS[2].id}"

    def members() -> list[str]:
        found = LineageModel.model_validate_json(client.get("/api/v1/lineage", params={"text": OLD}).content)
        assert found.chains[0].first == found.chains[0].members[0].quote
        return [member.quote.document_id for member in found.chains[0].members]

    first, second, third = (document.id for document in DOCUMENTS)
    assert members() == [first, second, third]
    answer = client.patch(path, json={"date": {"earliest": "2001-05-01", "latest": "2001-05-31"}, "by": "王敏"})
    assert answer.status_code == 200, answer.text
    assert members() == [third, first, second]
    [made] = client.get("/api/v1/corrections", params={"document_id": third}).json()["items"]
    assert client.patch(path, json={"date": None, "seen": made["id"]}).status_code == 200
    assert members() == [first, second, third], "without a date it is last, and never first"
    assert client.delete(f"/api/v1/documents/{first}").status_code in (200, 204)
    assert members() == [second, third], "the first statement is handed on"


def test_lineage_says_who_is_credited_beside_who_was_first(traced: TestClient) -> None:
    answer = traced.get("/api/v1/lineage", params={"text": "机要传真由双人核收，逐页登记编号"})
    [chain] = LineageModel.model_validate_json(answer.content).chains
    assert chain.first is not None
    assert chain.first.document_id == DOCUMENTS[0].id
    [credit] = chain.credited
    assert (credit.who, credit.member) == ("李明", 1)
    assert credit.date is not None
    assert credit.date.earliest == date(2009, 5, 1)
    assert NEW[credit.quote.start : credit.quote.end] == credit.quote.text


def test_lineage_of_what_nobody_said_is_empty(traced: TestClient) -> None:
    answer = traced.get("/api/v1/lineage", params={"text": "春节期间燃放烟花爆竹的规定"})
    assert LineageModel.model_validate_json(answer.content).chains == []
    assert traced.get("/api/v1/rules/0123456789abcdef/lineage").status_code == 404


def test_lineage_as_a_table_has_the_source_of_each_statement(traced: TestClient) -> None:
    answer = traced.get(f"/api/v1/rules/{rule_of(traced, DOCUMENTS[0])}/lineage/export?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["文件"] for row in rows] == ["2010.txt", "2014.txt", "2019.txt"]
    for row, document in zip(rows, DOCUMENTS, strict=True):
        assert document.text[int(row["起"]) : int(row["止"])] == row["原文"]
    assert (rows[1]["关系"], rows[1]["变化的词"], rows[0]["本库最早"]) == ("收紧", "应→必须", "是")
    assert rows[1]["出处（文中所称）"].startswith("李明，2009年5月1日")
    assert rows[2]["文献"] == "'=2019年讲话", "a spreadsheet must not work out what a document says"


def test_lineage_as_a_document_reads_from_first_to_last(traced: TestClient) -> None:
    answer = traced.get("/api/v1/lineage/export", params={"text": OLD, "format": "docx"})
    shown = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "本库最早见于2010年3月1日《2010年讲话》" in shown
    assert "收紧（应→必须）" in shown
    assert "文中所称出处：李明" in shown
    assert shown.index("——2010年") < shown.index("——2014年") < shown.index("——2019年")


def test_lineage_of_nothing_is_a_file_that_says_so(traced: TestClient) -> None:
    answer = traced.get("/api/v1/lineage/export", params={"text": "春节期间燃放烟花\x00爆竹", "format": "docx"})
    assert "没有说过" in "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)


SENTENCES = [
    "机要室应当配备专用保险柜", "传真件由双人核收并逐页登记编号", "涉密载体外出须报分管领导批准",
    "废旧载体送指定单位销毁并留存清单", "值班电话保持二十四小时畅通", "突发情况在三十分钟内报告",
    "印章使用须逐件登记用途和份数", "档案借阅期限不超过十个工作日", "会议录音由专人保管三年",
    "离岗人员须当日移交全部钥匙",
]  # fmt: skip


def articles(sentences: list[str]) -> list[str]:
    numbers = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
    return [f"第{number}条　{words}。" for number, words in zip(numbers, sentences, strict=False)]


ARTICLES = articles(SENTENCES)


def version(lines: list[str], year: int) -> Document:
    when = DateInterval(date(year, 1, 1), date(year, 12, 31))
    text = "机要工作办法\n" + "\n".join(lines) + "\n"
    return replace(extract_document(text.encode(), f"{year}.txt"), date=when)


def test_comparison_has_what_was_kept_moved_changed_and_new(client: TestClient) -> None:
    moved = [SENTENCES[8], *SENTENCES[:8], SENTENCES[9].replace("当日", "三日内"), "未尽事宜由机要室另行通知"]
    lines = articles(moved)
    old, new = version(ARTICLES, 2010), version(lines, 2018)
    put(client, old, new)
    answer = client.get(f"/api/v1/documents/{new.id}/compare/{old.id}")
    found = ComparisonModel.model_validate_json(answer.content)
    assert (found.earlier.id, found.later.id, found.versions) == (old.id, new.id, True)
    joined = {join.earlier: join for join in found.joins}
    assert set(joined) == set(range(10))
    assert [place for place, join in joined.items() if join.moved] == [8]
    assert joined[8].later == 0
    assert joined[9].relation == "deadline_changed"
    for join in found.joins:
        assert found.earlier_statements[join.earlier].quote.document_id == old.id
        assert found.later_statements[join.later].quote.document_id == new.id
    fates = {(one.earlier, one.later): (one.fate, one.moved) for one in found.articles}
    assert fates["第一条", "第二条"] == ("kept", False)
    assert fates["第九条", "第一条"] == ("kept", True)
    assert fates["第十条", "第十条"] == ("edited", False)
    assert fates[None, "第十一条"] == ("new", False)


def test_comparison_of_documents_that_have_nothing_in_common(client: TestClient) -> None:
    one, other = version(ARTICLES[:2], 2010), make_document("会务接待一律从简。\n")
    put(client, one, other)
    found = ComparisonModel.model_validate_json(client.get(f"/api/v1/documents/{one.id}/compare/{other.id}").content)
    assert (found.joins, found.articles, found.versions) == ([], [], False)
    same = ComparisonModel.model_validate_json(client.get(f"/api/v1/documents/{one.id}/compare/{one.id}").content)
    assert same.joins == []
    assert client.get(f"/api/v1/documents/{one.id}/compare/gone").status_code == 404


def test_strength_of_a_duty_is_told_by_year(traced: TestClient) -> None:
    found = StrengthModel.model_validate_json(traced.get("/api/v1/duties/机要管理/strength").content)
    assert [(year.year, year.documents, year.rules, year.strength) for year in found.years] == [
        (2010, 1, 1, 3.0),
        (2014, 1, 1, 4.0),
        (2019, 1, 1, 4.0),
    ]
    assert found.years[0].by_modality == {"obligation": 1}
    assert traced.get("/api/v1/duties/没有的职责/strength").status_code == 404


def test_strength_of_an_ability_counts_who_names_it_and_how_hard(client: TestClient) -> None:
    texts = {2010: "希望大家提高应急处置能力。\n", 2015: "值班人员必须具备应急处置能力。会上谈到应急处置能力。\n"}
    undated = "应急处置能力很要紧。\n"
    rules = {2010: ("希望大家提高应急处置能力", "希望"), 2015: ("值班人员必须具备应急处置能力", "必须")}
    put(client, *(
        said(text, year, *rules[year], abilities=tuple(
            make_ability(text, nth=nth) for nth in range(text.count("应急处置能力"))
        )) for year, text in texts.items()
    ), make_document(undated, date=DateInterval(), abilities=(make_ability(undated),)))  # fmt: skip
    found = StrengthModel.model_validate_json(client.get("/api/v1/abilities/应急处置能力/strength").content)
    assert [(year.year, year.documents, year.rules, year.strength) for year in found.years] == [
        (2010, 1, 1, 1.0),
        (2015, 1, 2, 4.0),
        (None, 1, 1, None),
    ]


def test_export_names_its_format(traced: TestClient, tmp_path: Path) -> None:
    answer = traced.get("/api/v1/lineage/export", params={"text": OLD, "format": "pdf"})
    assert answer.status_code == 422
    assert "docx" in answer.json()["detail"]
