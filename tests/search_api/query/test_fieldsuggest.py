import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.query.fieldnames import FieldName
from search_api.query.fieldquery import parse
from search_api.query.fieldsuggest import completions
from search_api.query.fieldvalues import FieldValues
from search_api.results import SuggestionKind
from tests.search_api.query.test_fieldquery import ANYTHING

HELD = {
    FieldName.DUTY: [("值班", 12), ("保密", 7), ("办文", 3)],
    FieldName.ROLE: [("值班人员", 9), ("信息员", 4)],
    FieldName.MODALITY: [("obligation", 30), ("prohibition", 5)],
    FieldName.LIMIT: [("7200", 6), ("86400", 2), ("at_once", 3)],
    FieldName.SANCTION: [("yes", 8)],
    FieldName.YEAR: [("2012", 6), ("2019", 3)],
    FieldName.DOCUMENT: [("d1", 20), ("d2", 5)],
}
VALUES = FieldValues(
    lambda name: HELD.get(name, ()), lambda: {"d1": ("值班工作 讲话", "a.txt"), "d2": ("保密办法", "b.txt")}
)


@pytest.mark.parametrize(
    ("typed", "expected", "reason"),
    [
        ("职责:", [("职责:值班", 12), ("职责:保密", 7), ("职责:办文", 3)], "all values, the commonest first"),
        ("职责：保", [("职责：保密", 7)], "by the first character, full width"),
        ("职责:b", [("职责:保密", 7), ("职责:办文", 3)], "a letter of the pinyin"),
        ("职责:baomi", [("职责:保密", 7)], "pinyin"),
        ("职责:zb", [("职责:值班", 12)], "initials"),
        ("职责:值守", [("职责:值班", 12)], "an alias"),
        ("对象:人员", [("对象:值班人员", 9)], "inside a name"),
        ("紧急 -职责:保", [("紧急 -职责:保密", 7)], "behind words, excluded"),
        ("职责:值班|", [("职责:值班|值班", 12), ("职责:值班|保密", 7), ("职责:值班|办文", 3)], "another value"),
        ("职责:值班|办", [("职责:值班|办文", 3)], "the beginning of another value"),
        ("情态:", [("情态:应当", 30), ("情态:严禁", 5)], "as people say it"),
        ("时限:", [("时限:有", None), ("时限:立即", 3), ("时限:2小时", 6), ("时限:1天", 2)], "lengths of time"),
        (
            "时限<=2",
            [("时限<=2小时", None), ("时限<=2分钟", None), ("时限<=2天", None), ("时限<=2个工作日", None)],
            "units",
        ),
        ("年份:", [("年份:2019", 3), ("年份:2012", 6)], "years, the last first"),
        ("后果:", [("后果:有", 8), ("后果:无", None)], "whether there is one"),
        ("文献:值班", [("文献:“值班工作 讲话”", 20)], "a title, in quotes where it would come apart"),
        ("职责:没有", [], "no such value"),
    ],
)
def test_completions_of_a_value(typed: str, expected: list[tuple[str, int | None]], reason: str) -> None:
    found = completions(typed, VALUES, 8).values
    assert [(one.text, one.count) for one in found] == expected, reason
    assert {one.kind for one in found} <= {SuggestionKind.VALUE}


@pytest.mark.parametrize(
    ("typed", "expected", "reason"),
    [
        ("职", ["职责:"], "a character"),
        ("zhiz", ["职责:"], "pinyin"),
        ("sx", ["时限<=", "事项:"], "initials; a time limit is compared"),
        ("值班 文", ["值班 文献:", "值班 文种:"], "behind words"),
        ("值班 -情", ["值班 -情态:"], "excluded"),
        ("职责:值班 时", ["职责:值班 时限<="], "behind a condition"),
        ("", [], "nothing"),
        ("值班 ", [], "nothing yet"),
        ("区块链", [], "no field"),
    ],
)
def test_completions_of_a_name(typed: str, expected: list[str], reason: str) -> None:
    assert [one.text for one in completions(typed, VALUES, 8).names] == expected, reason


def test_completions_leave_words_behind_a_condition_to_others() -> None:
    ways = completions("职责:值班 紧", VALUES, 8)
    assert (ways.head, ways.tail, ways.values) == ("职责:值班", "紧", ())


def test_completions_are_conditions_themselves() -> None:
    for name in ("职责:", "文献:", "年份>=", "时限:", "情态:"):
        for one in completions(name, VALUES, 8).values:
            parsed = parse(one.text)
            assert parsed.words.strip() == ""
            assert len(parsed.groups) == 1


@given(ANYTHING, st.integers(1, 20))
def test_completions_take_any_string(typed: str, limit: int) -> None:
    ways = completions(typed, VALUES, limit)
    assert len(ways.values) <= limit
