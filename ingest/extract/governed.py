"""The duties that a rule governs (所涉职责): the closest one, and a second where its own word stands in the rule."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from ingest.extract.clauses import one_of
from ingest.lexicon import Lexicon, load_data

STRONG, WEAK, NAMED = 2.0, 0.6, 3.0
"""What a word counts for: of the duty's own, shared with others, and its very name."""
MOST = 6.0
"""What one duty's words in a rule count for together, so that a list of its objects does not drown the rest."""
HEADING, TITLE = 0.7, 0.4
"""What the same word counts for in the heading above the rule and in the title of the document."""
SECOND = 0.65
"""A second duty must come at least so close to the first."""
RIVAL = 0.7
"""A title that speaks of another duty as clearly as this has no one topic."""
COMMON, FEWEST = 0.3, 12
"""A word in more than this share of at least so many sentences tells nothing of any one of them."""

Evidence = Mapping[str, float]
Weights = Mapping[str, tuple[tuple[str, float], ...]]


class Governing:
    """Finds the duties of rules with one lexicon, and within one document whose common words tell nothing."""

    def __init__(self, lexicon: Lexicon, sentences: Iterable[str] = ()) -> None:
        self._pattern, self._weights = _compiled(tuple((duty, term.words) for duty, term in lexicon.duties.items()))
        self._common = self._said_everywhere(list(sentences))

    def evidence(self, words: str, *, own: bool = True) -> dict[str, float]:
        """How much `words` speak for each duty with any; `own` words of a rule leave out the document's common ones."""
        found: dict[str, float] = {}
        for said in dict.fromkeys(self._pattern.findall(words)):
            if not own or said not in self._common:
                for duty, weight in self._weights[said]:
                    found[duty] = min(found.get(duty, 0.0) + weight, MOST)
        return found

    def _said_everywhere(self, sentences: list[str]) -> frozenset[str]:
        if len(sentences) < FEWEST:
            return frozenset()
        counts = Counter(said for words in sentences for said in set(self._pattern.findall(words)))
        return frozenset(said for said, count in counts.items() if count > COMMON * len(sentences))


@cache
def _compiled(terms: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], Weights]:
    """A pattern of all words, the longest first so that 信息公开 holds no 信息, and what each counts for."""
    more = load_data("governed")
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for duty, words in terms:
        shown = more.get(duty, {"strong": [], "weak": []})
        for weight, group in ((WEAK, shown["weak"]), (STRONG, shown["strong"]), (NAMED, [duty, *words])):
            for word in group:
                weights[word][duty] = weight
    return re.compile(one_of(list(weights))), {word: tuple(by.items()) for word, by in weights.items()}


def topic(title: Evidence) -> str | None:
    """The duty that a regulation is about by its title; None where its title names none or several."""
    ranked = sorted(title, key=lambda duty: -title[duty])
    if not ranked or title[ranked[0]] < STRONG or (len(ranked) > 1 and title[ranked[1]] >= RIVAL * title[ranked[0]]):
        return None
    return ranked[0]


def governed(own: Evidence, above: Evidence, *, about: str | None = None) -> tuple[str, ...]:
    """The duties by the evidence in a rule's `own` words and in what stands `above` it; `about` always comes first."""
    total = {duty: own.get(duty, 0.0) + above.get(duty, 0.0) for duty in sorted({*own, *above})}
    ranked = sorted(total, key=lambda duty: -total[duty])
    first = about or next(iter(ranked), None)
    if first is None:
        return ()
    second = next((duty for duty in ranked if duty != first and own.get(duty, 0.0) >= STRONG), None)
    if second and (about or total[second] >= SECOND * total[first]):
        return (first, second)
    return (first,)
