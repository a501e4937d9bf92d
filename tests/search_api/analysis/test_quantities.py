import pytest

from search_api.analysis.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "tokens", "reason"),
    [
        ("半小时", ["PT30M"], "half of a unit"),
        ("30分钟", ["PT30M"], "the same in minutes"),
        ("三十分钟", ["PT30M"], "and in Chinese numerals"),
        ("24小时", ["PT24H"], "hours"),
        ("二十四小时", ["PT24H"], "hours in Chinese numerals"),
        ("60分钟", ["PT1H"], "minutes that make an hour"),
        ("一个小时", ["PT1H"], "with a measure word"),
        ("两个半小时", ["PT150M"], "two and a half"),
        ("1.5小时", ["PT90M"], "a decimal"),
        ("半天", ["PT12H"], "half a day"),
        ("7日", ["P7D"], "days"),
        ("一周", ["P7D"], "a week is seven days"),
        ("20个工作日", ["P20BD"], "working days are no days"),
        ("二十个工作日", ["P20BD"], "working days in Chinese numerals"),
        ("半个月", ["P15D"], "half a month"),
        ("三个月", ["P3M"], "months"),
        ("半年", ["P6M"], "half a year"),
        ("12个月", ["P1Y"], "months that make a year"),
        ("2014年", ["2014年"], "a year of the calendar"),
        ("二〇一四年", ["2014年"], "a year digit by digit"),
        ("5月12日", ["5月12日"], "a day of the calendar is no length of time"),
        ("2014年5月", ["2014年", "5月"], "year and month"),
        ("第十二条", ["第12条"], "a place"),
        ("第12条", ["第12条"], "the same place"),
        ("十分重要", [], "十分 is no ten minutes"),
        ("一年级", [], "年级 is no unit"),
        ("十三月", [], "there is no such month"),
        ("四勤", [], "a formula is no quantity"),
        ("五个坚持", [], "nor is this one"),
        ("99999999999999999999小时", [], "beyond all sense"),
        ("", [], "nothing"),
    ],
)
def test_find_quantities_gives_one_token_however_written(text: str, tokens: list[str], reason: str) -> None:
    assert [quantity.token for quantity in find_quantities(text)] == tokens, reason


def test_find_quantities_say_where_they_stand() -> None:
    text = "接报后30分钟内报告，次日补报"
    [quantity] = find_quantities(text)
    assert text[quantity.start : quantity.end] == "30分钟"
