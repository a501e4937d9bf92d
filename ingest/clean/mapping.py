"""A clean text with the way back to the original offsets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.model import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """The words of the original at `span` are to read `replacement`."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text after its edits. Between two edits, clean and original characters stand one for one."""

    text: str
    length: int
    """Of the original, in code points."""
    original: tuple[Span, ...] = ()
    """Where each edit was, in order, none overlapping and none empty."""
    edited: tuple[Span, ...] = ()
    """What has come of it in `text`, empty where it was cut out."""

    def to_original(self, span: Span) -> Span:
        """Where a stretch of `text` stands in the original: noise inside it is included, noise at its ends is not."""
        start = self._start_to_original(span.start)
        return Span(start, max(start, self._end_to_original(span.end)))

    def to_clean(self, span: Span) -> Span:
        """What is left in `text` of a stretch of the original, empty where all of it was cut out."""
        start = self._to_clean(span.start, end=False)
        return Span(start, max(start, self._to_clean(span.end, end=True)))

    def _start_to_original(self, offset: int) -> int:
        """A span that begins where noise was cut out begins after it."""
        last = bisect_right(self.edited, offset, key=lambda edit: edit.start) - 1
        if last < 0:
            return _bounded(offset, self.length)
        edited, original = self.edited[last], self.original[last]
        if offset < edited.end:  # inside a replacement; one of equal length stands character for character
            return original.start + (offset - edited.start if _equal(edited, original) else 0)
        return _bounded(original.end + offset - edited.end, self.length)

    def _end_to_original(self, offset: int) -> int:
        """A span that ends where noise was cut out ends before it."""
        first = bisect_left(self.edited, offset, key=lambda edit: edit.end)
        if first == len(self.edited) or offset <= self.edited[first].start:
            if first == 0:
                return _bounded(offset, self.length)
            edited, original = self.edited[first - 1], self.original[first - 1]
            return _bounded(original.end + offset - edited.end, self.length)
        edited, original = self.edited[first], self.original[first]
        return original.start + offset - edited.start if _equal(edited, original) else original.end

    def _to_clean(self, offset: int, *, end: bool) -> int:
        last = bisect_right(self.original, offset, key=lambda edit: edit.start) - 1
        if last < 0:
            return _bounded(offset, len(self.text))
        edited, original = self.edited[last], self.original[last]
        if offset >= original.end:
            return _bounded(edited.end + offset - original.end, len(self.text))
        if _equal(edited, original):
            return edited.start + offset - original.start
        return edited.end if end and offset > original.start else edited.start


def apply_edits(text: str, edits: Iterable[Edit]) -> CleanText:
    """`text` with the edits made; of edits that overlap the first one counts, and one of nothing is left out."""
    parts: list[str] = []
    original: list[Span] = []
    edited: list[Span] = []
    done = length = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = max(edit.span.start, 0), min(edit.span.end, len(text))
        if start < done or start >= end:
            continue
        parts += (text[done:start], edit.replacement)
        length += start - done
        original.append(Span(start, end))
        edited.append(Span(length, length + len(edit.replacement)))
        length += len(edit.replacement)
        done = end
    parts.append(text[done:])
    return CleanText("".join(parts), len(text), tuple(original), tuple(edited))


def _equal(a: Span, b: Span) -> bool:
    return a.end - a.start == b.end - b.start


def _bounded(offset: int, limit: int) -> int:
    return max(0, min(offset, limit))
