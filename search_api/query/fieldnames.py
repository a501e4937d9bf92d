"""The fields of the query language: how they are called, and the words for values that are the same everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from pypinyin import lazy_pinyin

from search_api.lexicon import load_data


class FieldName(StrEnum):
    """What a condition is about (条件)."""

    ROLE = "role"
    DUTY = "duty"
    ABILITY = "ability"
    MODALITY = "modality"
    FORCE = "force"
    LIMIT = "limit"
    SANCTION = "sanction"
    DOCUMENT = "document"
    KIND = "kind"
    YEAR = "year"


NUMERIC = frozenset({FieldName.LIMIT, FieldName.YEAR})
"""Fields whose values can be compared."""


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field as people write it. `names` begins with the one that is shown."""

    names: tuple[str, ...]
    letters: tuple[str, ...]
    example: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Each value that is the same everywhere → the words for it, the first as it is shown."""

    @property
    def label(self) -> str:
        """The name that is shown."""
        return self.names[0]


@cache
def fields() -> Mapping[FieldName, FieldInfo]:
    """All fields, in the order in which they are shown."""
    return {
        FieldName(key): FieldInfo(
            names=tuple(entry["names"]),
            letters=tuple(entry["letters"]),
            example=entry["example"],
            values={value: tuple(words) for value, words in entry.get("values", {}).items()},
        )
        for key, entry in load_data("fields").items()
    }


@cache
def field_words() -> Mapping[str, FieldName]:
    """Every name of a field, also in letters."""
    return {word: name for name, info in fields().items() for word in (*info.names, *info.letters)}


@cache
def spellings(word: str) -> tuple[str, ...]:
    """How a word is spelled in pinyin, syllable for syllable and by initials: 职责 → zhize, zz."""
    syllables = lazy_pinyin(word)
    return ("".join(syllables), "".join(syllable[:1] for syllable in syllables))


def is_spelled(word: str, letters: str) -> bool:
    """Whether letters begin a word in pinyin; initials count by themselves (zb), and so do whole syllables (zhiban)."""
    return any(spelling.startswith(letters) for spelling in spellings(word))


def is_spelling(word: str, letters: str) -> bool:
    """Whether letters are the whole word in pinyin."""
    return letters in spellings(word)


def begun_by(letters: str) -> list[str]:
    """The names of fields that begin so, in Chinese, pinyin or letters, one a field; the names that are shown first."""
    found: dict[FieldName, str] = {}
    labels = {info.label: name for name, info in fields().items()}
    for word, name in (*labels.items(), *field_words().items()):
        if word.startswith(letters) or (letters.isascii() and is_spelled(word, letters)):
            found.setdefault(name, fields()[name].label if word.isascii() else word)
    return list(found.values())


def longest_first() -> list[str]:
    """All names of fields, no name before one that it begins."""
    return sorted(field_words(), key=lambda word: (-len(word), word))
