"""Text into tokens, once for every engine and for highlighting, so that all agree on what matches.

NFKC, lower case, traditional → simplified; a quantity is one token; search-mode words with the lexicon as dictionary;
characters and bigrams with true positions. Every token knows where it stands in the text as given.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.lexicon import load_lexicon
from ingest.model import Span
from ingest.script import is_hanzi, simplified_forms
from ingest.words import cut, cut_for_search, lexicon_words, listed
from search_api.analysis.quantities import Quantity, find_quantities
from search_api.index.fields import Entry, TextField
from search_api.lexicon import load_data

VERSION = 5
"""Goes up when the same text gives other tokens, or fields change: every index is then made again."""
MAX_TOKEN = 100
"""Longer ones are cut off: engines refuse terms of tens of kilobytes."""
_RUN = re.compile("[\u4e00-\u9fd5]+|[^\u4e00-\u9fd5]+")
"""What words are cut in by itself: a stretch that the dictionaries cover, and one that they do not."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token at its place in the stream, and `[start, end)` in the text as given."""

    text: str
    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Normal:
    """Text in its normal form; `starts[i]` and `ends[i]` say where character i stands in the text as given."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def normalise(text: str) -> Normal:
    """NFKC, lower case and simplified, character by character so that places are kept."""
    plain = simplify(text)
    if len(plain) == len(text):
        return Normal(plain, range(len(text)), range(1, len(text) + 1))
    pieces = [simplify(char) for char in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    return Normal("".join(pieces), places, [place + 1 for place in places])


def simplify(text: str) -> str:
    """The normal form alone."""
    return "".join(map(_normal_char, text))


@cache
def _normal_char(char: str) -> str:
    if unicodedata.category(char) in ("Cf", "Cc", "Cs") and not char.isspace():
        return ""
    return unicodedata.normalize("NFKC", char).lower().translate(simplified_forms())


def word_tokens(text: str) -> list[Token]:
    """The words of `text`, the shorter dictionary words inside a long one at its position, marks left out."""
    normal = normalise(text)
    return [
        Token(word[:MAX_TOKEN], position, normal.starts[start], normal.ends[end - 1])
        for position, pieces in enumerate(_words(normal.text))
        for word, start, end in pieces
    ]


@lru_cache(maxsize=4_096)
def whole_token(expression: str) -> str | None:
    """The token that an expression is, where it is but one word: 半小时 is PT30M. None where it is several."""
    tokens = word_tokens(expression)
    return next((token.text for token in tokens if (token.start, token.end) == (0, len(expression))), None)


@lru_cache(maxsize=4_096)
def is_listed(expression: str) -> bool:
    """Whether a dictionary has an expression (in normal form), so that passages have it among words or inside them."""
    return expression in listed(expression)


def inside_tokens(text: str, words: Sequence[Token]) -> list[Token]:
    """The dictionary words that `text` has besides its `words`, each in text order by where it begins."""
    normal = normalise(text)
    known = {token.text for token in words}
    found: list[Token] = []
    at = 0
    for word in listed(normal.text):
        at = normal.text.index(word, at)
        if word not in known:
            found.append(Token(word, len(found), normal.starts[at], normal.ends[at + len(word) - 1]))
    return found


def gram_tokens(text: str) -> list[Token]:
    """Each character (or number, or word in letters) and, at the same position, each with the next."""
    normal = normalise(text)
    return list(_grams(normal))


def whole_words(text: str) -> list[tuple[Span, frozenset[str]]]:
    """The words of `text` as people see them, in order, each with all the tokens that it is found by."""
    normal = normalise(text)
    return [
        (_span(normal, pieces), frozenset(word[:MAX_TOKEN] for word, _, _ in pieces)) for pieces in _words(normal.text)
    ]


def words_near(normal: Normal, places: bytes | bytearray) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Start, end and own tokens of those of `whole_words` that can touch the places, and of all quantities.

    `places` has a byte that is not 0 for each character of the text as given that is one.
    Dictionary words inside a word are left out, and stretches that no place touches are not cut at all.
    """
    position = 0
    for quantity in (*find_quantities(normal.text), None):
        for run in _RUN.finditer(normal.text, position, quantity.start if quantity else len(normal.text)):
            first, last = normal.starts[run.start()], normal.ends[run.end() - 1]
            if any(places[first:last]):
                yield from _words_of_run(normal, *run.span())
        if quantity:
            pieces = _quantity_pieces(quantity)
            span = _span(normal, pieces)
            yield span.start, span.end, [word for word, _, _ in pieces]
            position = quantity.end


def _words_of_run(normal: Normal, start: int, end: int) -> Iterator[tuple[int, int, Sequence[str]]]:
    same: Mapping[str, str] = load_data("quantities")["same"]
    for word in cut(normal.text[start:end]):
        after = start + len(word)
        if word[0].isalnum():
            yield normal.starts[start], normal.ends[after - 1], (word, same.get(word, word))
        start = after


def _span(normal: Normal, pieces: "Sequence[_Piece]") -> Span:
    start, end = min(p[1] for p in pieces), max(p[2] for p in pieces)
    return Span(normal.starts[start], normal.ends[end - 1])


def streams(entry: Entry) -> Mapping[TextField, Sequence[Token]]:
    """The token streams of an entry."""
    words = word_tokens(entry.text)
    return {
        TextField.WORDS: words,
        TextField.INSIDE: inside_tokens(entry.text, words),
        TextField.GRAMS: gram_tokens(entry.text),
        TextField.RULES: word_tokens("。".join(entry.rules)),
        TextField.CONTEXT: _context_tokens(entry.context),
    }


@lru_cache(maxsize=256)
def _context_tokens(context: str) -> Sequence[Token]:
    """The passages of a section have the same context, one after the other."""
    return word_tokens(context)


@cache
def fingerprint() -> str:
    """Names this analysis: two with the same name give the same tokens and fields."""
    basis = [VERSION, lexicon_words(load_lexicon()), load_data("quantities"), list(TextField)]
    return hashlib.sha256(json.dumps(basis, ensure_ascii=False).encode()).hexdigest()[:16]


_Piece = tuple[str, int, int]


def _words(text: str) -> Iterator[list[_Piece]]:
    """Word by word, the tokens at it; a quantity is one word."""
    position = 0
    for quantity in find_quantities(text):
        yield from _plain_words(text, position, quantity.start)
        yield _quantity_pieces(quantity)
        position = quantity.end
    yield from _plain_words(text, position, len(text))


def _quantity_pieces(quantity: Quantity) -> list[_Piece]:
    pieces = [(quantity.token, quantity.start, quantity.end)]
    unit = quantity.unit.removeprefix("个")
    if len(unit) > 1:
        pieces.append((unit, quantity.end - len(unit), quantity.end))
    return pieces


def _plain_words(text: str, start: int, end: int) -> Iterator[list[_Piece]]:
    run = text[start:end]
    same: Mapping[str, str] = load_data("quantities")["same"]
    inner = iter(cut_for_search(run))
    position = start
    for word in cut(run):
        pieces = [(word, position, position + len(word))]
        after = {2: 0, 3: 0}
        for part in inner:
            if part == word:
                break
            at = word.find(part, after.get(len(part), 0))
            after[len(part)] = at + 1
            pieces.append((part, position + at, position + at + len(part)))
        position += len(word)
        if word[0].isalnum():
            if word in same:
                pieces.append((same[word], *pieces[0][1:]))
            yield pieces


def _grams(normal: Normal) -> Iterator[Token]:
    units = list(_units(normal.text))
    position = 0
    for index, (text, start, end) in enumerate(units):
        if not text:
            position += 1
            continue
        at = normal.starts[start]
        yield Token(text[:MAX_TOKEN], position, at, normal.ends[end - 1])
        following = units[index + 1] if index + 1 < len(units) else ("", 0, 0)
        if following[0]:
            yield Token((text + following[0])[:MAX_TOKEN], position, at, normal.ends[following[2] - 1])
        position += 1


def _units(text: str) -> Iterator[_Piece]:
    """Characters, quantities and words in letters; marks as empty, blanks left out."""
    position = 0
    for quantity in find_quantities(text):
        yield from _plain_units(text, position, quantity.start)
        yield (quantity.token, quantity.start, quantity.end)
        position = quantity.end
    yield from _plain_units(text, position, len(text))


def _plain_units(text: str, start: int, end: int) -> Iterator[_Piece]:
    position = start
    while position < end:
        after = position + 1
        char = text[position]
        if char.isalnum() and not is_hanzi(char):
            while after < end and text[after].isalnum() and not is_hanzi(text[after]):
                after += 1
        if not char.isspace():
            yield (text[position:after] if char.isalnum() else "", position, after)
        position = after
