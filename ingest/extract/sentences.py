"""The sentences of a document where they stand: section, label, whether they are a heading, their ordinal."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.extract.context import Context
from ingest.model import Passage, Section, Span
from ingest.structure import outline_path, sentences

_LABEL = re.compile(
    r"""
    [\s*•·#-]*
    (?: (?<=[•·*-][ \t]) | [（(]\s*[一二三四五六七八九十百\d]{1,3}\s*[）)] | [①-⑳] | \d{1,2}[.、．)）](?!\d)
      | 第[一二三四五六七八九十百零\d]{1,5}(?:[条章节款项]|[，,、]) | [一二三四五六七八九十]{1,3}[、.．]
      | [一二三四五六七八九十]{1,2}(?:是|(?=[要须])) | 其[一二三四五六七八九十][，,、] )
    [\s、，*]*
    """,
    re.VERBOSE,
)
_ARTICLE = re.compile(r"[\s*#]*第[一二三四五六七八九十百零\d]{1,5}条")
LONGEST_TITLE = 30
"""A labelled sentence up to this length, with more after it in its paragraph, is a run-in heading."""
_ENDS = tuple("。；！？;!?：:，,、…”")
_OPENING = " \t\u3000\xa0：:，,、。．.*#-"
_CLOSING = " \t\u3000\xa0：:，,、*"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without its label and heading. `ordinal` counts from 1 in its stretch of the outline."""

    span: Span
    passage: int
    section: int | None
    outline: str
    ordinal: int
    labelled: bool
    is_title: bool
    opens_list: bool
    """Whether it ends in a colon, so that the lines below are its items."""
    asks: bool
    """Whether it is a question."""


def read_sentences(context: Context) -> Iterator[Sentence]:
    """The sentences of a document in order, those of its title left out."""
    ordinal = 0
    place: tuple[str, int | None] = ("", -1)
    starts = [section.span.start for section in context.sections]
    for index, passage in enumerate(context.passages):
        if _heads(context, passage):
            continue
        placed = [(s, _section_at(starts, passage, s)) for s in sentences(context.text, passage.span)]
        spans = [_body(context.text, s, None if at is None else context.sections[at]) for s, at in placed]
        for position, (span, heading) in enumerate(spans):
            at = placed[position][1]
            outline = passage.outline if at == passage.section else outline_path(context.sections, at)
            ordinal = ordinal if (outline, at) == place else 0
            place = (outline, at)
            label = _LABEL.match(context.text, span.start, span.end)
            body = _trimmed(context.text, Span(label.end() if label else span.start, span.end))
            title = heading or (
                label is not None and _runs_in(context.text, span, body, [s for s, _ in spans[position + 1 :]])
            )
            if body.start >= body.end:
                continue
            ordinal += not title
            yield Sentence(
                span=body,
                passage=index,
                section=at,
                outline=outline,
                ordinal=ordinal,
                labelled=label is not None
                or _LABEL.match(context.text, passage.span.start, passage.span.end) is not None,
                is_title=title,
                opens_list=context.text[span.start : span.end].rstrip().endswith(("：", ":")),
                asks=context.text[span.end : span.end + 1] in ("？", "?"),
            )


def _section_at(starts: Sequence[int], passage: Passage, sentence: Span) -> int | None:
    """The section in force at a sentence: its passage's, or one whose heading stands inside the passage before it."""
    last = bisect_right(starts, sentence.end - 1) - 1
    return last if last >= 0 and starts[last] > passage.span.start else passage.section


def _heads(context: Context, passage: Passage) -> bool:
    """Whether a passage is of the head: the title, or a line without an end mark before the first heading."""
    words = passage.span.of(context.text).strip()
    if words.lstrip(_OPENING) == context.title:
        return True
    return passage.section is None and len(context.sections) > 0 and not words.endswith(_ENDS)


def _body(text: str, sentence: Span, section: Section | None) -> tuple[Span, bool]:
    """A sentence after the heading that it begins with, and whether it is nothing but that heading."""
    if section is None or not section.span.start <= sentence.end <= section.extent.end:
        return sentence, False
    if sentence.start >= section.span.end or sentence.end <= section.span.start:
        return sentence, False
    if sentence.end <= section.span.end + 1:
        return sentence, True
    start = _trimmed(text, Span(section.span.end, sentence.end)).start
    return Span(start, sentence.end), False


def _runs_in(text: str, sentence: Span, body: Span, following: list[Span]) -> bool:
    """Whether a labelled sentence is a heading: short, and its paragraph goes on with one that is not labelled."""
    if body.end - body.start > LONGEST_TITLE or not following or _ARTICLE.match(text, sentence.start, sentence.end):
        return False
    if text[sentence.end : sentence.end + 1] in ("；", ";"):
        return False  # an item of a list, which what follows goes on
    return _LABEL.match(text, following[0].start, following[0].end) is None


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _OPENING:
        start += 1
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    return Span(start, end)
