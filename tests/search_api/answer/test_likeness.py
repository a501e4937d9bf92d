"""The measure by which a pinned answer is found again, on questions of one meaning and on near ones of another."""

import pytest

from search_api.answer.likeness import ENOUGH, likeness

SAME = [
    ("值班有什么要求？", "值班的要求是什么", "another order of words that ask"),
    ("值班有什么要求？", "值班要求", "no question at all"),
    ("公函多久内要签收？", "公函多长时间签收", "another way to ask how long"),
    ("公函多久内要签收？", "多久内要签收公函", "another order"),
    ("公函多久内要签收？", "公函多久內要簽收", "traditional characters"),
    ("公函多久内要签收？", "请问一下，公函多久内要签收呀？", "courtesy"),
    ("谁负责车辆调度", "车辆调度由谁负责？", "who, the other way round"),
    ("值班能不能喝酒", "值班可以喝酒吗", "whether one may"),
    ("车辆出车审批多久必须办完？", "车辆出车审批多久办完", "a word that tells little"),
    ("“四勤”是什么", "四勤是哪四勤", "quotation marks"),
]
OTHER = [
    ("公函多久内要签收？", "特急公函多久内要签收？", "a word more"),
    ("公函多久内要签收？", "公函多久内要归档？", "another act"),
    ("公函多久内要签收？", "公函由谁签收？", "who, not how long"),
    ("值班人员几点到岗", "带班领导几点到岗", "somebody else, though the lexicon has them in one"),
    ("办公室主任需要哪些能力", "办公室副主任需要哪些能力", "one character"),
    ("请假2小时要谁批准", "请假1天要谁批准", "another number"),
    ("一级响应多久到岗", "二级响应多久到岗", "another grade"),
    ("不参加培训怎么办", "参加培训怎么办", "the contrary"),
    ("下级向上级多久报告一次", "上级向下级多久报告一次", "the other direction"),
    ("内部车辆可以借吗", "车辆可以借吗", "a limit more"),
    ("“四勤”是什么", "“五勤”是什么", "another formula"),
    ("", "", "nothing is like nothing"),
    ("？", "！", "marks alone"),
]


@pytest.mark.parametrize(("one", "other", "reason"), SAME)
def test_likeness_finds_one_question_in_other_words(one: str, other: str, reason: str) -> None:
    assert likeness(one, other) >= ENOUGH, reason
    assert likeness(other, one) == likeness(one, other)


@pytest.mark.parametrize(("one", "other", "reason"), OTHER)
def test_likeness_keeps_near_questions_apart(one: str, other: str, reason: str) -> None:
    assert likeness(one, other) < ENOUGH, reason
    assert likeness(other, one) == likeness(one, other)


def test_likeness_of_a_long_question_bears_a_word_more() -> None:
    long = "车队司机节假日夜间出车回场以后钥匙交到哪个窗口"
    assert ENOUGH <= likeness(long, f"平安{long}") < 1
