from datetime import date

import pytest

from search_api.models import DateModel
from tests.ui.fake_lineage import TIGHTENED, between, chain, said, step
from ui.components.timeline import ROWS, Scale, interval_words, member_name, timeline
from ui.components.tree import Node, elements, text_of

YEAR = between(date(2015, 1, 1), date(2015, 12, 31))
MONTH = between(date(2010, 5, 1), date(2010, 5, 31))
NEVER = between(None, None)


def drawn(*dates: DateModel) -> Node:
    """The time line of statements of these dates."""
    return timeline(chain([said("值班人员必须24小时在岗", when, f"d{place}") for place, when in enumerate(dates)]))


def numbers(node: Node, classes: str, *names: str) -> list[tuple[float, ...]]:
    """These attributes of the shapes of a class."""
    held = [e[1] for e in elements(node) if classes in str(e[1].get("class")).split()]  # type: ignore[attr-defined]
    return [tuple(float(one[name]) for name in names) for one in held]


def test_an_interval_is_as_wide_as_what_is_not_known() -> None:
    bars = numbers(drawn(MONTH, YEAR), "bar", "x", "width")
    (month, narrow), (year, wide) = bars
    assert month < year
    assert wide == pytest.approx(12 * narrow, rel=0.2)


def test_an_interval_ends_where_the_next_year_begins() -> None:
    (start, width), *_ = numbers(drawn(YEAR), "bar", "x", "width")
    scale = Scale.over([YEAR])
    assert (start, start + width) == (scale.x(date(2015, 1, 1)), 940)


def test_a_day_can_be_seen() -> None:
    day = between(date(1998, 3, 2), date(1998, 3, 2))
    assert all(width >= 6 for (width,) in numbers(drawn(day, YEAR), "bar", "width"))


def test_what_has_no_date_stands_at_the_side_and_has_no_bar() -> None:
    node = drawn(MONTH, NEVER)
    assert len(numbers(node, "bar", "x")) == 1
    [(side,)] = numbers(node, "unknown", "x")
    [(bar, width)] = numbers(node, "bar", "x", "width")
    assert side > bar + width
    assert "日期不详" in text_of(node)
    assert "日期不详" not in text_of(drawn(MONTH))


@pytest.mark.parametrize(
    ("when", "heads"),
    [
        (between(None, date(2012, 1, 1)), 1),  # 不晚于
        (between(date(2012, 1, 1), None), 1),  # 以后
        (MONTH, 0),  # bounded on both sides
    ],
)
def test_an_interval_that_is_open_says_so(when: DateModel, heads: int) -> None:
    shapes = elements(drawn(MONTH, when), "path")
    assert sum("open" in str(shape[1]["class"]).split() for shape in shapes) == heads  # type: ignore[index]


def test_joins_are_dashed_where_nobody_knows_and_missing_to_the_undated() -> None:
    classes = [str(shape[1]["class"]) for shape in elements(timeline(TIGHTENED), "path")]  # type: ignore[index]
    assert [one for one in classes if one.startswith("join")] == ["join r-tightened c-certain"]


def test_each_row_leads_to_its_statement_and_reads_aloud() -> None:
    rows = elements(timeline(TIGHTENED), "g", having="data-scroll")
    assert [row[1]["data-scroll"] for row in rows] == [member_name(place) for place in range(3)]  # type: ignore[index]
    told = [str(row[1]["aria-label"]) for row in rows]  # type: ignore[index]
    assert "本库最早" in told[0]
    assert "2010-05-01 至 2010-05-31 之间" in told[0]
    assert "收紧" in told[1]
    assert "先后未知" in told[2]


def test_nobody_is_first_where_nothing_has_a_date() -> None:
    assert "本库最早" not in text_of(drawn(NEVER, NEVER))


def test_a_long_chain_is_cut_and_says_so() -> None:
    node = drawn(*[MONTH] * (ROWS + 5))
    assert len(elements(node, "g", having="data-scroll")) == ROWS
    assert "其余 5 处" in text_of(node)


def test_a_step_to_a_later_row_than_is_shown_is_no_error() -> None:
    quotes = [said("甲乙丙", MONTH, f"d{place}") for place in range(ROWS + 2)]
    steps = [step("甲乙丙", "甲乙丙", after=place) for place in range(ROWS + 1)]
    assert "其余 2 处" in text_of(timeline(chain(quotes, steps)))


@pytest.mark.parametrize("years", [1, 9, 40, 300, 9998])
def test_a_scale_names_few_years(years: int) -> None:
    scale = Scale.over([between(date(1, 1, 1), date(years, 12, 31))])
    assert 1 <= len(scale.ticks) <= 10
    assert all(330 <= scale.x(date(year, 1, 1)) <= 940 for year in scale.ticks)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (MONTH, "2010年5月（2010-05-01 至 2010-05-31 之间）"),
        (between(date(2010, 5, 6), date(2010, 5, 6)), "2010年5月6日"),  # a day needs no interval
        (between(None, date(2010, 5, 6)), "不晚于2010年5月"),
        (NEVER, "日期不详，先后未知"),
    ],
)
def test_interval_words_say_what_is_known(when: DateModel, words: str) -> None:
    assert interval_words(when) == words
