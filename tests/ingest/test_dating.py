"""Dating: when a document was said, and what that is based on."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.dating import Dating, find_date
from ingest.extract.context import Context
from ingest.model import DateInterval

Of = Callable[..., Context]
SPEECH = "在值班工作会上的讲话\n{under}\n同志们：\n{body}\n{end}"
LAW = "# 清源县值班条例\n\n{head}\n\n## 第一章 总则\n第一条 甲。\n第二条 {body}\n"


def day(*parts: int) -> DateInterval:
    return DateInterval(date(*parts), date(*parts))


def speech(context_of: Of, *, under: str = "", body: str = "要值班。", end: str = "", file: str = "讲话.txt") -> Dating:
    return find_date(context_of(SPEECH.format(under=under, body=body, end=end)), file)


def law(context_of: Of, head: str, body: str = "乙。", file: str = "条例.md") -> DateInterval:
    return find_date(context_of(LAW.format(head=head, body=body)), file).date


@pytest.mark.parametrize(
    ("head", "expected", "reason"),
    [
        (
            "2012年3月5日 县人大通过\n2012年4月6日 公布\n2012年5月1日 施行",
            day(2012, 4, 6),
            "promulgation before adoption",
        ),
        ("2012年3月5日 公布\n2015年4月6日 第一次修正", day(2015, 4, 6), "the last amendment"),
        ("2012年3月5日 通过\n2012年6月7日 县人大常委会批准", day(2012, 3, 5), "an approval is no promulgation"),
        ("2012年3月5日 县人大通过", day(2012, 3, 5), "adoption where nothing else is told"),
        ("2012年5月1日 施行", DateInterval(None, date(2012, 5, 1)), "entry into force bounds from above"),
        ("（2012年3月5日发布 自2012年5月1日起施行）", day(2012, 3, 5), "two dates in one line"),
        (
            "2012年3月5日 通过 2012年6月7日 批准\n2015年4月6日 通过、2015年5月7日 批准的决定修正",
            day(2015, 5, 7),
            "amended",
        ),
        ("2012年6月7日 县人大常委会批准", day(2012, 6, 7), "an approval where nothing else is told"),
        ("清政发〔2012〕7号", DateInterval(date(2012, 1, 1), date(2012, 12, 31)), "the year of its number"),
        ("清政发〔2012〕7号　2012年3月5日", day(2012, 3, 5), "beside the number"),
    ],
)
def test_dating_of_a_regulation(context_of: Of, head: str, expected: DateInterval, reason: str) -> None:
    assert law(context_of, head) == expected, reason


def test_dating_of_a_regulation_by_its_last_article(context_of: Of) -> None:
    assert law(context_of, "", "本条例自2012年5月1日起施行。") == DateInterval(None, date(2012, 5, 1))


def test_dating_of_a_regulation_by_its_file(context_of: Of) -> None:
    assert law(context_of, "", "本条例自2012年5月1日起施行。", "值班条例(2012-03-05).md") == day(2012, 3, 5)


@pytest.mark.parametrize(
    ("under", "expected", "reason"),
    [
        ("（2012年3月5日）", day(2012, 3, 5), "a date in brackets"),
        ("二〇一二年三月五日", day(2012, 3, 5), "in Chinese digits"),
        ("县长 李小明（2012年3月）", DateInterval(date(2012, 3, 1), date(2012, 3, 31)), "a month, with the speaker"),
        ("2013-02-13 21:14\n（2012年3月5日）", day(2012, 3, 5), "the day of a web page is not that of the speech"),
    ],
)
def test_dating_of_a_speech_by_the_line_under_its_title(
    context_of: Of, under: str, expected: DateInterval, reason: str
) -> None:
    assert speech(context_of, under=under).date == expected, reason


def test_dating_of_a_speech_by_its_signature(context_of: Of) -> None:
    assert speech(context_of, end="清源县人民政府\n2012年3月5日").date == day(2012, 3, 5)


@pytest.mark.parametrize(
    ("file", "expected", "reason"),
    [
        ("20120305讲话.txt", day(2012, 3, 5), "eight digits"),
        ("2012-03-05_讲话.txt", day(2012, 3, 5), "with hyphens"),
        ("2012年讲话.txt", DateInterval(date(2012, 1, 1), date(2012, 12, 31)), "a year"),
        ("2012_讲话.txt", DateInterval(date(2012, 1, 1), date(2012, 12, 31)), "a year as a prefix"),
        ("000_7867201203b3a00e.txt", DateInterval(), "digits inside a hash"),
        ("讲话12012.txt", DateInterval(), "a longer number"),
    ],
)
def test_dating_of_a_speech_by_its_file(context_of: Of, file: str, expected: DateInterval, reason: str) -> None:
    assert speech(context_of, file=file).date == expected, reason


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        ("要认真值班。", DateInterval(), "nothing bounds it"),
        ("今天是2012年3月5日，大家到得很齐。", day(2012, 3, 5), "the speaker names the day"),
        ("落实十八大精神。开展“两学一做”。", DateInterval(date(2016, 2, 24), None), "the newest mention counts"),
        (
            "落实十六大精神。1-7月份完成收入2亿元。以优异成绩迎接十七大胜利召开。",
            DateInterval(date(2006, 10, 11), date(2007, 10, 14)),
            "both sides; one season in each of two years narrows nothing but the ends",
        ),
        (
            "今年是本届政府任期最后一年。1-7月份完成收入2亿元。以优异成绩迎接十七大胜利召开。",
            DateInterval(date(2007, 8, 1), date(2007, 10, 14)),
            "the year of the term, then the season",
        ),
        ("1-7月份完成收入2亿元。", DateInterval(), "a season without a year bounds nothing"),
        (
            "迎接十七大胜利召开。“两学一做”要抓实。",
            DateInterval(date(2016, 2, 24), None),
            "contradictory: what must be past is believed",
        ),
    ],
)
def test_dating_of_a_speech_by_what_it_mentions(context_of: Of, body: str, expected: DateInterval, reason: str) -> None:
    assert speech(context_of, body=body).date == expected, reason


def test_dating_of_a_saved_page_is_bounded_by_its_publication(context_of: Of) -> None:
    found = speech(context_of, under="来源：清源网  发布时间：2012-03-05")
    assert found == Dating(DateInterval(None, date(2012, 3, 5)), "网页发布时间")


def test_dating_says_what_it_is_based_on(context_of: Of) -> None:
    assert speech(context_of, under="（2012年3月5日）").basis == "题下注明2012年3月5日"
    assert "三严三实" in speech(context_of, body="践行“三严三实”。").basis
    assert speech(context_of).basis == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        alphabet=st.sampled_from("今年是十一五八大迎接召开2012年3月-7日施行公布。\n第条（）讲话通过"), max_size=80
    )
)
def test_dating_takes_any_text(context_of: Of, text: str) -> None:
    found = find_date(context_of(text), text).date
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
