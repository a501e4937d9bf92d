"""Two documents beside each other on what a question asks: those that it names, or two versions of one."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from search_api.answer.asking import Question
from search_api.answer.evidence import Passage
from search_api.answer.papers import year_of

_ALIKE = 0.6
"""What likeness of the two passages counts beside how well each answers: what is compared is on one matter."""
_TRIED = 6


def pair_of(question: Question, passages: Sequence[Passage], named: frozenset[str]) -> tuple[Passage, ...]:
    """The two passages that compare best, of two documents, the older first; none where there are not two."""
    by_document: dict[str, list[Passage]] = {}
    for passage in sorted(passages, key=lambda one: -one.rank):
        if not named or passage.one.document_id in named:
            by_document.setdefault(passage.one.document_id, []).append(passage)
    if len(by_document) < 2:
        return ()
    pairs = [
        (one, other)
        for first, second in combinations(by_document, 2)
        if _may_compare(question, by_document, first, second)
        for one in by_document[first][:_TRIED]
        for other in by_document[second][:_TRIED]
    ]
    best = max(pairs, key=lambda pair: _worth(*pair), default=())
    return tuple(sorted(best, key=lambda one: one.one.shown.day))


def _may_compare(question: Question, by_document: Mapping[str, Sequence[Passage]], first: str, second: str) -> bool:
    """Where the question names two years, one document of each."""
    years = {year_of(by_document[key][0].one.shown) for key in (first, second)}
    return len(question.years) < 2 or (years <= set(question.years) and len(years) == 2)


def _worth(one: Passage, other: Passage) -> float:
    alike = fuzz.token_set_ratio(one.one.shown.text, other.one.shown.text) / 100
    alike = max(alike, fuzz.ratio(one.one.shown.text, other.one.shown.text) / 100)
    return one.rank + other.rank + _ALIKE * alike
