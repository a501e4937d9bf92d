"""The reader: the document's own text left, with what was found marked in it; what was found right, in groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from search_api.models import DocumentHitsModel, FoundModel, RuleModel, SpanModel, TextModel
from ui import labels
from ui.components.address import Address, link
from ui.components.quotes import badges
from ui.components.spans import Mark, Window, overlay, window
from ui.components.tree import Node, el

WINDOW = 16_000
"""Characters that are shown at once: enough for nearly every speech, few enough for a browser to mark them all."""
GROUPS = {
    "rule": labels.NODE_KINDS["rule"],
    "heading": "标题",
    "ability": labels.NODE_KINDS["ability"],
    "formula": labels.NODE_KINDS["formula"],
    "attribution": labels.NODE_KINDS["authority"],
    "noise": "杂质",
}


@dataclass(frozen=True, slots=True)
class Item:
    """Something found in the document: its mark in the text and its line in the list."""

    group: str
    mark: Mark
    line: tuple[Node, ...]
    finder: str
    cue: str


def items(found: TextModel) -> list[Item]:
    """Everything that was found, group by group, in text order."""
    result = [_rule(n, rule) for n, rule in enumerate(found.rules)]
    result += [
        _item("heading", n, h, f"{h.label}　{h.title}", f"level-{min(h.level, 4)}")
        for n, h in enumerate(found.headings)
    ]
    result += [_item("ability", n, a, a.name) for n, a in enumerate(found.abilities)]
    for n, formula in enumerate(found.formulas):
        members = "：" + "、".join(formula.members) if formula.members else ""
        result.append(_item("formula", n, formula, formula.name + members))
    for n, credit in enumerate(found.attributions):
        date = f"（{labels.date_words(credit.date)}）" if credit.date else ""
        result.append(_item("attribution", n, credit, f"{credit.who}{date}：{credit.what}"))
    for n, noise in enumerate(found.noise):
        fix = {None: "", "": "，应删去"}.get(noise.fix, f"，应为“{noise.fix}”")
        result.append(_item("noise", n, noise, labels.NOISE.get(noise.kind, noise.kind) + fix))
    return result


def _rule(number: int, rule: RuleModel) -> Item:
    title = f"{labels.MODALITIES[rule.modality]}·{labels.FORCES[rule.force]}（{rule.cue}）"
    mark = Mark(rule.start, rule.end, f"rule-{number}", f"rule m-{rule.modality} {rule.force}", title)
    return Item("rule", mark, (el("span", "words", rule.text), badges(rule)), rule.finder, rule.cue)


def _item(group: str, number: int, found: FoundModel, words: str, classes: str = "") -> Item:
    mark = Mark(found.start, found.end, f"{group}-{number}", f"{group} {classes}", f"{GROUPS[group]}（{found.cue}）")
    return Item(group, mark, (el("span", f"words {classes}", words),), found.finder, found.cue)


def reader(shown: Address, found: TextModel, hits: DocumentHitsModel | None = None) -> Node:
    """The text around the place that the address asks for, and what was found there."""
    start, end = shown.number("start"), shown.number("end")
    view = window(found.text, shown.number("at") or start or 0, WINDOW)
    everything = items(found)
    marks = [item.mark for item in everything]
    if start is not None and end is not None and start < end:
        marks.append(Mark(start, end, "here", "arrive here"))
    if hits:
        marks += [Mark(h.start, h.end, f"hit-{n}", "found") for n, h in enumerate(hits.highlights)]
    text = el(
        "article",
        "original",
        *overlay(found.text, view, marks),
        attrs={"data-pane": "", "tabindex": "0", "aria-label": "原文"},
    )
    left = el(
        "div", "left", _steps(shown, hits) if hits else None, _legend(everything), _turn(shown, found, view), text
    )
    return el("div", "reader", left, _found(shown, everything, view))


def _steps(shown: Address, hits: DocumentHitsModel) -> Node:
    """Which hit of the search this is, and the ways to the one before and the one after."""
    places = hits.passages
    here = shown.number("start") or 0
    at = max((n for n, place in enumerate(places) if place.start <= here < max(place.end, place.start + 1)), default=-1)
    before = [place for place in places if place.start < here and place.end <= here]
    after = [place for place in places if place.start > here]
    ways = (("前一处", "p", before[-1] if before else None), ("后一处", "n", after[0] if after else None))
    words = f"第 {at + 1} 处，共 {len(places)} 处" if at >= 0 else f"共 {len(places)} 处"
    return el(
        "nav",
        "steps",
        el("span", "", f"“{shown.get('q')[:40]}”在本文中：{words}"),
        *(_step(shown, name, key, place) for name, key, place in ways),
        attrs={"aria-label": "逐处查看"},
    )


def _step(shown: Address, name: str, key: str, place: SpanModel | None) -> Node:
    if place is None:
        return el("span", "button off", name)
    there = shown.without("at").having(start=place.start, end=place.end)
    return link(there, "button", f"{name}（{key}）", attrs={"data-key": key})


def _legend(everything: Sequence[Item]) -> Node:
    counts = {group: sum(item.group == group for item in everything) for group in GROUPS}
    switches = [
        el(
            "button",
            f"switch {group}",
            el("span", "swatch"),
            f"{name} {counts[group]}",
            attrs={"data-toggle": f"hide-{group}", "aria-pressed": "true", "title": "显示或隐去这一类标记"},
        )
        for group, name in GROUPS.items()
        if counts[group]
    ]
    keys = [el("span", f"chip m-{modality}", words) for modality, words in labels.MODALITIES.items()]
    return el("div", "legend", *switches, el("span", "keys", *keys))


def _turn(shown: Address, found: TextModel, view: Window) -> Node | None:
    """The way to the parts of a long text before and after this one."""
    length = len(found.text)
    if view.start == 0 and view.end == length:
        return None
    plain = shown.without("start", "end", "at")
    before = link(plain.having(at=view.start - 1), "button", "← 上一部分") if view.start else None
    after = link(plain.having(at=view.end), "button", "下一部分 →") if view.end < length else None
    words = f"全文 {length:,} 字，现为第 {view.start + 1:,}–{view.end:,} 字"
    return el("nav", "turn", before, el("span", "", words), after, attrs={"aria-label": "长文翻页"})


def _found(shown: Address, everything: Sequence[Item], view: Window) -> Node:
    """What was found, in groups; of a long text the part on show, but the whole outline."""
    sections = []
    for group, name in GROUPS.items():
        members = [item for item in everything if item.group == group]
        here = [item for item in members if item.mark.start < view.end and item.mark.end > view.start]
        listed = members if group == "heading" else here
        if not members:
            continue
        count = f"{len(here)}（全文 {len(members)}）" if len(here) < len(members) else str(len(members))
        lines = (
            [_line(shown, item, item in here) for item in listed]
            if len(here) == len(listed)
            else [_line(shown, item, view.start <= item.mark.start < view.end) for item in listed]
        )
        head = el("summary", "", name, el("span", "count", count))
        sections.append(el("details", f"group {group}", head, *lines, attrs={"open": ""} if group == "rule" else None))
    return el("aside", "found", *sections, attrs={"data-pane": "", "aria-label": "从文中找到的内容"})


def _line(shown: Address, item: Item, inside: bool) -> Node:
    why = el("span", "why", f"识别依据：{item.cue or '（无）'}　方法：{item.finder}")
    if not inside:
        target = shown.without("at").having(start=item.mark.start, end=item.mark.end)
        return link(target, "line away", *item.line, why)
    return el(
        "div",
        "line",
        *item.line,
        why,
        attrs={"data-scroll": item.mark.name, "data-name": f"line-{item.mark.name}", "tabindex": "0", "role": "button"},
    )
