"""Words of the vocabulary in a text: which roles and duties it names."""

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.extract.clauses import one_of
from ingest.lexicon import Lexicon, Term


def roles_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The canonical roles that `text` names, in the order of their first mention."""
    return _named(text, lexicon.roles)


def duties_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The canonical duties that `text` names, in the order of their first mention."""
    return _named(text, lexicon.duties)


def _named(text: str, terms: Mapping[str, Term]) -> tuple[str, ...]:
    pattern, names = _matcher(tuple(terms.values()))
    return tuple(dict.fromkeys(names[match[0]] for match in pattern.finditer(text)))


@lru_cache(maxsize=8)
def _matcher(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern of all words, the longest first, and the canonical name of each."""
    names = {word: term.name for term in reversed(terms) for word in reversed(term.words)}
    return re.compile(one_of(list(names)) or "(?!)"), names
