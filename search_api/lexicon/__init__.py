"""What search knows about words, as data: quantities, synonyms, intents, lists, words that ask nothing."""

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def load_data(name: str) -> Any:
    """The parsed content of `search_api/lexicon/<name>.yaml`."""
    return yaml.safe_load(resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
