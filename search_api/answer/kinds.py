"""What kind of thing answers a question: a number with its unit, somebody's name, or words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.words import tag
from search_api.lexicon import load_data

_NUMBER = "[0-9零一二三四五六七八九十百千两]+"
_PERSON = "nr"


def gives(question: str, sentences: Sequence[str]) -> bool:
    """Whether one of the sentences holds the kind of thing that the question (in normal form) asks for."""
    if asks_person(question):
        return any(any(_names(sentence)) for sentence in sentences)
    for kind in _kinds():
        if kind.question.search(question):
            return any(kind.answer.search(sentence) for sentence in sentences)
    wanted = number_asked(question)
    return wanted is None or any(wanted.search(sentence) for sentence in sentences)


def number_asked(question: str) -> re.Pattern[str] | None:
    """What a question for a number (几天, 多少钱) is answered by; None where none is asked for."""
    return next((answer for asked, answer in _numbers() if asked.search(question)), None)


def counts(question: str, text: str) -> bool:
    """Whether a text gives the number that the question asks for in figures: not 当日 to 几天."""
    wanted = number_asked(question)
    return wanted is not None and any(re.search(_NUMBER, match[0]) for match in wanted.finditer(text))


def asks_person(question: str) -> bool:
    """Whether somebody's name is asked for."""
    return re.search(load_data("answers")["person"], question) is not None


def asks_number(question: str) -> bool:
    """Whether nothing but a number with its unit, or a length of time, answers."""
    return number_asked(question) is not None or need_of(question) == "always"


def is_masthead(text: str) -> bool:
    """Whether a passage says but when the paper was passed."""
    return re.search(load_data("answers")["masthead"], text) is not None


def need_of(question: str) -> str | None:
    """When nothing but the kind of thing that is asked for is quoted: always, if_any or never; None: no such kind."""
    return next((kind.needed for kind in _kinds() if kind.question.search(question)), None)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of question with what its answer holds; `needed` says when nothing else is quoted."""

    question: re.Pattern[str]
    answer: re.Pattern[str]
    needed: str


@cache
def _kinds() -> Sequence[_Kind]:
    listed: dict[str, Any] = load_data("answers")["kinds"]
    return [
        _Kind(re.compile(kind["question"]), re.compile(kind["answer"].format(n=_NUMBER)), kind["needed"])
        for kind in listed.values()
    ]


@cache
def _numbers() -> Sequence[tuple[re.Pattern[str], re.Pattern[str]]]:
    listed: dict[str, str] = load_data("answers")["numbers"]
    return [(re.compile(question), re.compile(answer.format(n=_NUMBER))) for question, answer in listed.items()]


def _names(sentence: str) -> Iterator[str]:
    """The names of persons in a sentence, as far as the dictionary knows them and a post stands beside them."""
    posts = load_data("answers")["posts"]
    for word, kind in tag(sentence):
        beside = rf"({posts}){re.escape(word)}|{re.escape(word)}({posts})"
        if kind == _PERSON and 2 <= len(word) <= 4 and re.search(beside, sentence):
            yield word
