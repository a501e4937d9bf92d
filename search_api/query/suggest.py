"""Ways to go on with what was typed, in Chinese or in pinyin."""

from collections.abc import Iterator, Sequence
from itertools import islice

from graph.schema import ENTITIES
from graph.store.base import View
from search_api.analysis.tokens import normalise
from search_api.query.vocabulary import Vocabulary
from search_api.results import Suggestion, SuggestionKind

_LONGEST = 40
_KINDS = {kind: SuggestionKind[kind.name] for kind in ENTITIES}


def suggestions(prefix: str, view: View, vocabulary: Vocabulary, *, limit: int) -> Sequence[Suggestion]:
    """At most `limit`: names that begin so, names that an alias or their pinyin leads to, then words."""
    typed = normalise(prefix[:_LONGEST]).text.strip()
    found = {one.text: one for one in reversed(list(islice(_all(typed, view, vocabulary, limit), 4 * limit)))}
    return list(reversed(found.values()))[: max(limit, 0)]


def _all(typed: str, view: View, vocabulary: Vocabulary, limit: int) -> Iterator[Suggestion]:
    names = vocabulary.begun_names.find(typed, 2 * limit)
    yield from (Suggestion(name.name, _KINDS[name.kind]) for name in names)
    if not typed:
        return
    words = list(vocabulary.begun.find(typed, 2 * limit))
    if typed.isascii():
        words += vocabulary.begun_in_pinyin.find(typed.replace(" ", ""), 2 * limit)
    yield from (Suggestion(name.name, _KINDS[name.kind]) for name in map(vocabulary.names.get, words) if name)
    for word in sorted(words, key=lambda word: (-vocabulary.words.get(word, 0), word)):
        yield Suggestion(word, SuggestionKind.WORD)
    if not names and not words:
        # A name that is too rare to be kept at hand.
        for kind in ENTITIES:
            for entity in view.entities(kind, prefix=typed, limit=limit).items:
                yield Suggestion(entity.name, _KINDS[kind])
