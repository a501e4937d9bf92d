"""The data of the lexicon: that it is where the code looks for it, in the tree and in the wheel."""

import ast
from importlib import resources
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from ingest.lexicon import load_data, load_lines

ROOT = Path(__file__).resolve().parents[2]
LOADERS = {"load_data": ".yaml", "load_lines": ".txt"}


def _asked_for() -> set[str]:
    """The files that the code of `ingest` loads by name."""
    calls = (
        node
        for path in (ROOT / "ingest").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LOADERS
    )
    return {
        argument.value + LOADERS[call.func.id]
        for call in calls
        for argument in call.args
        if isinstance(call.func, ast.Name) and isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_every_file_of_the_lexicon_is_asked_for() -> None:
    there = {file.name for file in resources.files("ingest.lexicon").iterdir() if file.name.endswith((".yaml", ".txt"))}
    assert there == _asked_for()


@pytest.mark.parametrize("name", sorted(_asked_for()))
def test_data_loads_and_is_not_empty(name: str) -> None:
    stem, suffix = name.split(".")
    data = load_data(stem) if suffix == "yaml" else load_lines(stem)
    assert data
    assert suffix == "yaml" or not any(line.startswith("#") for line in data)


def test_wheel_holds_every_file_of_the_lexicon() -> None:
    packed = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {f"ingest/lexicon/{name}" for name in _asked_for()} <= packed
