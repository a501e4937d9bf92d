"""Sanctions: what happens otherwise."""

import pytest

from ingest.extract.sanctions import find_sanction, is_breach


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("迟报误事的，追究经办人的责任", "追究经办人的责任", "who is liable is part of it"),
        ("违反本办法的，由主管部门责令改正", "由主管部门责令改正", "the agent is part of it"),
        ("对逾期不办的，将进行通报", "将进行通报", "announced"),
        ("对屡次迟到的单位，纳入年度考核", "纳入年度考核", "it counts against them"),
        ("不按时交件，违者扣发奖金", "扣发奖金", "违者"),
        ("情节严重的，给予撤职处分，并公开", "给予撤职处分", "up to the next comma"),
        ("发现一次脱岗，取消评优资格", "取消评优资格", "found out"),
        ("应当给予处分的，报上级决定", None, "that is still the case"),
        ("超过期限的，不得重复给予处分", None, "a sanction that is forbidden"),
        ("要认真吸取教训，依法追究责任", None, "nobody is said to have broken anything"),
        ("有突出贡献的，给予奖励", None, "a reward"),
        ("对工作要认真检查处理", None, "handling a matter punishes nobody"),
    ],
)
def test_sanction_is_what_happens_to_whoever_breaks_a_rule(words: str, expected: str | None, reason: str) -> None:
    assert find_sanction(words, breach=False) == expected, reason


def test_sanction_may_follow_a_breach_told_before() -> None:
    assert find_sanction("并处1000元罚款", breach=False) is None
    assert find_sanction("并处1000元罚款", breach=True) == "并处1000元罚款"


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("违者重罚", True, "whoever breaks it"),
        ("造成损失的，", True, "a case in 的"),
        ("要防止违规操作", False, "a breach to be avoided, by nobody in particular"),
    ],
)
def test_breach_is_told_of_whoever_does_it(words: str, expected: bool, reason: str) -> None:
    assert is_breach(words) is expected, reason
