"""Cues of modality and force inside one clause."""

import pytest

from ingest.extract.clauses import cut, simplified
from ingest.extract.modality import decisive
from ingest.model import Force, Modality, Span


def decided(words: str) -> tuple[Modality, Force] | None:
    """What the first clause of `words` decides."""
    cue = decisive(cut(simplified(words), Span(0, len(words)))[0].bare)
    return (cue.modality, cue.force) if cue else None


MUST, MUST_HARD = (Modality.OBLIGATION, Force.SOFT), (Modality.OBLIGATION, Force.HARD)
NOT, NOT_HARD = (Modality.PROHIBITION, Force.SOFT), (Modality.PROHIBITION, Force.HARD)
MAY, HOPED = (Modality.PERMISSION, Force.SOFT), (Modality.RECOMMENDATION, Force.SOFT)


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("大家要重视安全", MUST, "要; 重视 is no cue"),
        ("各科室应当配合", MUST, "应当"),
        ("要求各科室配合", MUST, "somebody is required"),
        ("不得不提前准备", MUST, "two negations order"),
        ("要求真务实", MUST, "要 + 求真务实"),
        ("必须签字", MUST_HARD, "必须"),
        ("务必核对", MUST_HARD, "务必"),
        ("一律登记", MUST_HARD, "一律"),
        ("要坚决不碰红线", NOT_HARD, "the prohibition takes over"),
        ("严禁外传", NOT_HARD, "严禁"),
        ("嚴禁外傳", NOT_HARD, "traditional characters"),
        ("一律不接", NOT_HARD, "一律不"),
        ("不能推诿", NOT, "不能"),
        ("没有谁可以例外", NOT, "nobody may"),
        ("不允许不登记就出车", NOT_HARD, "a ban on leaving something undone"),
        ("没有钥匙不得进库", NOT_HARD, "a case that is negated leaves the ban as it is"),
        ("值班员不能不接电话", MUST, "two negations"),
        ("经批准方可外出", MAY, "方可"),
        ("切勿大意", NOT, "切勿"),
        ("可以轮休", MAY, "可以"),
        ("有权拒绝", MAY, "有权"),
        ("希望大家珍惜", HOPED, "希望"),
        ("提倡互助", HOPED, "提倡"),
        ("希望大家务必珍惜", MUST_HARD, "务必 leaves no choice"),
        ("处理应当公正", MUST, "处理 + 应当, not 理应"),
    ],
)
def test_cue_decides_modality_and_force(words: str, expected: tuple[Modality, Force], reason: str) -> None:
    assert decided(words) == expected, reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("核定意见不得涂改", "意见 is a word of its own"),
        ("应当在出具单据的同时", "同时 is no case"),
        ("县政府与企业应当改善渠道的管护", "与 joins two who must"),
        ("对闸门应当采取必要的防冻措施", "what is done to it"),
        ("供水单位应当尽快恢复供水", "应收尽收 is a saying, 应当尽快 an order"),
        ("轿厢内应当装设电话", "内应 is no word before 当"),
        ("购销合同应当写明交货的时间", "同 at the end of a word is no preposition"),
        ("候车场所应当公布班车的时间", "nor is 所 one of its kind"),
        ("可以延长至二十四小时", "小时 is no case"),
        ("任何人不得以牟利为目的", "nor does 目的 make one"),
    ],
)
def test_cue_stands_beside_words_that_look_alike(words: str, reason: str) -> None:
    assert decided(words) is not None, reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("这项任务十分重要", "重要"),
        ("会议纪要已经印发", "纪要"),
        ("提高应急能力", "应急"),
        ("主动适应形势", "适应"),
        ("这种做法完全可行", "可行"),
        ("领导提出新的要求", "要求 as a noun"),
        ("根据工作需要", "需要 as a noun"),
        ("未经批准允许", "allowed by nobody"),
        ("不可能一蹴而就", "不可能 is no ban"),
        ("看能不能办成", "a question"),
        ("坚持三个必须", "the name of a list"),
        ("学习“要想富先修路”的经验", "quoted"),
        ("落实《不得接受礼品的规定》", "a title"),
        ("对需要上报的事项", "which, not what"),
        ("如果需要改期", "in which case"),
        ("这样下去要出问题", "foretold"),
        ("自知道或者应当知道之日起", "what one might have known"),
        ("应当登记而未登记的", "a case"),
        ("需要登记的其他物品", "an item of a list"),
        ("送请局长核定", "送请 is a word"),
        ("应急性抽水", "应急性 is a word"),
        ("采纳代表的合理化建议", "建议 as a noun"),
    ],
)
def test_cue_is_none_inside_other_words(words: str, reason: str) -> None:
    assert decided(words) is None, reason
