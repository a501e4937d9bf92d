"""Sentences and lines that break off."""

import re
from collections.abc import Iterator

from ingest.clean.page import SENTENCE_END, Page, ends_sentence, starts_with_label
from ingest.model import Noise, NoiseKind, Span
from ingest.script import is_hanzi
from ingest.words import tag

FINDER = "broken_sentence"
MIN_LENGTH = 6
MIN_SENTENCE = 24
"""Characters of a line that is a sentence and no title, salutation or signature."""
TAIL = 12
"""Characters at the end of a line that are cut into words."""

_UNFINISHED = re.compile(
    r"(?:是为了|为了|以及|不得|必须|应当|严禁|禁止|不准|需要|[一二三四五六七八九十]是|[、，,]|[的和与及把将被对向从以于并且而但因或]|——)$"
)
"""Words that no sentence ends with."""
_ELLIPSIS = re.compile(r"(?<![.…])(?:\.{3,6}|…)$")
_SIGNED = re.compile(r"[年月日号]$|(?:局|厅|委|部|府|院|室|会|省|市|县|区|长|任|记)$")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零\d]{1,8}条")
_PAUSES = ("、", "，", ",")


def find_broken_sentences(page: Page) -> Iterator[Noise]:
    """The last sentence of a line where it stops in the middle and the next line begins anew."""
    if page.hard_wrapped or page.fragmented:
        return
    lines = [line.of(page.plain) for line in page.lines]
    for place, (line, words) in enumerate(zip(page.lines, lines, strict=True)):
        cue = _broken(words) or _unended(page, lines, place)
        if cue is None or (cue in _PAUSES and not _stops(lines, place)):
            continue
        start = line.start + _last_sentence(words)
        if line.end - start >= MIN_LENGTH:
            yield Noise(span=Span(start, line.end), finder=FINDER, cue=cue, kind=NoiseKind.TRUNCATION, fix=None)


def _stops(lines: list[str], place: int) -> bool:
    """Whether a line that ends in a comma is not simply gone on with in the next one."""
    following = lines[place + 1] if place + 1 < len(lines) else ""
    return not following or starts_with_label(following)


def _unended(page: Page, lines: list[str], place: int) -> str | None:
    """What tells that a line without an end mark should have one: it is a long sentence, and all the others do."""
    words = lines[place]
    if len(words) < MIN_SENTENCE or "，" not in words or not is_hanzi(words[-1]):
        return None
    if starts_with_label(words) and not (page.has_articles and _ARTICLE.match(words)):
        return None
    if place == 0 or not page.well_ended or words.startswith("#") or _SIGNED.search(words[-TAIL:]):
        return None
    following = lines[place + 1][:1] if place + 1 < len(lines) else ""
    stops = _stops(lines, place) or (words[-1], following) in page.unknown_pairs
    return "句子没有结束" if stops else None


def _broken(words: str) -> str | None:
    """What shows that a line stops in the middle of a sentence."""
    if ends_sentence(words) and not words.endswith("…"):
        return None
    if not any(mark in words[:-1] for mark in "，。；："):  # titles and signatures have no such marks inside
        return None
    match = _ELLIPSIS.search(words) or _UNFINISHED.search(words)
    if match:
        return match.group()
    # Conjunctions and prepositions end nothing, nor do short adverbs (坐下了才); long ones may be nouns too (自觉).
    last, kind = tag(words[-TAIL:])[-1]
    return last if kind in ("c", "p") or (kind == "d" and len(last) == 1) else None


def _last_sentence(words: str) -> int:
    """Where the last sentence of a line begins."""
    ends = [at for at, char in enumerate(words[:-1]) if char in SENTENCE_END]
    start = ends[-1] + 1 if ends else 0
    while start < len(words) and (words[start].isspace() or words[start] in "”’」』"):
        start += 1
    return start
