import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from search_api.models import DateModel, TextModel
from search_api.models.corrections import ConflictModel, CorrectionRequest, ExplanationModel
from tests.ui.fake_api import HOSTILE, RULES, TEXT, FakeApi, asked
from tests.ui.fake_corrections import correction
from tests.ui.pages import nodes_of, open_dialog, open_page, words_of
from ui import labels
from ui.client import Api, Taken
from ui.components import correcting, curator, reader
from ui.components.address import Address
from ui.components.date_setting import set_date
from ui.components.explained import explanation, reason
from ui.components.handing_in import Attempt, ask
from ui.components.naming import correct_name
from ui.components.settling import move
from ui.components.tree import elements, text_of

RULE = RULES[1]
DATE = DateModel.model_validate({"earliest": "2014-05-01", "latest": "2014-05-31"})
OPEN = f"rule-{RULE.start}-{RULE.end}"


@pytest.fixture
def api() -> FakeApi:
    curator.last_name.clear()
    return FakeApi()


def explained(api: FakeApi, name: str) -> tuple[TextModel, reader.Item, ExplanationModel]:
    """What the panel of a thing is drawn from."""
    shown = Address("documents", (("open", name),))
    everything = reader.items(shown, api.text)
    item = reader.chosen(shown, everything)
    assert item is not None
    why = reason(item, api.corrected.explanations().items)
    assert why is not None
    return api.text, item, why


def changing(api: FakeApi, name: str = OPEN) -> AppTest:
    given = explained(api, name)
    return open_dialog(api, lambda: correcting.change(*given))


def adding(api: FakeApi, *place: int) -> AppTest:
    return open_dialog(api, lambda: correcting.add(api.text, *place))


def press(test: AppTest, label: str) -> None:
    """Presses the last button with this label, which is the one on top."""
    [b for b in test.button if b.label == label][-1].click().run()
    assert not test.exception, test.exception


def fill(test: AppTest, label: str, words: str) -> None:
    fields = [*test.text_input, *test.text_area]
    next(one for one in fields if one.label.startswith(label)).set_value(words)


def test_a_click_on_a_mark_leads_to_its_explanation(api: FakeApi) -> None:
    test = open_page(api, "documents", id="d1")
    marks = [e for node in nodes_of(test) for e in elements(node, "mark", having="data-go")]
    hrefs = [str(m[1]["href"]) for m in marks]  # type: ignore[index]
    assert f"/documents?id=d1&open={OPEN}" in hrefs
    # Of two that overlap the smaller one is meant: the larger can still be clicked elsewhere.
    ability = next(m for m in marks if m[2] == ["应急处置能力"])
    assert "open=ability-" in str(ability[1]["href"])  # type: ignore[index]


def test_the_explanation_tells_finder_cue_resolution_and_doubts(api: FakeApi) -> None:
    api.corrected.doubts = {f"rule-{RULE.start}": ["所在的句子不完整"]}
    words = words_of(open_page(api, "documents", id="d1", open=OPEN))
    for expected in (
        "触发的字严禁",
        "责任主体值班人员本句点明",
        "后果追究责任",
        "所在的句子不完整",
        "第 2 条，共 4 条",
    ):
        assert expected in words
    for machine in ("find_rules", "named"):
        assert machine not in words


def test_the_explanation_of_a_changed_rule_tells_how_it_was_found_at_first(api: FakeApi) -> None:
    _, item, why = explained(api, OPEN)
    changed = why.model_copy(
        update={
            "finder": "校订",
            "first_finder": "find_rules",
            "first_cue": "严禁",
            "corrections": [correction(by="王敏")],
        }
    )
    words = text_of(explanation(Address("documents"), [item], item, TEXT, changed))
    for expected in ("方法由王敏校订", "原先的方法按情态词", "原先触发的字严禁"):
        assert expected in words
    added = changed.model_copy(update={"first_finder": "", "first_cue": ""})
    assert "原先" not in text_of(explanation(Address("documents"), [item], item, TEXT, added))


@pytest.mark.parametrize(
    ("printed", "iso", "working", "remark"),
    [
        ("1小时内", "PT1H", False, ""),
        ("30 分钟以内", "PT30M", False, ""),
        ("5个工作日内", "P5D", True, ""),
        ("15日内", "P15D", False, ""),
        ("半小时内", "PT30M", False, "折合 30 分钟"),
        ("三个工作日内", "P3D", True, "折合 3 天（工作日）"),
        ("及时", None, False, "没有写明具体多久"),
    ],
)
def test_the_explanation_tells_a_deadline_once(
    api: FakeApi, printed: str, iso: str | None, working: bool, remark: str
) -> None:
    _, item, why = explained(api, OPEN)
    fields = why.fields | {"deadline": {"text": printed, "iso": iso, "working_days": working}}
    shown = explanation(Address("documents"), [item], item, TEXT, why.model_copy(update={"fields": fields}))
    assert f"时限{printed}{remark}" in [text_of(line) for line in elements(shown, "div")]


def test_the_explanation_says_what_else_stands_there(api: FakeApi) -> None:
    rule = RULES[3]
    words = words_of(open_page(api, "documents", id="d1", open=f"rule-{rule.start}-{rule.end}"))
    assert "此处还认出能力应急处置能力" in words


def test_noise_is_shown_with_its_fix_and_reason(api: FakeApi) -> None:
    start = TEXT.index(HOSTILE)
    words = words_of(open_page(api, "documents", id="d1", open=f"noise-{start}-{start + len(HOSTILE)}"))
    for expected in ("类型广告或网页残留", "改法清理时略去", f"触发的字{HOSTILE[:2]}"):
        assert expected in words


def test_a_clean_text_leaves_noise_out_and_can_be_taken_back(api: FakeApi) -> None:
    def original(test: AppTest) -> str:
        article = next(e for node in nodes_of(test) for e in elements(node, "article"))
        return json.dumps(article[2], ensure_ascii=False)

    assert "evil.example" in original(open_page(api, "documents", id="d1"))
    test = open_page(api, "documents", id="d1", clean="1")
    marks = [e for node in nodes_of(test) for e in elements(node, "mark")]
    gone = next(m for m in marks if "gone" in str(m[1]["class"]))  # type: ignore[index]
    assert gone[2] == []
    assert "此处略去" in str(gone[1]["title"])  # type: ignore[index]
    assert "显示杂质" in words_of(test)


def test_what_is_right_is_confirmed_with_one_click_and_taken_back_with_another(api: FakeApi) -> None:
    test = open_page(api, "documents", id="d1", open=OPEN)
    test.text_input(key="curator").set_value("李四")  # and the button is pressed before the page is drawn anew
    press(test, "正确")
    body = api.corrected.bodies[-1]
    assert (body["action"], body["target"], body["by"], body["seen"]) == ("accept", "rule", "李四", None)
    assert body["anchor"]["exact"] == RULE.text
    assert "已确认正确" in words_of(test)
    assert "校订经过李四" in words_of(test)
    press(test, "撤销")
    assert api.corrected.kept[-1].undone_by == "李四"
    assert "校订经过" not in words_of(test)


def test_a_change_sends_only_what_is_different(api: FakeApi) -> None:
    test = changing(api)
    next(s for s in test.selectbox if s.label == "约束力").select("soft")
    fill(test, "后果", "追究有关人员责任")
    fill(test, "名单里没有的", "带班领导、门卫")
    press(test, "保存修改")
    body = api.corrected.bodies[-1]
    assert body["action"] == "change"
    assert body["fields"] == {
        "force": "soft",
        "bearers": ["值班人员", "带班领导", "门卫"],
        "sanction": {"text": "追究有关人员责任", "trigger": None},
    }
    assert "moved" not in body


@pytest.mark.parametrize(
    ("before", "label", "typed", "after", "reason"),
    [
        (
            {"frequency": None},
            "频次",
            "每月",
            {"text": "每月", "iso": None},
            "how often, as printed; how long that is may stay open",
        ),
        (
            {"quantities": []},
            "限量",
            "不超过3页\n不少于两人",
            [
                {"text": "不超过3页", "comparison": "at_most", "number": 3, "unit": "页", "span": None},
                {"text": "不少于两人", "comparison": "at_least", "number": 2, "unit": "人", "span": None},
            ],
            "limits are read from their words",
        ),
        (
            {"quantities": [{"text": "两份", "comparison": "at_most", "number": 2.0, "unit": "份", "span": "两份"}]},
            "限量",
            "",
            [],
            "limits are taken away with their lines",
        ),
        (
            {"sanction": {"text": "追究责任", "consequence": "追究责任", "trigger": None}},
            "起因",
            "违者",
            {"text": "追究责任", "consequence": "追究责任", "trigger": "违者"},
            "what brings a sanction about",
        ),
        ({"condition": None}, "适用条件", "接报后", "接报后", "in which case it holds"),
    ],
    ids=["frequency", "quantities", "no quantities", "trigger", "condition"],
)
def test_every_part_of_a_rule_can_be_changed(
    api: FakeApi, before: dict[str, Any], label: str, typed: str, after: Any, reason: str
) -> None:
    found, item, why = explained(api, OPEN)
    why = why.model_copy(update={"fields": {**why.fields, **before}})
    test = open_dialog(api, lambda: correcting.change(found, item, why))
    fill(test, label, typed)
    press(test, "保存修改")
    assert api.corrected.bodies[-1]["fields"] == {next(iter(before)): after}, reason


def test_a_limit_that_cannot_be_read_is_said_and_not_sent(api: FakeApi) -> None:
    found, item, why = explained(api, OPEN)
    why = why.model_copy(update={"fields": {**why.fields, "quantities": []}})
    test = open_dialog(api, lambda: correcting.change(found, item, why))
    fill(test, "限量", "少一点")
    press(test, "保存修改")
    assert "没有看懂“少一点”" in " ".join(caption.value for caption in test.caption)
    assert "没有改动" in words_of(test)


@pytest.mark.parametrize("field", ["sanction", "condition", "exception"])
def test_a_part_of_a_rule_that_is_cleared_is_none(api: FakeApi, field: str) -> None:
    found, item, why = explained(api, OPEN)
    why = why.model_copy(update={"fields": {**why.fields, field: "接报后"}})
    test = open_dialog(api, lambda: correcting.change(found, item, why))
    fill(test, labels.FIELDS[field], "")
    press(test, "保存修改")
    assert api.corrected.bodies[-1]["fields"] == {field: None}


def test_a_change_of_the_words_tells_the_new_words(api: FakeApi) -> None:
    test = changing(api)
    fill(test, "原文中的字句", "严禁脱岗离岗")
    press(test, "保存修改")
    body = api.corrected.bodies[-1]
    assert body["moved"]["exact"] == "严禁脱岗离岗"
    assert body["fields"] == {}


def test_a_change_of_nothing_is_not_sent(api: FakeApi) -> None:
    test = changing(api)
    press(test, "保存修改")
    assert "没有改动" in words_of(test)
    assert api.corrected.bodies == []


@pytest.mark.parametrize("group", ["heading", "ability", "formula", "noise"])
def test_every_kind_of_finding_can_be_changed_and_deleted(api: FakeApi, group: str) -> None:
    found: Any = getattr(api.text, {"ability": "abilities", "noise": "noise"}.get(group, f"{group}s"))[0]
    name = f"{group}-{found.start}-{found.end}"
    test = changing(api, name)
    press(test, "保存修改")
    assert "没有改动" in words_of(test), "forms give back what they were given"
    press(open_page(api, "documents", id="d1", open=name), "删除")
    body = api.corrected.bodies[-1]
    assert (body["action"], body["target"]) == ("reject", group)
    assert body["anchor"]["exact"] == TEXT[found.start : found.end]
    assert body["anchor"]["start"] == found.start


def test_the_second_of_two_people_is_told_what_the_first_did_and_decides(api: FakeApi) -> None:
    test = open_page(api, "documents", id="d1", open=OPEN)
    api.corrected.take({"action": "reject", "target": "rule", "by": "张三"}, RULE.start, RULE.end)
    press(test, "正确")
    assert api.corrected.bodies[-1]["seen"] is None
    assert "张三 刚刚对这一处作了删除" in words_of(test)
    assert len(api.corrected.kept) == 1
    attempt = Attempt(lambda seen: Api("127.0.0.1:1", api.transport).correct("d1", accepting(seen)), "")
    test = open_dialog(api, lambda: ask(attempt, Taken("张三 刚刚作了删除", "c0")))
    press(test, "仍按我的意见改")
    assert api.corrected.bodies[-1]["seen"] == "c0"
    assert len(api.corrected.kept) == 2


def test_a_panel_says_that_somebody_else_has_corrected_the_thing_meanwhile(api: FakeApi) -> None:
    test = open_page(api, "documents", id="d1", open=OPEN)
    api.corrected.take({"action": "accept", "target": "rule", "by": "张三"}, RULE.start, RULE.end)
    test.run()
    assert "张三 刚刚校订了这一条（确认正确）" in words_of(test)
    test.run()
    assert "刚刚" not in words_of(test), "once is enough"


def accepting(seen: str | None) -> CorrectionRequest:
    return CorrectionRequest.model_validate(
        {"action": "accept", "target": "rule", "anchor": {"exact": RULE.text}, "seen": seen}
    )


def test_what_was_missed_is_added_by_its_words(api: FakeApi) -> None:
    test = adding(api)
    fill(test, "漏标的字句", "要做到四勤")
    press(test, "补标")
    body = api.corrected.bodies[-1]
    assert (body["action"], body["target"], body["anchor"]["exact"]) == ("add", "rule", "要做到四勤")
    assert body["fields"] == {}, "what nobody says is worked out"
    assert "由系统按原文和上下文认定" in " ".join(caption.value for caption in test.caption)


def test_words_that_are_not_in_the_text_are_refused_in_the_dialog(api: FakeApi) -> None:
    test = adding(api)
    fill(test, "漏标的字句", "原文里没有的话")
    press(test, "补标")
    assert "原文中没有“原文里没有的话”" in words_of(test)
    assert any(b.label == "补标" for b in test.button)


def test_words_that_were_selected_in_the_text_are_known_by_their_place(api: FakeApi) -> None:
    start = TEXT.rindex("手勤")
    test = open_page(api, "documents", id="d1", add=f"{start}-{start + 2}")
    assert next(t for t in test.text_area if t.label == "漏标的字句").value == "手勤"
    assert "add" not in test.query_params
    test = adding(api, start, start + 2)
    press(test, "补标")
    anchor = api.corrected.bodies[-1]["anchor"]
    assert (anchor["exact"], anchor["start"]) == ("手勤", start)
    assert anchor["prefix"].endswith("脑勤、")


def test_a_date_is_set_with_the_evidence_in_view(api: FakeApi) -> None:
    test = open_dialog(api, lambda: set_date(api.text.document, None))
    assert "现在认定为 2014年5月" in words_of(test)
    assert "依据：文件名中的年份" in words_of(test)
    fill(test, "改为", "2013年3月")
    press(test, "保存日期")
    assert api.corrected.bodies[-1]["date"] == {"earliest": "2013-03-01", "latest": "2013-03-31"}


def test_a_date_may_be_unknown_but_not_unreadable(api: FakeApi) -> None:
    test = open_dialog(api, lambda: set_date(api.text.document, None))
    fill(test, "改为", "那年春天")
    press(test, "保存日期")
    assert "没有看懂这个日期" in words_of(test)
    assert api.corrected.bodies == []
    fill(test, "改为", "")
    press(test, "保存日期")
    assert api.corrected.bodies[-1]["date"] is None


def test_a_name_is_merged_into_another(api: FakeApi) -> None:
    test = open_dialog(api, lambda: correct_name("duty", "值班", ["保密"]))
    next(s for s in test.selectbox if s.label == "并入名单中的").select("保密")
    press(test, "确认合并")
    body = api.corrected.bodies[-1]
    assert (body["action"], body["kind"], body["names"], body["into"]) == ("merge", "duty", ["值班"], "保密")
    assert dict(test.query_params) == {"kind": "duty", "name": "保密"}, "the page goes where the name went"


def test_a_name_is_split_by_a_word(api: FakeApi) -> None:
    test = open_dialog(api, lambda: correct_name("duty", "值班", ["保密"]))
    next(g for g in test.segmented_control if g.label == "要做什么").set_value("拆分").run()
    press(test, "确认拆分")
    assert "请填写区分用的词" in words_of(test)
    fill(test, "原话中含有", "夜间")
    fill(test, "改称", "夜间值班")
    press(test, "确认拆分")
    body = api.corrected.bodies[-1]
    assert (body["action"], body["names"], body["word"], body["into"]) == ("split", ["值班"], "夜间", "夜间值班")


def test_the_queue_holds_what_is_doubtful_and_not_yet_judged(api: FakeApi) -> None:
    api.corrected.doubts = {f"rule-{RULE.start}": ["所在的句子不完整"]}
    test = open_page(api, "corrections")
    assert RULE.text in words_of(test)
    assert "所在的句子不完整" in words_of(test)
    assert any(f"open={OPEN}" in str(e[1]["href"]) for node in nodes_of(test) for e in elements(node, "a"))  # type: ignore[index]
    api.corrected.take({"action": "accept", "target": "rule", "by": "张三"}, RULE.start, RULE.end)
    assert "没有待核的内容" in words_of(open_page(api, "corrections"))


def test_the_list_tells_who_did_what_when_and_takes_it_back(api: FakeApi) -> None:
    api.corrected.kept = [
        correction("c0", fields={"force": "soft"}, was={"force": "hard", "cue": "必须"}, note="只是提倡", by="王敏"),
        correction("c1", action="merge", target="name", document=None, anchor=None,
                   naming={"kind": "role", "names": ["值守人员"], "into": "值班人员", "word": ""}),
        correction("c2", action="date", target="document", anchor=None, was={"date": DATE.model_dump(mode="json")},
                   fields={"earliest": None, "latest": None}),
    ]  # fmt: skip
    test = open_page(api, "corrections", view="list")
    words = words_of(test)
    for expected in ("修改规矩值班人员必须24小时在岗", "约束力硬性柔性", "说明：只是提倡", "王敏　2026年3月2日",
                     "《甲讲话》", "日期2014年5月日期不详", "责任主体“值守人员”并入“值班人员”", "有效"):  # fmt: skip
        assert expected in words
    next(b for b in test.button if b.key == "undo_c0").click().run()
    assert api.corrected.kept[0].undone_at is not None
    assert "已撤销" in words_of(test)
    assert not any(b.key == "undo_c0" for b in test.button)


def test_a_conflict_says_why_and_is_settled_with_one_click(api: FakeApi) -> None:
    waiting = {
        "kind": "finder", "reason": "抽取结果与校订时不同，暂以校订为准", "other": None, "now": {"force": "soft"},
        "correction": correction("c9", fields={"force": "hard"}, was={"force": "hard"}, state="conflict").model_dump(),
    }  # fmt: skip
    api.corrected.waiting = [ConflictModel.model_validate(waiting)]
    test = open_page(api, "corrections", view="conflicts")
    for expected in ("冲突 1", "识别结果有变", "抽取结果与校订时不同", "硬性", "柔性"):
        assert expected in words_of(test)
    press(test, "保留这条校订")
    assert api.corrected.resolutions == [{"resolution": "keep", "document_id": "d1", "by": None}]
    assert "没有冲突" in words_of(test)


def test_a_correction_whose_words_are_gone_is_pointed_at_others(api: FakeApi) -> None:
    waiting = {
        "kind": "lost", "reason": "原文中找不到了", "other": None, "now": None,
        "correction": correction("c9", state="conflict").model_dump(),
    }  # fmt: skip
    conflict = ConflictModel.model_validate(waiting)
    api.corrected.waiting = [conflict]
    test = open_page(api, "corrections", view="conflicts")
    assert not any(b.label == "保留这条校订" for b in test.button), "there is nothing that it could be kept on"
    test = open_dialog(api, lambda: move(conflict))
    fill(test, "照抄新的原文字句", "值班人员要24小时在岗")
    press(test, "保存")
    assert api.corrected.resolutions[-1]["anchor"]["exact"] == "值班人员要24小时在岗"


def test_reasons_are_asked_for_only_where_one_is_read(api: FakeApi) -> None:
    open_page(api, "documents", id="d1")
    assert asked(api, "documents/d1/explanations") == []
