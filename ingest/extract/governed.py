"""The duties that a rule governs (所涉职责): the closest one, and a second where its own word stands in the rule."""

import re
from collections.abc import Mapping
from functools import cache

from ingest.extract.clauses import one_of
from ingest.lexicon import Lexicon, load_data

STRONG, WEAK, NAMED = 2.0, 0.7, 3.0
"""What a word counts for: of the duty's own, shared with others, and its very name. Tuned on the annotated speeches."""
HEADING, TITLE = 1.0, 0.5
"""What the same word counts for in a heading above the rule and in the title of the document."""
SECOND = 0.6
"""A second duty must come at least so close to the first."""

Weights = Mapping[str, Mapping[str, float]]


@cache
def _weights() -> Weights:
    """What each word counts for, by duty."""
    return {
        duty: {word: STRONG for word in words["strong"]} | {word: WEAK for word in words["weak"] if word}
        for duty, words in load_data("governed").items()
    }


def evidence(words: str, lexicon: Lexicon) -> dict[str, float]:
    """How much `words` speak for each duty; only duties with any."""
    found: dict[str, float] = {}
    for duty, pattern, weights in _patterns(lexicon):
        score = sum(weights[word] for word in dict.fromkeys(match[0] for match in pattern.finditer(words)))
        if score:
            found[duty] = score
    return found


def _patterns(lexicon: Lexicon) -> list[tuple[str, re.Pattern[str], dict[str, float]]]:
    return _compiled(tuple((duty, term.words) for duty, term in lexicon.duties.items()))


@cache
def _compiled(terms: tuple[tuple[str, tuple[str, ...]], ...]) -> list[tuple[str, re.Pattern[str], dict[str, float]]]:
    compiled = []
    for duty, words in terms:
        weights = {word: STRONG for word in words} | dict(_weights().get(duty, {})) | {duty: NAMED}
        compiled.append((duty, re.compile(one_of(list(weights))), weights))
    return compiled


def governed(own: dict[str, float], above: dict[str, float]) -> tuple[str, ...]:
    """The duties by the evidence in a rule's `own` words and in what stands `above` it."""
    total = {duty: own.get(duty, 0.0) + above.get(duty, 0.0) for duty in own | above}
    if not total:
        return ()
    ranked = sorted(total, key=lambda duty: -total[duty])
    first = ranked[0]
    second = next((duty for duty in ranked[1:] if own.get(duty, 0.0) >= STRONG), None)
    if second and total[second] >= SECOND * total[first]:
        return (first, second)
    return (first,)
