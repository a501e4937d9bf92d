"""Saved searches, and synonyms that a curator approves, over HTTP."""

from fastapi.testclient import TestClient

from tests.factories import make_document
from tests.search_api.conftest import put


def test_saved_search_is_listed_opened_and_forgotten(client: TestClient) -> None:
    given = {"name": "值班硬规矩", "q": "值班", "force": ["hard"], "not_year": [2010], "sort": "date"}
    made = client.post("/api/v1/searches", json=given)
    assert made.status_code == 201
    saved = made.json()
    assert saved["params"] == {"force": ["hard"], "not_year": ["2010"], "sort": ["date"]}
    assert client.get(made.headers["Location"]).json() == saved
    assert client.get("/api/v1/searches/值班硬规矩").json() == saved
    assert client.get("/api/v1/searches").json() == {"items": [saved]}
    opened = client.get("/api/v1/search", params={"q": saved["q"], **saved["params"]})
    assert opened.status_code == 200
    assert client.delete(f"/api/v1/searches/{saved['id']}").status_code == 204
    assert client.delete(f"/api/v1/searches/{saved['id']}").status_code == 404
    assert client.get("/api/v1/searches").json() == {"items": []}


def test_search_with_a_name_that_is_none_is_refused(client: TestClient) -> None:
    for name in ("", "长" * 61):
        assert client.post("/api/v1/searches", json={"name": name, "q": "值班"}).status_code == 422
    assert client.post("/api/v1/searches", json={"name": "值班", "duty": ["值班"], "colour": "red"}).status_code == 422


def test_search_with_a_name_of_blanks_has_its_query_for_a_name(client: TestClient) -> None:
    assert client.post("/api/v1/searches", json={"name": " \n", "q": "值班"}).json()["name"] == "值班"


def test_search_in_vain_leads_to_a_synonym_that_holds_at_once(client: TestClient) -> None:
    put(client, make_document())
    for _ in range(2):
        assert client.get("/api/v1/search?q=夜值").json()["total"] == 0
    [miss] = client.get("/api/v1/curation/synonyms").json()["misses"]
    assert (miss["q"], miss["times"]) == ("夜值", 2)
    [word] = miss["words"]
    near = {one["word"]: one["evidence"] for one in word["near"]}
    assert word["word"] == "夜值"
    assert near["值班"] == ["共有“值”"]
    pair = {"word": "夜值", "other": "值班"}
    assert client.post("/api/v1/curation/synonyms", json={**pair, "approve": True}).status_code == 204
    found = client.get("/api/v1/search?q=夜值").json()
    assert found["total"] > 0
    assert found["hits"][0]["highlights"]
    listed = client.get("/api/v1/curation/synonyms").json()
    assert [(p["word"], p["other"], p["decision"]) for p in listed["decided"]] == [("夜值", "值班", "approved")]
    assert client.delete("/api/v1/curation/synonyms", params=pair).status_code == 204
    assert client.delete("/api/v1/curation/synonyms", params=pair).status_code == 404
    assert client.get("/api/v1/search?q=夜值").json()["total"] == 0


def test_dismissed_word_is_not_suggested_again(client: TestClient) -> None:
    put(client, make_document())
    client.get("/api/v1/search?q=夜值")
    client.post("/api/v1/curation/synonyms", json={"word": "夜值", "other": "值班", "approve": False})
    [miss] = client.get("/api/v1/curation/synonyms").json()["misses"]
    assert "值班" not in {one["word"] for one in miss["words"][0]["near"]}
    assert client.delete("/api/v1/curation/misses", params={"q": "夜值"}).status_code == 204
    assert client.get("/api/v1/curation/synonyms").json()["misses"] == []


def test_what_filters_keep_out_is_no_search_in_vain(client: TestClient) -> None:
    put(client, make_document())
    for query in (
        "q=值班&year=1999",
        "q=值班&not_kind=speech",
        "q=",
        "q=%00",
        "q=年份:1999 值班",
        "q=%25",
        "q=年份:199x",
    ):
        assert client.get(f"/api/v1/search?{query}").json()["total"] == 0, query
    assert client.get("/api/v1/curation/synonyms").json()["misses"] == []
