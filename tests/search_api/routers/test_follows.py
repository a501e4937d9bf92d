"""Followed rules and searches over HTTP: what is new, once."""

from datetime import date

import pytest
from fastapi.testclient import TestClient

from ingest.model import DateInterval, Document
from search_api.models import FollowModel, FollowNewsModel, FollowsModel
from tests.factories import make_deadline, make_document, make_rule
from tests.search_api.conftest import put, services_of

RULE = "值班人员应在1小时内报告突发火情并记录在册"


def speech(year: int, words: str, cue: str = "应", iso: str = "PT1H", within: str = "1小时内") -> Document:
    text = f"{words}。\n"
    when = DateInterval(date(year, 1, 1), date(year, 12, 31))
    found = make_rule(text, words, cue=cue, deadline=make_deadline(within, iso))
    return make_document(text, file=f"{year}.txt", title=f"{year}年讲话", date=when, rules=(found,))


FIRST = speech(2010, RULE)
TIGHTER = speech(2014, RULE.replace("应", "必须"), "必须")
SOONER = speech(2018, RULE.replace("1小时", "30分钟"), "应", "PT30M", "30分钟内")
OLDER = speech(2003, RULE.replace("记录", "登记"))


def follow(client: TestClient, **given: str) -> FollowModel:
    answer = client.post("/api/v1/follows", json=given)
    assert answer.status_code == 201, answer.text
    return FollowModel.model_validate_json(answer.content)


def follow_rule(client: TestClient, **given: str) -> FollowModel:
    [rule] = client.get(f"/api/v1/rules?document_id={FIRST.id}").json()["items"]
    return follow(client, rule_id=rule["id"], **given)


def news(client: TestClient, query: str = "") -> list[tuple[str, str]]:
    found = FollowNewsModel.model_validate_json(client.get(f"/api/v1/follows/news{query}").content)
    return [(one.kind.value, one.quote.document_id) for one in found.items]


def unread(client: TestClient) -> list[int]:
    return [one.unread for one in FollowsModel.model_validate_json(client.get("/api/v1/follows").content).items]


def test_followed_rule_tells_what_new_documents_do_to_it(client: TestClient) -> None:
    put(client, FIRST)
    followed = follow_rule(client, by="王敏")
    assert (followed.text, followed.by, followed.unread, news(client)) == (RULE, "王敏", 0, [])
    put(client, TIGHTER)
    assert news(client) == [("tightened", TIGHTER.id)]
    put(client, SOONER, OLDER)
    assert news(client)[-2:] == [("tightened", TIGHTER.id), ("earlier", OLDER.id)]
    assert set(news(client)[:2]) == {("deadline_changed", SOONER.id), ("contradicted", SOONER.id)}
    assert unread(client) == [4]


def test_news_has_the_words_that_changed(client: TestClient) -> None:
    put(client, FIRST)
    follow_rule(client)
    put(client, TIGHTER)
    [told] = FollowNewsModel.model_validate_json(client.get("/api/v1/follows/news").content).items
    assert told.before is not None
    assert told.wording is not None
    assert told.before.document_id == FIRST.id
    assert [(change.before, change.after) for change in told.wording.changes] == [("应", "必须")]


def test_news_that_was_read_is_no_news(client: TestClient) -> None:
    put(client, FIRST)
    followed = follow_rule(client)
    put(client, TIGHTER)
    answer = client.post(f"/api/v1/follows/{followed.id}/read")
    assert (answer.status_code, answer.json()["unread"], news(client)) == (200, 0, [])
    with services_of(client).store.writer() as writer:  # nor is it where all is derived anew
        writer.rebuild()
    assert news(client) == []
    put(client, SOONER)
    assert {document for _, document in news(client)} == {SOONER.id}


def test_followed_words_outlive_their_document(client: TestClient) -> None:
    put(client, FIRST)
    follow_rule(client)
    with services_of(client).store.writer() as writer:
        writer.delete(FIRST.id)
    put(client, TIGHTER)
    assert news(client) == [("found", TIGHTER.id)]


def test_followed_search_tells_of_new_hits(client: TestClient) -> None:
    put(client, FIRST)
    follow(client, text="突发火情", by="王敏")
    assert news(client) == []
    put(client, TIGHTER, make_document("会务接待一律从简。\n"))
    assert news(client) == [("found", TIGHTER.id)]
    assert news(client, "?by=王敏") == news(client)
    assert news(client, "?by=别人") == []


def test_unfollowed_is_not_told_of(client: TestClient) -> None:
    put(client, FIRST)
    followed = follow_rule(client)
    put(client, TIGHTER)
    assert client.delete(f"/api/v1/follows/{followed.id}").status_code == 204
    assert (news(client), unread(client)) == ([], [])
    assert client.delete(f"/api/v1/follows/{followed.id}").status_code == 404
    assert client.post(f"/api/v1/follows/{followed.id}/read").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        pytest.param({}, 422, "其中一项", id="nothing"),
        pytest.param({"rule_id": "a", "text": "b"}, 422, "其中一项", id="both"),
        pytest.param({"rule_id": "0123456789abcdef"}, 404, "没有找到规矩", id="no such rule"),
    ],
)
def test_follow_asks_for_a_rule_or_a_search(client: TestClient, body: dict[str, str], status: int, told: str) -> None:
    answer = client.post("/api/v1/follows", json=body)
    assert answer.status_code == status
    assert told in answer.json()["detail"]
