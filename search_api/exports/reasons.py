"""Why a hit stands where it stands, in words and numbers: what its score is the sum of, and what says each thing."""

from collections.abc import Iterator

from search_api.models import ReasonModel, SaidModel
from search_api.results import SaidBy

_BY = {
    SaidBy.WORD: "原词",
    SaidBy.SYNONYM: "同义或相近说法“{}”",
    SaidBy.PARTS: "其中的“{}”",
    SaidBy.ANSWER: "给出了答案“{}”",
    SaidBy.HEADINGS: "标题中的“{}”",
    SaidBy.NOTHING: "没有说到",
}


def score(why: ReasonModel) -> float:
    """The score that the parts make."""
    return (why.index + why.covered + why.together + why.hard) * why.heading * why.older + why.listed


def parts(why: ReasonModel) -> Iterator[tuple[str, str]]:
    """Each part of the score that counts for something, with its number."""
    yield "全文匹配", f"{why.index:.2f}"
    if why.covered or why.together:
        yield "说到所问的程度", f"{why.covered:.2f}"
        yield "同一句里说到、并给出答案", f"{why.together:.2f}"
    if why.hard:
        yield "有所问的硬性规矩", f"+{why.hard:.2f}"
    if why.heading < 1:
        yield "只是标题", f"×{why.heading:g}"
    if why.older < 1:
        yield "另有较新的版本", f"×{why.older:g}"
    if why.listed:
        yield "领起所问的清单，或是其中一项", f"+{why.listed:.2f}"


def said(why: ReasonModel) -> Iterator[tuple[str, str]]:
    """Each thing that was asked for, with what says it and how well."""
    for one in why.said:
        yield f"“{one.asked}”（占 {one.weight:.0%}）", _said(one)


def _said(one: SaidModel) -> str:
    words = _BY[one.by].format(one.words)
    return f"{words}，{one.worth:.0%}" if one.worth else words
