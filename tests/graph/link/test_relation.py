import pytest

from graph.link.align import Worded, align
from graph.link.normal import normal
from graph.link.relation import Relation, quantities, read_relation


def relation(before: str, after: str) -> Relation:
    """What the second does to the first."""
    return read_relation(align(Worded(normal(before).text), Worded(normal(after).text))).relation


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("值班员要守时", "值班员要守时。", "verbatim", id="marks change nothing"),
        pytest.param("传真二十份以上须登记", "传真20份以上须登记", "verbatim", id="digits change nothing"),
        pytest.param("值班员要按时到岗", "值班人员要准时到岗", "edited", id="other words"),
        pytest.param("希望大家按时交接班", "大家必须按时交接班", "tightened", id="hoped, then ordered"),
        pytest.param("交接班应当逐项登记", "交接班必须逐项登记", "tightened", id="should, then must"),
        pytest.param("不要在机房会客", "严禁在机房会客", "tightened", id="do not, then strictly forbidden"),
        pytest.param("机房内不得会客", "机房内不得会客，不得吸烟", "tightened", id="one more ban"),
        pytest.param("机房必须锁门", "机房应当锁门", "relaxed", id="must, then should"),
        pytest.param("不得外借印章", "不得擅自外借印章", "relaxed", id="a condition added to a ban"),
        pytest.param("印章一律不外借", "印章一律不外借，县政府另有规定的除外", "relaxed", id="an exception"),
        pytest.param("印章外借须登记，特殊情况除外", "印章外借须登记", "tightened", id="an exception taken away"),
        pytest.param("接报后2小时内上报", "接报后1小时内上报", "deadline_changed", id="another deadline"),
        pytest.param("接报后10日内办结回复", "接报后10个工作日内办结回复", "deadline_changed", id="working days"),
        pytest.param("接报后应当在三日内书面反馈", "接报后应当书面反馈", "deadline_changed", id="a deadline dropped"),
        pytest.param("接报后应当及时上报", "接报后应当立即上报", "deadline_changed", id="at once"),
        pytest.param("由从业3年以上的人员担任", "由从业1年以上的人员担任", "relaxed", id="a lower threshold"),
        pytest.param("违者给予警告处分", "违者给予记过处分", "tightened", id="a harder sanction"),
    ],
)
def test_relation_is_read_from_the_words_that_changed(before: str, after: str, expected: str) -> None:
    assert relation(before, after) == expected


def test_relation_names_the_words() -> None:
    found = read_relation(align(Worded("机房内不应当会客"), Worded("机房内不得会客")))
    assert [(change.before, change.after) for change in found.changes] == [("不应当", "不得")]


def test_quantities_know_deadlines_from_other_amounts() -> None:
    found = quantities("2014年3月1日起每班3人2小时内上报罚款500元以下")
    assert [(one.words, one.deadline) for one in found] == [("3人", False), ("2小时内", True), ("500元以下", False)]
