"""Whether a quote bears a sentence out: held clause by clause against one sentence of the quote that it cites.

A sentence is borne out where it was made of whole clauses of one sentence of the quote, in their order; it may leave
clauses out, and say again who the first of them is about (值班人员必须在岗，不得饮酒 → 值班人员不得饮酒). That is so
where

1. its words of matter are those of these clauses, in order, none more and none less;
2. its numbers are theirs, however written, in order;
3. its words of force (must, must not, may, should, not) are of the same groups as theirs, in order;
4. no clause that it leaves out holds a limit (except, without leave, if, when …), or leads up to those that it takes
   with no word of force of its own, as an occasion does.

So nobody is put into another's place, and no rule is made wider, narrower, harder or softer than it is. Rewording is
refused with lies alike: a sentence that is dropped costs little, since the quote itself is shown.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.words import cut
from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import simplify
from search_api.lexicon import load_data

_MOST_CLAUSES = 12
"""Of a longer sentence there are too many ways to leave clauses out."""
_SENTENCE = re.compile(r"[^。;!?\n]+")
_CLAUSE = re.compile(r"[^,:，：]+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
_CONDITION = re.compile(r"^\s*(发生|发现|出现|接到|收到|遇|凡|如|若|因|当|经|对)|(的|时|时候|后|前)\s*$")
"""How a clause begins or ends that says when the next one holds."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """What one clause says."""

    matter: str
    """Its words of matter, one after the other."""
    subject: str
    """Those of them before its first word of force; the first word where it has none."""
    numbers: tuple[str, ...]
    force: tuple[str, ...]
    limits: frozenset[str]


def bears_out(quote: str, sentence: str) -> bool:
    """Whether a sentence of the quote bears out the sentence."""
    said = list(_clauses(simplify(sentence)))
    matter = "".join(clause.matter for clause in said)
    if not matter:
        return False
    return any(
        _says_the_same(said, made_of, clauses)
        for match in _SENTENCE.finditer(simplify(quote))
        for clauses in [list(_clauses(match[0]))]
        if len(clauses) <= _MOST_CLAUSES
        for made_of in _ways(clauses, matter)
    )


def _ways(clauses: Sequence[_Clause], matter: str, *, begun: bool = False) -> Iterator[tuple[_Clause, ...]]:
    """Every way to put the words together of whole clauses, behind the subject of one before them.

    What leads up to the first of them with no word of force is its occasion, and cannot be left out.
    """
    if not matter:
        yield ()
        return
    for place, clause in enumerate(clauses):
        rest = clauses[place + 1 :]
        if matter.startswith(clause.matter):
            yield from ((clause, *way) for way in _ways(rest, matter.removeprefix(clause.matter), begun=True))
        if not begun and clause.subject and matter.startswith(clause.subject):
            yield from _ways(rest, matter.removeprefix(clause.subject), begun=True)
        if not begun and not clause.force:
            return


def _says_the_same(said: Sequence[_Clause], made_of: Sequence[_Clause], clauses: Sequence[_Clause]) -> bool:
    return (
        bool(made_of)
        and [n for c in said for n in c.numbers] == [n for c in made_of for n in c.numbers]
        and [f for c in said for f in c.force] == [f for c in made_of for f in c.force]
        and {limit for c in said for limit in c.limits} == {limit for c in clauses for limit in c.limits}
    )


def _clauses(sentence: str) -> Iterator[_Clause]:
    """What the clauses of normal text say, but for those that say nothing."""
    for match in _CLAUSE.finditer(sentence):
        clause = _read(match[0])
        if clause.matter:
            yield clause


def _read(text: str) -> _Clause:
    bare, limits = _without(text, {limit: limit for limit in load_data("wording")["limits"]})
    bare, force = _without(bare, _force())
    numbers = []
    for quantity in find_quantities(text):
        numbers.append((quantity.start, quantity.token))
        blank = " " * (quantity.end - quantity.start)
        text, bare = (f"{one[: quantity.start]}{blank}{one[quantity.end :]}" for one in (text, bare))
    numbers += [(match.start(), match[0]) for match in _NUMBER.finditer(text)]
    first = min((start for _, start in force), default=None)
    return _Clause(
        matter="".join(_words(bare)),
        subject="".join(_words(bare[:first]) if first is not None else list(_words(bare))[:1]),
        numbers=tuple(number for _, number in sorted(numbers)),
        force=tuple(group for group, _ in force),
        limits=frozenset(group for group, _ in limits) | frozenset(_CONDITION.findall(text) and ["…"]),
    )


def _words(text: str) -> Iterator[str]:
    """The words of matter."""
    empty = _empty()
    return (word for word in cut(_NUMBER.sub(" ", text)) if word not in empty and any(map(str.isalnum, word)))


def _without(text: str, groups: Mapping[str, str]) -> tuple[str, Sequence[tuple[str, int]]]:
    """The text with blanks for the words of the groups; which group is said where."""
    kept = _masked().sub(lambda match: "\0" * len(match[0]), text)
    found, bare = [], text
    for match in _any_of(tuple(groups)).finditer(kept):
        found.append((groups[match[0]], match.start()))
        bare = bare[: match.start()] + " " * len(match[0]) + bare[match.end() :]
    return bare, found


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


@cache
def _masked() -> re.Pattern[str]:
    return _any_of(tuple(load_data("wording")["masked"]))


@cache
def _force() -> dict[str, str]:
    return {word: group for group, words in load_data("wording")["force"].items() for word in words}


@cache
def _empty() -> frozenset[str]:
    return frozenset(load_data("wording")["empty"].split())
