"""Why something was found: finder, cue, how its names were resolved, what is doubtful, what people said of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from graph.corrections.model import FINDER, State, Target
from graph.corrections.replay import Replayed, Standing
from graph.corrections.values import KINDS, editable, told
from ingest.model import Document, Doubt, Formula, Found, NoiseKind, Rule, Span

_DOUBTS: Mapping[str, str] = {
    "truncated": "所在句子不完整，可能缺字",
    "placeholder": "句中有占位符（如X、某），原文未写明",
    "garbled": "句中有乱码",
}
_TRUNCATED = _DOUBTS["truncated"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of one finding. `resolved` says of a field how it got its value; `standings` are in the order of time."""

    target: Target
    span: Span
    finder: str
    cue: str
    resolved: Mapping[str, str]
    doubts: tuple[str, ...]
    fields: Mapping[str, Any]
    standings: tuple[Standing, ...]
    first_finder: str = ""
    """What found it, where its values are a person's now; empty where people added it."""
    first_cue: str = ""


def explanations(played: Replayed) -> Iterator[Explanation]:
    """One for each finding of the document, kind by kind in text order."""
    document = played.document
    said: dict[tuple[Target, int], list[Standing]] = {}
    for standing in played.standings:
        if standing.index is not None and standing.state in (State.APPLIED, State.CONFLICT):
            said.setdefault((standing.correction.target, standing.index), []).append(standing)
    broken = [noise.span for noise in document.noise if noise.kind is NoiseKind.TRUNCATION]
    for target, kind in KINDS.items():
        things: Sequence[Found] = getattr(document, kind.field)
        for index in sorted(range(len(things)), key=lambda i: things[i].span):
            yield _explained(document, target, things[index], broken, tuple(said.get((target, index), ())))


def _explained(
    document: Document, target: Target, thing: Found, broken: Sequence[Span], standings: tuple[Standing, ...]
) -> Explanation:
    names = [field.name for field in fields(thing)]
    by = {name[:-3]: getattr(thing, name) for name in names if name.endswith("_by") and name[:-3] in names}
    first = next((s.correction.was for s in standings if s.correction.was), None) if thing.finder == FINDER else None
    return Explanation(
        target=target,
        span=thing.span,
        finder=thing.finder,
        cue=thing.cue,
        resolved={name: how for name, how in by.items() if how},
        doubts=tuple(dict.fromkeys(_doubts(thing, broken))),
        fields=told(thing, document.text, editable(target)),
        standings=standings,
        first_finder=str((first or {}).get("finder", "")),
        first_cue=str((first or {}).get("cue", "")),
    )


def _doubts(thing: Found, broken: Sequence[Span]) -> Iterator[str]:
    """Reasons to read with care: what the finder says, and what follows from the values."""
    for doubt in getattr(thing, "doubts", ()):
        if doubt is not Doubt.MISCOUNTED:  # said below of the values as they are now
            yield _DOUBTS.get(str(doubt), str(doubt))
    if isinstance(thing, Rule):
        if any(span.start <= thing.span.end and thing.span.start <= span.end for span in broken):
            yield _TRUNCATED
        if not thing.bearers:
            yield "未能确定责任主体"
        if not thing.duties:
            yield "未能确定职责"
    if isinstance(thing, Formula) and thing.members and len(thing.members) != thing.count:
        yield f"提法为 {thing.count} 项，文中列出 {len(thing.members)} 项"
