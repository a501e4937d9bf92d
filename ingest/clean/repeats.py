"""What stands twice: a title or lead that a site printed above the text, and paragraphs pasted again."""

import re
from collections.abc import Iterator

from ingest.clean.page import Page, ends_sentence, starts_with_label
from ingest.model import Noise, NoiseKind, Span

FINDER = "repeats"
HEAD_LINES, BELOW = 12, 8
"""A lead stands among the first lines, and what it repeats directly below."""
MIN_LEAD, MIN_TITLE, MIN_PARAGRAPH = 20, 5, 60
"""Characters that must agree: a lead that repeats what follows; a title; a paragraph
anywhere (regulations repeat shorter ones on purpose: 单位有前款行为之一的，…)."""

_LEAD_LABEL = re.compile(r"(?:摘要|导读|核心提示|内容提要|内容摘要|提要|简介|正文)[:：]")
_ELLIPSIS = re.compile(r"(?:\.{2,}|…+|。{2,}|\[[^\]]{0,6}\]|【[^】]{0,6}】)+$")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零\d]{1,8}条")
_BLANK = re.compile(r"\s+")


def find_repeats(page: Page) -> Iterator[Noise]:
    """Leads, titles and paragraphs that stand again."""
    compact = [_BLANK.sub("", line.of(page.plain)) for line in page.lines]
    leads = set(_leads(compact))
    seen: set[str] = set()
    for place, (line, words) in enumerate(zip(page.lines, compact, strict=True)):
        if place in leads:
            yield _repeat(line, "下文从头重复了这一段")
        elif _repeats_title(compact, place):
            yield _repeat(line, "标题重复")
        elif len(words) >= MIN_PARAGRAPH and _ARTICLE.match(words):
            if words in seen:
                yield _repeat(line, "与前文某条相同")
            seen.add(words)
        elif len(words) >= MIN_PARAGRAPH and not starts_with_label(words):
            # Regulations repeat whole clauses on purpose; only pasted twice in a row are they surely a slip.
            if words == compact[place - 1] if page.has_articles else words in seen:
                yield _repeat(line, "与前文某段相同")
            seen.add(words)


def _leads(compact: list[str]) -> Iterator[int]:
    """The lines near the top whose words, cut short or not, stand again directly below, line breaks aside."""
    for place, words in enumerate(compact[:HEAD_LINES]):
        lead = _ELLIPSIS.sub("", _LEAD_LABEL.sub("", words, count=1))
        if len(lead) < MIN_LEAD:
            continue
        stripped = lead != words
        parts = _parts(lead, compact[place + 1 : place + 1 + BELOW])
        if parts > 1 or (parts == 1 and stripped):
            yield place


def _parts(lead: str, below: list[str]) -> int:
    """How many of the lines below say all of a lead again, in order; other lines may stand between; 0 if not all."""
    parts = 0
    for line in below:
        if lead.startswith(line):
            lead, parts = lead[len(line) :], parts + 1
        elif line.startswith(lead):
            return parts + 1
        if not lead:
            return parts
    return 0


def _repeats_title(compact: list[str], place: int) -> bool:
    """Whether a line near the top says the first line again, and that is no sentence."""
    first = compact[0]
    return 0 < place < HEAD_LINES and len(first) >= MIN_TITLE and compact[place] == first and not ends_sentence(first)


def _repeat(line: Span, cue: str) -> Noise:
    return Noise(span=line, finder=FINDER, cue=cue, kind=NoiseKind.DUPLICATE, fix=None)
