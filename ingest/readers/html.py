"""Web pages: the main text, a line for each block.

BeautifulSoup on lxml, and not an extractor such as trafilatura: that one is built to drop what it deems unimportant
(short lines, lists, tables), needs seven packages more, and a page of a government site has its text in plain blocks.
What is dropped here is named below; the rest of a site's debris is noise, which the reader of the page can see.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, Comment, Doctype, ProcessingInstruction
from bs4.element import NavigableString, PageElement, Tag

from ingest.errors import NoText
from ingest.mojibake import mend
from ingest.readers.base import Reading
from ingest.readers.encoding import BOMS, decode

DROPPED = tuple(
    """
    script style noscript template head nav footer aside button select option textarea iframe object svg canvas
    audio video map dialog menu input rt rp
    """.split()  # noqa: SIM905  # a list of tag names reads best as words
)
"""Elements that hold no words of the text (`rt`: the pinyin above a character). Not `form`: many pages are one form."""
CONTENT = (
    "article",
    "main",
    "[role=main]",
    "#content",
    "#zoom",
    "#UCAP-CONTENT",  # gov.cn
    ".TRS_Editor",  # the editor of most government sites
    ".article-content",
    ".article",
    ".content",
)
"""Where pages keep their text, tried in order; one counts only when most of the page's sentences are in it."""
MOST_SENTENCES = 0.6
LINK_SHARE, MIN_LINKS = 0.7, 4
"""A block of at least so many links, of which links are so much of the text, is a menu."""

_BLOCKS = frozenset(
    """
    address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6
    header hr html legend li main ol p pre section summary table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905
)
_HEADER_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,20})""", re.IGNORECASE)
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
"""What pages say, and the superset that they are written in."""
_SITE_NAME = re.compile(r"\s*[-_|–—]\s*")
_SENTENCE = re.compile("[。！？；]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, file: str) -> Reading:
    """The title and the main text of a page."""
    markup, encoding = _decoded(data)
    soup = BeautifulSoup(markup, "lxml")
    title = _BLANKS.sub(" ", soup.title.get_text()).strip() if soup.title else ""
    for element in soup(DROPPED):
        element.extract()
    weighed = _weigh(soup)
    _drop_menus(soup, weighed)
    lines = [line for line in _lines(_main(soup, weighed)) if line]
    if not lines and (soup.find("img") or not title):
        raise NoText(file, reason="网页中没有正文", advice="请在浏览器中打开网页，全选复制后存为 .txt")
    name = _SITE_NAME.split(title)[0]  # a title often ends with the name of the site
    if title and not any(line in title or name in line for line in lines[:8]):
        lines.insert(0, title)
    return Reading("\n".join(lines), f"html, {encoding}")


def _decoded(data: bytes) -> tuple[str, str]:
    """The markup, by its byte-order mark, else by the charset it names where that reads well, else by what fits."""
    named = _HEADER_CHARSET.search(data[:4096])
    charset = named[1].decode("ascii").lower() if named else ""
    if charset and not data.startswith(tuple(mark for mark, _, _ in BOMS)):
        try:
            markup = data.decode(_CHARSETS.get(charset, charset))
        except (UnicodeDecodeError, LookupError):  # a page that is not what it says
            markup = ""
        if markup and mend(markup) is None:
            return markup, charset
    reading = decode(data)
    return reading.text, reading.encoding


@dataclass(slots=True)
class _Content:
    """What stands under one element."""

    links: int = 0
    words: int = 0
    linked: int = 0
    """Characters inside links."""
    sentences: int = 0

    def add(self, other: "_Content") -> None:
        self.links += other.links
        self.words += other.words
        self.linked += other.linked
        self.sentences += other.sentences


def _weigh(root: Tag) -> dict[int, _Content]:
    """What stands under each element, by its id, in one pass: pages nest deep enough for anything else to hang."""
    weighed: dict[int, _Content] = {}
    open_elements = [_Content()]
    for kind, node in _walk(root):
        if kind == "start":
            open_elements.append(_Content())
        elif kind == "text":
            words = str(node).strip()
            open_elements[-1].add(_Content(words=len(words), sentences=len(_SENTENCE.findall(words))))
        else:
            content = open_elements.pop()
            if isinstance(node, Tag) and node.name == "a":
                content.links, content.linked = 1, content.words
            weighed[id(node)] = content
            open_elements[-1].add(content)
    return weighed


def _drop_menus(soup: BeautifulSoup, weighed: Mapping[int, _Content]) -> None:
    """Takes out the lists and boxes that are nearly all links."""
    for block in soup(["ul", "ol", "div", "table", "dl"]):
        content = weighed[id(block)]
        if content.links >= MIN_LINKS and content.linked >= LINK_SHARE * content.words:
            block.extract()


def _main(soup: BeautifulSoup, weighed: Mapping[int, _Content]) -> Tag:
    """The element that holds the text of the page."""
    body = soup.body or soup
    needed = MOST_SENTENCES * weighed[id(body)].sentences
    for selector in CONTENT:
        for element in body.select(selector):
            if needed and weighed[id(element)].sentences > needed:
                return element
    return body


def _lines(root: Tag) -> Iterator[str]:
    """The lines of an element: blocks and `<br>` end a line, blanks inside one collapse. Needs no recursion."""
    line: list[str] = []
    for kind, node in _walk(root):
        if kind == "text":
            line.append(str(node))
        elif isinstance(node, Tag) and (node.name in _BLOCKS or node.name == "br"):
            yield _BLANKS.sub(" ", "".join(line)).strip(" ")
            line = []
        elif isinstance(node, Tag) and node.name in ("td", "th") and kind == "end":
            line.append("\t")
    yield _BLANKS.sub(" ", "".join(line)).strip(" ")


def _walk(root: Tag) -> Iterator[tuple[str, PageElement]]:
    """Texts, and elements at their start and end, in document order."""
    stack: list[tuple[str, PageElement]] = [("start", root)]
    while stack:
        kind, node = stack.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, Comment | Doctype | ProcessingInstruction):
                yield "text", node
            continue
        yield kind, node
        if kind == "start" and isinstance(node, Tag):
            stack.append(("end", node))
            stack.extend(("start", child) for child in reversed(node.contents))
