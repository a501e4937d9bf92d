"""The time line of a chain: when each statement was made, as an interval where the day is not known.

A row a statement, oldest on top, so that names never overlap. What has no date stands at the side, since nobody knows
whether it comes before or after the others; an interval that is open on one side fades out there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from search_api.models import DateModel
from search_api.models.lineage import ChainMemberModel, ChainModel
from ui import labels
from ui.components.dates import undated
from ui.components.tree import Node, el

ROWS = 40
"""Rows that are drawn; the chain below has all of them."""
_WIDTH, _LEFT, _RIGHT, _SIDE = 1100, 330, 940, 1020
_HEAD, _ROW, _BAR, _LEAST = 34, 30, 12, 7
_TICKS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Scale:
    """Years from left to right: `[first, last)` are whole."""

    first: int
    last: int

    @classmethod
    def over(cls, dates: Sequence[DateModel]) -> "Scale":
        """The years that hold all known ends; this year where there are none."""
        ends = [end for one in dates for end in (one.earliest, one.latest) if end]
        years = [end.year for end in ends] or [date.today().year]
        return cls(min(years), max(years) + 1)

    def x(self, day: date) -> int:
        """Where the day begins."""
        start = date(self.first, 1, 1).toordinal()
        # The year after 9999 has no date of its own.
        length = date(self.last - 1, 12, 31).toordinal() + 1 - start
        return round(_LEFT + (_RIGHT - _LEFT) * (day.toordinal() - start) / length)

    @property
    def ticks(self) -> list[int]:
        """Years to be named: at most ten."""
        step = next((step for step in _TICKS if (self.last - self.first) / step <= 10), 1000)
        return [year for year in range(self.first, self.last) if year % step == 0] or [self.first]


def timeline(chain: ChainModel) -> Node:
    """The chain on a line of time. A row that is clicked brings the statement below into view."""
    shown = chain.members[:ROWS]
    scale = Scale.over([member.quote.date for member in shown])
    height = _HEAD + _ROW * len(shown) + 12
    middles = [_middle(scale, member.quote.date) for member in shown]
    joins = [_join(member, place, middles) for place, member in enumerate(shown)]
    rows = [_row(scale, member, place, first=_is_first(chain, member)) for place, member in enumerate(shown)]
    picture = el(
        "svg",
        "timeline",
        *_axis(scale, height, side=any(undated(member.quote.date) for member in shown)),
        *(join for join in joins if join),
        *rows,
        attrs={"viewBox": f"0 0 {_WIDTH} {height}", "role": "group", "aria-label": "时间线"},
    )
    rest = len(chain.members) - len(shown)
    more = el("p", "capped", f"时间线只画最早的 {len(shown)} 处，其余 {rest} 处见下面的沿革。") if rest else None
    return el("div", "timeline", picture, more)


def interval_words(when: DateModel) -> str:
    """What is known of a date: the day, or between which days it lies."""
    if undated(when):
        return "日期不详，先后未知"
    words = labels.date_words(when)
    if when.earliest and when.latest and when.earliest != when.latest:
        return f"{words}（{when.earliest} 至 {when.latest} 之间）"
    return words


def _is_first(chain: ChainModel, member: ChainMemberModel) -> bool:
    return chain.first is not None and chain.first == member.quote


def _middle(scale: Scale, when: DateModel) -> int | None:
    if undated(when):
        return None
    start, end = _ends(scale, when)
    return (start + end) // 2


def _ends(scale: Scale, when: DateModel) -> tuple[int, int]:
    start = scale.x(when.earliest) if when.earliest else _LEFT
    last = when.latest if when.latest is None or when.latest == date.max else when.latest + timedelta(days=1)
    end = scale.x(last) if last else _RIGHT
    return start, max(end, start + _LEAST)


def _axis(scale: Scale, height: int, *, side: bool) -> list[Node]:
    nodes: list[Node] = []
    for year in scale.ticks:
        x = scale.x(date(year, 1, 1))
        nodes.append(el("path", "tick", attrs={"d": f"M {x} {_HEAD - 6} V {height - 6}"}))
        nodes.append(el("text", "year", str(year), attrs={"x": str(x + 4), "y": "20"}))
    if side:
        x = (_RIGHT + _SIDE) // 2
        nodes.append(el("path", "tick border", attrs={"d": f"M {x} 6 V {height - 6}"}))
        nodes.append(el("text", "year", "日期不详", attrs={"x": str(_SIDE + 7), "y": "20", "text-anchor": "middle"}))
    return nodes


def _row(scale: Scale, member: ChainMemberModel, place: int, *, first: bool) -> Node:
    y = _HEAD + _ROW * place
    quote, relation = member.quote, member.step.relation if member.step else None
    what = labels.RELATIONS[relation] if relation else ("本库最早" if first else "")
    told = "，".join(filter(None, (f"第 {place + 1} 处", quote.title or quote.file, interval_words(quote.date), what)))
    name = _short(quote.title or quote.file, 19)
    return el(
        "g",
        f"row r-{relation or 'first'}",
        el("title", "", told),
        el("rect", "back", attrs=_box(0, y, _WIDTH, _ROW)),
        el("text", "number", str(place + 1), attrs={"x": "26", "y": str(y + 20), "text-anchor": "end"}),
        el("text", "name", name, attrs={"x": "38", "y": str(y + 20)}),
        *_bar(scale, quote.date, y + (_ROW - _BAR) // 2),
        _first(scale, quote.date, y) if first else None,
        attrs={"data-scroll": member_name(place), "tabindex": "0", "role": "button", "aria-label": told},
    )


def member_name(place: int) -> str:
    """What the statement at this place of the chain is found by on the page."""
    return f"member-{place}"


def _bar(scale: Scale, when: DateModel, y: int) -> list[Node]:
    if undated(when):
        return [
            el("rect", "unknown", attrs=_box(_SIDE, y, 14, _BAR) | {"rx": "3"}),
            el("text", "mark", "?", attrs={"x": str(_SIDE + 7), "y": str(y + 10), "text-anchor": "middle"}),
        ]
    start, end = _ends(scale, when)
    bar = el("rect", "bar", attrs=_box(start, y, end - start, _BAR) | {"rx": "3"})
    return [bar, *(_open(x, y, side) for x, side in _open_ends(when, start, end))]


def _open_ends(when: DateModel, start: int, end: int) -> list[tuple[int, int]]:
    ends = [(start, -1)] if when.earliest is None else []
    return [*ends, (end, 1)] if when.latest is None else ends


def _open(x: int, y: int, side: int) -> Node:
    """An arrow head: it may be earlier, or later, than what is drawn."""
    return el("path", "open", attrs={"d": f"M {x} {y} l {side * 10} {_BAR // 2} l {-side * 10} {_BAR // 2} z"})


def _first(scale: Scale, when: DateModel, y: int) -> Node:
    _, end = _ends(scale, when)
    flip = end > _RIGHT - 90
    x = _ends(scale, when)[0] - 8 if flip else end + 8
    anchor = {"text-anchor": "end" if flip else "start"}
    return el("text", "earliest", "本库最早", attrs={"x": str(x), "y": str(y + 20)} | anchor)


def _join(member: ChainMemberModel, place: int, middles: Sequence[int | None]) -> Node | None:
    """From a statement down to the one that restates it; dashed where nobody knows which was first."""
    if member.step is None:
        return None
    above, below = middles[member.step.after], middles[place]
    if above is None or below is None:
        return None
    top = _HEAD + _ROW * member.step.after + _ROW // 2
    bottom = _HEAD + _ROW * place + _ROW // 2
    path = f"M {above} {top} C {above} {bottom} {above} {bottom} {below} {bottom}"
    return el("path", f"join r-{member.step.relation} c-{member.step.certainty}", attrs={"d": path})


def _box(x: int, y: int, width: int, height: int) -> dict[str, str]:
    return {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
