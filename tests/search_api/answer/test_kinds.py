import pytest

from search_api.answer.kinds import gives


@pytest.mark.parametrize(
    ("question", "sentence", "held", "reason"),
    [
        ("几小时内报告？", "应在2小时内报告", True, "hours"),
        ("几小时内报告？", "应及时报告", False, "no number"),
        ("多少个工作日答复？", "二十个工作日内答复", True, "working days in Chinese numerals"),
        ("补助多少钱？", "每次补助50元", True, "money"),
        ("补助多少钱？", "每次补助2天假", False, "another number"),
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
