"""In which case a rule does not hold."""

import pytest

from ingest.extract.clauses import cut, simplified
from ingest.extract.exceptions import find_exception
from ingest.model import Span


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("除消防车外，车辆不得驶入", "除消防车外", "除…外"),
        ("除雨天以外每天出操", "除雨天以外", "除…以外"),
        ("应当公示，但涉密的除外", "但涉密的除外", "a proviso"),
        ("应当公示，法律另有规定的除外", "法律另有规定的除外", "…除外"),
        ("原则上不得外借", "原则上", "only in principle"),
        ("应当当天归还，但雨天的，可以次日归还", "但雨天的", "a case against the rule"),
        ("除了扫地还要擦窗", None, "除了…还 adds"),
        ("及时清除害虫", None, "a word with 除"),
        ("应当归还", None, "none"),
    ],
)
def test_exception_is_the_case_taken_out(words: str, expected: str | None, reason: str) -> None:
    found = find_exception(cut(simplified(words), Span(0, len(words))))
    assert (found and found.of(words)) == expected, reason
