"""A duty or ability through the years: how many documents speak of it, and how hard they are on it."""

from collections.abc import Sequence

from search_api.models.strength import StrengthModel, YearModel
from ui import labels
from ui.components.tree import Node, el

KINDS = ("duty", "ability")
_WIDTH, _LEFT, _RIGHT = 1100, 110, 1080
_TOP, _LEVEL, _BASE, _HIGH = 24, 24, 214, 84
_WORDS = {4: "必须、严禁", 3: "应当、要", 2: "尽量", 1: "希望、可以"}


def through_years(found: StrengthModel) -> list[Node]:
    """The picture, folded, and the same as a table; nothing where there are fewer than two years to compare."""
    dated = [one for one in found.years if one.year is not None]
    if len(dated) < 2:
        return []
    summary = el("summary", "", f"历年的分量和力度：{dated[0].year}–{dated[-1].year}")
    return [el("details", "strength", summary, _picture(found.name, dated), _table(found.years))]


def _picture(name: str, years: Sequence[YearModel]) -> Node:
    first, last = years[0].year or 0, years[-1].year or 0
    step = (_RIGHT - _LEFT) / (last - first + 1)
    middles = [round(_LEFT + step * ((one.year or 0) - first + 0.5)) for one in years]
    every = max(1, round(40 / step))
    most = max(one.documents for one in years) or 1
    wide = max(3, min(34, round(step * 0.6)))
    nodes = [
        *_levels(),
        *(_bar(one, x, wide, most) for one, x in zip(years, middles, strict=True)),
        *_line([(x, one.strength) for one, x in zip(years, middles, strict=True) if one.strength is not None]),
        *(el("text", "", str(year), attrs=_at(round(_LEFT + step * (year - first + 0.5)), _BASE + 18))
          for year in range(first, last + 1, every)),
    ]  # fmt: skip
    told = {"viewBox": f"0 0 {_WIDTH} {_BASE + 28}", "role": "img", "aria-label": f"{name}历年的分量和力度"}
    return el("svg", "strength", *nodes, attrs=told)


def _levels() -> list[Node]:
    nodes: list[Node] = []
    for level, words in _WORDS.items():
        y = _height(level)
        nodes.append(el("path", "grid", attrs={"d": f"M {_LEFT} {y} H {_RIGHT}"}))
        nodes.append(el("text", "", words, attrs={"x": "10", "y": str(y + 5)}))
    nodes.append(el("path", "grid", attrs={"d": f"M {_LEFT} {_BASE} H {_RIGHT}"}))
    return [*nodes, el("text", "", "文献数", attrs={"x": "10", "y": str(_BASE)})]


def _height(level: float) -> int:
    return round(_TOP + (4 - level) * _LEVEL)


def _bar(one: YearModel, x: int, wide: int, most: int) -> Node:
    high = round(_HIGH * one.documents / most)
    box = {"x": str(x - wide // 2), "y": str(_BASE - high), "width": str(wide), "height": str(high)}
    return el("g", "", el("title", "", _told(one)), el("rect", "bar", attrs=box))


def _line(points: Sequence[tuple[int, float]]) -> list[Node]:
    path = " L ".join(f"{x} {_height(level)}" for x, level in points)
    line = [el("path", "line", attrs={"d": f"M {path}"})] if len(points) > 1 else []
    dots = [el("circle", "dot", attrs={"cx": str(x), "cy": str(_height(level)), "r": "4"}) for x, level in points]
    return [*line, *dots]


def _at(x: int, y: int) -> dict[str, str]:
    return {"x": str(x), "y": str(y), "text-anchor": "middle"}


def _told(one: YearModel) -> str:
    level = "" if one.strength is None else f"，力度 {one.strength:.1f}"
    return f"{_year(one)}：{one.documents} 份文献，{one.rules} 条{level}"


def _year(one: YearModel) -> str:
    return "年份不详" if one.year is None else f"{one.year}年"


def _table(years: Sequence[YearModel]) -> Node:
    heads = ("年份", "文献", "条数", *labels.MODALITIES.values(), *labels.FORCES.values(), "力度（1–4）")
    lines = [
        el("tr", "", *(el("td", "number", words) for words in (
            _year(one), str(one.documents), str(one.rules),
            *(str({str(k): n for k, n in one.by_modality.items()}.get(name, 0)) for name in labels.MODALITIES),
            *(str({str(k): n for k, n in one.by_force.items()}.get(name, 0)) for name in labels.FORCES),
            "—" if one.strength is None else f"{one.strength:.1f}",
        )))
        for one in years
    ]  # fmt: skip
    head = el("thead", "", el("tr", "", *(el("th", "", words, attrs={"scope": "col"}) for words in heads)))
    return el("table", "", head, el("tbody", "", *lines))
