"""Lines that are made of the words of a page around the text: buttons, menus, paywalls, what a forum prints."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.clean.debris import DATE
from ingest.clean.page import Page, starts_with_label
from ingest.lexicon import load_data
from ingest.model import Noise, NoiseKind

FINDER = "interface_lines"
LONGEST = 60
"""Characters of the longest such line."""
MOST_OTHER = 0.25
"""The share of its characters that may be other words: somebody's name, a number's unit."""
MIN_CELLS, LONGEST_CELL = 3, 6
"""Words between blanks or bars that make a menu, and the characters of one."""

_SPLIT = re.compile(r"[\s|｜·>»/\[\]【】]+")
_SENTENCE = re.compile(r"[。；]")
_CONTENT = re.compile(r"[A-Za-z\u3400-\u9fff]")


@cache
def _strong() -> frozenset[str]:
    return frozenset(load_data("noise")["interface"].split())


@cache
def _words() -> re.Pattern[str]:
    """Any word of the interface, the longest first."""
    between = load_data("noise")["interface_between"].split()
    return re.compile("|".join(map(re.escape, sorted({*_strong(), *between}, key=len, reverse=True))), re.IGNORECASE)


def find_interface_lines(page: Page) -> Iterator[Noise]:
    """Short lines that words of pages and forums cover, and menus with one of them."""
    for line in page.lines:
        if line.end - line.start > LONGEST:
            continue
        words = line.of(page.plain)
        if words.startswith("#") or starts_with_label(words):  # a heading, of Markdown or of the outline
            continue
        cue = _cue(words)
        if cue:
            dated = DATE.search(words)
            yield Noise(
                span=line,
                finder=FINDER,
                cue=cue,
                kind=NoiseKind.ADVERTISEMENT,
                fix=dated.group() if dated else "",
            )


def _cue(words: str) -> str | None:
    """The words of the interface that make a line one of its own, or None."""
    if _SENTENCE.search(words.rstrip("。：:")):
        return None
    found = _words().findall(words)
    strong = [word for word in found if word in _strong()]
    if not strong:
        return None
    content = len(_CONTENT.findall(DATE.sub("", words)))
    covered = sum(len(_CONTENT.findall(word)) for word in found)
    if content - covered <= MOST_OTHER * content:
        return "、".join(dict.fromkeys(strong))
    cells = [cell for cell in _SPLIT.split(words) if cell]
    menu = len(cells) >= MIN_CELLS and all(len(cell) <= LONGEST_CELL for cell in cells)
    if menu and any(cell in _strong() for cell in cells) and not _SENTENCE.search(words):
        return "、".join(dict.fromkeys(strong))
    return None
