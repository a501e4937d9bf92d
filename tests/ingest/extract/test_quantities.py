"""Limits in number."""

import pytest

from ingest.extract.clauses import cut, simplified
from ingest.extract.quantities import find_quantities
from ingest.model import Comparison, Span

MOST, LEAST = Comparison.AT_MOST, Comparison.AT_LEAST


@pytest.mark.parametrize(
    ("words", "text", "limit", "reason"),
    [
        ("海报不超过3张", "不超过3张", (MOST, 3, "张"), "no more than"),
        ("每班至少两人", "至少两人", (LEAST, 2, "人"), "at least"),
        ("应当有三分之二以上到场", "三分之二以上", (LEAST, 2 / 3, ""), "a fraction"),
        ("须半数以上同意", "半数以上", (LEAST, 0.5, ""), "half"),
        ("字数控制在两千字以内", "控制在两千字以内", (MOST, 2000, "字"), "on both sides"),
        ("费用不得高于1.5万元", "不得高于1.5万元", (MOST, 1.5, "万元"), "with a decimal"),
        ("合格率不低于95%", "不低于95%", (LEAST, 95, "%"), "per cent"),
    ],
)
def test_quantity_is_a_comparison_a_number_and_a_unit(
    words: str, text: str, limit: tuple[Comparison, float, str], reason: str
) -> None:
    [found] = find_quantities(cut(simplified(words), Span(0, len(words))))
    assert (found.text, (found.comparison, found.number, found.unit)) == (text, limit), reason
    assert found.span is not None
    assert found.span.of(words) == text, reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("派两人到场", "no limit"),
        ("不超过3天", "time is a deadline"),
        ("三人以上缺席的", "in a part that is left out"),
        ("", "nothing"),
    ],
)
def test_quantities_are_none_where_nothing_is_limited(words: str, reason: str) -> None:
    whole = [Span(0, len(words))] if words.endswith("的") else []
    assert find_quantities(cut(simplified(words), Span(0, len(words))), outside=whole) == (), reason
