"""Conflicts over HTTP: found, decided, remembered."""

from datetime import date

import pytest
from fastapi.testclient import TestClient

from graph.access import Access
from ingest.model import DateInterval, Document, Modality
from search_api.models import RuleConflictModel, RuleConflictsModel
from tests.factories import make_deadline, make_document, make_rule, original_of
from tests.search_api.conftest import put, services_of

HOUR = "值班人员必须在1小时内报告突发火情"
HALF = "值班人员必须在30分钟内报告突发火情"
PHONE = "机要人员必须携带手机进入机房"
NO_PHONE = "机要人员不得携带手机进入机房"


def speech(year: int, *rules: tuple[str, dict[str, object]]) -> Document:
    text = "。\n".join(words for words, _ in rules) + "。\n"
    when = DateInterval(date(year, 1, 1), date(year, 12, 31))
    found = tuple(make_rule(text, words, **fields) for words, fields in rules)
    return make_document(text, file=f"{year}.txt", title=f"{year}年会议讲话", date=when, rules=found)


KEYS = {"bearers": ("机要人员",), "duties": ("保密",)}
OLD = speech(
    2008, (HOUR, {"deadline": make_deadline("1小时内", "PT1H")}), (PHONE, KEYS),
)  # fmt: skip
NEW = speech(
    2016, (HALF, {"deadline": make_deadline("30分钟内", "PT30M")}),
    (NO_PHONE, KEYS | {"modality": Modality.PROHIBITION}),
)  # fmt: skip


@pytest.fixture
def api(client: TestClient) -> TestClient:
    """Two speeches that contradict each other twice."""
    put(client, OLD, NEW)
    return client


def conflicts(client: TestClient, query: str = "") -> RuleConflictsModel:
    answer = client.get(f"/api/v1/conflicts{query}")
    assert answer.status_code == 200
    return RuleConflictsModel.model_validate_json(answer.content)


def decide(client: TestClient, key: str, verdict: str, **given: str) -> RuleConflictModel:
    answer = client.post(f"/api/v1/conflicts/{key}/verdict", json={"verdict": verdict, **given})
    assert answer.status_code == 200, answer.text
    return RuleConflictModel.model_validate_json(answer.content)


def test_conflicts_tell_what_contradicts_what_and_why(api: TestClient) -> None:
    found = conflicts(api)
    assert (found.total, found.open, found.confirmed, found.dismissed) == (2, 2, 0, 0)
    by_kind = {one.contradiction.value: one for one in found.items}
    assert set(by_kind) == {"deadline", "forbidden"}
    deadline = by_kind["deadline"]
    assert (deadline.one.text, deadline.other.text) == (HOUR, HALF), "the older first"
    assert (deadline.bearer, deadline.duty, deadline.cause, deadline.verdict) == ("值班人员", "值班", "date", None)
    assert "火情" in deadline.object


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?contradiction=deadline", 1),
        ("?role=机要人员", 1),
        ("?cause=date", 2),
        ("?cause=scope", 0),
        ("?duty=保密&contradiction=deadline", 0),
        ("?verdict=open", 2),
        ("?verdict=dismissed", 0),
        (f"?document_id={OLD.id}", 2),
        ("?document_id=another", 0),
    ],
)
def test_conflicts_are_filtered(api: TestClient, query: str, number: int) -> None:
    assert conflicts(api, query).total == number


def test_conflicts_are_paged(api: TestClient) -> None:
    first = conflicts(api, "?limit=1")
    second = conflicts(api, f"?limit=1&after={first.next}")
    assert (first.total, second.total, second.next) == (2, 2, None)
    assert {first.items[0].id, second.items[0].id} == {one.id for one in conflicts(api).items}
    assert api.get("/api/v1/conflicts?after=invented").status_code == 404


def test_dismissed_conflict_stays_dismissed(api: TestClient) -> None:
    [key] = [one.id for one in conflicts(api, "?contradiction=deadline").items]
    judged = decide(api, key, "dismissed", note="两个会议对象不同", by="王敏")
    assert judged.verdict is not None
    assert (judged.verdict.verdict, judged.verdict.note, judged.verdict.by) == ("dismissed", "两个会议对象不同", "王敏")
    assert conflicts(api, "?verdict=open").total == 1
    with services_of(api).store.writer() as writer:  # read again, taken out and put back: it is the same conflict
        writer.rebuild()
        writer.delete(NEW.id)
        assert conflicts(api).total == 0
        writer.put(NEW, original_of(NEW), source=NEW.file, access=Access(), extractor="newer")
    [dismissed] = conflicts(api, "?verdict=dismissed").items
    assert (dismissed.id, dismissed.verdict) == (key, judged.verdict)


def test_verdict_can_be_changed_and_taken_back(api: TestClient) -> None:
    key = conflicts(api).items[0].id
    decide(api, key, "dismissed")
    decide(api, key, "confirmed")
    assert (conflicts(api).confirmed, conflicts(api).dismissed) == (1, 0)
    assert api.delete(f"/api/v1/conflicts/{key}/verdict").json()["verdict"] is None
    assert conflicts(api).open == 2


@pytest.mark.parametrize("key", ["invented", "a-b", "b-a", "-"])
def test_verdict_on_what_is_no_conflict_is_refused(api: TestClient, key: str) -> None:
    answer = api.post(f"/api/v1/conflicts/{key}/verdict", json={"verdict": "confirmed"})
    assert answer.status_code == 404
    assert key in answer.json()["detail"]
