"""What is kept of a correction that somebody sends: completed, and refused where it does not fit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.corrections.anchor import anchor_of, find, occurrences
from graph.corrections.model import Action, Anchor, Correction, Target
from graph.corrections.names import Names
from graph.corrections.replay import Board, Slot, completed, in_order
from graph.corrections.values import (
    KINDS,
    WORDS,
    checked,
    checked_fields,
    document_values,
    editable,
    told,
)
from graph.errors import AlreadyCorrected, BadCorrection, QuoteAmbiguous, QuoteNotFound
from ingest.model import DateInterval, Document, DocumentKind, Span

_DURATION = re.compile(r"P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?")
_LONGEST_NAME = 200
_DONE: Mapping[Action, str] = {
    Action.ACCEPT: "确认为正确",
    Action.CHANGE: "作了修改",
    Action.REJECT: "作了删除",
    Action.ADD: "作了补充",
    Action.DATE: "设定了日期",
    Action.MERGE: "作了合并",
    Action.SPLIT: "作了拆分",
}
_OF_THINGS = (Action.ACCEPT, Action.CHANGE, Action.REJECT, Action.ADD)
_NEEDED = frozenset({"name", "who", "what"})
"""Fields without which a thing is none."""
_MOST = 10_000
_CALLED: Mapping[str, str] = {
    "bearers": "责任主体", "count": "项数", "duties": "职责", "level": "级别", "members": "成员", "name": "名称",
    "roles": "谁需要它", "what": "说了什么", "who": "谁说的",
}  # fmt: skip
"""What people call the fields that may be refused."""


def prepared(record: Document, corrections: Sequence[Correction], draft: Correction) -> Correction:
    """The correction of a document as it is kept, with full anchors and what the extractor says now.

    One that replaces another says what that one said, of the document as it is without that one.
    Raises `BadCorrection`, `QuoteNotFound`, `QuoteAmbiguous`, `AlreadyCorrected`.
    """
    played = in_order(corrections)
    board = Board(record, (*played, draft))
    for correction in played:
        board.play(correction)
    if draft.target is Target.DOCUMENT:
        return _of_document(board, played, draft)
    return _of_thing(board, played, draft)


def prepared_name(corrections: Sequence[Correction], draft: Correction) -> Correction:
    """A merge or split as it is kept. Raises `BadCorrection`, `AlreadyCorrected`."""
    naming = draft.naming
    if naming is None or draft.action not in (Action.MERGE, Action.SPLIT):
        raise BadCorrection("名称只能合并或拆分")
    given = tuple(dict.fromkeys(name.strip() for name in naming.names))
    into, word = naming.into.strip(), naming.word.strip()
    if not into or not all(given) or into in given:
        raise BadCorrection("请填写不同的、非空的名称")
    if draft.action is Action.SPLIT and (len(given) != 1 or not word):
        raise BadCorrection("拆分时请填写一个原名称，以及原文中用来区分的词语")
    held = Names.of(corrections)
    for other in reversed(held.corrections):
        if other.id == draft.seen or other.naming is None or other.naming.kind is not naming.kind:
            continue
        merged_away = other.action is Action.MERGE and set(other.naming.names) & {*given, into}
        splits = other.action is draft.action is Action.SPLIT
        if merged_away or (splits and (other.naming.names, other.naming.word) == (given, word)):
            raise _already(other)
    return replace(draft, naming=replace(naming, names=given, into=into, word=word), fields={}, anchor=None, moved=None)


def _already(other: Correction) -> AlreadyCorrected:
    return AlreadyCorrected(other.id, other.by, other.at, _DONE[other.action])


def _of_document(board: Board, corrections: Sequence[Correction], draft: Correction) -> Correction:
    if draft.action not in (Action.CHANGE, Action.DATE) or draft.anchor or draft.moved:
        raise BadCorrection("对整份文献只能修改题名、文种、地点、讲话人职务，或设定日期")
    _unseen(board.last_on_document(draft.action), corrections, draft)
    record = board.record
    if draft.action is Action.DATE:
        given = {side: draft.fields.get(side) for side in ("earliest", "latest")}
        day: DateInterval = checked(DateInterval, given)
        if day.earliest and day.latest and day.earliest > day.latest:
            raise BadCorrection("日期的起止颠倒了，开始日不能晚于结束日")
        return replace(draft, fields=told(day, ""), was={"date": told(record.date, "")})
    if not draft.fields:
        raise BadCorrection("没有填写要修改的内容")
    checked_fields(Target.DOCUMENT, draft.fields)
    kinds: dict[str, Any] = {"title": str, "kind": DocumentKind}
    for name, value in draft.fields.items():
        checked(kinds.get(name, str | None), value, name)
    _not_blank(draft.fields)
    return replace(draft, was=document_values(record))


def _of_thing(board: Board, corrections: Sequence[Correction], draft: Correction) -> Correction:
    if draft.target not in KINDS or draft.action not in _OF_THINGS:
        raise BadCorrection("这种校订不适用于文中的内容")
    if draft.anchor is None:
        raise BadCorrection("请给出原文中的文字")
    text = board.record.text
    span = _found(text, draft.anchor)
    draft = replace(
        draft, anchor=anchor_of(text, span), moved=draft.moved and anchor_of(text, _found(text, draft.moved))
    )
    slot = board.match(draft, span)
    if draft.replaces is not None:
        draft, slot = _settling(board, draft, span)
    if slot is not None and draft.action is not Action.ADD:
        thing = slot.thing or slot.found
        span = span if thing is None else thing.span  # what was pasted may have a mark more, or a word less
        draft = replace(draft, anchor=anchor_of(text, span))
    _unseen(slot.last if slot else None, corrections, draft)
    if draft.action is Action.ADD and slot is not None:
        raise BadCorrection(f"此处已有{WORDS[draft.target]}，请在它上面修改")
    if draft.action is not Action.ADD and slot is None:
        raise QuoteNotFound(span.of(text), WORDS[draft.target])
    draft = replace(draft, was=told(slot.found, text) if slot and slot.found else None)
    draft = replace(draft, fields=_fields(text, slot, draft))
    _tried(board, slot, draft, span)
    return draft


def _settling(board: Board, draft: Correction, span: Span) -> tuple[Correction, Slot | None]:
    """The correction that says again what the replaced one said, of what the extractor says now."""
    slot = board.match(draft, span)
    draft = replace(draft, seen=slot.last if slot else None)
    if draft.action is Action.ADD and slot is not None:
        return replace(draft, action=Action.CHANGE), slot
    if draft.action in (Action.ACCEPT, Action.CHANGE) and slot is None:
        values = {**(draft.was or {}), **draft.fields}
        fields = {name: value for name, value in values.items() if name in editable(draft.target)}
        return replace(draft, action=Action.ADD, fields=fields), None
    if draft.action is Action.ACCEPT:
        return replace(draft, action=Action.CHANGE), slot
    return draft, slot


def _fields(text: str, slot: Slot | None, draft: Correction) -> Mapping[str, Any]:
    """What the correction sets: an accepted thing is right in all its fields."""
    thing = slot and (slot.thing or slot.found)
    match draft.action:
        case Action.REJECT:
            return {}
        case Action.ACCEPT:
            return told(thing, text, editable(draft.target)) if thing else {}
        case Action.ADD:
            if draft.target is Target.RULE:
                return draft.fields  # what is not said of it is worked out wherever it is replayed
            values = completed(draft.target, draft.fields, draft.anchor.exact if draft.anchor else "")
            return {name: value for name, value in values.items() if name not in ("finder", "cue")}
        case _:
            if not draft.fields and draft.moved is None:
                raise BadCorrection("没有填写要修改的内容")
            return draft.fields


def _tried(board: Board, slot: Slot | None, draft: Correction, span: Span) -> None:
    """Raises `BadCorrection` where the thing could not be made as the correction says."""
    checked_fields(draft.target, draft.fields)
    _not_blank(draft.fields)
    if draft.action is Action.REJECT:
        return
    thing = board.made(draft, slot or Slot(None, None), span)
    deadline = getattr(thing, "deadline", None)
    if "deadline" in draft.fields and deadline is not None and not _DURATION.fullmatch(deadline.iso or "P1D"):
        raise BadCorrection(
            f"“{deadline.iso[:40]}”不是 ISO 8601 时长，例如 PT1H（1小时）、P3D（3天），没有确数的请留空"
        )
    for name in ("count", "level"):
        if not 1 <= getattr(thing, name, 1) <= _MOST:
            raise BadCorrection(f"“{_CALLED[name]}”应在 1 和 {_MOST} 之间")


def _found(text: str, anchor: Anchor) -> Span:
    """Where the author means. Raises `QuoteNotFound`, `QuoteAmbiguous`."""
    words = anchor.exact if text.startswith(anchor.exact, anchor.start or 0) else anchor.exact.strip()
    anchor = replace(anchor, exact=words)
    places = occurrences(text, words)
    if not places:
        raise QuoteNotFound(anchor.exact)
    span = find(text, anchor)
    if span is None or (len(places) > 1 and not (anchor.prefix or anchor.suffix) and span.start != anchor.start):
        raise QuoteAmbiguous(anchor.exact, len(places)) if len(places) > 1 else QuoteNotFound(anchor.exact)
    return span


def _unseen(last: str | None, corrections: Sequence[Correction], draft: Correction) -> None:
    """Raises `AlreadyCorrected` where the author has not seen the last correction of the same thing."""
    if last is not None and last != draft.seen and last != draft.replaces:
        raise _already(next(correction for correction in corrections if correction.id == last))


def _not_blank(values: Mapping[str, Any]) -> None:
    """Raises `BadCorrection` for names that are blank or endless."""
    for field, value in values.items():
        called = _CALLED.get(field, field)
        listed = isinstance(value, list)
        for item in value if listed else [value]:
            if not isinstance(item, str):
                continue
            if (listed or field in _NEEDED) and not item.strip():
                raise BadCorrection(f"“{called}”不能为空白")
            if (listed or field in _NEEDED - {"what"}) and len(item) > _LONGEST_NAME:
                raise BadCorrection(f"“{called}”的名称过长，请控制在 {_LONGEST_NAME} 字以内")
