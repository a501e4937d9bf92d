"""Walking the graph over HTTP."""

from datetime import date

import pytest
from fastapi.testclient import TestClient

from ingest.model import DateInterval, Document
from search_api.models import NeighbourhoodModel
from tests.factories import make_deadline, make_document, make_rule
from tests.search_api.conftest import put


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


def test_graph_leads_from_a_rule_to_those_that_restate_it_and_contradict_it(client: TestClient) -> None:
    def speech(year: int, text: str, deadline: str, iso: str) -> Document:
        when = DateInterval(date(year, 1, 1), date(year, 1, 1))
        rule = make_rule(text, text[:-2], cue="必须", deadline=make_deadline(deadline, iso))
        return make_document(text, file=f"{year}.txt", title=f"{year}年讲话", date=when, rules=(rule,))

    old = speech(2010, "值班人员必须在1小时内报告突发火情。\n", "1小时内", "PT1H")
    new = speech(2014, "值班人员必须在2小时内报告突发火情。\n", "2小时内", "PT2H")
    put(client, old, new)
    [earlier], [later] = (client.get(f"/api/v1/rules?document_id={one.id}").json()["items"] for one in (old, new))
    for end in (earlier, later):
        found = neighbourhood(client, kind="rule", key=end["id"], edge=["RESTATES", "CONFLICTS_WITH"])
        assert [(link.kind, link.source.key, link.target.key) for link in found.links] == [
            ("RESTATES", later["id"], earlier["id"]), ("CONFLICTS_WITH", later["id"], earlier["id"]),
        ], "from the later to the earlier"  # fmt: skip
        assert found.total == 2
    everything = neighbourhood(client, kind="rule", key=later["id"])
    assert {"RESTATES", "CONFLICTS_WITH", "BINDS", "GOVERNS"} <= {link.kind for link in everything.links}
    [passage] = neighbourhood(client, kind="rule", key=later["id"], edge="STATED_IN").links
    [reused] = neighbourhood(client, kind="passage", key=passage.target.key, edge="REUSES").links
    assert (reused.source.label, reused.target.label) == (new.text[:-2], old.text[:-2])
