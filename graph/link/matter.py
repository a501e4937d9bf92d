"""Whether two alike texts are of one build about different matters: 消防工作的第一责任人, 网络安全工作的第一责任人.

That is so where nothing was reworded, and only nouns stand in each other's places with hardly a character in common.
Who bears a rule, where it holds and how much it asks may differ: it is restated for others then, or changed.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby

import yaml
from rapidfuzz.distance import LCSseq, Postfix

from ingest.lexicon import load_lexicon
from ingest.words import tag

IN_COMMON = 0.25
"""Characters of the shorter of two names that the other has too: 公章 and 印章 may be one thing."""
AS_LONG = 2
"""Times as long as the other a name may be: what is longer still is what the other sums up."""
Tagged = tuple[str, str]
_NAMES = ("n", "vn")
"""How the tags of words begin that name a matter."""
_AMOUNTS_AND_PLACES = ("m", "q", "t", "f", "ns", "nr")
_FORM = ("u", "p", "c", "d", "r", "y", "x", "w", "k", "h", "e", "o", "z")
"""Tags of words that only build the sentence."""


def other_matter(before: str, after: str) -> bool:
    """Whether only the matter of the two normal texts differs, which are alike in all else."""
    swaps = list(_swaps(_tagged(before), _tagged(after)))
    return bool(swaps) and all(_is_matter(*swap) for swap in swaps)


@lru_cache(maxsize=2_000)
def _tagged(plain: str) -> tuple[Tagged, ...]:
    return tuple(tag(plain))


def _swaps(mine: tuple[Tagged, ...], theirs: tuple[Tagged, ...]) -> Iterator[tuple[list[Tagged], list[Tagged]]]:
    """What stands on either side where the two differ in words that say something."""
    codes = LCSseq.opcodes([word for word, _ in mine], [word for word, _ in theirs])
    for equal, group in groupby(codes, key=lambda code: code.tag == "equal"):
        if not equal:
            run = list(group)
            one = [word for code in run for word in mine[code.src_start : code.src_end] if _says(word)]
            other = [word for code in run for word in theirs[code.dest_start : code.dest_end] if _says(word)]
            if one or other:
                yield one, other


def _says(word: Tagged) -> bool:
    return not word[1].startswith((*_AMOUNTS_AND_PLACES, *_FORM))


def _is_matter(one: list[Tagged], other: list[Tagged]) -> bool:
    """Whether two names of different things stand in one place."""
    if not any(kind.startswith(_NAMES) for side in (one, other) for _, kind in side):
        return False
    mine, theirs = ("".join(word for word, _ in side) for side in (one, other))
    if _bears(mine) or _bears(theirs) or {mine, theirs} & listed("general"):
        return False
    mine, theirs = _without_common_end(mine, theirs)
    shorter, longer = sorted((len(mine), len(theirs)))
    return 1 < shorter >= longer / AS_LONG and len(set(mine) & set(theirs)) <= IN_COMMON * shorter


def _without_common_end(one: str, other: str) -> tuple[str, str]:
    """Both without the word that both end with: 消防工作 and 网络安全工作 without 工作."""
    size = Postfix.similarity(one, other)
    return (one[:-size], other[:-size]) if size > 1 else (one, other)


def _bears(words: str) -> bool:
    """Whether the words are of somebody who may bear a rule, or of a place it holds in."""
    return words in _roles() or words.endswith(tuple(listed("bearers")))


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for term in load_lexicon().roles.values() for word in term.words)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of `matters.yaml`."""
    text = (resources.files(__package__) / "matters.yaml").read_text(encoding="utf-8")
    return frozenset(word for line in yaml.safe_load(text)[name] for word in line.split())
