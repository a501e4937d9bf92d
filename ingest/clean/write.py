"""The clean text: every finding with a remedy applied, lines joined that a page broke, then normalised."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.clean.mapping import CleanText, Edit, apply_edits
from ingest.clean.normalise import INVISIBLE, normalise
from ingest.clean.wraps import find_wraps
from ingest.model import Noise, NoiseKind, Span

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_OWN_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*|\s*(?:\r\n\s*){2,}")


def clean(text: str, noise: Iterable[Noise]) -> CleanText:
    """`text` without its noise: what has a `fix` gets it, duplicates go, truncated and garbled words stay.

    Breaks inside sentences go too, with what stood between the two lines.
    """
    found = tuple(noise)
    edits = (*_remedies(found), *_invisible(text))
    cleaned = apply_edits(text, edits)
    joints = tuple(_joints(text, cleaned, {n.span.end for n in found if n.kind is NoiseKind.TRUNCATION}))
    if joints:
        kept = (edit for edit in edits if not any(joint.span.holds(edit.span) for joint in joints))
        cleaned = apply_edits(text, (*kept, *joints))
    return replace(cleaned, text=normalise(cleaned.text))


def _joints(text: str, cleaned: CleanText, broken: set[int]) -> Iterator[Edit]:
    """The breaks inside sentences as edits of the original, those aside where a sentence is `broken` off."""

    def original(wrap: Span) -> Span:
        start = cleaned.to_original(Span(max(wrap.start - 1, 0), wrap.start)).end
        return Span(start, cleaned.to_original(Span(wrap.end, wrap.end + 1)).start)

    def blank(between: Span) -> bool:
        return _OWN_BLANK_LINE.fullmatch(original(between).of(text)) is not None

    for wrap in find_wraps(cleaned.text, blank):
        span = original(wrap)
        if span.start not in broken and span.start < span.end:
            ascii_words = text[span.start - 1].isascii() and text[span.end : span.end + 1].isascii()
            yield Edit(span, " " if ascii_words else "")


def _remedies(noise: Iterable[Noise]) -> Iterator[Edit]:
    for found in noise:
        if found.fix is not None:
            yield Edit(found.span, found.fix)
        elif found.kind is NoiseKind.DUPLICATE:
            yield Edit(found.span, "")


def _invisible(text: str) -> Iterator[Edit]:
    for match in _INVISIBLE.finditer(text):
        yield Edit(Span(*match.span()), "")
