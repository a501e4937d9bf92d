"""How alike two questions are: the measure by which a pinned answer is found again.

A wrong answer that a curator vouches for is worse than a pin that is missed, so the measure is strict where meaning
turns, and a curator lists paraphrases where words differ:

- 0 where the questions want different things (who, how long, what if not …), hold different numbers, or only one of
  them denies something; and where words stand in another order beside 向, 对, 给, 比 (who reports to whom).
- Else the Dice coefficient of their words, without those that only ask; a word that tells little (要求, 工作) counts
  for 0.3, every other for 1.

From `ENOUGH` two questions are one. At 0.9 a word that tells may nowhere be another one in questions of up to nine
words (2·8/18 = 0.89), nor be added or left out in those of up to four (2·4/9 = 0.89); words that tell little may come
and go beside two that tell (2·2/4.3 = 0.93).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import simplify, whole_words
from search_api.lexicon import load_data
from search_api.query.understanding import understand
from search_api.query.vocabulary import Vocabulary, lexicon_names
from search_api.results import Intent

ENOUGH = 0.9
_FAINT = 0.3
_EITHER_WAY = re.compile(r"(\w)[不没]\1|有没有|是不是|可不可以|能不能|要不要|会不会|该不该|应不应")
_DENIES = re.compile("[不没未无非别勿]")
_DIRECTED = re.compile("[向对给比]")
_ASKS = re.compile("多(久|长|少|大|高|快|长时间)|哪.{0,4}|几.{0,2}|由")
"""Words that ask and are not in the list of those, since they are cut as one."""
_ONCE_ASKED = 2_000


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question is compared by."""

    text: str
    """The question without marks and blanks."""
    intent: Intent
    numbers: frozenset[str]
    denies: bool
    directed: bool
    words: Mapping[str, float]
    """What it speaks of, in order, with what each word counts for."""

    @property
    def turn(self) -> tuple[Intent, frozenset[str], bool]:
        """What must be the same in two questions that are one."""
        return self.intent, self.numbers, self.denies


def likeness(one: str, other: str) -> float:
    """How alike two questions are, from 0 to 1."""
    a, b = asking(one), asking(other)
    if a.text == b.text:
        return 1.0 if a.text else 0.0
    if a.turn != b.turn:
        return 0.0
    if (a.directed or b.directed) and list(a.words) != list(b.words):
        return 0.0
    shared = sum(weight for word, weight in a.words.items() if word in b.words)
    both = sum(a.words.values()) + sum(b.words.values())
    return 2 * shared / both if both else 0.0


@lru_cache(maxsize=_ONCE_ASKED)
def asking(question: str) -> Asking:
    """A question as it is compared."""
    plain = simplify(question)
    intent = understand(question, _lexicon()).intents[0]
    empty = frozenset(load_data("asking")["empty"].split())
    faint = frozenset(load_data("asking")["faint"].split())
    spoken = [span.of(plain) for span, _ in whole_words(plain)]
    kept = [
        word
        for word in spoken
        if word not in empty and not _ASKS.fullmatch(word) and not all(char in empty for char in word)
    ]
    return Asking(
        text="".join(char for char in plain if char.isalnum()),
        intent=intent,
        numbers=frozenset(quantity.token for quantity in find_quantities(plain)),
        # Of what is forbidden one asks 能不能, 不能 and 可以 alike.
        denies=intent is not Intent.PROHIBITION and bool(_DENIES.search(_EITHER_WAY.sub("", plain))),
        directed=bool(_DIRECTED.search(plain)),
        words={word: _FAINT if word in faint else 1.0 for word in kept},
    )


@cache
def _lexicon() -> Vocabulary:
    """The words that are known in every collection, so that all readers are understood alike."""
    return Vocabulary({}, lexicon_names())
