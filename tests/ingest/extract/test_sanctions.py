"""Sanctions: what happens otherwise."""

import pytest

from ingest.extract.sanctions import find_sanction, is_breach
from ingest.model import Sanction, Span


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
        ("迟交的，在全系统通报，并扣减考核分值", "在全系统通报，并扣减考核分值", "all that follows"),
        ("空岗的，给予警告，情节严重的，给予记过", "给予警告", "up to the next case"),
        ("逾期未报计划的，一律不予受理", "一律不予受理", "a wrong, and what is refused for it"),
        ("私藏印章者，违反规定的，依照有关法规查处", "依照有关法规查处", "what a law has in store"),
        ("漏办急件的，由经办人作书面检查", "由经办人作书面检查", "owning up to it"),
        ("造成事故的，负责人就地免职", "就地免职", "out of office on the spot"),
        ("逾期不报的，视为未安排值守", "视为未安排值守", "what one is taken to have done"),
        ("漏登误事的，应当查明并将处理结果告知投诉人", None, "a result is told"),
        ("依法受到行政处罚的人员违反规程，另行登记", None, "what was undergone"),
        ("有因违反规程被调离的记录", None, "how somebody was"),
        ("接到泄露情况报告后，应当立即作出处理", None, "a matter is dealt with"),
        ("重复申请的，不予受理", None, "how a matter is handled"),
        ("调离的，由原单位收回钥匙", None, "what is due to be given back"),
        ("擅自占用的，责令限期腾退", "责令限期腾退", "whatever is ordered"),
        ("漏缴水费的，依照《清岭县供水办法》的规定处罚", "依照《清岭县供水办法》的规定处罚", "by another text"),
        ("造成损坏的，应当依法赔偿", "应当依法赔偿", "to make good"),
        ("多次空岗的，收回专用车辆使用权限", "收回专用车辆使用权限", "what is taken back"),
        ("逾期不拆的，由水务局拆除，有关费用由当事人承担", "费用由当事人承担", "who pays for it"),
        ("凡发现弄虚作假的，年底不得评先评优", "不得评先评优", "what one loses"),
        ("在处分期间违规的，其中受记过处分的，不得晋升", None, "what a sanction brings with it"),
        ("酒后出车的，从重处分", "从重处分", "how much of it"),
        ("对三次以上空岗的科室，取消评先资格", "取消评先资格", "those of whom it is told"),
        ("谁漏登了就找谁，按渎职论处", "谁漏登了就找谁，按渎职论处", "whoever it was"),
        ("逾期的，由检查组依法调查处置", None, "looking into a matter punishes nobody"),
        ("漏登的，应当提出给予处分的建议", None, "a thing that is named after it"),
        ("因故缺席的人员，不受处分", None, "the contrary"),
        ("对腐败行为，必须严加惩治", "严加惩治", "done with severity to those who do it"),
        ("一年内被退稿三次以上的科室，由主任约谈", "由主任约谈", "how often they did it"),
        ("逾期未领的，作自动放弃处理", "作自动放弃处理", "as what it is dealt with"),
        ("拒不认领的，可以不作为失物处理", None, "dealt with as no such thing"),
        ("公安部门负责对妨碍公务的行为依法予以处罚", None, "what an authority is for"),
        ("酒后出车的，在受警告处分期间不得晋升", None, "while it lasts"),
        ("应当给予处分的，报上级决定", None, "that is still the case"),
        ("超过期限的，不得重复给予处分", None, "a sanction that is forbidden"),
        ("要认真吸取教训，依法追究责任", None, "nobody is said to have broken anything"),
        ("有突出贡献的，给予奖励", None, "a reward"),
        ("对工作要认真检查处理", None, "handling a matter punishes nobody"),
        ("发现涉嫌犯罪的线索，移交公安机关处理", None, "a finding that is handed on"),
    ],
)
def test_sanction_is_what_happens_to_whoever_breaks_a_rule(words: str, expected: str | None, reason: str) -> None:
    found = find_sanction(words, breach=False)
    assert (found and found.text) == expected, reason
    if found is not None:
        assert found.consequence is not None
        assert found.consequence.of(words) == expected, reason


def test_sanction_may_follow_a_breach_told_before() -> None:
    assert find_sanction("并处1000元罚款", breach=False) is None
    found = find_sanction("并处1000元罚款", breach=True, start=40)
    assert found == Sanction("并处1000元罚款", Span(40, 49))


@pytest.mark.parametrize(
    ("words", "trigger", "reason"),
    [
        ("车辆要入库，私自出车的，通报批评", "私自出车的", "the case right before it"),
        ("对漏登的，由办公室责令改正", "对漏登的", "the agent belongs to the consequence"),
        ("私自出车的，或者酒后驾驶的，给予警告处分", "私自出车的，或者酒后驾驶的", "all cases in a row"),
        ("严禁私自出车，违者扣发奖金", "违者", "whoever breaks it"),
    ],
)
def test_sanction_tells_what_brings_it_about(words: str, trigger: str, reason: str) -> None:
    found = find_sanction(words, breach=False)
    assert found is not None
    assert found.trigger is not None
    assert found.trigger.of(words) == trigger, reason


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
