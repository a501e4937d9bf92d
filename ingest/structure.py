"""The structure of a text: its head, its outline of headings, its paragraphs and its sentences."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.headings import candidate, find_sections, lines
from ingest.masthead import find_masthead, masthead_words
from ingest.model import DocumentKind, Passage, Section, Span
from ingest.numerals import NUMERAL, to_chinese

LONGEST_PASSAGE = 2000
"""A longer line is cut at sentence ends, so that a file without line breaks can still be searched and quoted."""
LONGEST_RUN_IN = 18
"""A title in front of its text is shorter; the provisions of a regulation that is numbered 一、 are longer."""
_ENDED = re.compile("[。；！？;!?]")
_SENTENCE = re.compile(r"[^。；！？;!?\r\n\v\f\x85\u2028\u2029]+")
_ENDS = "。；！？;!?"
_NO_BLANK = re.compile(r"\S")
_BLANK = " \t\u3000\xa0\ufeff\u200b"
_BEGINS, _ENDS_SO = re.compile(f"[{NUMERAL}]"), re.compile(f"[{NUMERAL}\u4e00-\u9fff]$")
_CLOSERS = "”’\"'』」》】）)"


@dataclass(frozen=True, slots=True)
class Outline:
    """What the shape of a text tells. All spans are into that text."""

    kind: DocumentKind
    title: str
    place: str | None
    speaker_post: str | None
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    head: Span
    """The lines of title, date and author, before the body."""


def find_outline(text: str, file: str) -> Outline:
    """The outline of `text`; `file` is the base name of its file, whose stem is the title of last resort."""
    sections = find_sections(text, masthead_words()["contents"])
    head = find_masthead(text, file, sections)
    if head.kind in (DocumentKind.REGULATION, DocumentKind.NOTICE):
        sections = _with_provisions(text, sections)
    return Outline(
        kind=head.kind,
        title=head.title,
        place=head.place,
        speaker_post=head.speaker_post,
        sections=sections,
        passages=tuple(_passages(text, sections)),
        head=Span(0, head.end),
    )


def _with_provisions(text: str, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of a regulation or notice, those of a series of provisions cut to their labels, as articles are."""
    series: defaultdict[tuple[int | None, int], list[Section]] = defaultdict(list)
    for section in sections:
        if section.title and section.label and text[section.span.end : section.span.end + 1].strip():
            series[section.parent, section.level].append(section)
    provisions = {
        section
        for run_in in series.values()
        if 2 * sum(len(s.title) > LONGEST_RUN_IN for s in run_in) > len(run_in)
        for section in run_in
    }
    return tuple(
        replace(s, title="", span=Span(s.span.start, s.span.start + len(s.label))) if s in provisions else s
        for s in sections
    )


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences inside `span`, without their end marks, outer blanks and quotes closed after the end mark."""
    found = []
    for match in _SENTENCE.finditer(text, span.start, span.end):
        start, end = match.span()
        if start > span.start and text[start - 1] in _ENDS:
            while start < end and text[start] in _CLOSERS:
                start += 1
        while start < end and text[start] in _BLANK:
            start += 1
        while end > start and text[end - 1] in _BLANK:
            end -= 1
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def outline_path(sections: Sequence[Section], index: int | None, *items: str) -> str:
    """The path to a section as people cite it: 二（三）; an article stands for itself, with its items: 第七条（二）."""
    labels = list(items)
    while index is not None:
        section = sections[index]
        labels.insert(0, section.label or section.title)
        index = None if section.label.startswith("第") and "条" in section.label else section.parent
    path = ""
    for label in labels:
        # 二 and 一是 would run together into 二一是.
        run_together = path and _BEGINS.match(label) and _ENDS_SO.search(path)
        path += f"、{label}" if run_together else label
    return path


def _passages(text: str, sections: Sequence[Section]) -> Iterator[Passage]:
    """The paragraphs of `text`, each in the innermost section in force at its start."""
    section: int | None = None
    article = _Article()
    following = 0
    for line in lines(text):
        entered = following
        while following < len(sections) and sections[following].span.start < line.end:
            following += 1
        # Headings may also stand inside a paragraph: those are in force from the next one on.
        if following > entered and not _ENDED.search(text, line.start, sections[entered].span.start):
            section, article = entered, _Article()
        in_article = section is not None and "条" in sections[section].label
        items = article.items(text, line) if in_article else ()
        for part in _parts(text, line):
            yield Passage(span=part, section=section, outline=outline_path(sections, section, *items))
        if following > entered and section != following - 1:
            section, article = following - 1, _Article()


class _Article:
    """Counts the paragraphs (款) and items (项) of one article as its lines go by."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._items: list[tuple[str, str]] = []
        self._complete = True

    def items(self, text: str, line: Span) -> tuple[str, ...]:
        """What follows the article's label in the path to `line`: 第二款, （三）; nothing for its first paragraph."""
        found = candidate(text, line)
        if found and found.style not in ("article", "mark2") and found.label:
            styles = [style for style, _ in self._items]
            if found.style in styles:
                del self._items[styles.index(found.style) :]
            self._items.append((found.style, found.label))
        elif self._complete:
            self._paragraphs += 1
            self._items = []
        # A line that ends without a mark goes on in the next.
        self._complete = text[line.end - 1] in _ENDS + "：:" + _CLOSERS
        paragraph = (f"第{to_chinese(self._paragraphs)}款",) if 1 < self._paragraphs < 100 else ()
        return (*paragraph, *(label for _, label in self._items))


def _parts(text: str, line: Span) -> Iterator[Span]:
    """`line` itself, or a very long one in stretches of whole sentences where there are any."""
    start = line.start
    while line.end - start > LONGEST_PASSAGE:
        cut = max(text.rfind(mark, start, start + LONGEST_PASSAGE) for mark in _ENDS) + 1
        end = cut if cut > start else start + LONGEST_PASSAGE
        yield Span(start, start + len(text[start:end].rstrip()))
        rest = _NO_BLANK.search(text, end, line.end)
        start = rest.start() if rest else line.end
    if start < line.end:
        yield Span(start, line.end)
