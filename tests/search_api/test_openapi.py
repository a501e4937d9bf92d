"""The description is complete, and the API does what it says: schemathesis tries."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.schemas import OpenApiSchema

from search_api.app import create_app
from tests.factories import make_document, make_documents
from tests.search_api.conftest import HOST, put, settings_in

METHODS = {"get", "post", "delete"}


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return create_app(settings_in(tmp_path_factory.mktemp("described"))).openapi()


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            assert method in METHODS
            yield f"{method} {path}", operation


def test_openapi_every_operation_is_described(description: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in description["tags"]}
    for name, operation in operations(description):
        assert operation["summary"], name
        assert operation["description"], name
        assert set(operation["tags"]) <= tags, name


def test_openapi_every_operation_tells_its_problems(description: dict[str, Any]) -> None:
    for name, operation in operations(description):
        assert {"421", "422", "500", "503"} <= set(operation["responses"]), name
        if not name.startswith("get"):
            assert "403" in operation["responses"], name
        for status, response in operation["responses"].items():
            if status >= "4":
                schema = response["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/Problem"}, (name, status)


def test_openapi_every_reference_has_its_schema(description: dict[str, Any]) -> None:
    def references(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            if isinstance(part.get("$ref"), str):
                yield part["$ref"]
            for value in part.values():
                yield from references(value)
        elif isinstance(part, list):
            for value in part:
                yield from references(value)

    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    assert set(references(description)) <= known
    assert "HTTPValidationError" not in description["components"]["schemas"]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenApiSchema]:
    app = create_app(settings_in(tmp_path_factory.mktemp("tried")))
    with TestClient(app, base_url=HOST) as client:
        put(client, make_document(), *make_documents(3))
        yield schemathesis.openapi.from_asgi("/openapi.json", app, headers={"Host": "127.0.0.1:8000"})


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_openapi_holds_whatever_is_sent(case: schemathesis.Case) -> None:
    case.call_and_validate(base_url=HOST)
