"""docs/extraction.md: every finder and every cleaning step has its heading there, and nothing that is gone."""

import re
from pathlib import Path

import pytest

from ingest.clean import STEPS
from ingest.extract import FINDERS

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "extraction.md").read_text(encoding="utf-8")
NAMES = [function.__name__ for function in (*FINDERS.values(), *STEPS)]


def _section(name: str) -> str:
    return re.split(r"^#{2,3} ", PAGE.split(f"### `{name}`\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_finder_and_step_has_its_heading_with_its_misses(name: str) -> None:
    assert f"### `{name}`\n" in PAGE
    assert "nown misses" in _section(name)


def test_no_heading_is_of_a_finder_that_is_gone() -> None:
    assert set(re.findall(r"^### `(\w+)`$", PAGE, re.MULTILINE)) == set(NAMES)


@pytest.mark.parametrize(
    "key", ["headings", "rules", "abilities", "formulas", "attributions", "noise", "bearers", "duties"]
)
def test_every_key_has_its_figures(key: str) -> None:
    figures = PAGE.split("<!-- figures", 1)[1].split("<!-- end of figures", 1)[0]
    assert re.search(rf"^\| {key} \|(?: [\d.–]+ \|){{9}}$", figures, re.MULTILINE)
