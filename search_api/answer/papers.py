"""Which documents a question names: by the end of a title (保密法), by where a speech was held, by year."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from ingest.model import DocumentKind
from search_api.answer.asking import Question, names_of
from search_api.index.shown import Shown
from search_api.ranking.order import Ranked
from search_api.results import Intent

_LONGEST = 16
_COMPARED = 2
_SHORTEST = {True: 3, False: 4}
"""Characters of a name, of a paper (保密法) and of a speech (全县培训会)."""


def named_in(question: Question, ranked: Iterable[Ranked]) -> frozenset[str]:
    """Those of the documents found that the question names; none where it names none of them.

    Where two are compared, one may be named by its title and the other by its year.
    """
    shown = {one.document_id: one.shown for one in ranked}
    titled = {key for key, one in shown.items() if _is_titled(question.text, one)}
    dated = {key for key, one in shown.items() if year_of(one) in question.years}
    both = titled & dated
    if question.intent is Intent.COMPARE and len(both) < _COMPARED:
        return frozenset(titled | dated)
    return frozenset(both or titled or dated)


def year_of(shown: Shown) -> int | None:
    """The year of the document's day."""
    return date.fromordinal(shown.day).year if shown.day else None


def names(word: str, title: str) -> bool:
    """Whether a word is a paper's short name: 保密法 is 保守国家秘密法."""
    return word.endswith(names_of("papers")) and _runs_through(word, title)


def _is_titled(text: str, shown: Shown) -> bool:
    title = shown.title
    is_speech = shown.kind == DocumentKind.SPEECH
    for end, word in _named(text, is_paper=not is_speech):
        if not is_speech and not re.sub(r"[（(].*?[)）]", "", title).endswith(word):
            continue
        for start in range(max(0, end - _LONGEST), end - _SHORTEST[not is_speech] + 1):
            if _runs_through(text[start:end], title):
                return True
    return False


def _named(text: str, *, is_paper: bool) -> Iterator[tuple[int, str]]:
    """Where words that name a paper or a speech end, with the words."""
    for match in _words(is_paper).finditer(text):
        yield match.end(), match[0]


@cache
def _words(is_paper: bool) -> re.Pattern[str]:
    return re.compile("|".join(sorted(names_of("papers" if is_paper else "speeches"), key=len, reverse=True)))


def _runs_through(name: str, title: str) -> bool:
    """Whether the characters of the name stand in the title in that order: 保密法 in 保守国家秘密法."""
    at = -1
    for char in name:
        at = title.find(char, at + 1)
        if at < 0:
            return False
    return True
