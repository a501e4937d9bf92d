"""The outline of a text: its sentences now, headings and passages as they are found."""

import re

from ingest.model import Span

_SENTENCE = re.compile(
    r"""
    [^。；！？;!?\r\n\v\f\x85\u2028\u2029]+   # up to an end mark or a line end
    """,
    re.VERBOSE,
)
_OUTER = " \t\u3000\xa0\ufeff\u200b"
_CLOSERS = "”’\"'』」》】）)"


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences inside `span`, without their end marks, outer blanks and quotes closed after the end mark."""
    found = []
    for match in _SENTENCE.finditer(text, span.start, span.end):
        start, end = match.span()
        if start > span.start and text[start - 1] in "。；！？;!?":
            while start < end and text[start] in _CLOSERS:
                start += 1
        while start < end and text[start] in _OUTER:
            start += 1
        while end > start and text[end - 1] in _OUTER:
            end -= 1
        if start < end:
            found.append(Span(start, end))
    return tuple(found)
