"""Whom the rules bind that name nobody."""

from collections.abc import Callable

from ingest.extract.context import Context
from ingest.extract.rules import find_rules

Of = Callable[..., Context]

STATUTE = """清岭县冰场管理办法

第一条 {0}

第二条 {1}

第三条 {2}
"""
SPEECH = """在全县办公室工作会议上的讲话
同志们：
{0}
"""


def bindings(context_of: Of, text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(rule.bearers, rule.bearers_by) for rule in find_rules(context_of(text))]


def test_settled_looks_ahead_within_an_article_to_who_is_known(context_of: Of) -> None:
    text = STATUTE.format("冰场经营者应当备案。救护员应当在岗。", "冰面必须每日检查。{0}应当设置围栏。", "")
    known, new = text.replace("{0}", "冰场经营者"), text.replace("{0}", "市体育局")
    assert bindings(context_of, known)[2] == (("冰场经营者",), "sentence after")
    assert bindings(context_of, new)[2] == (("救护员",), "document")


def test_settled_goes_back_past_nobody_in_particular(context_of: Of) -> None:
    text = STATUTE.format("冰场经营者应当备案。", "任何单位和个人不得破坏围栏。", "冰面裂缝必须立即封闭。")
    assert bindings(context_of, text)[2] == (("冰场经营者",), "document")


def test_settled_goes_back_to_who_acted_last(context_of: Of) -> None:
    text = STATUTE.format("冰场经营者应当熟悉急救。", "冰面裂缝必须立即封闭。", "救护员应当在岗。")
    assert bindings(context_of, text)[1] == (("冰场经营者",), "document")


def test_settled_passes_over_who_only_decides_and_to_whom_a_thing_is_brought(context_of: Of) -> None:
    decides = STATUTE.format("冰场经营者应当熟悉急救。", "收费标准由市物价局制定。", "冰面裂缝必须立即封闭。")
    assert bindings(context_of, decides)[2] == (("冰场经营者",), "document")
    brought = STATUTE.format("冰场经营者应当熟悉急救。", "市体育局应当公布冰期。", "停业的，应当报市体育局备案。")
    assert bindings(context_of, brought)[2] == (("冰场经营者",), "document")


def test_settled_gives_a_budget_to_the_government(context_of: Of) -> None:
    text = STATUTE.format(
        "云溪县人民政府应当修缮冰场。", "冰场经营者应当设置围栏。", "冰场巡查所需经费列入本级财政预算。"
    )
    assert bindings(context_of, text)[2] == (("云溪县人民政府",), "document")


def test_settled_keeps_those_who_are_punished_out_of_what_others_must_do(context_of: Of) -> None:
    text = STATUTE.format(
        "冰场经营者应当设置围栏。", "违反本办法，造成损失的，对直接责任人员给予处分。", "围栏应当牢固。"
    )
    assert bindings(context_of, text)[2] == (("冰场经营者",), "document")


def test_settled_in_a_speech_takes_comrades_for_the_people_of_the_office(context_of: Of) -> None:
    text = SPEECH.format("一、首问负责\n第一个接电话的同志要负责到底。")
    assert bindings(context_of, text) == [(("办公室工作人员",), "named")]


def test_settled_has_a_name_for_who_applies(context_of: Of) -> None:
    text = STATUTE.format("市体育局应当公布冰期。", "申请经营冰场的，应当提交安全方案。", "申请人不得转让许可。")
    assert bindings(context_of, text)[1] == (("申请人",), "document")


def test_settled_has_a_name_for_who_does_what_a_rule_begins_with(context_of: Of) -> None:
    text = STATUTE.format("市体育局应当公布冰期。", "举办冰上赛事，应当提前清场。", "举办者应当投保。")
    assert bindings(context_of, text)[1] == (("举办者",), "document")


def test_settled_takes_a_ban_after_an_agent_for_everybodys(context_of: Of) -> None:
    ban = STATUTE.format("冰期由市体育局公布。禁止在薄冰上行走。", "任何单位和个人不得损坏围栏。", "")
    order = STATUTE.format("冰期由市体育局公布。公布前应当测量冰厚。", "任何单位和个人不得损坏围栏。", "")
    assert bindings(context_of, ban)[1] == (("任何单位和个人",), "document")
    assert bindings(context_of, order)[1] == (("市体育局",), "sentence before")


def test_settled_takes_a_text_made_of_articles_for_a_regulation(context_of: Of) -> None:
    text = STATUTE.replace("办法", "几个问题的解释").format("裁判员应当公正。", "比赛应当公开。", "成绩应当公布。")
    assert {names for names, _ in bindings(context_of, text)} == {("裁判员",)}


def test_settled_forbids_everybody_in_the_words_of_the_document(context_of: Of) -> None:
    text = STATUTE.format("市体育局应当公布冰期。", "禁止在冰场内垂钓。", "任何单位和个人不得损坏围栏。")
    assert bindings(context_of, text)[1] == (("任何单位和个人",), "document")


def test_settled_keeps_a_principle_for_those_whose_rules_follow(context_of: Of) -> None:
    text = STATUTE.format("市体育局应当公布冰期。", "冰场经营应当遵循安全第一的原则。", "冰场经营者应当设置围栏。")
    assert bindings(context_of, text)[1] == (("冰场经营者",), "document")


def test_settled_looks_on_where_nobody_has_acted_yet(context_of: Of) -> None:
    text = STATUTE.format("冰场管理应当遵循安全第一的原则。", "冰场经营者应当设置围栏。", "救护员应当在岗。")
    assert bindings(context_of, text)[0] == (("冰场经营者",), "document")


def test_settled_in_a_speech_is_its_audience(context_of: Of) -> None:
    conduct = SPEECH.format("一、转变作风\n要吃苦耐劳，要任劳任怨。")
    act = SPEECH.format("一、健全制度\n要建立会议审批制度，要制定考核办法。")
    assert bindings(context_of, conduct) == [(("办公室工作人员",), "audience")]
    assert bindings(context_of, act) == [(("办公室",), "audience")]


def test_settled_takes_units_in_a_speech_for_those_under_the_office(context_of: Of) -> None:
    text = SPEECH.format("一、严格考核\n没有交表的单位要说明原因。")
    assert bindings(context_of, text) == [(("下级单位",), "named")]


def test_settled_leaves_open_what_nobody_in_a_regulation_is_told(context_of: Of) -> None:
    text = STATUTE.format("冰面必须每日检查。", "围栏应当牢固。", "灯光应当充足。")
    assert {names for names, _ in bindings(context_of, text)} == {()}
