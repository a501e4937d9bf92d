"""Words of Chinese text: the one place that knows rjieba and jieba. Both engines give the same words."""

import logging
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ingest.lexicon import Lexicon, load_lexicon

Cut = Callable[[str], list[str]]

# The engines see Chinese runs only: rjieba keeps 1-7 and 0.0A whole, and jieba does not.
_PIECE = re.compile(
    r"""
    [\u4e00-\u9fd5]+                        # what the dictionaries of both cover
    | [A-Za-z0-9]+(?:\.[0-9]+)?%?            # a number or a word in letters
    | \r\n | .                               # marks and everything else, one by one
    """,
    re.VERBOSE | re.DOTALL,
)
_FIRST_CHINESE, _LAST_CHINESE = "\u4e00", "\u9fd5"
MOST_TAGGED = 1024
"""Stretches whose tags are kept: four in five are asked for again within the same page, by another finder."""


@dataclass(frozen=True, slots=True)
class Words:
    """One engine with the lexicon as its user dictionary; words come in text order, none is dropped."""

    engine: str
    _cut: Cut
    _cut_for_search: Cut
    _cut_all: Cut

    def cut(self, text: str) -> list[str]:
        """The words of `text`; joined, they are `text` again."""
        return _pieces(text, self._cut)

    def cut_for_search(self, text: str) -> list[str]:
        """The words of `text`, each long one after the shorter dictionary words inside it."""
        return _pieces(text, self._cut_for_search)

    def listed(self, text: str) -> list[str]:
        """All dictionary words of two characters or more that `text` has anywhere, across each other too."""
        return [word for word in _pieces(text, self._cut_all) if len(word) > 1 and _is_chinese(word)]

    def tag(self, text: str) -> list[tuple[str, str]]:
        """The words of `text` with their part of speech in jieba's dictionary (`n`, `v`, `m`, `x` for marks, …)."""
        tags = _dictionary_tags()
        return [(word, tags.get(word) or _shape_tag(word)) for word in self.cut(text)]


def cut(text: str) -> list[str]:
    """The words of `text`; joined, they are `text` again."""
    return load_words().cut(text)


def cut_for_search(text: str) -> list[str]:
    """The words of `text`, each long one after the shorter dictionary words inside it."""
    return load_words().cut_for_search(text)


def listed(text: str) -> list[str]:
    """All dictionary words of two characters or more that `text` has anywhere, across each other too."""
    return load_words().listed(text)


def tag(text: str) -> list[tuple[str, str]]:
    """The words of `text` with their part of speech in jieba's dictionary (`n`, `v`, `m`, `x` for marks, …)."""
    return list(_tagged(text))


@lru_cache(maxsize=MOST_TAGGED)
def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(load_words().tag(text))


@cache
def load_words(engine: str | None = None) -> Words:
    """The words engine `rjieba` or `jieba`; without a name, rjieba where it is installed, else jieba."""
    if engine == "rjieba":
        return _open_rjieba(load_lexicon())
    if engine == "jieba":
        return _open_jieba(load_lexicon())
    if engine is not None:
        raise ValueError(f"unknown words engine: {engine}")
    # rjieba has no wheel for some machines.
    return load_words("rjieba" if find_spec("rjieba") else "jieba")


def lexicon_words(lexicon: Lexicon) -> list[str]:
    """Every name and alias of the vocabulary, in a fixed order: the user dictionary of the engines."""
    terms = (*lexicon.duties.values(), *lexicon.roles.values())
    return sorted({word for term in terms for word in term.words if len(word) > 1})


def _open_rjieba(lexicon: Lexicon) -> Words:
    import rjieba  # noqa: PLC0415  # optional engine

    engine = rjieba.Jieba()
    for word in lexicon_words(lexicon):
        if not engine.has_word(word):
            engine.add_word(word, None, "n")
    return Words("rjieba", engine.cut, engine.cut_for_search, engine.cut_all)


def _open_jieba(lexicon: Lexicon) -> Words:
    jieba = _import_jieba()
    engine = jieba.Tokenizer()
    # Built in memory: jieba's own way is a marshal file in the shared temporary folder, which anyone may write.
    engine.FREQ, engine.total = engine.gen_pfdict(engine.get_dict_file())
    engine.initialized = True
    for word in lexicon_words(lexicon):
        if not engine.FREQ.get(word):
            engine.add_word(word, None, "n")
    return Words("jieba", engine.lcut, engine.lcut_for_search, partial(engine.lcut, cut_all=True))


def _import_jieba() -> Any:
    """The module `jieba`, without what its import says on new Pythons."""
    with warnings.catch_warnings():
        # Unescaped "\." in its sources, and pkg_resources, which it imports where setuptools still has it.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415  # optional engine
    jieba.setLogLevel(logging.WARNING)
    return jieba


def dictionary() -> Iterator[tuple[str, int, str]]:
    """jieba's words, each with its count and part of speech. Raises `ModuleNotFoundError` without jieba."""
    spec = find_spec("jieba")  # its data file only: importing jieba costs a second more
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba")
    for line in Path(spec.submodule_search_locations[0], "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        yield word, int(count), tag


@cache
def _dictionary_tags() -> dict[str, str]:
    """The part of speech of each word of jieba's dictionary, and `n` for the lexicon's own."""
    return dict.fromkeys(lexicon_words(load_lexicon()), "n") | {word: tag for word, _, tag in dictionary()}


def _pieces(text: str, cut_chinese: Cut) -> list[str]:
    words: list[str] = []
    for piece in _PIECE.findall(text):
        if _is_chinese(piece):
            words += cut_chinese(piece)
        else:
            words.append(piece)
    return words


def _is_chinese(piece: str) -> bool:
    return _FIRST_CHINESE <= piece[0] <= _LAST_CHINESE


def _shape_tag(word: str) -> str:
    if word[0].isdigit():
        return "m"
    if word.isascii():
        return "eng" if word[0].isalpha() else "x"
    return "n" if word[0].isalpha() else "x"
