"""Names that people have merged or split: what the extractor calls a thing → what it is called in the collection."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.corrections.model import Action, Correction, Naming, Target
from graph.corrections.values import KINDS
from graph.schema import NodeKind
from ingest.model import Document, Found

NAMED_BY: Mapping[Target, Mapping[str, NodeKind]] = {
    Target.RULE: {"bearers": NodeKind.ROLE, "duties": NodeKind.DUTY},
    Target.ABILITY: {"name": NodeKind.ABILITY, "roles": NodeKind.ROLE, "duties": NodeKind.DUTY},
    Target.FORMULA: {"name": NodeKind.FORMULA},
}
"""The fields that hold names of the collection."""


@dataclass(frozen=True, slots=True)
class Names:
    """The merges and splits that hold, oldest first."""

    corrections: tuple[Correction, ...] = ()

    @classmethod
    def of(cls, corrections: Iterable[Correction]) -> "Names":
        """Those of `corrections` that are about names and not undone."""
        held = {c.id: c for c in corrections if c.target is Target.NAME and c.is_active and c.naming is not None}
        return cls(tuple(sorted(held.values(), key=lambda c: (c.at, c.id))))

    def __bool__(self) -> bool:
        return bool(self.corrections)

    def reach(self, naming: Naming) -> list[str]:
        """The names that `naming` speaks of and all that these are called by others: where its undoing shows."""
        found = dict.fromkeys((*naming.names, naming.into))
        for correction in self.corrections:
            other = correction.naming
            if other is not None and other.kind is naming.kind and not found.keys().isdisjoint(other.names):
                found[other.into] = None
        return list(found)

    def resolve(self, kind: NodeKind, name: str, words: str) -> str:
        """What is called `name` by the extractor where `words` stand; later corrections see what earlier ones gave."""
        for correction in self.corrections:
            naming = correction.naming
            if naming is None or naming.kind is not kind or name not in naming.names:
                continue
            if correction.action is Action.MERGE or naming.word in words:
                name = naming.into
        return name


def renamed(document: Document, names: Names) -> Document:
    """The document with the names of the collection; a name stands once in each list."""
    if not names:
        return document
    things: dict[str, Any] = {}
    for target, named_by in NAMED_BY.items():
        found: tuple[Found, ...] = getattr(document, KINDS[target].field)
        things[KINDS[target].field] = tuple(_renamed(thing, named_by, names, document.text) for thing in found)
    return replace(document, **things)


def _renamed(thing: Found, named_by: Mapping[str, NodeKind], names: Names, text: str) -> Found:
    words = thing.span.of(text)
    given: dict[str, Any] = {}
    for field, kind in named_by.items():
        value = getattr(thing, field)
        if isinstance(value, str):
            new: Any = names.resolve(kind, value, words)
        else:
            new = tuple(dict.fromkeys(names.resolve(kind, name, words) for name in value))
        if new != value:
            given[field] = new
    return replace(thing, **given) if given else thing
