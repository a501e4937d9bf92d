"""How often a thing is to be done."""

import pytest

from ingest.extract.clauses import cut, simplified
from ingest.extract.frequencies import find_frequency
from ingest.model import Span


@pytest.mark.parametrize(
    ("words", "text", "iso", "reason"),
    [
        ("每天清扫一次", "每天", "P1D", "a day"),
        ("要每周例会", "每周", "P7D", "a week in days"),
        ("每两个月至少清查一次", "每两个月", "P2M", "a number of months"),
        ("每季度盘点", "每季度", "P3M", "a quarter in months"),
        ("每半年体检", "每半年", "P6M", "half a year"),
        ("每3年复审一次", "每3年", "P3Y", "years in digits"),
        ("要按月对账", "按月", "P1M", "按月"),
        ("要定期保养，每月上油", "每月", "P1M", "what is measured goes before 定期"),
        ("要定期保养", "定期", None, "which names no period"),
    ],
)
def test_frequency_names_its_period(words: str, text: str, iso: str | None, reason: str) -> None:
    found = find_frequency(cut(simplified(words), Span(0, len(words))))
    assert found is not None
    assert (found.text, found.iso) == (text, iso), reason
    assert found.span is not None
    assert found.span.of(words) == text, reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("每个人都要到场", "每 of people"),
        ("每月干部要到场", "an unlikely one"),
        ("要到场", "none"),
        ("", "nothing"),
    ],
)
def test_frequency_is_none_where_nothing_recurs(words: str, reason: str) -> None:
    assert find_frequency(cut(simplified(words), Span(0, len(words)))) is None, reason
