"""What mentions of public events say of when a text was said."""

from datetime import date

import pytest

from ingest.events import find_bounds, find_seasons
from ingest.lexicon import load_data
from ingest.model import DateInterval


def bounds_of(text: str) -> list[DateInterval]:
    return [choice for bound in find_bounds(text) for choice in bound.choices]


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "reason"),
    [
        ("要落实十八大精神", date(2012, 11, 8), None, "an event that is mentioned was past"),
        (
            "以实际行动迎接十八大胜利召开",
            date(2011, 10, 18),
            date(2012, 11, 7),
            "one that is looked forward to was not",
        ),
        ("十八大即将召开", date(2011, 10, 18), date(2012, 11, 7), "in other words"),
        ("学习十七届四中全会精神", date(2009, 9, 15), None, "a plenary session"),
        ("巩固“不忘初心、牢记使命”主题教育成果", date(2019, 5, 31), None, "quotes inside a name"),
        ("打赢脱贫攻坚战的任务很重", date(2015, 11, 27), date(2020, 12, 31), "a task that had an end"),
        ("2011年4月，县里开过会", date(2011, 4, 1), None, "a date in the text was past"),
        ("2011年是“十二五”的开局之年", date(2010, 12, 1), date(2011, 12, 31), "said in the year or just before it"),
        ("今年是“十二五”的开局之年", date(2011, 1, 1), date(2011, 12, 31), "first year of a plan"),
        ("今年是“十三五”的第三年", date(2018, 1, 1), date(2018, 12, 31), "third year of a plan"),
        ("今年是“十三五”收官之年", date(2020, 1, 1), date(2020, 12, 31), "last year of a plan"),
        ("“十二五”规划进入第二个年头", date(2012, 1, 1), date(2012, 12, 31), "second year of a plan"),
        ("十八大下个月就要召开了", date(2012, 10, 1), date(2012, 10, 31), "the month before it"),
        ("按照清办发〔2013〕8号、清办发〔2011〕2号文件办", date(2013, 1, 1), None, "the newest number of a document"),
        ("刚刚过去的2013年", date(2014, 1, 1), date(2014, 12, 31), "the year after"),
        ("即将到来的2015年", date(2014, 11, 1), date(2014, 12, 31), "the last weeks of a year"),
        ("今年（2014年）", date(2014, 1, 1), date(2014, 12, 31), "this year, in digits"),
        ("今年是新中国成立七十周年", date(2019, 1, 1), date(2019, 12, 31), "an anniversary"),
        ("正值建党95周年", date(2016, 1, 1), date(2016, 12, 31), "an anniversary in digits"),
        ("“十五五”规划已经启动", date(2025, 10, 23), None, "a plan whose name begins like another's"),
        ("离十八大开幕还有两天", date(2012, 11, 6), date(2012, 11, 6), "days to go"),
        ("再过一个月，十八大就要召开", date(2012, 9, 28), date(2012, 10, 21), "a month to go, give or take ten days"),
        ("再有一个多月，上海世博会就要开幕", date(2010, 3, 1), date(2010, 4, 3), "one to two months to go"),
    ],
)
def test_events_bound(text: str, earliest: date | None, latest: date | None, reason: str) -> None:
    assert DateInterval(earliest, latest) in bounds_of(text), reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("到2020年全面建成", "an aim lies ahead"),
        ("2011—2015年规划", "and so does the end of a range"),
        ("自2013年3月1日起施行", "and an entry into force"),
        ("有三十七大类", "digits before a name make another word"),
        ("要又好又快发展", "a slogan without a day"),
        ("要及早谋划“十三五”", "a plan that nobody has proposed yet"),
    ],
)
def test_events_other_words_bound_nothing(text: str, reason: str) -> None:
    assert all(bound.earliest is None or bound.earliest.year < 2013 for bound in bounds_of(text)), reason
    assert not any(bound.latest for bound in bounds_of(text)), reason


def test_events_last_year_of_a_term_leaves_several_years() -> None:
    (bound,) = find_bounds("今年是本届政府任期的最后一年")
    assert DateInterval(date(2007, 1, 1), date(2007, 12, 31)) in bound.choices
    assert len(bound.choices) > 1


@pytest.mark.parametrize(
    ("text", "first", "last", "reason"),
    [
        ("1-7月份，全县实现收入3亿元", (8, 1), (10, 15), "figures of seven months are out in August"),
        ("1至11月完成投资2亿元", (12, 1), (12, 31), "a season ends with the year"),
        ("上半年完成投资2亿元", (7, 1), (10, 31), "the first half is over"),
        ("确保实现双过半", (5, 15), (7, 31), "the half-year's aims are near"),
    ],
)
def test_events_seasons(text: str, first: tuple[int, int], last: tuple[int, int], reason: str) -> None:
    assert (first, last) in [(season.first, season.last) for season in find_seasons(text)], reason


def test_events_data_is_sound() -> None:
    data = load_data("events")
    for event in data["events"]:
        assert isinstance(event["date"], date)
        assert event["source"]
        assert event.get("announced", event["date"]) <= event["date"] <= event.get("until", event["date"])
    for plan in data["plans"]:
        assert plan["last"] == plan["first"] + 4
        assert plan["proposed"].year == plan["first"] - 1
