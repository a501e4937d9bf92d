"""One concept a module, one `find_*()` each; `FINDERS` is the table of them, by the field of `Document` they fill."""

from collections.abc import Callable, Mapping
from typing import Any

from ingest.extract.abilities import find_abilities
from ingest.extract.attributions import find_attributions
from ingest.extract.context import Context
from ingest.extract.formulas import find_formulas
from ingest.extract.rules import find_rules

FINDERS: Mapping[str, Callable[[Context], tuple[Any, ...]]] = {
    "rules": find_rules,
    "abilities": find_abilities,
    "formulas": find_formulas,
    "attributions": find_attributions,
}
