"""In which case a rule holds."""

import pytest

from ingest.extract.clauses import cut, simplified
from ingest.extract.conditions import find_condition
from ingest.extract.norms import cues_of
from ingest.extract.units import find_units
from ingest.model import Span


def condition_of(sentence: str) -> str | None:
    """The condition of the one rule in `sentence`."""
    clauses = cut(simplified(sentence), Span(0, len(sentence)))
    [unit] = find_units(clauses, cues_of(clauses), statute=True)
    found = find_condition(unit.clauses, unit.cue_clause, unit.cue.start)
    return found.of(sentence) if found else None


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("丢失钥匙的，应当报告", "丢失钥匙的", "a case in 的"),
        ("遇大风天气，船只必须回港", "遇大风天气", "a case that says so at its start"),
        ("搬迁结束后，要清点物品", "搬迁结束后", "a time that must come first"),
        ("丢失钥匙的，情况紧急时，应当报告", "丢失钥匙的，情况紧急时", "two of them"),
        ("未经站长批准不得开闸", "未经站长批准", "whose consent it takes, in the clause itself"),
        ("未经站长批准，不得开闸", "未经站长批准", "or in one of its own"),
        ("没有钥匙不得开闸", "没有钥匙", "what is wanting"),
        ("在雨天情况下必须减速", "在雨天情况下", "a phrase before the cue"),
        ("要经常检查，应当记录", None, "经常 is no consent"),
        ("泵房二十四小时必须有人", None, "小时 is no time at which"),
        ("船员必须回港", None, "always"),
        ("各站遇有险情时，应当报告", "遇有险情时", "who is bound is no part of it"),
        ("站长离岗期间，各班组应当报告", "站长离岗期间", "somebody else's case is"),
    ],
)
def test_condition_is_the_case_before_the_act(sentence: str, expected: str | None, reason: str) -> None:
    assert condition_of(sentence) == expected, reason
