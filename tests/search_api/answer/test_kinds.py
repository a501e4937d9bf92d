import pytest

from search_api.answer.kinds import counts, gives


@pytest.mark.parametrize(
    ("question", "sentence", "held", "reason"),
    [
        ("几小时内报告？", "应在2小时内报告", True, "hours"),
        ("几小时内报告？", "应及时报告", False, "no number"),
        ("多少个工作日答复？", "二十个工作日内答复", True, "working days in Chinese numerals"),
        ("补助多少钱？", "每次补助50元", True, "money"),
        ("补助多少钱？", "每次补助2天假", False, "another number"),
        ("值班补助发多少？", "每周抽查两次，扣发补助", False, "what is paid is money"),
        ("多久报一次？", "报送上一年度报告", False, "a year that is no length of time"),
        ("由几个人组成？", "由5名成员组成", True, "people"),
        ("由几个人组成？", "由有关人员组成", False, "people, but no number"),
        ("分几级？", "分为一级、二级", True, "grades"),
        ("主任叫什么名字？", "办公室主任王建国主持", True, "a name beside a post"),
        ("主任叫什么名字？", "办公室主任主持", False, "a post alone"),
        ("值班有什么要求？", "要在岗", True, "words answer other questions"),
    ],
)
def test_gives_looks_for_the_kind_that_is_asked_for(question: str, sentence: str, held: bool, reason: str) -> None:
    assert gives(question, [sentence]) is held, reason
    assert not gives("几小时内？", [])


@pytest.mark.parametrize(
    ("question", "text", "counted"),
    [
        ("几天内答复？", "应当在20个工作日内答复", True),
        ("几天内答复？", "应当当日答复", False),
        ("怎么答复？", "应当在20个工作日内答复", False),
    ],
)
def test_counts_wants_figures_where_a_number_is_asked_for(question: str, text: str, counted: bool) -> None:
    assert counts(question, text) is counted
