"""What quotes of one matter are against each other: newer, of higher standing, stricter. Nothing is chosen by it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from graph.link.order import Certainty, certainty
from graph.link.relation import hardest
from graph.quote import Quote
from ingest.model import DocumentKind
from search_api.analysis.limits import seconds_of
from search_api.analysis.tokens import simplify
from search_api.ranking.reading import durations
from search_api.results import Mark

_ALIKE = 60.0
"""Of 100: from here on two quotes are on one matter; of restated sentences nine in ten are."""
_SAYING = 12
"""Characters of a sentence that says something of a matter."""
_STANDING = {DocumentKind.REGULATION: 2, DocumentKind.NOTICE: 1}
_LOCAL = ("省", "市", "县", "区", "自治州")


def marks_of(quotes: Sequence[Quote]) -> tuple[tuple[Mark, ...], ...]:
    """For each quote what it is against the others of its matter."""
    found: list[dict[Mark, None]] = [{} for _ in quotes]
    for one, other in combinations(range(len(quotes)), 2):
        if said := on_one_matter(quotes[one], quotes[other]):
            for here, there, words in ((one, other, said), (other, one, said[::-1])):
                found[here].update(dict.fromkeys(_against(quotes[here], quotes[there], *words)))
    return tuple(tuple(sorted(marks, key=list(Mark).index)) for marks in found)


def note_of(quotes: Sequence[Quote]) -> str:
    """What a reader has to know of quotes that give different times for one matter; nothing where they do not."""
    for one, other in combinations(quotes, 2):
        if said := on_one_matter(one, other):
            mine, theirs = map(_limits, said)
            if mine and theirs and mine != theirs:
                return f"资料中的规定不一致：《{one.title}》与《{other.title}》的时限不同，请按日期、层级核对。"
    return ""


def on_one_matter(one: Quote, other: Quote) -> tuple[str, str] | None:
    """The words of two quotes of different documents that say nearly the same: all of them, else a sentence of each."""
    if one.document_id == other.document_id:
        return None
    return _said_alike(simplify(one.text), simplify(other.text))


@lru_cache(maxsize=256)  # marks and note ask it of the same quotes
def _said_alike(mine: str, theirs: str) -> tuple[str, str] | None:
    short, long = sorted((mine, theirs), key=len)
    if 3 * len(short) >= len(long) and fuzz.partial_ratio(short, long) >= _ALIKE:
        return mine, theirs
    pairs = ((fuzz.ratio(a, b), a, b) for a in _sentences(mine) for b in _sentences(theirs))
    likeness, *best = max(pairs, key=lambda pair: pair[0], default=(0.0, "", ""))
    return (best[0], best[1]) if likeness >= _ALIKE else None


def _sentences(text: str) -> list[str]:
    """Those that say more than a heading."""
    return [sentence for sentence in re.split(r"[。；;：:\n]", text) if len(sentence) >= _SAYING]


def _against(one: Quote, other: Quote, mine: str, theirs: str) -> list[Mark]:
    marks = []
    if certainty(other.date, one.date) is Certainty.CERTAIN:
        marks.append(Mark.NEWER)
    if certainty(one.date, other.date) is Certainty.CERTAIN:
        marks.append(Mark.OLDER)
    if _standing(one) > _standing(other):
        marks.append(Mark.HIGHER)
    if _is_stricter(mine, theirs):
        marks.append(Mark.STRICTER)
    return marks


def _standing(quote: Quote) -> tuple[int, bool]:
    """A regulation above a notice above a speech; of regulations one of the whole country above a local one."""
    local = any(quote.title.find(word, 1, 8) > 0 for word in _LOCAL)
    return _STANDING.get(quote.kind, 0), quote.kind is DocumentKind.REGULATION and not local


def _is_stricter(one: str, other: str) -> bool:
    """A shorter time, else a harder word."""
    mine, theirs = _limits(one), _limits(other)
    if mine and theirs:
        return min(mine) < min(theirs)
    return (hardest(one) or 0) > (hardest(other) or 0) > 0


def _limits(text: str) -> frozenset[float]:
    seconds = (seconds_of(token) for token in durations(text))
    return frozenset(float(one) for one in seconds if one is not None)
