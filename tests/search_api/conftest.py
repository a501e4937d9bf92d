"""An API over a store of its own, empty or filled with made documents."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.access import Access
from ingest.model import Document
from search_api.app import create_app
from search_api.settings import Settings
from search_api.web.dependencies import Services
from tests.factories import make_document, make_documents, original_of

HOST = "http://127.0.0.1:8000"
SLOW = 120.0
"""Seconds after which a test gives up; the machine may be busy with something else for most of them."""


def settings_in(folder: Path, **env: str) -> Settings:
    """Settings with everything in `folder`, one process and small uploads."""
    given = {"ZHIGUI_DATA": str(folder / "data"), "ZHIGUI_WORKERS": "local:1", "ZHIGUI_MAX_MB": "1"}
    return Settings.from_env(given | env)


def services_of(client: TestClient) -> Services:
    """What the app of a running client works with."""
    services: Services = client.app.state.services  # type: ignore[attr-defined]
    return services


def put(client: TestClient, *documents: Document) -> None:
    """Puts documents into the store as another process would, and waits until they are found."""
    with services_of(client).store.writer() as writer:
        for document in documents:
            writer.put(document, original_of(document), source=document.file, access=Access(), extractor="test")
    wait_until_ready(client)


def wait_until_ready(client: TestClient) -> None:
    """Waits until the index holds all of the store."""
    wait_for(lambda: client.get("/readyz").json().get("status") == "ready")


def wait_for(done: Any) -> None:
    """Waits until `done()` is true."""
    deadline = time.monotonic() + SLOW
    while not done():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def finished_job(client: TestClient, location: str) -> dict[str, Any]:
    """The job at `location` once it is done or failed."""
    wait_for(lambda: client.get(location).json()["state"] in {"done", "failed"})
    job: dict[str, Any] = client.get(location).json()
    return job


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """An API over an empty store."""
    with TestClient(create_app(settings), base_url=HOST) as client:
        yield client


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An API over seven documents, for tests that only read."""
    app = create_app(settings_in(tmp_path_factory.mktemp("filled")))
    with TestClient(app, base_url=HOST) as client:
        put(client, make_document(), *make_documents(6))
        yield client
