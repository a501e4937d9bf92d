"""Who a rule binds."""

import pytest

from ingest.extract.bearers import (
    agent,
    agents,
    canonical,
    liable,
    mentioned,
    named_as,
    names,
    particular,
    row,
    subject,
)


@pytest.mark.parametrize(
    ("clause", "cue", "expected", "reason"),
    [
        ("值班人员要坚守岗位", "要", "值班人员", "a role"),
        ("各乡镇党政办公室要配合", "要", "各乡镇党政办公室", "with what it belongs to"),
        (
            "县级以上人民政府应急管理部门应当制定预案",
            "应当",
            "县级以上人民政府应急管理部门",
            "the last head of the name",
        ),
        ("任何单位和个人不得隐瞒", "不得", "任何单位和个人", "joined"),
        ("申请人在听证期间不得离场", "不得", "申请人", "up to a phrase"),
        ("在检查期间有关人员不得外出", "不得", "有关人员", "after a phrase without a comma"),
        ("要认真办理", "要", None, "none"),
        ("对办公室工作要支持", "要", None, "what is done to it"),
        ("办公室的工作要上台阶", "要", None, "the work of the office"),
        ("情况要核实", "要", None, "a thing"),
        ("市集主办方应当公布摊位", "应当", "市集主办方", "a party that no list names"),
        ("园区开发商不得改建绿地", "不得", "园区开发商", "a trade"),
        ("老旧锅炉应当拆除", "应当", None, "a thing is not who acts"),
        ("理事会审议预算方案应当公开", "应当", "理事会", "a verb that no list of followers holds"),
        ("当事人对裁定不服的可以申诉", "可以", "当事人", "当事人 opens with no preposition"),
        ("领导交代的事要有回音", "要", None, "what leaders give is not they"),
        ("各单位一把手要过问", "要", "各单位一把手", "the head of the unit, not the unit"),
        ("民办非政府组织应当备案", "应当", "民办非政府组织", "not cut at the verb that 组织 is elsewhere"),
    ],
)
def test_subject_is_the_name_before_the_cue(clause: str, cue: str, expected: str | None, reason: str) -> None:
    assert subject(clause, clause.index(cue)) == expected, reason


@pytest.mark.parametrize(
    ("name", "expected", "reason"),
    [
        ("市政府办公室", ("政府办公室",), "canonical"),
        ("带班领导", ("值班人员",), "the vocabulary counts them so"),
        ("单位主要负责人", ("领导干部",), "people before the body they head"),
        ("各县区、各部门", ("下级单位",), "twice the same"),
        ("任何单位和个人", ("任何单位和个人",), "the first word covers both"),
        ("各级党委和政府", ("各级党委和政府",), "the first word covers both"),
        ("公民、法人或者其他组织", ("公民", "法人", "其他组织"), "three that stand alone"),
        ("教育主管部门和公安机关", ("教育主管部门", "公安机关"), "each with its own words"),
        ("应急领导小组办公室", ("应急领导小组办公室",), "not the office of the vocabulary"),
        ("机关档案馆", ("机关档案馆",), "as printed"),
        ("提请有关单位", (), "a verb and its object"),
        ("随后对负责管理的人员", (), "an adverb and a preposition"),
        ("有的分公司", (), "some, not who"),
        ("毛泽东同志", (), "a person spoken of"),
        ("被批评、被处理的同志", (), "people spoken of"),
        ("、支持和引导社会团体", (), "the rest of a list of verbs"),
        ("支持符合条件的企业", (), "urged, whatever follows"),
        ("评审专家三人", (), "a number of people"),
        ("信访局通知申请人", ("信访局",), "up to the verb"),
        ("复核标准由上级机关", ("上级机关",), "who acts in 由…"),
        ("或者承运人员", ("承运人员",), "without the conjunction"),
        ("规划部门（以下简称主管部门）", ("规划部门",), "without the aside"),
        ("委托单位", ("委托单位",), "a verb before a bare head names somebody"),
        ("接到投诉的部门", ("接到投诉的部门",), "a verb before 的 describes"),
        ("劳动保障监察机构", ("劳动保障监察机构",), "a noun though a verb elsewhere"),
        ("园林局及其下属机构", ("园林局及其下属机构",), "its own have no name without it"),
        ("其他学校、团体、企业", ("其他学校、团体、企业",), "the first word covers three"),
        ("办公室、督查室的同志", ("办公室工作人员", "督查人员"), "the people of both"),
        ("市水务局下发通知", ("市水务局",), "up to a verb that no list holds"),
        ("港务局统计机构", ("港务局统计机构",), "a verb between two heads"),
        ("省政府授权有关机构", ("省政府授权有关机构",), "entrusted is said within the name"),
        ("船闸管理处、直接涉及通航的单位", ("船闸管理处", "直接涉及通航的单位"), "涉及 joins nothing"),
        ("抗旱指挥部具体组织灌区单位", ("抗旱指挥部",), "组织 is what it does"),
        ("未能产生的代表", (), "what is not"),
        ("家长为学生", (), "for whom"),
        ("担保公司", ("担保公司",), "a verb before a kind of company names it"),
        ("发现公司", (), "a verb that has people as its object"),
        ("宣告该承运人", (), "a verb before what points"),
        ("河道码头的布局", (), "a thing that ends like an office"),
        ("连同承运人", (), "together with whom"),
        ("减少作坊", (), "a verb and its object"),
        ("超出船员", (), "a verb and its object"),
        ("任免机关、单位", ("任免机关、单位",), "what stands before is said of both general nouns"),
        ("冰场主管部门和单位或者公安机关", ("冰场主管部门和单位", "公安机关"), "and a name of its own"),
        ("广大职工特别是领导干部", ("职工", "领导干部"), "both, the second above all"),
        ("提议案人", ("提议案人",), "whoever does what verb and object say"),
        ("带班领导", ("值班人员",), "the vocabulary's word"),
        ("参会代表", ("参会代表",), "a verb that holds its object"),
        ("被检查单位", ("被检查单位",), "named by what is done to it"),
        ("货款转入第三方", (), "where something goes"),
        ("取消了评审机构", (), "an aspect"),
        ("归该合作社", (), "whose it is"),
        ("本细则所称“用户、操作人员", (), "a definition, cut in a quotation"),
    ],
)
def test_names_are_canonical_or_as_printed(name: str, expected: tuple[str, ...], reason: str) -> None:
    assert names(name) == expected, reason


def test_agent_is_who_acts_after_by() -> None:
    assert agent("由经办人书面说明") == "经办人"
    assert agent("由灌区的区（市）水务部门启动响应") == "灌区的区（市）水务部门"
    assert agent("由此可见") is None
    assert agent("由交通部会同财政部制定") == "交通部、财政部"
    assert agent("由外交部制发") == "外交部"


def test_named_as_is_who_holds_a_post() -> None:
    assert named_as("一旦任命为办公室主任") == "办公室主任"
    assert named_as("作为督查员") == "督查员"


def test_named_as_takes_roles_only() -> None:
    assert named_as("作为办公室干部，要自律") == "办公室干部"
    assert named_as("作为一项任务") is None


def test_mentioned_is_no_work_of_the_office() -> None:
    assert mentioned("这是对办公室工作人员的要求") == "办公室工作人员"
    assert mentioned("这是办公室工作的要求") is None


def test_particular_leaves_out_people_in_general() -> None:
    assert particular("大家都知道，机要人员责任大") == "机要保密人员"
    assert particular("大家都知道") is None


def test_canonical_looks_at_the_end_of_a_name() -> None:
    assert canonical("办公室负责人") == "办公室主任"
    assert canonical("办公室的桌椅") is None


def test_agents_are_found_anywhere_but_not_where_they_say_which() -> None:
    assert agents("逾期不改的，由水务部门责令停业") == "水务部门"
    assert agents("由评审组选出的方案，应当公示") is None


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("对负有责任的站长和直接责任人员给予处分", "负有责任的站长和直接责任人员", "the punished"),
        ("追究经办人员的责任", "经办人员", "whose responsibility"),
        ("对监测人员进行培训", None, "done to them, but no punishment"),
    ],
)
def test_liable_is_who_is_punished(words: str, expected: str | None, reason: str) -> None:
    assert liable(words) == expected, reason


def test_row_goes_back_over_a_list_of_names() -> None:
    assert row(["渔政部门、码头经营单位", "以及船舶代理机构"]) == "渔政部门、码头经营单位、船舶代理机构"
    assert row(["码头已经停用", "渔政部门"]) == "渔政部门"
    assert row(["有关单位检修设备"]) is None
