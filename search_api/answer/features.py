"""What is read off a passage for one question: numbers between 0 and 1, each with a plain meaning."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Features:
    """What is read off one passage for one question."""

    covered: float
    """Share of the question's words that passage and headings say, by rarity."""
    together: float
    """The same of its best sentence."""
    text: float
    """The same of the passage alone, without its headings."""
    letters: float
    """Share of the pairs of characters of the question's matter that passage and headings have."""
    lacks_noun: float
    """Weight of the rarest noun that neither says."""
    lacks_verb: float
    """The same of verbs; it tells which passage answers, not whether: who asks often has another verb."""
    lacks_term: float
    """Whether it lacks a term of two nouns of the question (工作秘密) that others have: it may be about 国家秘密."""
    unknown: float
    """Share of the question's words, by rarity, that the whole collection has no word for."""
    unknown_noun: float
    """Whether one of those is a noun: what it names is spoken of nowhere."""
    stated: float
    """Whether a sentence that is close holds the kind of thing that is asked for; 0.5 where there is no such kind."""
    exact: float
    """Whether nothing but a number answers."""
    fits: float
    """Whether its best sentence has a word that such questions are answered with."""
    binding: float
    """Whether it has a hard rule of the sort that is asked for."""
    search: float
    """Its score in the search, against the best one's."""
    lead: float
    """How far it is ahead of others in the search: 1 for the first, falling with its rank."""
    number: float
    """Share of the question's own quantities that it has; 0.5 where it names none."""
    paper: float
    """Whether it stands in a document that the question names, by year or title; 0.5 where it names none."""
    superseded: float
    speech: float


NAMES = tuple(field.name for field in fields(Features))
