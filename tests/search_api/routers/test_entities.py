"""Duties, roles, abilities and formulas over HTTP."""

import pytest
from fastapi.testclient import TestClient

from search_api.models import EntityModel, EntitySummaryModel, Page


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("duties", "duty", "值班"),
        ("roles", "role", "值班人员"),
        ("abilities", "ability", "应急处置能力"),
        ("formulas", "formula", "四勤"),
    ],
)
def test_entities_are_listed_and_fetched(filled: TestClient, path: str, kind: str, name: str) -> None:
    listed = Page[EntitySummaryModel].model_validate_json(filled.get(f"/api/v1/{path}").content)
    assert name in [item.name for item in listed.items]
    assert {item.kind for item in listed.items} == {kind}
    answer = filled.get(f"/api/v1/{path}/{name}")
    assert answer.status_code == 200
    entity = EntityModel.model_validate_json(answer.content)
    assert (entity.kind, entity.name) == (kind, name)
    assert entity.documents > 0


def test_entities_duty_has_its_hard_rules_first_and_who_performs_it(filled: TestClient) -> None:
    duty = EntityModel.model_validate_json(filled.get("/api/v1/duties/值班").content)
    forces = [rule.force.value for rule in duty.rules.items]
    assert forces == sorted(forces)
    assert "值班人员" in {link.source.label for link in duty.neighbours.links if link.kind == "PERFORMS"}


def test_entities_rules_go_on_in_the_list_of_rules(filled: TestClient) -> None:
    first = filled.get("/api/v1/duties/值班", params={"limit": 1}).json()["rules"]
    assert len(first["items"]) == 1
    rest = filled.get("/api/v1/rules", params={"duty": "值班", "after": first["next"]}).json()["items"]
    assert len(rest) == first["total"] - 1
    assert first["items"][0]["id"] not in [rule["id"] for rule in rest]


def test_entities_formula_has_its_members_with_quotes(filled: TestClient) -> None:
    variant = EntityModel.model_validate_json(filled.get("/api/v1/formulas/四勤").content).variants[0]
    assert variant.members == ["腿勤", "嘴勤", "脑勤", "手勤"]
    assert variant.quotes


def test_entities_pages_hold_each_once(filled: TestClient) -> None:
    names: list[str] = []
    params: dict[str, str | int] = {"limit": 3}
    while True:
        page = filled.get("/api/v1/duties", params=params).json()
        names += [item["name"] for item in page["items"]]
        if page["next"] is None:
            break
        params["after"] = page["next"]
    assert len(names) == len(set(names)) == page["total"] > 3


def test_entities_prefix_keeps_the_names_that_begin_so(filled: TestClient) -> None:
    names = [item["name"] for item in filled.get("/api/v1/duties", params={"prefix": "值"}).json()["items"]]
    assert names == ["值班"]


@pytest.mark.parametrize("path", ["duties", "roles", "abilities", "formulas"])
@pytest.mark.parametrize("name", ["没有这个", "a/b", "a%2Fb", "..%2f..", "%00", "'; DROP TABLE"])
def test_entities_unknown_is_not_found(filled: TestClient, path: str, name: str) -> None:
    answer = filled.get(f"/api/v1/{path}/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "status"), [("after=nonsense", 404), ("limit=0", 422), ("prefix=" + "x" * 101, 422), ("name=x", 422)]
)
def test_entities_refuse(filled: TestClient, query: str, status: int) -> None:
    assert filled.get(f"/api/v1/roles?{query}").status_code == status
