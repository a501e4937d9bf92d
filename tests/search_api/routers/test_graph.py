"""Walking the graph over HTTP."""

import pytest
from fastapi.testclient import TestClient

from search_api.models import NeighbourhoodModel


def neighbourhood(client: TestClient, **params: object) -> NeighbourhoodModel:
    answer = client.get("/api/v1/graph/neighbourhood", params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return NeighbourhoodModel.model_validate_json(answer.content)


def test_graph_walks_from_duty_to_role_to_ability(filled: TestClient) -> None:
    around_duty = neighbourhood(filled, kind="duty", key="值班", edge="PERFORMS")
    assert around_duty.centre.label == "值班"
    roles = [link.source for link in around_duty.links]
    assert "值班人员" in [role.label for role in roles]
    role = next(role for role in roles if role.label == "值班人员")
    around_role = neighbourhood(filled, kind=role.kind, key=role.key, edge="NEEDS")
    assert [link.target.label for link in around_role.links] == ["应急处置能力"]
    assert around_role.links[0].evidence[0].text


def test_graph_takes_several_kinds_of_edges(filled: TestClient) -> None:
    kinds = {link.kind for link in neighbourhood(filled, kind="duty", key="值班", edge=["PERFORMS", "BROADER"]).links}
    assert kinds == {"PERFORMS", "BROADER"}


def test_graph_is_capped_and_says_of_how_many(filled: TestClient) -> None:
    capped = neighbourhood(filled, kind="duty", key="值班", limit=1)
    assert len(capped.links) == 1
    assert capped.total > 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("kind=duty&key=没有这个", 404),
        ("kind=rule&key=none", 404),
        ("kind=animal&key=值班", 422),
        ("kind=duty", 422),
        ("kind=duty&key=", 422),
        ("kind=duty&key=值班&edge=LIKES", 422),
        ("kind=duty&key=值班&limit=201", 422),
        ("kind=duty&key=值班&depth=3", 422),
    ],
)
def test_graph_refuses(filled: TestClient, query: str, status: int) -> None:
    assert filled.get(f"/api/v1/graph/neighbourhood?{query}").status_code == status
