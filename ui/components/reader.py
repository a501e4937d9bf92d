"""The reader: the document's own text with what was found marked in it, and what was found as a list."""

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


@dataclass(frozen=True, slots=True)
class Item:
    """Something found in the document: its mark in the text and its line in the list."""

    group: str
    mark: Mark
    words: str
    found: FoundModel | RuleModel
    classes: str = ""

    @property
    def name(self) -> str:
        """What an address calls it: it stays while others come and go."""
        return self.mark.name


def items(shown: Address, found: TextModel) -> list[Item]:
    """Everything that was found, group by group, in text order."""
    result = [_rule(shown, rule) for rule in found.rules]
    result += [
        _item(shown, "heading", h, f"{h.label}　{h.title}", classes=f"level-{min(h.level, 4)}") for h in found.headings
    ]
    result += [_item(shown, "ability", a, a.name) for a in found.abilities]
    for formula in found.formulas:
        members = "：" + "、".join(formula.members) if formula.members else ""
        result.append(_item(shown, "formula", formula, formula.name + members))
    for credit in found.attributions:
        date = f"（{labels.date_words(credit.date)}）" if credit.date else ""
        result.append(_item(shown, "attribution", credit, f"{credit.who}{date}：{credit.what}"))
    for noise in found.noise:
        words = labels.NOISE.get(noise.kind, noise.kind) + labels.fix_words(noise.fix)
        result.append(_item(shown, "noise", noise, words, fix=noise.fix))
    return result


def _rule(shown: Address, rule: RuleModel) -> Item:
    title = f"{labels.MODALITIES[rule.modality]}·{labels.FORCES[rule.force]}{_by(rule)}"
    mark = _mark(shown, "rule", rule, f"m-{rule.modality} {rule.force}", title)
    return Item("rule", mark, rule.text, rule)


def _item(
    shown: Address, group: str, found: FoundModel, words: str, *, classes: str = "", fix: str | None = None
) -> Item:
    mark = _mark(shown, group, found, classes, f"{labels.GROUPS[group]}{_by(found)}", fix)
    return Item(group, mark, words, found, classes)


def _mark(
    shown: Address, group: str, found: FoundModel | RuleModel, classes: str, title: str, fix: str | None = None
) -> Mark:
    name = f"{group}-{found.start}-{found.end}"
    return Mark(found.start, found.end, name, f"{group} {classes}", title, opened(shown, name).href, fix)


def _by(found: FoundModel | RuleModel) -> str:
    """The word that it was found by; what people added has none."""
    return f"（{found.cue}）" if found.cue else ""


def opened(shown: Address, name: str) -> Address:
    """The reader with the explanation of one thing beside the text."""
    return shown.without("start", "end", "at").having(open=name)


def chosen(shown: Address, everything: Sequence[Item]) -> Item | None:
    """What the address asks to explain."""
    return next((item for item in everything if item.name == shown.get("open")), None)


def view_of(shown: Address, found: TextModel, item: Item | None) -> Window:
    """The part of the text that is on show."""
    return window(found.text, _place(shown, item) or 0, WINDOW)


def _place(shown: Address, item: Item | None = None) -> int | None:
    """Where in the text the reader stands; None where the address says nothing of it."""
    place = item.mark.start if item else shown.number("start")
    return shown.number("at") if place is None else place


def original(
    shown: Address,
    found: TextModel,
    everything: Sequence[Item],
    item: Item | None,
    hits: DocumentHitsModel | None = None,
) -> Node:
    """The text around the place that the address asks for, marked; with the hits of a search, the ways between them."""
    start, end = shown.number("start"), shown.number("end")
    view = view_of(shown, found, item)
    marks = [one.mark for one in everything]
    if item:
        marks.append(Mark(item.mark.start, item.mark.end, "open", "arrive open"))
    elif start is not None and end is not None and start < end:
        marks.append(Mark(start, end, "here", "arrive here"))
    if hits:
        marks += [Mark(h.start, h.end, f"hit-{n}", "found") for n, h in enumerate(hits.highlights)]
    clean = bool(shown.get("clean"))
    attrs = {"data-pane": "", "tabindex": "0", "aria-label": "原文"}
    if not clean:  # what is selected in a cleaned text has no place in the original
        attrs |= {"data-start": str(view.start), "data-pick": shown.without("add").href}
    text = el("article", "original", *overlay(found.text, view, marks, clean=clean), attrs=attrs)
    ways = _steps(shown, hits, _place(shown, item)) if hits else None
    return el("div", "reader", ways, _legend(shown, everything), _turn(shown, found, view), text)


def _steps(shown: Address, hits: DocumentHitsModel, standing: int | None) -> Node:
    """Which hit of the search this is, and the ways to the one before and the one after."""
    places = hits.passages
    here = -1 if standing is None else standing
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
    there = shown.without("at", "open").having(start=place.start, end=place.end)
    return link(there, "button", f"{name}（{key}）", attrs={"data-key": key})


def _legend(shown: Address, everything: Sequence[Item]) -> Node:
    counts = {group: sum(item.group == group for item in everything) for group in labels.GROUPS}
    switches = [
        el(
            "button",
            f"switch {group}",
            el("span", "swatch"),
            f"{name} {counts[group]}",
            attrs={"data-toggle": f"hide-{group}", "aria-pressed": "true", "title": "显示或隐去这一类标记"},
        )
        for group, name in labels.GROUPS.items()
        if counts[group]
    ]
    keys = [el("span", f"chip m-{modality}", words) for modality, words in labels.MODALITIES.items()]
    cleaning = _cleaning(shown) if counts["noise"] else None
    return el("div", "legend", *switches, cleaning, el("span", "keys", *keys))


def _cleaning(shown: Address) -> Node:
    """The text as it came or as it reads once cleaned; nothing of it is lost."""
    ways = [
        ("显示杂质", shown.without("clean"), "原文照登，杂质标出"),
        ("清理后", shown.having(clean=1), "杂质略去或改正"),
    ]
    on = "清理后" if shown.get("clean") else "显示杂质"
    links = [
        link(target, "option on" if words == on else "option", words, attrs={"title": title})
        for words, target, title in ways
    ]
    return el("nav", "cleaning", *links, attrs={"aria-label": "杂质的显示方式"})


def _turn(shown: Address, found: TextModel, view: Window) -> Node | None:
    """The way to the parts of a long text before and after this one."""
    length = len(found.text)
    if view.start == 0 and view.end == length:
        return None
    plain = shown.without("start", "end", "at", "open")
    before = link(plain.having(at=view.start - 1), "button", "← 上一部分") if view.start else None
    after = link(plain.having(at=view.end), "button", "下一部分 →") if view.end < length else None
    words = f"全文 {length:,} 字，现为第 {view.start + 1:,}–{view.end:,} 字"
    return el("nav", "turn", before, el("span", "", words), after, attrs={"aria-label": "长文翻页"})


def listing(shown: Address, everything: Sequence[Item], view: Window) -> Node:
    """What was found, in groups; of a long text the part on show, but the whole outline.

    It opens at the first rule of the place that the address asks for, or else the next after it.
    """
    sections = []
    start = _place(shown)
    end = max(shown.number("end") or 0, (start or 0) + 1)
    following = [item for item in everything if start is not None and item.mark.end > start]
    first = next((item for item in following if item.group == "rule"), None)
    near = [item for item in following if item.mark.start < end]
    for group, name in labels.GROUPS.items():
        members = [item for item in everything if item.group == group]
        here = [item for item in members if item.mark.start < view.end and item.mark.end > view.start]
        if not members:
            continue
        count = f"{len(here)}（全文 {len(members)}）" if len(here) < len(members) else str(len(members))
        lines = [
            _line(item, away=item not in here, near=item in near, first=item is first)
            for item in (members if group == "heading" else here)
        ]
        head = el("summary", "", name, el("span", "count", count))
        sections.append(el("details", f"group {group}", head, *lines, attrs={"open": ""} if group == "rule" else None))
    return el("aside", "found", *sections, attrs={"data-pane": "", "aria-label": "从文中找到的内容"})


def _line(item: Item, *, away: bool, near: bool, first: bool) -> Node:
    why = el("span", "why", f"识别依据：{item.found.cue or '（无）'}　方法：{labels.finder_words(item.found.finder)}")
    way = {"href": item.mark.href, "data-go": ""}
    return el(
        "div",
        " ".join(("line", *["away"] * away, *["near"] * near)),
        el("a", f"words {item.classes}", item.words, attrs=way | {"title": "为什么这样认定；校订"}),
        badges(item.found) if isinstance(item.found, RuleModel) else None,
        why,
        attrs=way | {"data-name": f"line-{item.name}"} | ({"data-arrive": "pane"} if first else {}),
    )
