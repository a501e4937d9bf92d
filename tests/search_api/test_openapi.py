"""The description is complete, and the API does what it says: schemathesis tries."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from pydantic import TypeAdapter
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import CheckNode
from schemathesis.python.asgi import shutdown_lifespans
from schemathesis.specs.openapi.schemas import OpenApiSchema

from graph.access import Access
from search_api import models
from search_api.app import create_app
from search_api.web.dependencies import Services
from tests.factories import make_document, make_documents, original_of
from tests.search_api.conftest import HOST, settings_in

METHODS = {"get", "post", "patch", "delete"}


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


def test_openapi_every_answer_has_an_example_that_its_model_takes(description: dict[str, Any]) -> None:
    for name, operation in operations(description):
        for status, response in operation["responses"].items():
            content = response.get("content", {}).get("application/json")
            if status.startswith("2") and content is not None:
                model = TypeAdapter(_model(content["schema"]["$ref"]))
                assert model.validate_json(json.dumps(content["example"])), name


def _model(reference: str) -> Any:
    """The wire model that a schema was made of: `Page_RuleModel_` of `Page[RuleModel]`."""
    name, _, item = reference.rpartition("/")[2].partition("_")
    model = getattr(models, name)
    return model[getattr(models, item.strip("_"))] if item else model


CONFIG = {
    "base-url": HOST,
    "generation": {"max-examples": 10, "deterministic": True},
    "operations": [
        {
            "include-name": "POST /api/v1/documents",
            # Whatever is put into a file's part of a form is what the file holds, so no content of it is wrong.
            "checks": {"negative_data_rejection": {"enabled": False}},
        },
        *(
            {
                "include-name": f"POST /api/v1/{thing}/corrections",
                # No schema can say which words stand in a document, and which values go with them.
                "checks": {"positive_data_acceptance": {"enabled": False}},
            }
            for thing in ("documents/{document_id}", "rules/{rule_id}", "names")
        ),
        {
            "include-name": "PATCH /api/v1/documents/{document_id}",
            "checks": {"positive_data_acceptance": {"enabled": False}},  # nor that no day ends before it begins
        },
        {
            "include-name": "POST /api/v1/follows",
            "checks": {"positive_data_acceptance": {"enabled": False}},  # nor that one of two is to be given
        },
        *(
            {
                "include-name": f"POST /api/v1/{thing}/batch",
                # The same, and a file without a query in it is refused.
                "checks": {
                    "negative_data_rejection": {"enabled": False},
                    "positive_data_acceptance": {"enabled": False},
                },
            }
            for thing in ("search", "ask")
        ),
        *(
            {
                "include-name": f"POST /api/v1/ask/{thing}",
                "checks": {"positive_data_acceptance": {"enabled": False}},  # nor which words a quote may have
            }
            for thing in ("curated", "feedback")
        ),
    ],
    # By name alone the id in the answer to an upload would be taken for a document's; it is a job's, as its link says.
    "phases": {"stateful": {"inference": {"algorithms": ["location-headers"]}}},
}


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenApiSchema]:
    app = create_app(settings_in(tmp_path_factory.mktemp("tried")))
    config = SchemathesisConfig.from_dict(CONFIG)
    yield schemathesis.openapi.from_asgi(
        "/openapi.json", app, headers={"Host": HOST.removeprefix("http://")}, config=config
    )
    shutdown_lifespans()


def test_openapi_holds_whatever_is_sent(tried: OpenApiSchema) -> None:
    """Examples, every limit of every parameter, random requests and chains of them, with all checks."""
    services: Services = tried.app.state.services
    with services.store.writer() as writer:
        for document in (make_document(), *make_documents(3)):
            writer.put(document, original_of(document), source=document.file, access=Access(), extractor="test")
    failures: dict[str, str] = {}
    phases: dict[str, str] = {}
    seen: set[str] = set()
    for event in from_schema(tried).execute():
        if isinstance(event, events.PhaseFinished):
            phases[event.phase.name.name] = event.status.value
        elif isinstance(event, events.NonFatalError | events.FatalError):
            failures[str(event)] = "the tool itself"
        elif isinstance(event, events.ScenarioFinished):
            for case_id, checks in event.recorder.checks.items():
                label = event.recorder.cases[case_id].value.operation.label
                seen.add(label)
                failures |= {f"{label}: {c.name}": _told(c) for c in checks if c.failure_info is not None}
    assert failures == {}
    assert {"EXAMPLES", "COVERAGE", "FUZZING", "STATEFUL_TESTING"} <= set(phases)
    assert set(phases.values()) == {"success"}
    assert seen == {
        f"{method.upper()} {path}" for path, methods in tried.raw_schema["paths"].items() for method in methods
    }


def _told(check: CheckNode) -> str:
    assert check.failure_info is not None
    return f"{check.failure_info.failure.message}\n{check.failure_info.code_sample}"
