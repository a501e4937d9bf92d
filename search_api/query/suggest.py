"""Ways to go on with what was typed, in Chinese or in pinyin."""

from collections.abc import Iterator, Sequence
from itertools import islice

from graph.schema import ENTITIES
from graph.store.base import View
from search_api.analysis.tokens import normalise
from search_api.query.vocabulary import Vocabulary
from search_api.results import Suggestion, SuggestionKind

_LONGEST = 40
_MOST_OPENINGS = 3
"""How rules begin is shown beside names and words, not in their place."""
_KINDS = {kind: SuggestionKind[kind.name] for kind in ENTITIES}


def suggestions(prefix: str, view: View, vocabulary: Vocabulary, *, limit: int) -> Sequence[Suggestion]:
    """At most `limit`: names that begin so, how rules begin, names that an alias or their pinyin leads to, words."""
    typed = normalise(prefix[:_LONGEST]).text.strip()
    found: dict[str, Suggestion] = {}
    for one in islice(_all(typed, view, vocabulary, limit), 4 * max(limit, 0)):
        found.setdefault(one.text, one)
    return list(found.values())[: max(limit, 0)]


def _all(typed: str, view: View, vocabulary: Vocabulary, limit: int) -> Iterator[Suggestion]:
    names = list(vocabulary.begun_names.find(typed, 2 * limit))
    words = list(vocabulary.begun.find(typed, 2 * limit)) if typed else []
    spelled = typed.replace(" ", "")
    if spelled.isascii() and spelled:
        words += vocabulary.begun_in_pinyin.find(spelled, 2 * limit)
        words += vocabulary.begun_in_initials.find(spelled, 2 * limit) if len(spelled) > 1 else ()
    names += [name for name in map(vocabulary.names.get, words) if name]
    named = [Suggestion(name.name, _KINDS[name.kind]) for name in dict.fromkeys(names)]
    openings = vocabulary.begun_openings.find(spelled, _MOST_OPENINGS) if spelled else ()
    room = max(limit - len(openings), 1)
    yield from named[:room]
    yield from (Suggestion(opening, SuggestionKind.OPENING, vocabulary.openings[opening]) for opening in openings)
    yield from named[room:]
    for word in sorted(words, key=lambda word: (-vocabulary.words.get(word, 0), word)):
        yield Suggestion(word, SuggestionKind.WORD)
    if not names and not words:
        # A name that is too rare to be kept at hand.
        for kind in ENTITIES:
            for entity in view.entities(kind, prefix=typed, limit=limit).items:
                yield Suggestion(entity.name, _KINDS[kind])
