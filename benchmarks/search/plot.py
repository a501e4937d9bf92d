"""Bars beside each other as an SVG picture, with nothing but text: what the README shows."""

from collections.abc import Mapping, Sequence
from html import escape

_COLOURS = ("#a8322a", "#8a8f98", "#c9a227")
_LABEL, _BAR, _GAP, _WIDTH = 190, 14, 18, 420


def bars(title: str, rows: Mapping[str, Sequence[float]], series: Sequence[str], unit: str = "") -> str:
    """A picture: a group of bars for each row, one bar for each of the series."""
    most = max((value for values in rows.values() for value in values), default=0.0) or 1.0
    parts = [f'<text x="10" y="24" font-size="15" font-weight="bold">{escape(title)}</text>']
    for number, name in enumerate(series):
        x = _LABEL + number * 130
        parts.append(f'<rect x="{x}" y="36" width="10" height="10" fill="{_COLOURS[number % len(_COLOURS)]}"/>')
        parts.append(f'<text x="{x + 15}" y="45">{escape(name)}</text>')
    y = 64
    for name, values in rows.items():
        parts.append(f'<text x="10" y="{y + _BAR * len(values) / 2 + 4:.0f}">{escape(name)}</text>')
        for number, value in enumerate(values):
            width = value / most * _WIDTH
            fill = _COLOURS[number % len(_COLOURS)]
            parts.append(f'<rect x="{_LABEL}" y="{y}" width="{width:.1f}" height="{_BAR - 2}" fill="{fill}"/>')
            parts.append(
                f'<text x="{_LABEL + width + 5:.1f}" y="{y + _BAR - 4}" font-size="10">{value:.3g}{unit}</text>'
            )
            y += _BAR
        y += _GAP
    size = f'width="{_LABEL + _WIDTH + 90}" height="{y}"'
    style = 'font-family="sans-serif" font-size="12" fill="#222"'
    background = f'<rect {size} fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{background}{"".join(parts)}</svg>\n'
