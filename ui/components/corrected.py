"""Corrections as people read them: who said what of which words, and when."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from search_api.models.corrections import ConflictModel, CorrectionModel
from ui import labels
from ui.components.address import link, to
from ui.components.tree import Node, el


def history(corrections: Sequence[CorrectionModel]) -> Node | None:
    """What people have said of one thing, the last first."""
    if not corrections:
        return None
    lines = [el("li", "", _who(one), el("span", "", labels.ACTIONS[one.action]), changes(one)) for one in corrections]
    return el("div", "history", el("h4", "", "校订经过"), el("ul", "", *reversed(lines)))


def correction(one: CorrectionModel) -> Node:
    """One line of the list: what was done, to which words, by whom, and how it stands."""
    state = el("span", f"state s-{one.state}", labels.STATES[one.state])
    return el(
        "article",
        f"correction {one.state}",
        el("header", "", el("span", "action", labels.ACTIONS[one.action]), _about(one), state),
        changes(one),
        el("p", "note", f"说明：{one.note}") if one.note else None,
        el("footer", "", _who(one), _undone(one), _document(one)),
    )


def conflict(one: ConflictModel) -> Node:
    """Why somebody has to look again, what was corrected, and what the extractor says now."""
    now = _differences(_set(one.correction), one.now or {}) if one.now else []
    return el(
        "article",
        "correction conflict",
        el("header", "", el("span", "action", labels.CONFLICTS[one.kind]), _about(one.correction)),
        el("p", "reason", one.reason),
        changes(one.correction),
        _table(("字段", "校订为", "现在识别为"), now),
        el("footer", "", _who(one.correction), _document(one.correction)),
    )


def _about(one: CorrectionModel) -> Node | None:
    if one.naming:
        kind = labels.NODE_KINDS[one.naming.kind]
        names = "、".join(one.naming.names)
        if one.naming.word:
            return el("span", "words", f"{kind}“{names}”中含“{one.naming.word}”的，改称“{one.naming.into}”")
        return el("span", "words", f"{kind}“{names}”并入“{one.naming.into}”")
    target = el("span", f"tag g-{one.target}", labels.TARGETS[one.target])
    if one.anchor is None:
        return target
    words = one.anchor.exact if len(one.anchor.exact) <= 80 else one.anchor.exact[:79] + "…"
    return el("span", "words", target, _place(one, words))


def _place(one: CorrectionModel, words: str) -> Node:
    """The words with the way to them: to the thing itself, or to where it was."""
    if one.document is None or one.anchor is None:
        return words
    if one.start is not None and one.end is not None and one.action != "reject":
        return link(to("documents", id=one.document.id, open=f"{one.target}-{one.start}-{one.end}"), "", words)
    if one.anchor.start is None or one.state == "conflict":
        return words
    end = one.anchor.start + len(one.anchor.exact)
    return link(to("documents", id=one.document.id, start=one.anchor.start, end=end), "", words)


def changes(one: CorrectionModel) -> Node | None:
    """What each field was and what it is said to be."""
    moved = [("原文位置", one.anchor.exact if one.anchor else "", one.moved.exact)] if one.moved else []
    return _table(("字段", "原来", "校订为"), [*moved, *_differences(one.was or {}, _set(one))])


def _set(one: CorrectionModel) -> Mapping[str, JsonValue]:
    """What it sets, by field: the two sides of a date are one."""
    return {"date": dict(one.fields)} if one.action == "date" else one.fields


def _differences(before: Mapping[str, JsonValue], after: Mapping[str, JsonValue]) -> list[tuple[str, str, str]]:
    fields = [field for field in after if field in labels.FIELDS and before.get(field) != after[field]]
    return [
        (
            labels.FIELDS[field],
            labels.value_words(field, before[field]) if field in before else "—",
            labels.value_words(field, after[field]),
        )
        for field in fields
    ]


def _table(names: tuple[str, str, str], rows: Sequence[tuple[str, str, str]]) -> Node | None:
    if not rows:
        return None
    heads = (el("th", "", name, attrs={"scope": "col"}) for name in names)
    lines = [
        el("tr", "", el("th", "", field, attrs={"scope": "row"}), el("td", "before", before), el("td", "after", after))
        for field, before, after in rows
    ]
    return el("table", "changes", el("thead", "", el("tr", "", *heads)), el("tbody", "", *lines))


def _who(one: CorrectionModel) -> Node:
    return el("span", "who", el("b", "", one.by), f"　{labels.when_words(one.at)}　")


def _undone(one: CorrectionModel) -> Node | None:
    if one.undone_at is None:
        return None
    return el("span", "who", f"{one.undone_by or ''} 于 {labels.when_words(one.undone_at)} 撤销　")


def _document(one: CorrectionModel) -> Node | None:
    if one.document is None:
        return None
    return link(to("documents", id=one.document.id), "", f"《{one.document.title or one.document.file}》")
