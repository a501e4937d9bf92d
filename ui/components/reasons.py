"""Why a hit stands where it stands, closed until somebody wants to know."""

from search_api.exports.reasons import parts, said, score
from search_api.models import ReasonModel
from ui.components.tree import Node, el


def reason(why: ReasonModel) -> Node:
    """The reason of a hit as a table."""
    rows = [el("tr", "", el("th", "", name), el("td", "", value)) for name, value in (*parts(why), *said(why))]
    summary = el("summary", "", f"为什么排在这里：{score(why):.2f} 分")
    return el("details", "inside why", summary, el("table", "", *rows))
