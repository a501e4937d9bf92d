"""Searching, going on and asking over HTTP."""

import pytest
from fastapi.testclient import TestClient

from search_api.exports.reasons import score
from search_api.models import AskResponse, SearchResponse, SuggestResponse


def search(client: TestClient, query: str) -> SearchResponse:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 200, answer.text
    return SearchResponse.model_validate_json(answer.content)


def test_search_finds_passages_with_their_rules_and_a_card(filled: TestClient) -> None:
    found = search(filled, "q=值班要求")
    assert found.total > 0
    first = found.hits[0]
    assert "值班" in first.text
    assert any(rule.duties and "值班" in rule.duties for hit in found.hits for rule in hit.rules)
    assert found.card is not None
    assert (found.card.kind, found.card.name) == ("duty", "值班")
    assert found.card.rules[0].force == "hard"


def test_search_quotes_are_true_to_the_text(filled: TestClient) -> None:
    for hit in search(filled, "q=值班").hits:
        text = filled.get(f"/api/v1/documents/{hit.document_id}/text").json()["text"]
        assert text[hit.start : hit.end] == hit.text
        assert all(0 <= span.start < span.end <= len(hit.text) for span in hit.highlights)


def test_search_filters_by_several_values_of_one_facet(filled: TestClient) -> None:
    every = search(filled, "q=值班")
    one = search(filled, "q=值班&modality=prohibition")
    two = search(filled, "q=值班&modality=prohibition&modality=obligation")
    assert 0 < one.total < two.total <= every.total
    assert all(any(rule.modality == "prohibition" for rule in hit.rules) for hit in one.hits)


@pytest.mark.parametrize(
    "query", ["duty=值班", "role=值班人员", "force=hard", "kind=speech", "year=2012"], ids=lambda q: q.split("=")[0]
)
def test_search_every_facet_filters_what_it_counts(filled: TestClient, query: str) -> None:
    facet, _, value = query.partition("=")
    counted = search(filled, "kind=speech&limit=1").facets[facet][value]
    assert search(filled, f"q=&fold=false&{query}").total == counted > 0


@pytest.mark.parametrize(
    "query", ["duty=值班", "role=值班人员", "modality=obligation", "force=hard", "kind=speech", "year=2012"]
)
def test_search_every_facet_leaves_out_what_it_counts(filled: TestClient, query: str) -> None:
    facet, _, value = query.partition("=")
    every = search(filled, "q=要&fold=false&limit=1")
    counted = every.facets[facet].get(value, 0)
    assert search(filled, f"q=要&fold=false&not_{query}").total == every.total - counted
    assert counted > 0


def test_search_explains_where_each_hit_stands_when_asked(filled: TestClient) -> None:
    assert all(hit.reason is None for hit in search(filled, "q=值班要求").hits)
    for hit in search(filled, "q=值班要求&explain=true").hits:
        assert hit.reason is not None
        assert score(hit.reason) == pytest.approx(hit.score)
        assert [said.asked for said in hit.reason.said] == ["值班", "要求"]


def test_search_sorts_by_date(filled: TestClient) -> None:
    dates = [hit.date.latest for hit in search(filled, "q=要&sort=date&limit=100").hits]
    assert dates == sorted(dates, key=str, reverse=True)
    assert len(set(dates)) > 3
    assert filled.get("/api/v1/search?q=要&sort=newest").status_code == 422


def test_hits_within_a_document_are_spans_of_its_text(filled: TestClient) -> None:
    document_id = search(filled, "q=四勤").hits[0].document_id
    text = filled.get(f"/api/v1/documents/{document_id}/text").json()["text"]
    found = filled.get(f"/api/v1/documents/{document_id}/hits?q=四勤").json()
    assert [text[mark["start"] : mark["end"]] for mark in found["highlights"]] == ["四勤"]
    assert "四勤" in text[found["passages"][0]["start"] : found["passages"][0]["end"]]
    assert filled.get("/api/v1/documents/none/hits?q=四勤").status_code == 404


def test_search_pages_hold_every_hit_once(filled: TestClient) -> None:
    seen: list[str] = []
    after = ""
    while True:
        page = search(filled, f"q=抓好&limit=5&fold=false{after}")
        seen += [hit.passage_id for hit in page.hits]
        if page.next is None:
            break
        after = f"&after={page.next}"
    assert len(seen) == len(set(seen)) == page.total > 5


@pytest.mark.parametrize(
    "q",
    [
        pytest.param("", id="nothing"),
        pytest.param("   ", id="blanks"),
        pytest.param("qqqqzzzz", id="no word"),
        pytest.param("\x00", id="NUL"),
        pytest.param("“值班", id="open quote"),
        pytest.param("-", id="lone minus"),
        pytest.param("值班 AND (", id="operators"),
        pytest.param("🙂", id="emoji"),
        pytest.param("x" * 10_000, id="longest"),
        pytest.param("值" * 7_000, id="longest that the client of the tests can send"),
        pytest.param("时限<=2小时", id="field"),
    ],
)
def test_search_never_fails_on_a_query(filled: TestClient, q: str) -> None:
    answer = filled.get("/api/v1/search", params={"q": q})
    assert answer.status_code == 200


def test_search_takes_bytes_that_are_no_text(filled: TestClient) -> None:
    assert filled.get("/api/v1/search?q=%ED%A0%80%FF").status_code == 200


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("q=" + "x" * 10_001, 422, "不能超过 10000 个字符"),
        ("q=a&limit=0", 422, "应不小于 1"),
        ("q=a&limit=101", 422, "应不大于 100"),
        ("q=a&modality=maybe", 422, "应为以下之一"),
        ("q=a&year=0", 422, "应不小于 1"),
        ("q=a&year=二〇一二", 422, "应为整数"),
        ("q=a&" + "&".join(f"duty={n}" for n in range(51)), 422, "不能超过 50 项"),
        ("q=a&after=nonsense", 404, "第一页"),
        ("q=a&q=b", 422, "只能出现一次"),
        ("query=a", 422, "可用的参数"),
    ],
    ids=["long", "no items", "many items", "no such value", "year 0", "year in words", "many values", "cursor", "twice",
         "unknown"],
)  # fmt: skip
def test_search_refuses_with_a_word_why(filled: TestClient, query: str, status: int, told: str) -> None:
    answer = filled.get(f"/api/v1/search?{query}")
    assert answer.status_code == status
    assert told in answer.json()["detail"]


def test_search_cursor_is_good_for_its_own_search_only(filled: TestClient) -> None:
    cursor = search(filled, "q=抓好&limit=2").next
    assert cursor is not None
    assert filled.get("/api/v1/search", params={"q": "值班", "after": cursor}).status_code == 404


def test_search_takes_conditions_with_filters(filled: TestClient) -> None:
    every = search(filled, "q=职责:值班")
    one = search(filled, "q=职责:值班&modality=prohibition")
    assert 0 < one.total < every.total
    assert every.conditions == ["职责:值班"]
    assert all(any("值班" in rule.duties for rule in hit.rules) for hit in every.hits)


def test_search_says_what_is_wrong_as_notes_and_not_as_an_error(filled: TestClient) -> None:
    query = "值班 时限<=2"
    found = SearchResponse.model_validate_json(filled.get("/api/v1/search", params={"q": query}).content)
    [note] = found.notes
    assert (query[note.start : note.end], note.kind, note.instead) == ("2", "ignored", "2小时")
    assert found.total == search(filled, "q=值班").total


def test_suggest_goes_on_with_a_condition(filled: TestClient) -> None:
    ways = filled.get("/api/v1/suggest", params={"q": "zhiz"}).json()["suggestions"]
    assert ("职责:", "field") in [(way["text"], way["kind"]) for way in ways]
    for value in filled.get("/api/v1/suggest", params={"q": "职责:"}).json()["suggestions"]:
        assert value["kind"] == "value"
        assert value["count"] == filled.get("/api/v1/search", params={"q": value["text"]}).json()["total"]


def test_suggest_goes_on_with_a_name(filled: TestClient) -> None:
    answer = filled.get("/api/v1/suggest", params={"q": "值"})
    found = SuggestResponse.model_validate_json(answer.content).suggestions
    assert ("duty", "值班") in [(suggestion.kind, suggestion.text) for suggestion in found]
    assert len(filled.get("/api/v1/suggest", params={"q": "值", "limit": 1}).json()["suggestions"]) == 1


@pytest.mark.parametrize("query", ["", "q=a&limit=21", "q=" + "x" * 201])
def test_suggest_refuses(filled: TestClient, query: str) -> None:
    assert filled.get(f"/api/v1/suggest?{query}").status_code == 422


def test_ask_answers_with_quotes_that_are_in_the_text(filled: TestClient) -> None:
    answer = filled.post("/api/v1/ask", json={"question": "值班有什么要求？"})
    assert answer.status_code == 200
    found = AskResponse.model_validate_json(answer.content)
    assert found.found
    for quote in found.quotes:
        text = filled.get(f"/api/v1/documents/{quote.document_id}/text").json()["text"]
        assert text[quote.start : quote.end] == quote.text


def test_ask_says_that_nothing_states_it(filled: TestClient) -> None:
    found = AskResponse.model_validate_json(filled.post("/api/v1/ask", json={"question": "食堂几点开饭？"}).content)
    assert not found.found
    assert found.quotes == []


@pytest.mark.parametrize(
    ("content_type", "status"),
    [("application/json", 200), ("application/json; charset=utf-8", 200), ("text/plain", 415), ("", 415)],
)
def test_ask_takes_json_only(filled: TestClient, content_type: str, status: int) -> None:
    body = '{"question": "值班"}'.encode()
    assert filled.post("/api/v1/ask", content=body, headers={"content-type": content_type}).status_code == status
