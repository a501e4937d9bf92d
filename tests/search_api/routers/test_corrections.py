"""Corrections over HTTP."""

import getpass
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ingest.model import Doubt
from ingest.pipeline import extract_document
from search_api.models import ConflictModel, CorrectionModel, ExplanationsModel, Page, QueuedModel, RuleDetailModel
from tests.factories import make_document, make_documents, make_rule, original_of
from tests.search_api.conftest import put, services_of, wait_for, wait_until_ready

ON_DUTY = "值班人员必须24小时在岗"
DOCUMENT = make_document()


@pytest.fixture
def api(client: TestClient) -> TestClient:
    """An API over one document with one of everything, and two more."""
    put(client, DOCUMENT, *make_documents(2))
    return client


def corrected(api: TestClient, **body: Any) -> CorrectionModel:
    """A correction of the document that is taken."""
    answer = api.post(f"/api/v1/documents/{DOCUMENT.id}/corrections", json=body)
    assert answer.status_code == 201, answer.text
    return CorrectionModel.model_validate_json(answer.content)


def rule_of(api: TestClient, words: str = ON_DUTY, document_id: str = DOCUMENT.id) -> RuleDetailModel:
    rules = api.get("/api/v1/rules", params={"document_id": document_id}).json()["items"]
    rule_id = next(rule["id"] for rule in rules if rule["text"] == words)
    return RuleDetailModel.model_validate_json(api.get(f"/api/v1/rules/{rule_id}").content)


def test_rule_explains_itself(api: TestClient) -> None:
    rule = rule_of(api)
    assert (rule.explanation.finder, rule.explanation.cue) == ("cue", "必须")
    assert rule.explanation.fields["bearers"] == ["值班人员"]
    assert rule.explanation.corrections == []


def test_rule_that_is_changed_says_by_whom(api: TestClient) -> None:
    before = rule_of(api)
    answer = api.post(
        f"/api/v1/rules/{before.id}/corrections",
        json={"action": "change", "fields": {"bearers": ["门卫"]}, "by": "王敏", "note": "见原件"},
    )
    assert answer.status_code == 201
    made = CorrectionModel.model_validate_json(answer.content)
    after = rule_of(api)
    assert (after.bearers, after.finder) == (["门卫"], "校订")
    (correction,) = after.explanation.corrections
    assert correction == made
    assert (made.by, made.note, made.state, made.was and made.was["bearers"]) == (
        "王敏", "见原件", "applied", ["值班人员"],
    )  # fmt: skip
    assert made.document is not None
    assert (made.document.id, made.start, made.end) == (DOCUMENT.id, after.start, after.end)


def test_index_follows_a_correction(api: TestClient) -> None:
    corrected(api, action="change", target="rule", anchor={"exact": ON_DUTY}, fields={"bearers": ["门卫"]})
    wait_until_ready(api)
    wait_for(lambda: api.get("/api/v1/search", params={"q": "在岗", "role": "门卫"}).json()["total"] == 1)


@pytest.mark.parametrize(
    ("body", "key", "count"),
    [
        pytest.param({"action": "reject", "target": "rule", "anchor": {"exact": ON_DUTY}}, "rules", 3, id="reject"),
        pytest.param(
            {"action": "add", "target": "rule", "anchor": {"exact": "腿勤、嘴勤、脑勤、手勤"}}, "rules", 5, id="add"
        ),
        pytest.param(
            {"action": "reject", "target": "noise", "anchor": {"exact": "欢迎访问本站"}}, "noise", 0, id="noise"
        ),
        pytest.param(
            {"action": "add", "target": "ability", "anchor": {"exact": "值班无小事"}, "fields": {"name": "值班能力"}},
            "abilities",
            2,
            id="ability",
        ),
        pytest.param(
            {"action": "reject", "target": "heading", "anchor": {"exact": "二、本领要过硬"}},
            "headings",
            1,
            id="heading",
        ),
    ],
)
def test_correction_shows_in_the_text(api: TestClient, body: dict[str, Any], key: str, count: int) -> None:
    corrected(api, **body)
    assert len(api.get(f"/api/v1/documents/{DOCUMENT.id}/text").json()[key]) == count


def test_author_who_is_not_named_is_the_account(api: TestClient) -> None:
    made = corrected(api, action="accept", target="rule", anchor={"exact": ON_DUTY}, by=" ")
    assert made.by == getpass.getuser()


def test_second_author_is_told_what_the_first_did(api: TestClient) -> None:
    body = {"action": "change", "target": "rule", "anchor": {"exact": ON_DUTY}, "fields": {"force": "soft"}}
    first = corrected(api, by="王敏", **body)
    answer = api.post(f"/api/v1/documents/{DOCUMENT.id}/corrections", json=body | {"by": "李强"})
    problem = answer.json()
    assert (answer.status_code, problem["correction_id"]) == (409, first.id)
    assert "王敏" in problem["detail"]
    again = corrected(api, by="李强", seen=first.id, **body)
    assert again.seen == first.id


def test_date_is_set_and_unset(api: TestClient) -> None:
    path = f"/api/v1/documents/{DOCUMENT.id}"
    day = {"earliest": "2014-05-01", "latest": "2014-05-31"}
    answer = api.patch(path, json={"date": day, "by": "王敏"})
    assert answer.status_code == 200
    assert answer.json()["date"] == day
    (made,) = api.get("/api/v1/corrections", params={"document_id": DOCUMENT.id}).json()["items"]
    assert made["action"] == "date"
    unset = api.patch(path, json={"date": None, "seen": made["id"]}).json()
    assert unset["date"] == {"earliest": None, "latest": None}
    assert unset["date_basis"].startswith("校订（")


def test_names_are_merged_and_parted_again(api: TestClient) -> None:
    body = {"action": "merge", "kind": "role", "names": ["值班人员"], "into": "值守人员", "by": "王敏"}
    made = CorrectionModel.model_validate_json(api.post("/api/v1/names/corrections", json=body).content)
    assert (made.document, made.naming and made.naming.into) == (None, "值守人员")
    assert api.get("/api/v1/roles/值班人员").status_code == 404
    assert api.get("/api/v1/roles/值守人员").status_code == 200
    undone = api.delete(f"/api/v1/corrections/{made.id}", params={"by": "李强"}).json()
    assert (undone["state"], undone["undone_by"]) == ("undone", "李强")
    assert api.get("/api/v1/roles/值班人员").status_code == 200
    assert api.delete(f"/api/v1/corrections/{made.id}").status_code == 409


def test_corrections_are_listed_and_filtered(api: TestClient) -> None:
    corrected(api, action="reject", target="rule", anchor={"exact": ON_DUTY})
    corrected(api, action="accept", target="formula", anchor={"exact": "四勤"})

    def listed(**where: Any) -> list[str]:
        answer = api.get("/api/v1/corrections", params=where)
        return [item.action for item in Page[CorrectionModel].model_validate_json(answer.content).items]

    assert listed() == ["accept", "reject"]
    assert listed(action="reject") == ["reject"]
    assert listed(target="formula", undone=False) == ["accept"]
    assert listed(document_id="0" * 16) == []
    page = api.get("/api/v1/corrections", params={"limit": 1}).json()
    assert listed(after=page["next"]) == ["reject"]


def replaced(api: TestClient) -> Any:
    """The document's next version, in which two of the corrected rules have changed."""
    text = DOCUMENT.text.replace(ON_DUTY, "值班同志必须24小时在岗")
    version = make_document(text, rules=(make_rule(text, "值班同志必须24小时在岗"),
                                         make_rule(text, "严禁脱岗离岗，违者追究责任", bearers=("司机",))))  # fmt: skip
    with services_of(api).store.writer() as writer:
        access = services_of(api).store.access(DOCUMENT.id)
        writer.put(version, original_of(version), source=DOCUMENT.file, access=access, extractor="test")
    return version


def conflicts(api: TestClient) -> list[ConflictModel]:
    return Page[ConflictModel].model_validate_json(api.get("/api/v1/corrections/conflicts").content).items


def test_conflicts_are_told_and_settled(api: TestClient) -> None:
    lost = corrected(api, action="change", target="rule", anchor={"exact": ON_DUTY}, fields={"bearers": ["门卫"]})
    other = corrected(
        api,
        action="change",
        target="rule",
        anchor={"exact": "严禁脱岗离岗，违者追究责任"},
        fields={"bearers": ["保安"]},
    )
    version = replaced(api)
    assert [(one.kind, one.correction.id) for one in conflicts(api)] == [("finder", other.id), ("lost", lost.id)]
    assert rule_of(api, "严禁脱岗离岗，违者追究责任", version.id).bearers == ["保安"]

    def settle(correction_id: str, **body: Any) -> Any:
        return api.post(f"/api/v1/corrections/{correction_id}/resolution", json=body)

    assert settle(lost.id, resolution="keep").status_code == 422
    moved = settle(lost.id, resolution="move", anchor={"exact": "值班同志必须24小时在岗"}, by="李强")
    assert (moved.status_code, moved.json()["replaces"]) == (200, lost.id)
    assert rule_of(api, "值班同志必须24小时在岗", version.id).bearers == ["门卫"]
    assert settle(other.id, resolution="keep", by="李强").status_code == 200
    assert conflicts(api) == []
    assert settle(other.id, resolution="keep").status_code == 409
    assert rule_of(api, "严禁脱岗离岗，违者追究责任", version.id).bearers == ["保安"]


def test_conflict_that_is_dropped_is_undone(api: TestClient) -> None:
    lost = corrected(api, action="change", target="rule", anchor={"exact": ON_DUTY}, fields={"bearers": ["门卫"]})
    replaced(api)
    answer = api.post(f"/api/v1/corrections/{lost.id}/resolution", json={"resolution": "drop", "by": "李强"})
    assert answer.json()["undone_by"] == "李强"
    assert conflicts(api) == []


def test_rejected_noise_is_found_as_text_and_noise_again_when_that_is_undone(client: TestClient) -> None:
    noise = "来源：值班室必须每天上报 http://example.com/a1"
    text = f"在全县值班工作会议上的讲话\n一、思想要重视\n值班人员必须在岗。\n{noise}\n二、纪律\n严禁脱岗。\n"
    document = extract_document(text.encode(), "讲话.txt")
    put(client, document)
    path = f"/api/v1/documents/{document.id}"
    body = {"action": "reject", "target": "noise", "anchor": {"exact": noise}}
    made = client.post(f"{path}/corrections", json=body).json()
    found = client.get(f"{path}/text").json()
    assert found["noise"] == []
    assert [rule["text"] for rule in found["rules"] if "每天上报" in rule["text"]]
    client.delete(f"/api/v1/corrections/{made['id']}")
    assert [one["kind"] for one in client.get(f"{path}/text").json()["noise"]] == ["advertisement"]


def test_findings_explain_themselves(api: TestClient) -> None:
    corrected(api, action="change", target="formula", anchor={"exact": "四勤"}, fields={"count": 5})
    answer = api.get(f"/api/v1/documents/{DOCUMENT.id}/explanations")
    items = ExplanationsModel.model_validate_json(answer.content).items
    assert [item.start for item in items] == sorted(item.start for item in items)
    (formula,) = [item for item in items if item.target == "formula"]
    assert formula.doubts == ["提法为 5 项，文中列出 4 项"]
    assert [correction.action for correction in formula.corrections] == ["change"]


def test_queue_holds_what_is_doubtful_until_somebody_judges_it(api: TestClient) -> None:
    def waiting() -> list[tuple[str, str]]:
        page = Page[QueuedModel].model_validate_json(api.get("/api/v1/corrections/queue").content)
        assert page.total == 3
        return [(queued.document.id, item.text) for queued in page.items for item in queued.items]

    doubtful = make_document(
        "在值班会上的讲话\n值班人员必须XX小时在岗。\n要讲大局。\n",
        file="存疑.txt",
        rules=(
            make_rule("在值班会上的讲话\n值班人员必须XX小时在岗。\n要讲大局。\n", "要讲大局", bearers=(), duties=()),
            make_rule(
                "在值班会上的讲话\n值班人员必须XX小时在岗。\n要讲大局。\n",
                "值班人员必须XX小时在岗",
                doubts=(Doubt.PLACEHOLDER,),
            ),
        ),
    )
    before = waiting()
    assert before == []
    put(api, doubtful)
    page = api.get("/api/v1/corrections/queue").json()
    (queued,) = page["items"]
    assert [item["text"] for item in queued["items"]] == ["值班人员必须XX小时在岗", "要讲大局"], "the worse one first"
    assert "占位符" in queued["items"][0]["reasons"][0]
    body = {"action": "accept", "target": "rule", "anchor": {"exact": "值班人员必须XX小时在岗"}}
    assert api.post(f"/api/v1/documents/{doubtful.id}/corrections", json=body).status_code == 201
    (queued,) = api.get("/api/v1/corrections/queue").json()["items"]
    assert [item["text"] for item in queued["items"]] == ["要讲大局"]


def test_queue_goes_on_page_by_page(api: TestClient) -> None:
    texts = [f"第{number}次讲话\n要讲大局。\n" for number in range(5)]
    for number, text in enumerate(texts):
        rules = (make_rule(text, "要讲大局", bearers=()),)
        put(api, make_document(text, file=f"存疑{number}.txt", title=f"存疑{number}", rules=rules))
    seen: list[str] = []
    after = None
    while True:
        params = {"limit": "2"} | ({"after": after} if after else {})
        page = api.get("/api/v1/corrections/queue", params=params).json()
        assert len(page["items"]) <= 2
        seen += [queued["document"]["title"] for queued in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert sorted(seen) == [f"存疑{number}" for number in range(5)]


def test_gold_is_what_people_put_right(api: TestClient) -> None:
    assert api.get("/api/v1/export/gold").text == ""
    corrected(api, action="reject", target="rule", anchor={"exact": ON_DUTY})
    (line,) = api.get("/api/v1/export/gold").text.splitlines()
    gold = json.loads(line)
    assert gold["file"] == DOCUMENT.file
    assert gold["rules"][0]["quote"] == "严禁脱岗离岗，违者追究责任"
    assert set(gold["rules"][0]) == {
        "start", "end", "quote", "modality", "force", "bearers", "duties", "deadline", "sanction",
    }  # fmt: skip
    one = api.get("/api/v1/export/gold", params={"document_id": DOCUMENT.id})
    assert json.loads(one.text) == gold


def test_the_graph_goes_out_as_people_put_it_right(api: TestClient) -> None:
    def rules() -> list[str]:
        answer = api.get("/api/v1/export/graph")
        assert answer.headers["content-type"].startswith("application/x-ndjson")
        lines = [json.loads(line) for line in answer.text.splitlines()]
        return [line["properties"]["text"] for line in lines if line["kind"] == "Rule"]

    before = rules()
    corrected(api, action="reject", target="rule", anchor={"exact": ON_DUTY})
    assert set(before) - set(rules()) == {ON_DUTY}
    assert api.get("/api/v1/export/graph?format=graphml").text.endswith("</graphml>\n")
    assert api.get("/api/v1/export/graph?format=gexf").status_code == 422


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        pytest.param(
            {"action": "reject", "target": "rule", "anchor": {"exact": "没有这句"}}, 422, "照原文", id="no words"
        ),
        pytest.param({"action": "reject", "target": "rule"}, 422, "给出原文", id="no anchor"),
        pytest.param(
            {"action": "add", "target": "rule", "anchor": {"exact": "值班"}}, 422, "出现 4 次", id="ambiguous"
        ),
        pytest.param(
            {"action": "add", "target": "rule", "anchor": {"exact": ON_DUTY}}, 422, "此处已有规矩", id="is there"
        ),
        pytest.param(
            {"action": "change", "target": "rule", "anchor": {"exact": ON_DUTY}}, 422, "没有填写", id="nothing"
        ),
        pytest.param(
            {"action": "change", "target": "rule", "anchor": {"exact": ON_DUTY}, "fields": {"x": 1}},
            422,
            "可以校订的有",
            id="no such field",
        ),
        pytest.param(
            {"action": "change", "target": "rule", "anchor": {"exact": ON_DUTY}, "fields": {"modality": "maybe"}},
            422,
            "modality",
            id="no such modality",
        ),
        pytest.param(
            {
                "action": "change",
                "target": "rule",
                "anchor": {"exact": ON_DUTY},
                "fields": {"deadline": {"text": "一小时", "iso": "1h"}},
            },
            422,
            "ISO 8601",
            id="no duration",
        ),
        pytest.param(
            {"action": "change", "target": "rule", "anchor": {"exact": ON_DUTY}, "fields": {"bearers": [" "]}},
            422,
            "“责任主体”不能为空白",
            id="blank name",
        ),
        pytest.param(
            {"action": "change", "target": "document", "fields": {"kind": "novel"}}, 422, "kind", id="no kind"
        ),
        pytest.param({"action": "date", "target": "document"}, 422, "应为以下之一", id="dates are patched"),
        pytest.param({"action": "reject", "target": "document"}, 422, "整份文献", id="a document is deleted elsewhere"),
    ],
)
def test_correction_that_does_not_fit_says_what_to_do(
    api: TestClient, body: dict[str, Any], status: int, said: str
) -> None:
    answer = api.post(f"/api/v1/documents/{DOCUMENT.id}/corrections", json=body)
    assert (answer.status_code, said in answer.json()["detail"]) == (status, True), answer.json()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("post", "/api/v1/documents/none/corrections", {"action": "reject", "target": "rule"}),
        ("post", "/api/v1/rules/none/corrections", {"action": "reject"}),
        ("post", "/api/v1/names/corrections", {"action": "merge", "kind": "role", "names": ["无此人"], "into": "门卫"}),
        ("patch", "/api/v1/documents/none", {"date": None}),
        ("post", "/api/v1/corrections/none/resolution", {"resolution": "drop"}),
        ("delete", "/api/v1/corrections/none", None),
        ("get", "/api/v1/documents/none/explanations", None),
        ("get", "/api/v1/export/gold?document_id=none", None),
        ("get", "/api/v1/corrections?after=nonsense", None),
    ],
)
def test_what_is_not_there_is_not_corrected(api: TestClient, method: str, path: str, body: Any) -> None:
    assert api.request(method, path, json=body).status_code == 404
