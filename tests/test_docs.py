"""Docs cannot lie: what exists is documented, what is documented exists, and the commands shown work."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

from graph.schema import EdgeKind, NodeKind
from search_api.app import create_app
from search_api.settings import Settings
from ui.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
README_ZH = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
COMMANDS = sorted(typer.main.get_command(app).commands)
SHOWN = [
    line.strip()
    for block in re.findall(r"```sh\n(.*?)```", README + README_ZH, re.S)
    for line in block.splitlines()
    if line.startswith(".venv/bin/zhigui")
]


def variables_of_settings():
    source = (ROOT / "search_api" / "settings.py").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"ZHIGUI_[A-Z_]+", source)))


def routes(tmp_path):
    env = {"ZHIGUI_DATA": str(tmp_path)}
    paths = create_app(Settings.from_env(env)).openapi()["paths"]
    return sorted(f"{method.upper()} {path}" for path, methods in paths.items() for method in methods)


@pytest.mark.parametrize("variable", variables_of_settings())
def test_every_setting_is_in_the_readme(variable):
    assert f"`{variable}`" in README


def test_every_field_of_settings_names_its_variable():
    source = (ROOT / "search_api" / "settings.py").read_text(encoding="utf-8")
    assert len(variables_of_settings()) == len(fields(Settings))
    assert all(f"    {field.name}:" in source for field in fields(Settings))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"`zhigui {command}" in README


def test_every_route_is_in_the_readme(tmp_path):
    missing = [route for route in routes(tmp_path) if f"`{route}`" not in README]
    assert missing == []


@pytest.mark.parametrize("kind", [*NodeKind, *EdgeKind])
def test_every_node_and_edge_kind_is_in_the_architecture(kind):
    assert f"`{kind.value}`" in ARCHITECTURE


@pytest.mark.parametrize("folder", ["ingest", "graph", "search_api", "ui", "benchmarks", "examples", "tests", "docs"])
def test_every_module_folder_is_in_the_architecture(folder):
    """Each package says which question it answers; each folder below it is named too."""
    assert f"`{folder}/" in ARCHITECTURE
    below = {p.parent.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*.py")}
    for path in sorted(below):
        if folder not in {"tests", "examples", "docs"}:
            assert f"`{path}/" in ARCHITECTURE, path


def test_every_relative_link_and_picture_exists():
    for name in ("README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CHANGELOG.md", "examples/README.md"):
        page = ROOT / name
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{name}: {target}"


@pytest.fixture(scope="module")
def zhigui(tmp_path_factory):
    """Runs the command line over the samples, which are ingested once."""
    env = os.environ | {"ZHIGUI_DATA": str(tmp_path_factory.mktemp("data"))}

    def run(*args):
        command = [sys.executable, "-c", "from ui.cli import main; main()", *args]
        return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=500)

    assert run("ingest", "examples/speeches").returncode == 0
    return run


@pytest.mark.parametrize("line", sorted({line for line in SHOWN if "我的文件夹" not in line}))
def test_every_command_shown_works(line, zhigui):
    done = zhigui(*shlex.split(line)[1:])
    assert done.returncode == 0, done.stderr
    assert done.stdout
