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
    for kind in ENTITIES:
        for entity in view.entities(kind, prefix=typed, limit=limit).items:
            yield Suggestion(entity.name, _KINDS[kind])
    if not typed:
        return
    for word, name in vocabulary.names.items():
        if word.startswith(typed) and view.entities(name.kind, prefix=name.name, limit=1).items:
            yield Suggestion(name.name, _KINDS[name.kind])
    words = [word for word in vocabulary.words if word.startswith(typed) and len(word) > 1]
    if typed.isascii():
        spelled = typed.replace(" ", "")
        words += [word for spelling, word in vocabulary.spellings.items() if spelling.startswith(spelled)]
    yield from (Suggestion(name.name, _KINDS[name.kind]) for name in map(vocabulary.names.get, words) if name)
    for word in sorted(words, key=lambda word: (-vocabulary.words.get(word, 0), word)):
        yield Suggestion(word, SuggestionKind.WORD)
