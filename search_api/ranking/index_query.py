"""From an understood query to what an index is asked."""

from collections.abc import Iterator, Mapping

from search_api.analysis.tokens import gram_tokens, whole_token, word_tokens
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
HARD_FIRST = OneOf(FacetField.FORCE, ("hard",), 1.0)
"""With conditions and no words, what leaves no choice stands first."""


def index_query(
    understood: Understood, filters: Mapping[FacetField, tuple[str, ...]], where: Where = NOWHERE_ELSE
) -> IndexQuery:
    """What to ask an index. A passage matches where one of the telling concepts does, and all conditions hold."""
    telling = [c for c in understood.concepts if c.is_telling] or list(understood.concepts)
    return IndexQuery(
        should=tuple(_should(understood)) or ((HARD_FIRST,) if where.must else ()),
        must=(
            *((Either(tuple(_anywhere(c) for c in telling), weight=0.0),) if telling else ()),
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
    for concept in understood.concepts:
        yield Either(tuple(_way(way) for way in concept.ways), concept.weight)
        yield Either(tuple(_terms(TextField.CONTEXT, concept)), concept.weight * CONTEXT)
        yield Either(tuple(_terms(TextField.RULES, concept)), concept.weight * RULES)
        for part in concept.parts:
            yield Term(TextField.WORDS, part, concept.weight * PARTS)
    for gram in dict.fromkeys(t.text for t in gram_tokens(understood.text) if len(t.text) > 1):
        yield Term(TextField.GRAMS, gram, GRAMS)
    for intent in understood.intents[:2]:
        if evidence(intent):
            yield Either(tuple(Term(TextField.WORDS, word) for word in evidence(intent)), EVIDENCE)
    for phrase in understood.phrases:
        if _grams(phrase):
            yield _phrase(phrase, QUOTED)


def _way(way: Way) -> Clause:
    """A way to say something: as a word, or where segmentation breaks it, as a phrase."""
    word = whole_token(way.text)
    if word is None:
        return _phrase(way.text, way.weight)
    return Either((Term(TextField.WORDS, word), _phrase(way.text, BROKEN)), way.weight)


def _terms(field: TextField, concept: Concept) -> Iterator[Clause]:
    """The ways of a concept in a field that has words alone: all words of a way together."""
    for way in concept.ways:
        word = whole_token(way.text)
        tokens = [word] if word else list(dict.fromkeys(token.text for token in word_tokens(way.text)))
        if tokens:
            yield Together(tuple(Term(field, token) for token in tokens), way.weight / len(tokens))


def _anywhere(concept: Concept) -> Clause:
    parts = (Term(TextField.WORDS, part) for part in concept.parts)
    return Either((*map(_way, concept.ways), *_terms(TextField.CONTEXT, concept), *parts))
