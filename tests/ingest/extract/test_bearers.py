"""Who a rule binds."""

import pytest

from ingest.extract.bearers import addressed, agent, canonical, mentioned, named_as, names, particular, subject


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
    ],
)
def test_names_are_canonical_or_as_printed(name: str, expected: tuple[str, ...], reason: str) -> None:
    assert names(name) == expected, reason


def test_agent_is_who_acts_after_by() -> None:
    assert agent("由经办人书面说明") == "经办人"
    assert agent("由此可见") is None


def test_named_as_is_who_holds_a_post() -> None:
    assert named_as("一旦任命为办公室主任") == "办公室主任"
    assert named_as("作为督查员") == "督查员"


def test_addressed_is_who_is_asked() -> None:
    assert addressed("希望各位秘书人员多读书") == "各位秘书人员"
    assert addressed("应当多读书") is None


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
