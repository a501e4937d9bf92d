"""docker-compose.yml runs what the tests run: the same servers with the same settings, nothing open or guessable."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from search_api.settings import Settings
from search_api.web.guard import is_loopback
from tests.requirements import require
from tests.servers import neo4j, opensearch
from tests.servers.java import versions
from tests.servers.process import free_ports

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("api", "ui")
THEIRS = ("neo4j", "opensearch")
SECRET = re.compile(r"\$\{[A-Z0-9_]+:\?[^}]+\}")
"""A variable without which nothing starts."""


def environment(service: str) -> dict[str, str]:
    given: dict[str, str] = SERVICES[service]["environment"]
    return given


def test_compose_has_the_four_services() -> None:
    assert set(SERVICES) == {*OURS, *THEIRS}


def test_the_servers_have_the_versions_that_are_tested() -> None:
    assert SERVICES["neo4j"]["image"] == f"neo4j:{versions()['neo4j']}"
    assert SERVICES["opensearch"]["image"] == f"opensearchproject/opensearch:{versions()['opensearch']}"
    assert versions()["opensearch.runner"].startswith(versions()["opensearch"] + ".")


def test_neo4j_has_the_settings_that_are_tested() -> None:
    given = environment("neo4j")
    tested = neo4j.SETTINGS | {f"server.memory.heap.{size}_size": neo4j.HEAP for size in ("initial", "max")}
    assert {name: value for name, value in given.items() if name != "NEO4J_AUTH"} == {
        "NEO4J_" + name.replace("_", "__").replace(".", "_"): value for name, value in tested.items()
    }
    assert given["NEO4J_AUTH"].startswith(f"{neo4j.Neo4j.user}/${{NEO4J_PASSWORD:?")


def test_opensearch_has_the_settings_that_are_tested() -> None:
    given = environment("opensearch")
    assert given.pop("OPENSEARCH_JAVA_OPTS").split() == [f"-Xms{opensearch.HEAP}", f"-Xmx{opensearch.HEAP}"]
    # The artifacts of the tests come without that plugin; here the network keeps everybody else out (see below).
    assert given.pop("DISABLE_SECURITY_PLUGIN") == "true"
    assert given == opensearch.SETTINGS | {"discovery.type": "single-node"}


def test_opensearch_without_a_login_is_reached_by_the_api_alone() -> None:
    assert "ports" not in SERVICES["opensearch"]
    assert SERVICES["opensearch"]["networks"] == ["index"]
    assert COMPOSE["networks"]["index"]["internal"] is True
    assert [name for name, service in SERVICES.items() if "index" in service.get("networks", [])] == [
        "opensearch",
        "api",
    ]


@pytest.mark.parametrize("port", [port for service in SERVICES.values() for port in service.get("ports", [])])
def test_every_published_port_is_on_the_loopback(port: str) -> None:
    host, _, _ = port.rsplit(":", 2)
    assert is_loopback(host)


def test_no_password_is_written_down_or_has_a_default() -> None:
    assert set(re.findall(r"\$\{?\w+", TEXT)) == {"${NEO4J_PASSWORD"}
    assert len(SECRET.findall(TEXT)) == TEXT.count("${")
    named = [line for line in TEXT.splitlines() if re.search(r"password|secret|token|auth:", line, re.IGNORECASE)]
    assert all(SECRET.search(line) or line.lstrip().startswith("#") for line in named)


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_checked_limited_and_not_root(service: str) -> None:
    given = SERVICES[service]
    assert given["healthcheck"]["test"]
    assert re.fullmatch(r"\d+[mg]", given["mem_limit"])
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", given["user"])
    assert given["cap_drop"] == ["ALL"]
    assert given["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("service", ["neo4j", "opensearch", "api"])
def test_what_must_last_is_in_a_named_volume(service: str) -> None:
    (volume,) = SERVICES[service]["volumes"]
    assert volume.split(":")[0] in COMPOSE["volumes"]


def test_the_api_listens_on_all_addresses_of_its_container_and_is_published_on_the_loopback() -> None:
    settings = Settings.from_env(environment("api"))
    assert settings.container == "api"
    assert settings.store.startswith("neo4j://neo4j:")
    assert settings.index == "opensearch://opensearch:9200"
    assert SERVICES["api"]["ports"] == [f"127.0.0.1:{settings.api[1]}:{settings.api[1]}"]


def test_the_portal_calls_the_api_by_a_name_that_it_answers_to() -> None:
    api = Settings.from_env(environment("api"))
    assert portal().api == (api.container, api.api[1])
    assert set(SERVICES["ui"]["networks"]) <= set(SERVICES["api"]["networks"])
    assert SERVICES["ui"]["ports"] == [f"127.0.0.1:{portal().ui[1]}:{portal().ui[1]}"]


def portal() -> Settings:
    return Settings.from_env(environment("ui"))


@pytest.mark.parametrize("service", SERVICES)
def test_the_deployment_notes_say_what_the_file_says(service: str) -> None:
    notes = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    (row,) = [line for line in notes.splitlines() if line.startswith(f"| `{service}` |")]
    given = SERVICES[service]
    assert given.get("build") or f"`{given['image']}`" in row
    assert all(port.rpartition(":")[0] in row for port in given.get("ports", []))
    megabytes = int(given["mem_limit"][:-1]) * {"m": 1, "g": 1024}[given["mem_limit"][-1]]
    assert f"| {megabytes / 1024:g} GB |" in row
    for volume in given.get("volumes", []):
        assert f"`{COMPOSE['volumes'][volume.split(':')[0]]['name']}`" in row


def test_the_image_is_that_of_nobody_and_holds_what_the_packages_need() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    (user,) = [line.removeprefix("USER ") for line in lines if line.startswith("USER ")]
    assert all(SERVICES[name]["user"] == user for name in OURS)
    copies = [line.split()[1:] for line in lines if line.startswith("COPY ") and "--from" not in line]
    copied = {source for *sources, _ in copies for source in sources}
    assert {"ingest", "graph", "search_api", "ui"} <= copied
    assert [source for source in copied if not (ROOT / source).exists()] == []
    let_in = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    assert let_in == copied


def test_compose_itself_takes_the_file_and_starts_nothing_without_the_password() -> None:
    compose = compose_command()
    env = {name: value for name, value in os.environ.items() if name != "NEO4J_PASSWORD"}
    command = [*compose, "-f", str(ROOT / "docker-compose.yml"), "config", "-q"]
    refused = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert refused.returncode != 0
    assert "NEO4J_PASSWORD" in refused.stderr
    taken = subprocess.run(
        command, env=env | {"NEO4J_PASSWORD": "of-this-test"}, capture_output=True, text=True, timeout=120, check=False
    )
    assert taken.returncode == 0, taken.stderr


def compose_command() -> list[str]:
    if shutil.which("docker"):
        plugin = ["docker", "compose"]
        if subprocess.run([*plugin, "version"], capture_output=True, timeout=120, check=False).returncode == 0:
            return plugin
    if not shutil.which("docker-compose"):
        require("compose", "no `docker compose` or `docker-compose` is there (Debian: apt install docker-compose)")
    return ["docker-compose"]


@pytest.fixture(scope="module")
def ports() -> dict[str, int]:
    api, ui = free_ports(2)
    return {"api": api, "ui": ui}


@pytest.fixture(scope="module")
def served(ports: dict[str, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """API and portal as their services start them, but on free ports of the loopback and over an empty library."""
    own = {name: f"127.0.0.1:{port}" for name, port in ports.items()}
    env = {name: value for name, value in os.environ.items() if not name.startswith("ZHIGUI_")} | {
        "ZHIGUI_DATA": str(tmp_path_factory.mktemp("data")),
        "ZHIGUI_API": own["api"],
        "ZHIGUI_UI": own["ui"],
        "ZHIGUI_PROCESSES": "1",  # several have tests of their own, and take longer to start
    }
    zhigui = [sys.executable, "-c", "from ui.cli import main; main()"]
    started = [subprocess.Popen([*zhigui, *SERVICES[name]["command"]], env=env, cwd=ROOT) for name in OURS]
    yield
    for process in started:
        process.terminate()
        assert process.wait(120) in (0, -15)


@pytest.mark.parametrize("service", OURS)
def test_the_health_check_passes_where_the_service_serves(service: str, served: None, ports: dict[str, int]) -> None:
    inside = str(Settings.from_env(environment(service)).api[1] if service == "api" else portal().ui[1])
    kind, _, *arguments = SERVICES[service]["healthcheck"]["test"]
    assert kind == "CMD"
    check = [sys.executable, *(argument.replace(inside, str(ports[service])) for argument in arguments)]
    deadline = time.monotonic() + 120
    while subprocess.run(check, capture_output=True, timeout=120, check=False).returncode:
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.parametrize("service", OURS)
def test_the_health_check_fails_where_nothing_serves(service: str) -> None:
    _, _, *arguments = SERVICES[service]["healthcheck"]["test"]
    free = str(free_ports(1)[0])
    check = [sys.executable, *(re.sub(r"8000|8501", free, argument) for argument in arguments)]
    assert subprocess.run(check, capture_output=True, timeout=120, check=False).returncode != 0
