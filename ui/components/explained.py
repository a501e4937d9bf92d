"""Why something was found and how it was understood: what a click on it in the reader opens."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from pydantic import JsonValue

from search_api.models import RuleModel
from search_api.models.corrections import ExplanationModel
from ui import labels
from ui.components.address import Address, link, to
from ui.components.corrected import history
from ui.components.quotes import trace_link
from ui.components.reader import Item, opened
from ui.components.tree import Node, el

Row: TypeAlias = tuple[str, Sequence[Node], str]
"""What it is about, what was understood, and how."""
_NAMES = {"bearers": "role", "roles": "role", "duties": "duty"}
"""Fields that hold names of the graph."""
_NEEDED = ("bearers", "duties")
"""Fields that a rule should have, so that it is worth saying when one has none."""
_DAYS = re.compile(r"(?<=\d)日")
"""Days, as rules count them."""


def explanation(shown: Address, everything: Sequence[Item], item: Item, text: str, why: ExplanationModel) -> Node:
    """The thing in its own words, its doubts, what was understood of it and how, and what else stands there."""
    found = item.found
    return el(
        "section",
        f"panel {item.group}",
        _head(shown, everything, item),
        el("blockquote", "", text[found.start : found.end].strip()),
        trace_link(found) if isinstance(found, RuleModel) else None,
        el("ul", "doubts", *(el("li", "", doubt) for doubt in why.doubts)) if why.doubts else None,
        _table("为什么认定", _why(why)),
        _table("怎样理解", _understood(why)),
        history(why.corrections),
        _others(shown, everything, item),
        attrs={"aria-label": "认定依据"},
    )


def reason(item: Item, everything: Sequence[ExplanationModel]) -> ExplanationModel | None:
    """The explanation of this thing."""
    place = (item.group, item.found.start, item.found.end)
    return next((one for one in everything if (one.target, one.start, one.end) == place), None)


def _head(shown: Address, everything: Sequence[Item], item: Item) -> Node:
    members = [one for one in everything if one.group == item.group]
    place = members.index(item)
    steps = (("上一条", members[place - 1 : place] if place else []), ("下一条", members[place + 1 : place + 2]))
    ways = [link(opened(shown, one.name), "step", words) for words, some in steps for one in some]
    back = shown.without("open", "start", "end").having(at=item.mark.start)
    return el(
        "header",
        "",
        el("span", f"tag g-{item.group}", labels.GROUPS[item.group]),
        el("span", "place", f"第 {place + 1} 条，共 {len(members)} 条"),
        el("nav", "", *ways, link(back, "close", "× 返回列表"), attrs={"aria-label": "逐条查看"}),
    )


def _why(why: ExplanationModel) -> list[Row]:
    cue = [el("b", "cue", why.cue)] if why.cue else ["无专门的触发字"]
    if why.corrections and why.finder not in labels.FINDERS:
        rows: list[Row] = [("方法", [f"由{why.corrections[-1].by}校订"], "")]
        if not why.first_finder:
            return [*rows, ("触发的字", cue, "")]
        first_cue = el("b", "cue", why.first_cue) if why.first_cue else "无专门的触发字"
        return [*rows, ("原先的方法", [labels.finder_words(why.first_finder)], ""), ("原先触发的字", [first_cue], "")]
    return [("方法", [labels.finder_words(why.finder)], ""), ("触发的字", cue, "")]


def _understood(why: ExplanationModel) -> list[Row]:
    """Every field that says something, with how it was resolved where that is known."""
    how = {one.field: labels.resolved_words(one.how) for one in why.resolved}
    order = [*(f for f in labels.FIELDS if f in why.fields), *(f for f in why.fields if f not in labels.FIELDS)]
    rows: list[Row] = []
    for field in order:
        value = why.fields[field]
        if value or field == "fix" or (why.target == "rule" and field in _NEEDED):
            by = "；".join(filter(None, (how.get(field, ""), _remark(field, value, why))))
            rows.append((labels.FIELDS.get(field, field), _said(field, value), by))
    return rows


def _said(field: str, value: JsonValue) -> list[Node]:
    if field in _NAMES and isinstance(value, list):
        kind = _NAMES[field]
        names = [link(to("graph", kind=kind, name=str(name)), f"node k-{kind}", str(name)) for name in value]
        return [*names] or [el("span", "none", "未能确定")]
    if field == "fix":
        return [
            {None: "应有的字不详，保留原样", "": "清理时略去"}.get(
                str(value) if value is not None else None, f"清理时改为“{value}”"
            )
        ]
    return [labels.value_words(field, value)]


def _remark(field: str, value: JsonValue, why: ExplanationModel) -> str:
    """What the value comes to, where it does not say so itself."""
    if field == "deadline" and isinstance(value, dict):
        return _duration(value)
    if field == "sanction" and isinstance(value, dict):
        return f"起因：{value['trigger']}" if value.get("trigger") else ""
    if field == "members" and isinstance(value, list) and value and len(value) != why.fields.get("count"):
        return f"提法说 {why.fields.get('count')} 项，列出 {len(value)} 项，数目不符"
    return ""


def _duration(deadline: Mapping[str, JsonValue]) -> str:
    iso = deadline.get("iso")
    if not iso:
        return "没有写明具体多久"
    duration = labels.duration_words(str(iso)) + ("（工作日）" if deadline.get("working_days") else "")
    printed = _DAYS.sub("天", str(deadline.get("text") or "").replace(" ", "").replace("个工作日", "天（工作日）"))
    return "" if duration.replace(" ", "") in printed else f"折合 {duration}"


def _table(title: str, rows: Sequence[Row]) -> Node | None:
    if not rows:
        return None
    lines = [
        el("div", "", el("dt", "", name), el("dd", "", *said, el("small", "by", how) if how else None))
        for name, said, how in rows
    ]
    return el("div", "why", el("h4", "", title), el("dl", "", *lines))


def _others(shown: Address, everything: Sequence[Item], item: Item) -> Node | None:
    """What else was found at the same place."""
    here = item.mark
    others = [one for one in everything if one is not item and one.mark.start < here.end and one.mark.end > here.start]
    if not others:
        return None
    lines = []
    for one in others:
        tag = el("span", f"tag g-{one.group}", labels.GROUPS[one.group])
        lines.append(el("li", "", link(opened(shown, one.name), "", tag, one.words)))
    return el("div", "others", el("h4", "", "此处还认出"), el("ul", "", *lines))
