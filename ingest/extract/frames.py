"""Frames (引语): who is told to have said what a sentence orders (会议强调，…), which is no part of the rule."""

import re
from collections.abc import Sequence

from ingest.extract.clauses import Clause, one_of
from ingest.extract.modality import decisive
from ingest.lexicon import load_data
from ingest.model import Span

_FRAMES = load_data("norms")["frames"]
_SOURCE = rf"(?:{one_of(_FRAMES['sources'])}|(?<![成增生延特擅专])长)"
_SAYS = one_of(_FRAMES["says"])
_ALSO = f"(?:{one_of(_FRAMES['also'])})*"
# What stands on the ground of words is no frame: 按照会议要求.
_GROUND = f"(?!{one_of(_FRAMES['ground'])})"
_ALONE = re.compile(
    rf"\s*{_GROUND}[^，]{{0,24}}?{_SOURCE}(?:[^，的]{{0,16}}?(?:强调|指出)|{_ALSO}(?:{_SAYS}))(?:说|道)?$"
)
_ENDS = tuple(word + also for word in _FRAMES["says"] for also in ("", "说", "道"))
_POINTS = ("强调", "指出", "提出", "表示")
_BEFORE = re.compile(
    rf"\s*{_GROUND}[^，的]{{0,16}}?{_SOURCE}{_ALSO}(?:{'|'.join(_POINTS)})(?=要|必须|务必|各|应|不|全)"
)


def without_frame(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses after who says them: 会议强调，…, 市长指出要…; all of them where nobody is quoted."""
    for i in range(len(clauses) - 2, -1, -1):
        if clauses[i].bare.endswith(_ENDS) and _ALONE.match(clauses[i].bare) and decisive(clauses[i].bare) is None:
            return tuple(clauses[i + 1 :])
    if not clauses:
        return ()
    first = clauses[0]
    match = _BEFORE.match(first.bare) if any(says in first.bare for says in _POINTS) else None
    if match is None:
        return tuple(clauses)
    span = Span(first.span.start + match.end(), first.span.end)
    return (Clause(span, first.text[match.end() :], first.bare[match.end() :]), *clauses[1:])
