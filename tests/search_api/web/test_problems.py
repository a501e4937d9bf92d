"""Wrong parameters are told in Chinese, by place and name."""

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ("limit=0", "limit", "应不小于 1"),
        ("limit=101", "limit", "应不大于 100"),
        ("limit=many", "limit", "应为整数"),
        ("limit=" + "9" * 5000, "limit", "整数过大"),
        ("modality=maybe", "modality", "应为以下之一：obligation、prohibition、permission、recommendation"),
        ("has_deadline=perhaps", "has_deadline", "应为 true 或 false"),
        ("duty=", "duty", "至少 1 个字符"),
        ("duty=" + "x" * 201, "duty", "不能超过 200 个字符"),
    ],
)
def test_problems_say_what_is_wrong_with_a_parameter(client: TestClient, query: str, name: str, message: str) -> None:
    answer = client.get(f"/api/v1/rules?{query}")
    assert answer.status_code == 422
    assert answer.json()["title"] == "参数不正确"
    assert answer.json()["errors"] == [{"place": "query", "name": name, "message": message}]
    assert answer.json()["detail"] == f"{name}：{message}"


@pytest.mark.parametrize(
    ("body", "name", "message"),
    [
        (b"{", "", "不是有效的 JSON"),
        (b"[]", "", "应为 JSON 对象"),
        (b"{}", "question", "缺少这一项"),
        (b'{"question": ""}', "question", "至少 1 个字符"),
        (b'{"question": 5}', "question", "应为文字"),
        (b'{"question": null}', "question", "应为文字"),
        (b'{"question": "\\ud800"}', "question", "含有无效的 Unicode 字符"),
        (b'{"question": "a", "model": "x"}', "model", "不认识这一项"),
        (b'{"question": "' + b"x" * 10_001 + b'"}', "question", "不能超过 10000 个字符"),
    ],
)
def test_problems_say_what_is_wrong_with_a_body(client: TestClient, body: bytes, name: str, message: str) -> None:
    answer = client.post("/api/v1/ask", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"place": "body", "name": name, "message": message}]


def test_problems_say_several_things_at_once(client: TestClient) -> None:
    answer = client.get("/api/v1/rules?limit=0&force=x")
    assert {item["name"] for item in answer.json()["errors"]} == {"limit", "force"}


def test_problems_body_that_is_no_text_is_told(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", content=b'{"question": "\xff"}', headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["title"] == "请求无法解析"
