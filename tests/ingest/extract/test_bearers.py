"""Who a rule binds."""

import pytest

from ingest.extract.bearers import (
    agent,
    agents,
    canonical,
    liable,
    mentioned,
    named_as,
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
        ("为船员提供培训的机构应当备案", "应当", "为船员提供培训的机构", "the preposition is in the name"),
        ("对违规的机构应当通报", "应当", None, "to whom it is done"),
        ("市政府指定的部门应当验收", "应当", "市政府指定的部门", "who is named, not who names"),
        ("国家鼓励垂钓", "鼓励", "国家", "the country"),
        ("省人民政府渔业行政主管部门审核后", "审核", "省人民政府渔业行政主管部门", "渔业 is no verb there"),
        ("对本港工作人员登船进行登记", "登记", None, "to whom, though the cut sees no preposition"),
        ("市政府集中采购机构应当公开", "应当", "市政府集中采购机构", "verbs within the name of a body"),
        ("组织编制规划", "编制", None, "what is done, though it is a noun as well"),
        ("旅行社应当投保", "应当", "旅行社", "a trade by its suffix"),
        ("海鲜加工厂（场）应当登记", "应当", "海鲜加工厂（场）", "a works"),
        ("依法必须报检的渔船的所有人应当登记", "应当", "依法必须报检的渔船的所有人", "a must within the name"),
        ("拒不改正者应当退场", "应当", "拒不改正者", "whoever does what the words say"),
        ("要认真办理", "要", None, "none"),
        ("对办公室工作要支持", "要", None, "what is done to it"),
        ("办公室的工作要上台阶", "要", None, "the work of the office"),
        ("情况要核实", "要", None, "a thing"),
        ("市集主办方应当公布摊位", "应当", "市集主办方", "a party that no list names"),
        ("园区开发商不得改建绿地", "不得", "园区开发商", "a trade"),
        ("市渔政主管部门主管渔船", "主管", "市渔政主管部门", "what looks like the cue is still in the name"),
        ("渔政站与航道站应当会商", "应当", "渔政站与航道站", "both, where nothing else stands before the cue"),
        ("渔政站、航标站等应当会商", "应当", "渔政站、航标站", "and others"),
        ("地方人民政府之间可以会商", "可以", "地方人民政府", "among themselves"),
        ("在上级渔政部门指导下", "下", None, "the upper one is no name after 上"),
        ("行政首长最后表态", "最后", "行政首长", "a post"),
        ("总理召集会议", "召集", "总理", "a post"),
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
    assert agents("由渔政部门责令改正，并由任免机关给予处分") == "渔政部门，任免机关"
    assert agents("由评审组选出的方案，应当公示") is None


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("对负有责任的站长和直接责任人员给予处分", "负有责任的站长和直接责任人员", "the punished"),
        ("追究经办人员的责任", "经办人员", "whose responsibility"),
        ("一律追究带队人员责任", "带队人员", "the same without 的"),
        ("对直接责任人员，除依照海商法处罚外，可以通报", "直接责任人员", "beside another punishment"),
        ("对监测人员进行培训", None, "done to them, but no punishment"),
    ],
)
def test_liable_is_who_is_punished(words: str, expected: str | None, reason: str) -> None:
    assert liable(words) == expected, reason


def test_row_goes_back_over_a_list_of_names() -> None:
    assert row(["渔政部门、码头经营单位", "以及船舶代理机构"]) == "渔政部门、码头经营单位，船舶代理机构"
    assert row(["码头已经停用", "渔政部门"]) == "渔政部门"
    assert row(["有关单位检修设备"]) is None
    assert row(["按照规定应当报检的渔业公司"]) == "按照规定应当报检的渔业公司"
    assert row(["在抢险中表现突出的渔业公司"]) is None
