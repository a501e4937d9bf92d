"""What is indexed and how it is asked for, once for all engines: no engine's own query language leaves its engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.access import Access

PUBLIC = Access()


class FacetField(StrEnum):
    """What hits are counted and filtered by (分面)."""

    DUTY = "duty"
    ROLE = "role"
    MODALITY = "modality"
    FORCE = "force"
    KIND = "kind"
    YEAR = "year"


class MarkField(StrEnum):
    """What hits are filtered by and not counted by (标记)."""

    ABILITY = "ability"
    """Abilities that the passage names."""
    LIMIT = "limit"
    """Time limits of its rules, as `search_api.analysis.limits` writes them."""
    SANCTION = "sanction"
    """Whether one of its rules says what follows on breaking it."""
    OPENING = "opening"
    """How its rules begin, up to the word that binds: 值班人员必须."""
    DOCUMENT = "document_id"


GIVEN_MARKS = tuple(mark for mark in MarkField if mark is not MarkField.DOCUMENT)
"""Those that an entry gives besides its own names."""
ExactField = FacetField | MarkField
"""Fields that hold whole values, not words."""


class Order(StrEnum):
    """What hits are sorted by (排序)."""

    RELEVANCE = "relevance"
    DATE = "date"
    """Newest document first, its passages in text order; undated documents last."""


class TextField(StrEnum):
    """The token streams of an entry; `analysis` makes all of them."""

    WORDS = "words"
    """Search-mode words of the passage."""
    GRAMS = "grams"
    """Characters and character bigrams of the passage with true positions: phrases, and what segmentation breaks."""
    INSIDE = "inside"
    """Dictionary words that the passage has inside or across its words: 人民共和国 in 中华人民共和国."""
    RULES = "rules"
    """Words of the rules that are stated in the passage."""
    CONTEXT = "context"
    """Words of the document's title and of the headings above the passage."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage to index. Texts are clean (no advertising, misprints mended); analysis makes tokens of them."""

    passage_id: str
    document_id: str
    text: str
    rules: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    """The headings above the passage, outermost first."""
    title: str = ""
    facets: Mapping[FacetField, tuple[str, ...]] = field(default_factory=dict)
    marks: Mapping[MarkField, tuple[str, ...]] = field(default_factory=dict)
    """Values of `GIVEN_MARKS`."""
    hard: str = ""
    """Its hard rules: `h` where there is one, `p` one that prohibits, `l` one with a time limit."""
    recency: int = 0
    """Its place in the order by date, the greatest first; below 2 to the power of 63, and no other entry's."""
    access: Access = PUBLIC

    @property
    def context(self) -> str:
        """The title and the headings, line by line."""
        return "\n".join((self.title, *self.headings))


@dataclass(frozen=True, slots=True)
class Term:
    """One token of one field."""

    field: TextField
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens of one field that stand one after the other."""

    field: TextField
    texts: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Either:
    """The best of several ways to say one thing: matches where one matches, scores as the best one does."""

    clauses: "tuple[Clause, ...]"
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Together:
    """Clauses that must all match."""

    clauses: "tuple[Clause, ...]"
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the values holds; each passage that it matches scores `weight`, whatever else is said of it."""

    field: ExactField
    values: tuple[str, ...]
    weight: float = 0.0


Clause = Term | Phrase | Either | Together | OneOf


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """What is asked of an index, in no engine's language. With no clause at all, every entry matches."""

    should: tuple[Clause, ...] = ()
    """Each that matches adds to the score; at least one must match unless `must` is given."""
    must: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    filters: Mapping[FacetField, tuple[str, ...]] = field(default_factory=dict)
    """Per facet, one of the values must hold; no part in the score."""
    order: Order = Order.RELEVANCE
