"""From an understood query to what an index is asked."""

from collections.abc import Iterator, Mapping, Sequence

from search_api.analysis.tokens import gram_tokens, is_listed, whole_token, word_tokens
from search_api.index.fields import Clause, Either, FacetField, IndexQuery, OneOf, Phrase, Term, TextField, Together
from search_api.query.conditions import NOWHERE_ELSE, Where
from search_api.query.understanding import Concept, Understood, Way, evidence

# Weights of what an index is asked, against the words of the passage itself (1.0).
RULES = 0.3
CONTEXT = 0.5
PARTS = 0.4
BROKEN = 0.5
GRAMS = 0.15
EVIDENCE = 0.15
QUOTED = 2.0
TELLING_LITTLE = 0.3
"""Weight of a concept below which it is left to ranking: 规定 or 的 is in every other passage and orders none."""
HARD_FIRST = OneOf(FacetField.FORCE, ("hard",), 1.0)
"""With conditions and no words, what leaves no choice stands first."""


def index_query(
    understood: Understood,
    filters: Mapping[FacetField, tuple[str, ...]],
    where: Where = NOWHERE_ELSE,
    saying: Sequence[Concept] = (),
) -> IndexQuery:
    """What to ask an index. A passage matches where it says each concept of `saying`, and all conditions hold.

    Without `saying`, it says part of one of the telling concepts.
    """
    telling = understood.telling
    partly = (Either(tuple(_anywhere(c) for c in telling), weight=0.0),) if telling else ()
    return IndexQuery(
        should=tuple(_should(understood)) or ((HARD_FIRST,) if where.must else ()),
        must=(
            *(map(_fully, saying) if saying else partly),
            *(Either((clause,), weight=0.0) for clause in (*where.must, *where.said)),
        ),
        must_not=(*(_phrase(text) for text in understood.excluded if _grams(text)), *where.must_not),
        filters=filters,
    )


def _phrase(text: str, weight: float = 1.0) -> Phrase:
    """The characters of `text` one after the other, however they are segmented."""
    return Phrase(TextField.GRAMS, _grams(text), weight)


def _grams(text: str) -> tuple[str, ...]:
    """The tokens that a stretch of text is found by: bigrams, or its one character."""
    by_position: dict[int, str] = {}
    for token in gram_tokens(text):
        by_position[token.position] = token.text
    grams = tuple(by_position.values())
    return grams[:-1] if len(grams) > 1 else grams


def _should(understood: Understood) -> Iterator[Clause]:
    concepts = [concept for concept in understood.concepts if concept.weight >= TELLING_LITTLE]
    for concept in concepts or understood.concepts:
        yield Either(tuple(map(_way, concept.ways)), concept.weight)
        yield Either(tuple(_terms(TextField.CONTEXT, concept.ways)), concept.weight * CONTEXT)
        yield Either(tuple(_terms(TextField.RULES, concept.ways[:1])), concept.weight * RULES)
        for part in concept.parts:
            yield Term(TextField.WORDS, part, concept.weight * PARTS)
    for gram in _grams_across(understood):
        yield Term(TextField.GRAMS, gram, GRAMS)
    for intent in understood.intents[:2]:
        if evidence(intent):
            yield Either(tuple(Term(TextField.WORDS, word) for word in evidence(intent)), EVIDENCE)
    for phrase in understood.phrases:
        if _grams(phrase):
            yield _phrase(phrase, QUOTED)


def _grams_across(understood: Understood) -> Iterator[str]:
    """The pairs of characters that no word as typed has in it: those in a word say what it says."""
    for gram in dict.fromkeys(token.text for token in gram_tokens(understood.text) if len(token.text) > 1):
        if not any(gram in concept.text for concept in understood.concepts):
            yield gram


def _way(way: Way) -> Clause:
    """A way to say something: as a word, or where segmentation breaks it, inside others or as a phrase."""
    word = whole_token(way.text)
    if word is None:
        return _phrase(way.text, way.weight)
    broken = Term(TextField.INSIDE, word, BROKEN) if is_listed(word) else _phrase(way.text, BROKEN)
    return Either((Term(TextField.WORDS, word), broken), way.weight)


def _terms(field: TextField, ways: Sequence[Way]) -> Iterator[Clause]:
    """Ways to say something in a field that has words alone: all words of a way together."""
    for way in ways:
        word = whole_token(way.text)
        tokens = [word] if word else list(dict.fromkeys(token.text for token in word_tokens(way.text)))
        if tokens:
            yield Together(tuple(Term(field, token) for token in tokens), way.weight / len(tokens))


def _fully(concept: Concept) -> Clause:
    """Where a concept is said one way or another, or by all the words inside it."""
    parts = tuple(Term(TextField.WORDS, part) for part in concept.parts)
    return Either((*_whole(concept), *([Together(parts)] if parts else [])), weight=0.0)


def _anywhere(concept: Concept) -> Clause:
    """Where a concept or a word inside it is said."""
    return Either((*_whole(concept), *(Term(TextField.WORDS, part) for part in concept.parts)))


def _whole(concept: Concept) -> Iterator[Clause]:
    """The ways of a concept, in a passage or above it."""
    yield from map(_way, concept.ways)
    yield from _terms(TextField.CONTEXT, concept.ways)
