import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.query.fieldnames import FieldName, field_words
from search_api.query.fieldquery import Condition, FieldQuery, parse


def conditions(query: str) -> list[list[str]]:
    """Each group, a condition as `field op values`, with a minus where it is excluded."""
    return [[_words(item) for item in group] for group in parse(query).groups]


def _words(item: object) -> str:
    if isinstance(item, Condition):
        values = "|".join(value.text for value in item.values)
        return f"{'-' if item.excluded else ''}{item.field} {item.op} {values}"
    return f"{'-' if item.excluded else ''}“{item.text}”"  # type: ignore[attr-defined]


def words(query: str) -> str:
    return " ".join(parse(query).words.split())


@pytest.mark.parametrize(
    ("query", "expected", "reason"),
    [
        ("对象:值班人员", [["role : 值班人员"]], "a name and a value"),
        ("责任主体:信息员 文种:通知", [["role : 信息员"], ["kind : 通知"]], "other names of fields; both must hold"),
        ("role:信息员", [["role : 信息员"]], "a name in letters"),
        ("職責：值班", [["duty : 值班"]], "traditional characters, full width"),
        ("职责: 值班", [["duty : 值班"]], "a blank behind the colon"),
        ("时限＜＝2小时", [["limit <= 2小时"]], "full-width signs"),
        ("时限≤2小时", [["limit <= 2小时"]], "one sign for two"),
        ("时限《=2小时", [["limit <= 2小时"]], "the quote that an input method makes of <"),
        ("时限 < 2 小时", [["limit < 2 小时"]], "blanks about the sign and before the unit"),
        ("时限:<=1天", [["limit <= 1天"]], "a colon too many"),
        ("年份:2014..2019", [["year : 2014..2019"]], "a range"),
        ("年份:2014 至 2019", [["year : 2014 至 2019"]], "a range in words"),
        ("文献:“值班 工作”", [["document : 值班 工作"]], "a value with a blank, in quotes"),
        ("文献:《值班制度》", [["document : 值班制度"]], "a title in the marks of titles"),
        ("职责:值班|保密", [["duty : 值班|保密"]], "either value"),
        ("职责:值班 ｜ 保密", [["duty : 值班|保密"]], "with blanks"),
        ("职责:值班 或 对象:信息员", [["duty : 值班", "role : 信息员"]], "either condition"),
        ("职责:值班或对象:信息员", [["duty : 值班", "role : 信息员"]], "without blanks"),
        ("职责:值班时限<=2小时", [["duty : 值班"], ["limit <= 2小时"]], "no blank between conditions"),
        ("-情态:严禁", [["-modality : 严禁"]], "excluded"),
        ("－情态：严禁", [["-modality : 严禁"]], "excluded in full width"),
        ("情态!=严禁", [["modality != 严禁"]], "unequal"),
        ("职责:值班 且 后果:有", [["duty : 值班"], ["sanction : 有"]], "and says nothing new"),
        ("（职责:值班）", [["duty : 值班"]], "in brackets"),
        ("职责:值班，时限<=2小时", [["duty : 值班"], ["limit <= 2小时"]], "a comma between"),
        ("“值班制度”", [["“值班制度”"]], "a phrase alone"),
        ("“值班制度” 或 “带班制度”", [["“值班制度”", "“带班制度”"]], "either phrase"),
        ("“值班制度” 职责:值班 -培训", [["“值班制度”"], ["duty : 值班"]], "a phrase beside conditions alone"),
        ("“值班制度” 检查", [], "beside words a phrase only raises what has it"),
        ("-“值班制度” 检查", [["-“值班制度”"]], "but is left out where it is excluded"),
        ("-“值班 制度”", [["-“值班 制度”"]], "a phrase excluded"),
        ("什么是“四勤”？", [], "quotes inside a sentence are those of the language"),
        ("值班职责:一是在岗", [], "a longer word that ends like a field"),
        ("8:30 http://a/b 3:1", [], "colons of other kinds"),
        ("值班或带班", [], "words"),
        ("“职责:值班”", [["“职责:值班”"]], "nothing is a condition inside quotes"),
        ("职责:", [["duty : "]], "nothing behind it"),
    ],
)
def test_parse_finds_conditions(query: str, expected: list[list[str]], reason: str) -> None:
    assert conditions(query) == expected, reason


@pytest.mark.parametrize(
    ("query", "left", "reason"),
    [
        ("对象:值班人员 紧急 时限<=2小时 报告", "紧急 报告", "what is no condition"),
        ("职责:值班，紧急报告", "，紧急报告", "a comma ends a value"),
        ("“值班制度” 检查", "“值班制度” 检查", "a phrase is words as well"),
        ("-“值班制度” 检查", "检查", "an excluded phrase is not"),
        ("“值班制度” 或 职责:保密", "", "nor one that a condition stands in for"),
        ("部门:办公室 值班", "部门:办公室 值班", "an unknown name"),
        ("值班 -移交", "值班 -移交", "an excluded word is for understanding"),
    ],
)
def test_parse_leaves_the_words(query: str, left: str, reason: str) -> None:
    assert words(query) == left, reason


@pytest.mark.parametrize(
    ("query", "marked", "told", "reason"),
    [
        ("值班 部门:办公室", "部门:", "没有“部门”这个条件", "an unknown name"),
        ("职则：值班", "职则：", "是不是“职责”", "a misprint of a name"),
        ("zhize:值班", "zhize:", "是不是“职责”", "a name in pinyin"),
        ("值班 “在岗", "“", "引号没有配对", "an open quote"),
        ("文献：“值班", "“", "引号没有配对", "an open quote of a value"),
        ("带班 或 职责:保密", "或", "两边都要是条件", "either-or with words"),
        ("-职责:保密 或 职责:值班", "或", "两边都要是条件", "either-or with what is excluded"),
    ],
)
def test_parse_says_what_is_wrong_and_where(query: str, marked: str, told: str, reason: str) -> None:
    [note] = parse(query).notes
    assert note.span.of(query) == marked, reason
    assert told in note.message, reason


@pytest.mark.parametrize(
    "query", ["", "值班要求", "值班 | 带班", "紧急信息多久上报？", "甲或乙", "a-b", "某某通知：" + "各单位" * 30]
)
def test_parse_leaves_plain_queries_as_they_are(query: str) -> None:
    assert parse(query) == FieldQuery(query)


def test_parse_spans_are_in_the_query_as_typed() -> None:
    query = "㈱２\u200b 職責：值 班 ｜保密"
    [[condition]] = parse(query).groups
    assert condition.span.of(query) == "職責：值"
    assert isinstance(condition, Condition)
    assert [value.span.of(query) for value in condition.values] == ["值"]


ANYTHING = st.text(max_size=40) | st.lists(
    st.sampled_from(
        [
            *field_words(),
            ":",
            "：",
            "<=",
            "《",
            "“",
            "”",
            '"',
            "|",
            "或",
            "-",
            "..",
            " ",
            "值班",
            "2",
            "小时",
            "2014",
            "，",
            "(",
            "\x00",
        ]
    ),
    max_size=12,
).map("".join)


@given(ANYTHING)
def test_parse_takes_any_string(query: str) -> None:
    parsed = parse(query)
    for span in (*(item.span for group in parsed.groups for item in group), *(note.span for note in parsed.notes)):
        assert 0 <= span.start < span.end <= len(query)
    assert list(parsed.cut) == sorted(parsed.cut)
    assert all(before.end <= after.start for before, after in zip(parsed.cut, parsed.cut[1:], strict=False))


def test_every_name_of_a_field_is_taken() -> None:
    for word, name in field_words().items():
        [[condition]] = parse(f"{word}:2014").groups
        assert isinstance(condition, Condition)
        assert condition.field is name
    assert set(field_words().values()) == set(FieldName)
