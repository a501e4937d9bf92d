"""The style sheet of all pages: two components that take the same class would draw each other's layout."""

import re
from collections import Counter
from pathlib import Path

import ui

SHEET = Path(ui.__file__).parent / "theme" / "surface.css"


def test_a_class_is_laid_out_in_one_place() -> None:
    wide = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", SHEET.read_text(encoding="utf-8"))
    rules = re.findall(r"([^{}]*)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", wide, flags=re.DOTALL))
    laid = Counter(names.strip() for names, _ in rules if re.fullmatch(r"\s*\.[\w-]+\s*", names))
    assert {name for name, times in laid.items() if times > 1} == set()
