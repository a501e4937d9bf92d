"""Lines that break in the middle of a sentence because a page or a screen did, found by how long lines are."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.clean.page import ends_sentence, starts_with_label
from ingest.model import Span
from ingest.script import is_hanzi
from ingest.usage import known_pairs
from ingest.words import cut, tag

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BLANK = " \t\u3000\xa0\ufeff\u200b"
_LEADS_ON = tuple("，、（(《“〈【")
"""A line that ends so goes on in the next."""
_CONTINUES = tuple("，、。；：）)》」”〉】")
"""And so does one whose next line begins so."""
_INNER = re.compile("[，。；]")
_MARKED = re.compile(r"[#*>|•·●■◆★\-—–+=]|https?:|[\d〇○]{4}年|(?:同志们|各位)")
_SIGNED = re.compile(r"[年月日号]$|(?:局|厅|委|部|府|院|室|会|省|市|县|区|长|任|记)$")
_NEVER_LAST = frozenset(("一般", "必须", "应当", "可以", "不得", "需要", "有的", "即", "就是", "包括", "以及"))
_ARTICLE = re.compile(r"第[^，。]{1,8}条")
_FULL = 4
"""A line ends with the page that is at most so much narrower, in half characters: marks are kept off a line's start."""
_LONG = 30
"""Half characters of a line that is no title, salutation or signature."""
_SENTENCE = 40
"""Half characters of a line that is a sentence, where nothing but its own words say that it goes on."""
_WRAPPED, _EQUAL = 4, 0.6
"""A page broke the lines where so many have no end mark, and such a share of those are equally wide."""
_ENDED = 0.8
"""Such a share of the long lines of a text ends its sentences where a line without an end mark is odd."""
_TAIL = 8


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    words: str
    indent: int
    """In half characters."""
    width: int


def find_wraps(text: str, blank_between: Callable[[Span], bool]) -> Iterator[Span]:
    """The breaks inside sentences of `text`: from the end of one line to the start of the next that goes on with it.

    `blank_between` says whether a stretch between two lines has a blank line of the file's own.
    """
    lines = tuple(_lines(text))
    unended = [line for line in lines if line.width >= _LONG and not _ends(line.words)]
    if not unended and not any(line.words.startswith(_CONTINUES) for line in lines):
        return
    page = _page_width(lines, unended)
    most = median(len(line.words) for line in unended) if page else 0
    ended = len(unended) <= (1 - _ENDED) * sum(line.width >= _LONG for line in lines) + 1
    indent = Counter(line.indent for line in lines).most_common(1)[0][0]
    found = []
    for line, following in pairwise(lines):
        if _begins(following, indent):
            continue
        # A sentence that ends with the page mostly stands inside its paragraph: few paragraphs end just there.
        full = page is not None and (line.width >= page or len(line.words) >= most)
        near = page is not None and line.width >= page - _FULL
        if full or (not _ends(line.words) and (near or _goes_on(line, following, ended=ended and page is None))):
            found.append(_between(line, following))
    own = [wrap for wrap in found if not blank_between(wrap)]
    if len(own) < len(found):  # blank lines part nothing where they stand between all lines
        spaced = 2 * sum(blank_between(_between(*pair)) for pair in pairwise(lines)) > len(lines)
        own = found if spaced else own
    yield from own


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        words = match[0].strip(_BLANK)
        if words:
            lead = match[0][: match[0].index(words[0])]
            start = match.start() + len(lead)
            yield _Line(Span(start, start + len(words)), words, _width(lead), _width(words))


def _width(words: str) -> int:
    return 2 * len(words) - len(words.encode("ascii", errors="ignore"))


def _ends(words: str) -> bool:
    return ends_sentence(words)


def _between(line: _Line, following: _Line) -> Span:
    return Span(line.span.end, following.span.start)


def _page_width(lines: Sequence[_Line], unended: Sequence[_Line]) -> float | None:
    """How wide the page was that broke the lines; None where none did: the paragraphs are whole."""
    if len(unended) < _WRAPPED:
        return None
    width = median(line.width for line in unended)
    equal = sum(abs(line.width - width) <= _FULL for line in unended)
    wider = sum(line.width > width + _FULL for line in lines)
    return width if equal >= _EQUAL * len(unended) and wider <= len(lines) / 10 else None


def _begins(line: _Line, indent: int) -> bool:
    """Whether a line begins anew: with a label, a mark of a list, or set in more than most are."""
    if line.words.startswith(_CONTINUES):
        return False
    return starts_with_label(line.words) or _MARKED.match(line.words) is not None or line.indent > indent


def _goes_on(line: _Line, following: _Line, *, ended: bool) -> bool:
    return _leads_on(line, following) or _unfinished(line, following, ended=ended)


def _leads_on(line: _Line, following: _Line) -> bool:
    """Whether the mark at the break says that the sentence goes on."""
    if following.words.startswith(_CONTINUES):
        return True
    prose = _ends(following.words) or following.width >= _LONG
    return line.width >= _LONG and line.words.endswith(_LEADS_ON) and prose


def _unfinished(line: _Line, following: _Line, *, ended: bool) -> bool:
    """Whether a line without an end mark is part of a sentence that the next one ends, by the words at the break.

    Where sentences are `ended` throughout, less is asked of the words.
    """
    words = line.words
    titled = starts_with_label(words) and "。" not in words and not _ARTICLE.match(words)
    if line.width < _SENTENCE or not _INNER.search(words) or titled:
        return False
    last, first = words[-1], following.words[0]
    prose = _INNER.search(following.words) is not None or _ends(following.words)
    if not prose or not is_hanzi(last) or not (is_hanzi(first) or first.isdigit()) or _SIGNED.search(words[-_TAIL:]):
        return False
    word, kind = tag(words[-_TAIL:])[-1]
    if kind[0] in "cp" or kind.startswith("uj") or (kind == "d" and len(word) == 1) or word in _NEVER_LAST:
        return True
    if _parts_a_word(words[-_TAIL:], following.words[:_TAIL]):
        return True
    return ended and (kind[0] in "dvra" or last + first in known_pairs())


def _parts_a_word(before: str, after: str) -> bool:
    """Whether the break stands inside a word."""
    place = 0
    for word in cut(before + after):
        if place < len(before) < place + len(word):
            return True
        place += len(word)
    return False
