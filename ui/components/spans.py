"""Spans laid over a text: cut where any begins or ends, so that what overlaps is drawn once with all its marks."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise

from ui.components.tree import Node, el


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with the name that it is found by and the classes that it is drawn with."""

    start: int
    end: int
    name: str
    classes: str
    title: str = ""
    href: str = ""
    """Where a click on it leads."""
    fix: str | None = None
    """What a clean text says in its place."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text, `[start, end)`."""

    start: int
    end: int


def window(text: str, at: int, size: int) -> Window:
    """About `size` characters of the text with `at` inside: the text is cut at ends of lines into fixed parts.

    The parts do not depend on `at`, so turning the pages back and forth shows the same ones.
    """
    ends = _parts(text, size)
    at = min(max(at, 0), max(len(text) - 1, 0))
    place = bisect_right(ends, at)
    return Window(ends[place - 1] if place else 0, ends[place] if place < len(ends) else len(text))


def _parts(text: str, size: int) -> list[int]:
    ends = []
    start = 0
    while len(text) - start > size:
        newline = text.rfind("\n", start + size // 2, start + size)
        start = newline + 1 if newline > 0 else start + size
        ends.append(start)
    return [*ends, len(text)]


def overlay(text: str, shown: Window, marks: Sequence[Mark], *, clean: bool = False) -> list[Node]:
    """The text in the window with its marks; marks that stick out are drawn as far as they are inside.

    A clean text says the fix of a mark where the mark begins, and none of the words under it.
    """
    inside = sorted((m for m in marks if m.start < shown.end and m.end > shown.start), key=lambda m: (m.start, -m.end))
    cuts = {shown.start, shown.end}
    for mark in inside:
        cuts |= {max(mark.start, shown.start), min(mark.end, shown.end)}
    nodes: list[Node] = []
    active: list[tuple[int, int]] = []
    following = 0
    order = sorted(cuts)
    for start, end in pairwise(order):
        while following < len(inside) and inside[following].start <= start:
            heappush(active, (inside[following].end, following))
            following += 1
        while active and active[0][0] <= start:
            heappop(active)
        over = [inside[i] for _, i in sorted(active, key=lambda a: a[1])]
        mended = next((mark for mark in over if mark.fix is not None), None) if clean else None
        if mended:
            nodes.append(
                _mended(mended, text[mended.start : mended.end], over, first=start == max(mended.start, shown.start))
            )
        else:
            nodes.append(_piece(text[start:end], over))
    return nodes


def _mended(mark: Mark, words: str, marks: Sequence[Mark], *, first: bool) -> Node:
    """The fix in the place of the words, once; a sign where all of them went."""
    if not first:
        return ""
    fixed = mark.fix or ""
    note = f"原文为“{words}”" if fixed else f"此处略去“{words}”"
    shown = replace(mark, classes=f"{mark.classes} {'mended' if fixed else 'gone'}", title=note)
    return _piece(fixed, [shown if other is mark else other for other in marks])


def _piece(words: str, marks: Sequence[Mark]) -> Node:
    if not marks:
        return words
    attrs = {"data-name": " ".join(mark.name for mark in marks)}
    leading = [mark for mark in marks if mark.href]
    if leading:
        attrs |= {"data-go": "", "href": min(leading, key=lambda mark: mark.end - mark.start).href}
    titles = [mark.title for mark in marks if mark.title]
    if titles:
        attrs["title"] = "\n".join(titles)
    if any("arrive" in mark.classes.split() for mark in marks):
        attrs["data-arrive"] = ""
    classes = " ".join(dict.fromkeys(name for mark in marks for name in mark.classes.split()))
    return el("mark", classes, words, attrs=attrs)
