"""Asking over HTTP: whole, in events, by the sheet; pinned answers, opinions and questions to start with."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from graph.access import Access, Reader
from search_api.app import create_app
from search_api.models import AskResponse, OpinionModel, PinnedModel, WordedSentenceModel
from search_api.web.dependencies import current_reader
from tests.factories import make_document, original_of, span_of
from tests.search_api.conftest import HOST, put, services_of, settings_in, wait_until_ready
from tests.search_api.wording.misbehaving import DONE, Model, model_running

PUBLIC = Reader(frozenset({"公开"}))
EVENTS = {"Accept": "text/event-stream"}
TEXT = """门卫工作制度
门卫人员必须24小时在岗，严禁饮酒。
"""
RULE = "门卫人员必须24小时在岗，严禁饮酒"
SECRET = "枪库守卫办法\n枪库守卫必须两人同行。\n"
SECRET_RULE = "枪库守卫必须两人同行"
QUESTION = "门卫在岗有什么要求？"


def fill(client: TestClient) -> None:
    """One document for everybody, one for few."""
    put(client, make_document(TEXT, file="门卫.txt"))
    secret = make_document(SECRET, file="枪库.txt")
    with services_of(client).store.writer() as writer:
        writer.put(secret, original_of(secret), source="枪库.txt", access=Access("受限"), extractor="test")
    wait_until_ready(client)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(create_app(settings_in(tmp_path_factory.mktemp("asked"))), base_url=HOST) as client:
        fill(client)
        yield client


@pytest.fixture
def asked(opened: TestClient) -> Iterator[TestClient]:
    """The API for whoever may see everything, with nothing pinned and no opinion kept."""
    yield opened
    opened.app.dependency_overrides.clear()  # type: ignore[attr-defined]
    records = services_of(opened).desk.records
    for one in records.pinned():
        records.unpin(one.id)
    for told in records.opinions():
        records.forget_opinion(told.id)


def reads_as(client: TestClient, reader: Reader) -> None:
    """Whoever asks from now on."""
    client.app.dependency_overrides[current_reader] = lambda: reader  # type: ignore[attr-defined]


def spot(text: str, words: str) -> dict[str, Any]:
    """Where the words stand, as a request says it."""
    place = span_of(text, words)
    return {"document_id": make_document(text).id, "start": place.start, "end": place.end, "text": words}


def ask(client: TestClient, question: str) -> AskResponse:
    answer = client.post("/api/v1/ask", json={"question": question})
    assert answer.status_code == 200, answer.text
    return AskResponse.model_validate_json(answer.content)


def pin(client: TestClient, **fields: Any) -> httpx2.Response:
    given = {"question": QUESTION, "quotes": [spot(TEXT, RULE)], "by": "王敏"}
    return client.post("/api/v1/ask/curated", json=given | fields)


def events(client: TestClient, question: str) -> list[tuple[str, Any]]:
    """The events of an answer, by name."""
    answer = client.post("/api/v1/ask", json={"question": question}, headers=EVENTS)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in answer.content.decode().strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_ask_streams_quotes_then_sentences_then_the_whole(asked: TestClient) -> None:
    first, *sentences, end = events(asked, QUESTION)
    assert [first[0], end[0]] == ["quotes", "end"]
    assert {name for name, _ in sentences} == {"sentence"}
    whole = ask(asked, QUESTION)
    assert AskResponse.model_validate(first[1]) == AskResponse.model_validate(end[1]) == whole
    told = [WordedSentenceModel.model_validate(data) for _, data in sentences]
    assert "\n".join(one.text for one in told) == whole.answer
    assert {place for one in told for place in one.quotes} <= set(range(len(whole.quotes)))


def test_ask_streams_that_nothing_states_it(asked: TestClient) -> None:
    *_, (name, data) = events(asked, "火星几点发射？")
    assert (name, data["found"], data["quotes"]) == ("end", False, [])


@pytest.mark.parametrize("accept", ["application/json", "*/*", ""])
def test_ask_answers_whole_where_no_events_are_wanted(asked: TestClient, accept: str) -> None:
    answer = asked.post("/api/v1/ask", json={"question": QUESTION}, headers={"Accept": accept})
    assert answer.headers["content-type"] == "application/json"


def test_ask_refuses_as_before_where_events_are_wanted(asked: TestClient) -> None:
    answer = asked.post("/api/v1/ask", json={"question": ""}, headers=EVENTS)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def sheet(client: TestClient, data: bytes) -> list[dict[str, str]]:
    answer = client.post("/api/v1/ask/batch", files={"file": ("问题.csv", data, "text/csv")})
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "filename" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_ask_batch_answers_each_line_of_a_sheet(asked: TestClient, encoding: str) -> None:
    rows = sheet(asked, f"编号,问题\n1,{QUESTION}\n2,火星几点发射？\n".encode(encoding))
    assert [(row["问题"], row["是否找到"]) for row in rows] == [(QUESTION, "是"), ("火星几点发射？", "否")]
    assert RULE in rows[0]["原文"]
    assert "门卫.txt" in rows[0]["出处"]
    assert (rows[1]["原文"], rows[1]["出处"]) == ("", "")
    assert rows[1]["答案"].startswith("资料中未见相关规定")


def test_ask_batch_runs_nothing_in_a_spreadsheet(asked: TestClient) -> None:
    (row,) = sheet(asked, b'"=HYPERLINK(""http://evil.example"")"\n')
    assert row["问题"].startswith("'=")


def test_ask_batch_says_what_is_wrong_with_a_sheet(asked: TestClient) -> None:
    answer = asked.post("/api/v1/ask/batch", files={"file": ("空.csv", b"\n\n", "text/csv")})
    assert answer.status_code == 422
    assert "没有问题" in answer.json()["detail"]


def test_a_pinned_answer_is_shown_first_and_taken_away(asked: TestClient) -> None:
    made = pin(asked, paraphrases=["门卫要怎样在岗？", QUESTION], answer="在岗，不喝酒。", note="已核对")
    assert made.status_code == 201, made.text
    one = PinnedModel.model_validate_json(made.content)
    assert (one.questions, one.holds) == ([QUESTION, "门卫要怎样在岗？"], True)
    for question in (QUESTION, "门卫要怎样在岗？"):
        found = ask(asked, question)
        assert found.curated is not None
        assert (found.answer, found.curated.by, found.curated.note) == ("在岗，不喝酒。", "王敏", "已核对")
        assert [quote.text for quote in found.quotes] == [RULE]
    assert asked.get("/api/v1/ask/curated").json()["items"] == [json.loads(made.content)]
    assert asked.delete(f"/api/v1/ask/curated/{one.id}").status_code == 204
    assert asked.delete(f"/api/v1/ask/curated/{one.id}").status_code == 404
    assert ask(asked, QUESTION).curated is None


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        ({"quotes": []}, 422, "an answer without a quote"),
        ({"quotes": [{**spot(TEXT, RULE), "text": "门卫人员可以饮酒"}]}, 422, "words that are not there"),
        ({"quotes": [{**spot(TEXT, RULE), "document_id": "nowhere"}]}, 404, "no such document"),
        ({"question": "　"}, 422, "no question"),
        ({"paraphrases": [" "]}, 422, "no paraphrase"),
        ({"mood": "good"}, 422, "a field that is none"),
    ],
)
def test_pinning_refuses_what_is_no_answer(asked: TestClient, fields: Any, status: int, reason: str) -> None:
    assert pin(asked, **fields).status_code == status, reason
    assert asked.get("/api/v1/ask/curated").json()["items"] == []


def test_two_readers_have_their_own_answers(asked: TestClient) -> None:
    """Whoever may not open a source hears of nothing made of it: answer, pin, opinion, sheet, suggestion."""
    pinned = pin(asked, question="枪库要几个人？", quotes=[spot(SECRET, SECRET_RULE)]).json()
    opinion = asked.post(
        "/api/v1/ask/feedback",
        json={"question": "枪库要几个人？", "helpful": True, "quotes": [spot(SECRET, SECRET_RULE)]},
    ).json()
    assert ask(asked, "枪库要几个人？").curated is not None
    everything = _all_told(asked)
    assert everything.count(SECRET_RULE) >= 4
    reads_as(asked, PUBLIC)
    assert SECRET_RULE not in _all_told(asked)
    assert ask(asked, "枪库要几个人？").curated is None
    assert asked.delete(f"/api/v1/ask/curated/{pinned['id']}").status_code == 404
    assert asked.delete(f"/api/v1/ask/feedback/{opinion['id']}").status_code == 404
    assert pin(asked, quotes=[spot(SECRET, SECRET_RULE)]).status_code == 404


def _all_told(client: TestClient) -> str:
    """All that a reader is told in answers and around them."""
    question = "枪库要几个人？"
    told = [
        client.post("/api/v1/ask", json={"question": question}),
        client.post("/api/v1/ask", json={"question": question}, headers=EVENTS),
        client.post("/api/v1/ask/batch", files={"file": ("q.csv", question.encode(), "text/csv")}),
        *(client.get(f"/api/v1/{path}") for path in ("ask/curated", "ask/feedback", "ask/suggested")),
        client.get("/api/v1/export/feedback.csv"),
    ]
    assert {one.status_code for one in told} == {200}
    return "\n".join(one.content.decode() for one in told)


def test_opinions_reach_the_curator_with_quotes_and_reason(asked: TestClient) -> None:
    given = {"question": f" {QUESTION}\n", "helpful": False, "reason": "没有说夜里", "by": "李强"}
    made = asked.post("/api/v1/ask/feedback", json=given | {"quotes": [spot(TEXT, RULE)]})
    assert made.status_code == 201, made.text
    asked.post("/api/v1/ask/feedback", json={"question": "火星呢？", "helpful": True, "found": False})
    first, second = (OpinionModel.model_validate(one) for one in asked.get("/api/v1/ask/feedback").json()["items"])
    assert (first.question, first.helpful, first.found, first.quotes) == ("火星呢？", True, False, [])
    assert (second.question, second.reason, second.by) == (QUESTION, "没有说夜里", "李强")
    assert [quote.text for quote in second.quotes] == [RULE]
    rows = list(csv.DictReader(io.StringIO(asked.get("/api/v1/export/feedback.csv").content.decode("utf-8-sig"))))
    assert [(row["是否有用"], row["理由"], row["是否答出"]) for row in rows] == [
        ("有用", "", "否"),
        ("没用", "没有说夜里", "是"),
    ]
    assert RULE in rows[1]["答案原文"]
    assert asked.delete(f"/api/v1/ask/feedback/{second.id}").status_code == 204
    assert len(asked.get("/api/v1/ask/feedback").json()["items"]) == 1


def test_an_opinion_on_words_that_are_not_there_is_refused(asked: TestClient) -> None:
    given = {"question": QUESTION, "helpful": True, "quotes": [{**spot(TEXT, RULE), "text": "可以饮酒"}]}
    assert asked.post("/api/v1/ask/feedback", json=given).status_code == 422


@pytest.fixture(scope="module")
def modelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Model]]:
    """An API that has a model word its answers."""
    with model_running() as model:
        folder: Path = tmp_path_factory.mktemp("modelled")
        settings = settings_in(folder, ZHIGUI_LLM_URL=model.url, ZHIGUI_LLM_MODEL="test-model")
        with TestClient(create_app(settings), base_url=HOST) as client:
            fill(client)
            yield client, model


def test_ask_words_an_answer_where_a_model_is_set(modelled: tuple[TestClient, Model]) -> None:
    client, model = modelled
    model.says(f"{RULE}[1]\n", "门卫人员可以饮酒[1]\n")
    found = ask(client, QUESTION)
    assert found.worded is not None
    assert [(one.text, one.quotes) for one in found.worded.sentences] == [(RULE, [0])]
    assert (found.worded.dropped, found.worded.failure) == (1, "")
    assert RULE in found.quotes[0].text
    assert model.asked[-1]["model"] == "test-model"
    assert [name for name, _ in events(client, QUESTION)] == ["quotes", "sentence", "end"]


def test_ask_falls_back_to_the_quotes_where_the_model_fails(modelled: tuple[TestClient, Model]) -> None:
    client, model = modelled
    model.pieces = [b"data: {broken\n\n", DONE]
    found = ask(client, QUESTION)
    assert found.worded is not None
    assert found.worded.sentences == []
    assert "未经改写的原文" in found.worded.failure
    assert found.found
    assert RULE in found.quotes[0].text
    first, end = events(client, QUESTION)
    assert end[1] == {**first[1], "worded": found.worded.model_dump()}


def test_no_model_is_asked_where_nothing_is_found_or_a_curator_has_spoken(
    modelled: tuple[TestClient, Model],
) -> None:
    client, model = modelled
    before = len(model.asked)
    assert ask(client, "火星几点发射？").worded is None
    one = pin(client, question="门卫几时在岗？").json()
    found = ask(client, "门卫几时在岗？")
    assert (found.curated is not None, found.worded) == (True, None)
    client.delete(f"/api/v1/ask/curated/{one['id']}")
    client.post("/api/v1/ask/batch", files={"file": ("q.csv", QUESTION.encode(), "text/csv")})
    assert len(model.asked) == before


def test_no_model_hears_of_what_the_reader_may_not_open(modelled: tuple[TestClient, Model]) -> None:
    client, model = modelled
    model.says(f"{RULE}[1]")
    reads_as(client, PUBLIC)
    try:
        for question in ("枪库守卫要求", QUESTION):
            ask(client, question)
    finally:
        client.app.dependency_overrides.clear()  # type: ignore[attr-defined]
    assert SECRET_RULE not in json.dumps(model.asked, ensure_ascii=False)
    ask(client, "枪库守卫要求")
    assert SECRET_RULE in json.dumps(model.asked[-1], ensure_ascii=False)
