"""The duties that a rule governs (所涉职责): the closest one, and a second where its own word stands in the rule."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.extract.clauses import one_of
from ingest.lexicon import Lexicon, load_data

STRONG, WEAK, NAMED = 2.0, 0.6, 3.0
"""What a word counts for: of the duty's own, shared with others, and its very name."""
MOST = 6.0
"""What one duty's words in a rule count for together, so that a list of its objects does not drown the rest."""
UNDER_HEADING, UNDER_TITLE = 0.7, 0.4
"""What the same word counts for in the heading above the rule and in the title of the document."""
UNDER_ONE_TOPIC = 1.3
"""What it counts for in the title of a speech or notice that has this one topic."""
PLAIN = STRONG * UNDER_HEADING
"""A heading that says so much names its duty plainly."""
COMMONPLACE = 0.3
"""What it counts for where the whole document says it."""
WORD, HEADING, TITLE = "word", "heading", "title"
"""What tells a duty: the rule's own words, the headings above it, the title of the document."""
SECOND = 0.65
"""A second duty must come at least so close to the first."""
LEAST = 1.0
"""In a regulation, which may be about anything, so much at least tells a duty: no one word that others share."""
RIVAL = 0.7
"""A title that speaks of another duty as clearly as this has no one topic."""
COMMON, FEWEST = 0.3, 12
"""A word in more than this share of at least so many sentences tells little of any one of them."""

_GOVERNED = load_data("governed")
_PATTERNS = tuple(
    (duty, re.compile("|".join(shown["patterns"])))
    for duty, shown in _GOVERNED.items()
    if duty != "none" and "patterns" in shown
)

Evidence = Mapping[str, float]
Weights = Mapping[str, tuple[tuple[str, float], ...]]


class Governing:
    """Finds the duties of rules with one lexicon, and within one document whose common words tell little."""

    def __init__(self, lexicon: Lexicon, sentences: Iterable[str] = ()) -> None:
        self._pattern, self._weights = _compiled(tuple((duty, term.words) for duty, term in lexicon.duties.items()))
        said = [(words, self._find(words)) for words in sentences]
        self._said = dict(said)
        """What each sentence says: most rules are a whole one, and need not be looked through again."""
        self._common = _said_everywhere([words for _, words in said])

    def evidence(self, words: str, *, own: bool = True) -> dict[str, float]:
        """How much `words` speak for each duty with any; of a rule's `own` the document's common ones count little."""
        found: dict[str, float] = {}
        for said in self._said.get(words) or self._find(words):
            share = COMMONPLACE if own and said in self._common else 1.0
            for duty, weight in self._weights[said]:
                found[duty] = min(found.get(duty, 0.0) + weight * share, MOST)
        for duty, pattern in _PATTERNS if own else ():
            if pattern.search(words):
                found[duty] = min(found.get(duty, 0.0) + STRONG, MOST)
        return found

    def _find(self, words: str) -> tuple[str, ...]:
        """The words of duties in `words`, each once."""
        return tuple(dict.fromkeys(self._pattern.findall(words)))


def _said_everywhere(sentences: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """What more than a few of these sentences say, each of which is given by the words of duties in it."""
    if len(sentences) < FEWEST:
        return frozenset()
    counts = Counter(said for words in sentences for said in words)
    return frozenset(said for said, count in counts.items() if count > COMMON * len(sentences))


@cache
def _compiled(terms: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], Weights]:
    """A pattern of all words, the longest first so that 信息公开 holds no 信息, and what each counts for."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    weights.update((word, {}) for word in _GOVERNED["none"])
    for duty, words in terms:
        shown = _GOVERNED.get(duty, {"strong": [], "weak": []})
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


@dataclass(frozen=True, slots=True)
class Governed:
    """The duties of a rule, and what told the first of them."""

    duties: tuple[str, ...] = ()
    by: str = ""


def _said(own: Evidence, headings: Evidence, title: Evidence, about: str | None) -> Sequence[str]:
    """The duties that may be meant: a rule that names its own object clearly speaks of that or of the one topic."""
    clear = max(own.values(), default=0.0) >= STRONG
    return sorted({*own, *([about] if about else [])} if clear else {*own, *headings, *title})


def governed(
    own: Evidence, headings: Evidence, title: Evidence, *, about: str | None = None, statute: bool = False
) -> Governed:
    """The duties by the evidence in a rule's `own` words and in what stands above it.

    `about` is the one topic of the title: it comes first in a `statute`, elsewhere if it outweighs what the rule says.
    """
    if about and not statute and any(duty != about and score >= PLAIN for duty, score in headings.items()):
        # A heading of another duty stands nearer than the title.
        title, about = {**title, about: title[about] * UNDER_TITLE / UNDER_ONE_TOPIC}, None
    sources = {WORD: own, HEADING: headings, TITLE: title}
    said = _said(own, headings, title, about)
    total = {duty: sum(e.get(duty, 0.0) for e in sources.values()) for duty in said}
    ranked = sorted(total, key=lambda duty: -total[duty])
    fixed = about if statute else None
    first = fixed or next(iter(ranked), None)
    if first is None or (statute and not fixed and total[first] < LEAST):
        return Governed()
    by = max(sources, key=lambda source: sources[source].get(first, 0.0))
    least = NAMED if fixed else STRONG
    second = next((duty for duty in ranked if duty != first and own.get(duty, 0.0) >= least), None)
    if second and (fixed or total[second] >= SECOND * total[first]):
        return Governed((first, second), by)
    return Governed((first,), by)
