"""The audience (受众): whom a document speaks to where it names nobody, by its addressee line and its title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.bearers import UNITS_BELOW, canonical
from ingest.extract.clauses import one_of
from ingest.extract.context import Context
from ingest.lexicon import load_data
from ingest.model import DocumentKind

_AUDIENCE = load_data("bearers")["audience"]
PEOPLE: str = _AUDIENCE["people"]
BODY: str = _AUDIENCE["body"]
"""Whom a speech to an office speaks to: its people, or itself."""
_BODY_DUTIES = frozenset(_AUDIENCE["body_duties"])
_PEOPLE_DUTIES = frozenset(_AUDIENCE["people_duties"])
_BODY_ACT = re.compile(one_of(_AUDIENCE["body_acts"]))
MOST_ACTS = 2
"""So many acts of a body count at most."""
_REPORT = re.compile(_AUDIENCE["report"])
_GOVERNMENTS: str = _AUDIENCE["governments"]
_DOING_ITS_PART = re.compile(_AUDIENCE["units_by_part"])
_LINE = re.compile(r"^[ \t\u3000>*]*(?P<names>[^\n。；！？]{2,80})[：:][ \t\u3000*]*$", re.MULTILINE)
_JOINT = re.compile("[、，, ]|和|及")
HEAD = 1200
"""Within so many characters from its start a document says to whom it goes."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the rules of a document bind that name nobody; of an office, its people or itself by what they ask."""

    names: tuple[str, ...] = ()
    """Empty for a speech to an office."""

    def read(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The bearers that a rule names, as meant here: in a notice to the units below 起草单位 is one of them."""
        return tuple(dict.fromkeys(part for name in names for part in self._read(name))) if self.names else names

    def _read(self, name: str) -> Sequence[str]:
        if self.names == (UNITS_BELOW,):
            return self.names if _DOING_ITS_PART.fullmatch(name) else (name,)
        return self.names if name in (PEOPLE, BODY) else (name,)


def audience(context: Context, text: str) -> Audience:
    """Whom a document with this simplified text speaks to."""
    if context.kind is DocumentKind.REGULATION:
        return Audience()
    if _REPORT.search(context.title):
        return Audience((_GOVERNMENTS,))
    if context.kind is DocumentKind.NOTICE and any(_goes_below(line["names"]) for line in _LINE.finditer(text[:HEAD])):
        return Audience((UNITS_BELOW,))
    return Audience()


def _goes_below(names: str) -> bool:
    """Whether a line names units that the office stands above (各乡镇人民政府，县直各部门)."""
    return names.startswith(("各", "县", "市", "区")) and any(
        part.startswith("各") and canonical(part) in (UNITS_BELOW, None) for part in _JOINT.split(names)
    )


def bodily(words: str, duties: Sequence[str]) -> float:
    """How much a rule without a subject speaks of what an office does as a body, less of what its people do."""
    acts = min(len(set(_BODY_ACT.findall(words))), MOST_ACTS)
    first = duties[0] if duties else ""
    return acts + 0.5 * (first in _BODY_DUTIES) - (first in _PEOPLE_DUTIES)


def is_personal(duties: Sequence[str]) -> bool:
    """Whether a rule that governs these duties asks it of people, not of a body."""
    return bool(duties) and duties[0] in _PEOPLE_DUTIES
