import pytest

from search_api.models.follows import NewsModel
from tests.ui.fake_api import RULES, FakeApi, asked, document
from tests.ui.fake_lineage import ALONE, DAY, HELD, RESTATED, TIGHTENED, chain, comparison, conflict, said, step
from tests.ui.pages import nodes_of, open_page, words_of
from ui.components import curator
from ui.components.address import Address
from ui.components.chains import counted, origin, others
from ui.components.tree import elements, text_of


@pytest.fixture
def api() -> FakeApi:
    curator.last_name.clear()
    return FakeApi()


def links(test: object) -> list[str]:
    return [str(e[1]["href"]) for node in nodes_of(test) for e in elements(node, "a")]  # type: ignore[arg-type,index]


def press(test: object, label: str) -> None:
    next(b for b in test.button if b.label == label).click().run()  # type: ignore[attr-defined]
    assert not test.exception, test.exception  # type: ignore[attr-defined]


def news(api: FakeApi, kind: str = "tightened") -> NewsModel:
    """Something new on the first thing that is followed."""
    later = said(RESTATED, DAY, "d9")
    wording = step(HELD, RESTATED, relation="tightened") if kind != "found" else None
    return NewsModel.model_validate(
        {"follow_id": api.lines.held[0].id, "kind": kind, "quote": later, "before": said(HELD, DAY), "wording": wording,
         "conflict": None}
    )  # fmt: skip


def test_words_are_traced_from_the_oldest_to_the_newest_with_what_changed(api: FakeApi) -> None:
    test = open_page(api, "lineage", q=HELD)
    words = words_of(test)
    assert asked(api, "lineage") == [{"text": [HELD]}]
    order = [words.index(part) for part in ("12010年5月", "22014年3月1日", "3日期不详")]
    assert order == sorted(order)
    assert "与第 1 处相比收紧应 → 必须先后确定" in words
    assert "与第 1 处相比逐字先后不能确定" in words


def test_first_here_and_credited_are_two_answers(api: FakeApi) -> None:
    node = origin(TIGHTENED)
    parts = [text_of(one) for one in elements(node, "div")]  # type: ignore[arg-type]
    assert parts[0].startswith("本库最早2010年5月")
    assert parts[1].startswith("记在谁名下县委书记（2008年）据第 2 处")
    assert "没有说明是谁说的" in text_of(origin(ALONE))


def test_an_undated_chain_has_no_first() -> None:
    undated = chain([said(HELD, TIGHTENED.members[2].quote.date, "d1")])
    assert "不能认定" in text_of(origin(undated))


def test_certainty_is_said_in_words() -> None:
    words = text_of(origin(TIGHTENED.model_copy(update={"certainty": "undetermined"})))
    assert "在有日期的各处中只此一处" not in words
    assert "另有 1 处日期不详，可能更早" in words
    assert "在有日期的各处中确定最早" in words
    assert "本库只此一处" in text_of(origin(ALONE))


def test_the_count_tells_speeches_from_regulations() -> None:
    assert counted(TIGHTENED) == "2 次讲话、1 份制度中的 3 处，最早 2010年5月"


def test_other_chains_are_one_click_away(api: FakeApi) -> None:
    node = others(Address("lineage", (("q", "甲"),)), [TIGHTENED, ALONE], 0)
    assert node is not None
    assert text_of(node).startswith("另见另一句话只说过一次")
    words = words_of(open_page(api, "lineage", q=HELD, chain="1"))
    assert "本库只此一处" in words
    assert "另见" + HELD in words
    assert "另一句话" in words_of(open_page(api, "lineage", q=HELD, chain="99"))


def test_a_rule_is_traced_and_can_be_taken_away(api: FakeApi) -> None:
    test = open_page(api, "lineage", rule=RULES[0].id)
    words = words_of(test)
    assert words.index("所问的规矩") < words.index(RULES[0].text)
    assert [b.label for b in test.get("download_button")] == ["下载沿革（Word）", "下载沿革（表格）"]
    service = test.session_state["api"]
    service.lineage_file(RULES[0].id, "", "docx")
    service.lineage_file(None, HELD, "csv")
    assert asked(api, f"rules/{RULES[0].id}/lineage/export") == [{"format": ["docx"]}]
    assert asked(api, "lineage/export") == [{"format": ["csv"], "text": [HELD]}]


def test_words_that_nobody_said_lead_to_search(api: FakeApi) -> None:
    test = open_page(api, "lineage", q="没有说过")
    assert "本库没有说过这句话" in words_of(test)
    assert any(href.startswith("/?q=") for href in links(test))


def test_every_rule_card_and_panel_leads_to_its_lineage(api: FakeApi) -> None:
    rule = RULES[0]
    way = f"/lineage?rule={rule.id}"
    assert way in links(open_page(api, q="值班要求"))
    assert way in links(open_page(api, "documents", id="d1", open=f"rule-{rule.start}-{rule.end}"))
    assert way not in links(open_page(api, "lineage", rule=rule.id)), "the page itself needs no link to it"


def test_two_documents_are_compared_from_the_chain_and_from_the_reader(api: FakeApi) -> None:
    assert "/documents?id=d1&compare=d2" in links(open_page(api, "lineage", q=HELD))
    assert "/documents?id=d1&compare=pick" in links(open_page(api, "documents", id="d1"))
    assert "/documents?id=d1&compare=d2" in links(open_page(api, "documents", id="d1", compare="pick"))
    api.lines.compared = comparison([("第一条", HELD)], [("第一条", RESTATED)], [{"earlier": 0, "later": 0}],
                                    document=document)  # fmt: skip
    words = words_of(open_page(api, "documents", id="d1", compare="d2"))
    assert "《办法（试行）》" in words
    assert HELD[5:] in words


def test_a_document_that_went_cannot_be_compared(api: FakeApi) -> None:
    assert "没有找到文献" in words_of(open_page(api, "documents", id="d1", compare="gone"))


def test_a_rule_is_followed_and_not_any_more(api: FakeApi) -> None:
    test = open_page(api, "lineage", rule=RULES[0].id)
    press(test, "关注这条规矩")
    assert [(one.rule_id, one.text) for one in api.lines.held] == [(RULES[0].id, RULES[0].text)]
    assert "已关注" in words_of(test)
    press(test, "取消关注")
    assert api.lines.held == []


def test_words_are_followed_too(api: FakeApi) -> None:
    test = open_page(api, "lineage", q=HELD)
    press(test, "关注这句话")
    assert [(one.rule_id, one.text) for one in api.lines.held] == [(None, HELD)]
    assert any(b.label == "取消关注" for b in test.button)


def test_news_stands_on_the_home_page_until_it_is_read(api: FakeApi) -> None:
    press(open_page(api, "lineage", rule=RULES[0].id), "关注这条规矩")
    api.lines.new = [news(api)]
    api.lines.held = [api.lines.held[0].model_copy(update={"unread": 1})]
    words = words_of(open_page(api))
    assert "关注的规矩有新情况收紧" in words
    assert "关注的是：" + RULES[0].text in words
    test = open_page(api, "lineage")
    assert "1 条新情况" in words_of(test)
    press(test, "记为看过")
    assert "有新情况" not in words_of(open_page(api))


def test_what_came_to_light_as_earlier_is_quoted_as_it_stands(api: FakeApi) -> None:
    press(open_page(api, "lineage", rule=RULES[0].id), "关注这条规矩")
    api.lines.new = [news(api, "earlier")]
    test = open_page(api)
    assert "发现更早的出处" in words_of(test)
    assert [e for node in nodes_of(test) for e in elements(node, "del")] == []


def test_a_conflict_is_shown_with_both_rules_and_why(api: FakeApi) -> None:
    api.lines.conflicts = [conflict(RULES[0], RULES[2])]
    words = words_of(open_page(api, "conflicts"))
    for expected in ("时限不同", RULES[0].text, RULES[2].text, "层级或文种不同", "待核 1", "事项：紧急、情况"):
        assert expected in words


def test_a_dismissed_conflict_leaves_the_queue_and_says_who_dismissed_it(api: FakeApi) -> None:
    api.lines.conflicts = [conflict(RULES[0], RULES[2])]
    test = open_page(api, "conflicts")
    next(t for t in test.text_input if t.label == "经办人").set_value("王敏").run()
    next(t for t in test.text_input if t.label.startswith("理由")).set_value("适用范围不同").run()
    press(test, "不算冲突")
    assert api.lines.bodies == [{"verdict": "dismissed", "note": "适用范围不同", "by": "王敏"}]
    words = words_of(test)
    assert "已记为“不算冲突”" in words
    assert "没有待核的冲突" in words
    assert "不算冲突：适用范围不同　王敏" in words_of(open_page(api, "conflicts", view="dismissed"))


def test_a_decision_can_be_changed_and_taken_back(api: FakeApi) -> None:
    api.lines.conflicts = [conflict(RULES[0], RULES[2])]
    press(open_page(api, "conflicts"), "确有冲突")
    test = open_page(api, "conflicts", view="confirmed")
    assert [b.label for b in test.button] == ["改判：不算冲突", "退回待核"]
    press(test, "退回待核")
    assert "待核 1" in words_of(test)
