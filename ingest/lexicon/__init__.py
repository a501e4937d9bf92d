"""The controlled vocabulary and the cue words, as data; `load_lexicon` gives them typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Term:
    """A canonical name with the words that mean it in the texts."""

    name: str
    aliases: tuple[str, ...]
    broader: str | None
    kind: str | None
    """For roles: `body` or `person`."""

    @property
    def words(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Duties and roles by canonical name."""

    duties: Mapping[str, Term]
    roles: Mapping[str, Term]


def load_data(name: str) -> Any:
    """The parsed content of `ingest/lexicon/<name>.yaml`."""
    return yaml.safe_load(resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def load_lines(name: str) -> list[str]:
    """The lines of `ingest/lexicon/<name>.txt`, a table too large for YAML, without its comments."""
    text = resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _terms(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Term]:
    return {
        name: Term(name, tuple(entry.get("aliases", ())), entry.get("broader"), entry.get("kind"))
        for name, entry in entries.items()
    }


@cache
def load_lexicon() -> Lexicon:
    """The vocabulary that ships with Zhigui (`duties.yaml`, `roles.yaml`)."""
    return Lexicon(duties=_terms(load_data("duties")), roles=_terms(load_data("roles")))
