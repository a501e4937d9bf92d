"""Rules over HTTP."""

import pytest
from fastapi.testclient import TestClient

from search_api.models import Page, RuleDetailModel, RuleModel


def rules(client: TestClient, query: str) -> list[RuleModel]:
    answer = client.get(f"/api/v1/rules?{query}")
    assert answer.status_code == 200
    return Page[RuleModel].model_validate_json(answer.content).items


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("duty=值班", lambda rule: "值班" in rule.duties),
        ("role=值班人员", lambda rule: "值班人员" in rule.bearers),
        ("modality=prohibition", lambda rule: rule.modality == "prohibition"),
        ("force=soft", lambda rule: rule.force == "soft"),
        ("has_deadline=true", lambda rule: rule.deadline is not None),
        ("has_sanction=true", lambda rule: rule.sanction is not None),
        ("has_sanction=false&force=hard", lambda rule: rule.sanction is None and rule.force == "hard"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rules_filters_hold_for_every_rule(filled: TestClient, query: str, holds: object) -> None:
    found = rules(filled, query)
    assert found
    assert all(holds(rule) for rule in found)  # type: ignore[operator]


def test_rules_of_one_document(filled: TestClient) -> None:
    rule = rules(filled, "has_deadline=true")[0]
    assert rule.deadline is not None
    assert (rule.deadline.text, rule.deadline.iso) == ("1小时内", "PT1H")
    of_document = rules(filled, f"document_id={rule.document_id}")
    assert {other.document_id for other in of_document} == {rule.document_id}
    assert len(of_document) == 4


def test_rules_one_by_its_id(filled: TestClient) -> None:
    rule = rules(filled, "limit=1")[0]
    answer = filled.get(f"/api/v1/rules/{rule.id}")
    detail = RuleDetailModel.model_validate_json(answer.content)
    assert RuleModel.model_validate(detail.model_dump(exclude={"explanation"})) == rule
    assert (detail.explanation.start, detail.explanation.cue) == (rule.start, rule.cue)


def test_rules_pages_hold_each_once(filled: TestClient) -> None:
    first = filled.get("/api/v1/rules", params={"limit": 10}).json()
    second = filled.get("/api/v1/rules", params={"limit": 100, "after": first["next"]}).json()
    assert second["next"] is None
    ids = [rule["id"] for rule in first["items"] + second["items"]]
    assert len(ids) == len(set(ids)) == first["total"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/rules/none", 404),
        ("/api/v1/rules?after=nonsense", 404),
        ("/api/v1/rules?modality=maybe", 422),
        ("/api/v1/rules?force=hard&force=soft", 422),
        ("/api/v1/rules?duty=", 422),
        ("/api/v1/rules/x?limit=1", 422),
    ],
)
def test_rules_refuse(filled: TestClient, path: str, status: int) -> None:
    assert filled.get(path).status_code == status


def test_rules_of_nothing_known_are_none(filled: TestClient) -> None:
    assert rules(filled, "duty=没有这个") == []
