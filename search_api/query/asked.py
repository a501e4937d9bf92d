"""A query read as a whole: its conditions, and what its words mean."""

from dataclasses import dataclass, replace

from search_api.query.conditions import Conditions, Where, resolve
from search_api.query.fieldnotes import not_said
from search_api.query.fieldquery import parse
from search_api.query.fieldvalues import FieldValues
from search_api.query.understanding import Understood, understand
from search_api.query.vocabulary import Vocabulary

_QUOTES = str.maketrans('“”"「」『』', " " * 7)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked. `typed` are the conditions as typed, without the words."""

    query: str
    words: str
    typed: str
    understood: Understood
    conditions: Conditions

    @property
    def where(self) -> Where:
        """What a passage must be."""
        return self.conditions.where

    @property
    def text(self) -> str:
        """What was searched for; the query itself where nothing was mended."""
        if self.understood.mended:
            return f"{self.typed} {self.understood.text}".strip()
        return self.query if self.understood.text or self.conditions.shown or self.conditions.notes else ""

    @property
    def verbatim(self) -> str:
        """The query that searches for the words as typed: in quotes nothing is mended."""
        words = " ".join(self.words.translate(_QUOTES).split())
        return f"{self.typed} “{words}”".strip() if words else self.query

    def loosened(self) -> "Asked":
        """The same without the demand that phrases stand there just so, and a note that says it."""
        conditions = self.conditions
        notes = (*conditions.notes, *(not_said(words, span) for words, span in conditions.phrases))
        where = replace(conditions.where, said=())
        ordered = tuple(sorted(notes, key=lambda note: note.span))
        return replace(self, conditions=replace(conditions, where=where, notes=ordered))


def read_query(query: str, vocabulary: Vocabulary, values: FieldValues) -> Asked:
    """What `query` asks where vocabulary and values are known. Never an error."""
    parsed = parse(query)
    conditions = resolve(parsed, values)
    words = " ".join([parsed.words, *conditions.words]) if conditions.words else parsed.words
    typed = " ".join(query[cut.start : cut.end] for cut in parsed.cut)
    return Asked(query, words, typed, understand(words, vocabulary), conditions)
