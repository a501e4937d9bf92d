from collections.abc import Mapping

import pytest

from search_api.models import AnswerQuoteModel, AskResponse
from search_api.query.fieldnames import fields
from tests.ui.fake_api import HOSTILE, RULES, TEXT, FakeApi, asked, quote
from tests.ui.pages import nodes_of, open_page, words_of
from ui.components.address import PAGES, to
from ui.components.tree import elements


@pytest.fixture
def api() -> FakeApi:
    return FakeApi()


def links(test: object) -> list[str]:
    return [str(e[1]["href"]) for node in nodes_of(test) for e in elements(node, "a")]  # type: ignore[arg-type,index]


def test_search_without_a_query_shows_examples_and_what_the_collection_holds(api: FakeApi) -> None:
    words = words_of(open_page(api))
    for example in ("值班要求", "印章管理", "四勤", "严禁"):
        assert example in words
    assert "2文献" in words


def test_search_sends_the_address_to_the_api(api: FakeApi) -> None:
    open_page(api, q="值班要求", modality=["obligation", "prohibition"], year="2014", after="c1", page="2")
    assert asked(api, "search") == [
        {
            "q": ["值班要求"],
            "modality": ["obligation", "prohibition"],
            "year": ["2014"],
            "after": ["c1"],
            "limit": ["10"],
        }
    ]


def test_search_shows_the_rules_of_what_is_named_with_their_sources(api: FakeApi) -> None:
    words = words_of(open_page(api, q="值班要求"))
    assert RULES[0].text in words
    assert "《在全县值班工作会议上的讲话》" in words
    assert "2014年5月" in words
    assert "时限1小时内" in words
    assert "后果追究责任" in words


def test_search_says_how_many_versions_of_a_formula_there_are(api: FakeApi) -> None:
    test = open_page(api, q="四勤")
    assert "有 2 种说法" in words_of(test)
    assert "/graph?kind=formula&name=%E5%9B%9B%E5%8B%A4" in links(test)
    assert "种说法" not in words_of(open_page(api, q="值班"))


def test_search_folds_the_card_while_a_facet_narrows_the_passages(api: FakeApi) -> None:
    test = open_page(api, q="值班", modality="prohibition")
    cards = [e for node in nodes_of(test) for e in elements(node, "section") if "card" in str(e[1].get("class"))]  # type: ignore[attr-defined]
    assert cards == []
    assert "汇总不受筛选影响，已收起" in words_of(test)


def test_search_links_each_hit_to_its_place_in_the_reader(api: FakeApi) -> None:
    rule = RULES[0]
    assert f"/documents?id=d1&start={rule.start}&end={rule.end}" in links(open_page(api, q="值班要求"))


def test_search_switches_a_facet_by_a_link_and_forgets_the_page(api: FakeApi) -> None:
    found = links(open_page(api, q="值班", after="c1", page="2"))
    assert "/?q=%E5%80%BC%E7%8F%AD&year=2014" in found


def test_search_says_what_it_understood_and_leaves_a_way_back(api: FakeApi) -> None:
    assert "显示的是 值班要求 的结果，仍要搜索 职班要求" in words_of(open_page(api, q="职班要求"))
    assert "显示的是" not in words_of(open_page(api, q="值班要求"))


def test_search_says_what_is_wrong_in_a_condition_and_leads_to_the_right_one(api: FakeApi) -> None:
    page = open_page(api, q="职责:值班 时限<=2")
    words = words_of(page)
    assert "条件：职责:值班" in words
    assert "第 11 字起：时限要写单位。改为 职责:值班 时限<=2小时" in words
    assert to("search", q="职责:值班 时限<=2小时").href in links(page)
    assert "规矩汇总不受筛选影响" in words


def test_search_shows_how_conditions_are_written(api: FakeApi) -> None:
    page = open_page(api)
    assert "全部条件" in words_of(page)
    for info in fields().values():
        assert to("search", q=info.example).href in links(page)


def test_search_with_no_result_says_what_to_do(api: FakeApi) -> None:
    words = words_of(open_page(api, q="没有的词", duty="值班"))
    assert "没有找到相符的段落" in words
    assert "清除全部筛选" in words


def test_search_leads_to_the_next_page_with_its_cursor(api: FakeApi) -> None:
    assert any("after=c2" in href and "page=2" in href for href in links(open_page(api, q="值班")))


def test_graph_starts_from_names_and_caps_long_lists(api: FakeApi) -> None:
    words = words_of(open_page(api, "graph"))
    assert "第0种能力" in words
    assert "第39种能力" not in words
    assert "显示更多（共 40）" in words


def test_graph_finds_names_and_says_so_when_there_are_none(api: FakeApi) -> None:
    assert "/graph?kind=duty&name=%E5%80%BC%E7%8F%AD" in links(open_page(api, "graph", q="值"))
    api.suggestions = []
    assert "没有这样的名称" in words_of(open_page(api, "graph", q="火星"))


def test_graph_shows_the_same_links_in_picture_and_table(api: FakeApi) -> None:
    test = open_page(api, "graph", kind="duty", name="值班")
    picture, table = ([e for node in nodes_of(test) for e in elements(node, tag)] for tag in ("svg", "table"))
    targets = [{str(a[1]["href"]) for a in elements(one[0], "a", having="data-go")} for one in (picture, table)]  # type: ignore[index]
    walks = [{href for href in found if href.startswith("/graph")} for found in targets]
    assert walks[0] == walks[1]
    assert len(walks[0]) == 7


def test_graph_keeps_the_walk_in_the_address(api: FakeApi) -> None:
    test = open_page(api, "graph", kind="role", name="值班人员", walk=["duty|值班|值班"])
    assert "全部起点值班值班人员" in words_of(test)
    assert any("walk=duty%7C" in href and "walk=role%7C" in href for href in links(test))


def test_graph_asks_for_more_links_where_the_address_says_so(api: FakeApi) -> None:
    open_page(api, "graph", kind="duty", name="值班", limit="48")
    assert asked(api, "graph/neighbourhood")[0]["limit"] == ["48"]


def test_graph_offers_more_where_the_cap_cut_links_off(api: FakeApi) -> None:
    test = open_page(api, "graph", kind="duty", name="值班", rules="2")
    assert "显示依据最多的 2 条，共 4 条" in words_of(test)


def test_graph_shows_a_rule_in_full_when_the_walk_comes_to_one(api: FakeApi) -> None:
    assert "时限1小时内" in words_of(open_page(api, "graph", kind="rule", name=RULES[2].id))


def test_graph_shows_each_version_of_a_formula_with_its_sources(api: FakeApi) -> None:
    test = open_page(api, "graph", kind="formula", name="四勤")
    words = words_of(test)
    for expected in ("有 2 种说法", "腿勤、嘴勤、脑勤、手勤", "眼勤、耳勤、手勤、腿勤", "2014年5月", "提到它的地方"):
        assert expected in words
    where = quote("腿勤、嘴勤、脑勤、手勤")
    pictures = [e for node in nodes_of(test) for e in elements(node, "svg")]
    leaves = [str(a[1]["href"]) for a in elements(pictures[0], "a")]  # type: ignore[index]
    assert leaves == [f"/documents?id=d1&start={where.start}&end={where.end}"] * 6, "a member of both versions is one"


def test_graph_says_so_when_no_document_lists_the_members_of_a_formula(api: FakeApi) -> None:
    words = words_of(open_page(api, "graph", kind="formula", name="八项规定"))
    assert "没有一处列出它的内容" in words
    assert "提到它的地方" in words
    assert "没有与它相连的内容" not in words


def test_graph_says_so_when_a_name_is_unknown(api: FakeApi) -> None:
    assert "没有找到：无此职责" in words_of(open_page(api, "graph", kind="duty", name="无此职责"))


def test_ask_quotes_its_sources(api: FakeApi) -> None:
    words = words_of(open_page(api, "ask", q="值班有什么要求？"))
    assert "资料中的原话，1 处" in words
    assert "《在全县值班工作会议上的讲话》" in words


def test_ask_does_not_repeat_an_answer_that_only_lists_its_quotes(api: FakeApi) -> None:
    found = [quote(RULES[0].text, outline="一"), quote(RULES[2].text, outline="小")]
    quotes = [AnswerQuoteModel(**dict(one)) for one in found]
    answer = "\n".join(f"《{q.title}》{q.outline}：{q.text}" for q in quotes)
    api.answer = api.answer.model_copy(update={"answer": answer, "quotes": quotes})
    words = words_of(open_page(api, "ask", q="值班有什么要求？"))
    assert "资料中的原话，2 处" in words
    assert words.count(RULES[2].text) == 1


def test_ask_shows_the_words_of_an_answer_that_is_more_than_its_quotes(api: FakeApi) -> None:
    api.answer = AskResponse.model_validate(
        {"intent": "formula", "found": True, "answer": "四勤：腿勤、嘴勤、脑勤、手勤", "quotes": [dict(quote("四勤"))],
         "nearest": [], "confidence": 1}
    )  # fmt: skip
    words = words_of(open_page(api, "ask", q="四勤是什么？"))
    assert "四勤：腿勤、嘴勤、脑勤、手勤" in words
    assert "依据 1 处" in words


def test_ask_says_when_the_collection_does_not_say(api: FakeApi) -> None:
    api.answer = AskResponse.model_validate(
        {"intent": "topic", "found": False, "answer": "", "quotes": [], "nearest": [quote("四勤")], "confidence": 0}
    )
    words = words_of(open_page(api, "ask", q="食堂几点开饭？"))
    assert "资料中未见" in words
    assert "最接近的段落（不是答案）" in words


def test_ask_keeps_the_history_of_the_tab_and_asks_once(api: FakeApi) -> None:
    test = open_page(api, "ask", q="问题一")
    test.query_params["q"] = "问题二"
    test.run()
    test.query_params["q"] = "问题一"
    test.run()
    assert "本次问过" in words_of(test)
    assert len(asked(api, "ask")) == 2


def test_documents_filters_by_words_and_kind(api: FakeApi) -> None:
    assert "共 2 份" in words_of(open_page(api, "documents"))
    assert "共 1 份" in words_of(open_page(api, "documents", q="限时"))
    assert "共 1 份" in words_of(open_page(api, "documents", kind="regulation"))
    assert "没有符合条件的文献" in words_of(open_page(api, "documents", kind="notice"))
    assert "没有符合条件的文献" in words_of(open_page(api, "documents", year="2013"))


def test_documents_are_kept_to_the_year_that_is_typed(api: FakeApi) -> None:
    test = open_page(api, "documents", kind="regulation")
    next(one for one in test.text_input if one.label == "年份").set_value("2013").run()
    assert (test.query_params["year"], test.query_params["kind"]) == ("2013", "regulation")
    assert "没有符合条件的文献" in words_of(test)


def test_reader_marks_what_was_found_and_arrives_at_the_hit(api: FakeApi) -> None:
    rule = RULES[2]
    test = open_page(api, "documents", id="d1", start=str(rule.start), end=str(rule.end))
    marks = [e for node in nodes_of(test) for e in elements(node, "mark")]
    arrived = [m for m in marks if "data-arrive" in m[1]]  # type: ignore[operator]
    assert "".join(m[2][0] for m in arrived) == rule.text  # type: ignore[index]
    classes = " ".join(str(m[1]["class"]) for m in marks)  # type: ignore[index]
    for group in ("rule", "heading", "ability", "formula", "noise"):
        assert group in classes.split()


def test_reader_tells_why_something_was_found(api: FakeApi) -> None:
    assert "识别依据：严禁　方法：cue" in words_of(open_page(api, "documents", id="d1"))


def test_reader_says_so_when_a_document_is_gone(api: FakeApi) -> None:
    words = words_of(open_page(api, "documents", id="gone"))
    assert "没有找到文献：gone" in words
    assert "可能已被删除" in words


def test_reader_asks_before_it_deletes(api: FakeApi) -> None:
    test = open_page(api, "documents", id="d1")
    next(b for b in test.button if b.label == "删除文献").click().run()
    assert "连同从中找到的 4 条规矩一并删除" in words_of(test)
    assert api.deleted == []


def test_upload_reports_each_file_and_goes_on_after_one_fails(api: FakeApi) -> None:
    test = open_page(api, "upload")
    files = [("甲.txt", "值班".encode(), "text/plain"), ("空.txt", b"", "text/plain")]
    test.file_uploader[0].set_value(files).run()
    next(b for b in test.button if b.label == "入库").click().run()
    words = words_of(test)
    assert "共 2 个文件：收下 1 个，未收 1 个" in words
    assert "文件是空的。请确认文件已保存完整。" in words


def test_upload_reports_a_batch_that_the_api_refused(api: FakeApi) -> None:
    test = open_page(api, "upload")
    test.file_uploader[0].set_value([("断.txt", b"x", "text/plain")]).run()
    next(b for b in test.button if b.label == "入库").click().run()
    assert "资料库正忙" in words_of(test)


NOISE = f"noise-{TEXT.index(HOSTILE)}-{TEXT.index(HOSTILE) + len(HOSTILE)}"
EVERY_ADDRESS: list[tuple[str, dict[str, str]]] = [
    ("search", {}),
    ("search", {"q": HOSTILE}),
    ("graph", {}),
    ("graph", {"kind": "duty", "name": "值班"}),
    ("ask", {"q": HOSTILE}),
    ("documents", {}),
    ("documents", {"id": "d1", "q": HOSTILE}),
    ("documents", {"id": "d1", "clean": "1"}),
    ("documents", {"id": "d1", "open": NOISE}),
    ("upload", {}),
    ("corrections", {}),
    ("corrections", {"view": "list"}),
    ("lineage", {}),
    ("lineage", {"q": HOSTILE}),
    ("lineage", {"rule": RULES[3].id}),
    ("conflicts", {}),
]


@pytest.mark.parametrize(("page", "params"), EVERY_ADDRESS)
def test_hostile_words_reach_the_page_as_text_only(api: FakeApi, page: str, params: dict[str, str]) -> None:
    """Markdown and HTML are parsed by Streamlit's own elements: words of documents must stay out of all of them."""
    test = open_page(api, page, **params)
    for element in (*test.markdown, *test.get("html"), *test.get("alert"), *test.button, *test.caption):
        assert "alert(" not in str(getattr(element, "value", "")) + str(getattr(element, "label", ""))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_plainly_that_the_api_is_away_and_recovers(api: FakeApi, page: str) -> None:
    params = {"search": {"q": "值班"}, "ask": {"q": "值班？"}, "lineage": {"q": "值班"}, "upload": {"job": "job0"}}.get(
        page, {}
    )
    api.down = True
    test = open_page(api, page, **params)
    assert "检索服务没有响应" in words_of(test)
    assert any(b.label == "重试" for b in test.button)
    api.down = False
    next(b for b in test.button if b.label == "重试").click().run()
    assert "检索服务没有响应" not in words_of(test)


def test_search_leaves_a_value_out_by_a_link_and_shows_that_it_is_left_out(api: FakeApi) -> None:
    assert "/?q=%E5%80%BC%E7%8F%AD&not_year=2014" in links(open_page(api, q="值班"))
    page = open_page(api, q="值班", not_year="2014")
    assert asked(api, "search")[-1]["not_year"] == ["2014"]
    assert "已排除" in words_of(page)
    assert "/?q=%E5%80%BC%E7%8F%AD" in links(page)
    # Asking for what was left out takes it in again: both at once would find nothing.
    assert "/?q=%E5%80%BC%E7%8F%AD&year=2014" in links(page)


def test_search_sorts_by_date_where_the_address_says_so(api: FakeApi) -> None:
    assert "/?q=%E5%80%BC%E7%8F%AD&sort=date" in links(open_page(api, q="值班", after="c1", page="2"))
    open_page(api, q="值班", sort="date")
    assert asked(api, "search")[-1]["sort"] == ["date"]


def test_search_hits_lead_to_the_reader_with_the_query(api: FakeApi) -> None:
    ways = [link for link in links(open_page(api, q="值班")) if link.endswith("&q=%E5%80%BC%E7%8F%AD")]
    assert [way.partition("&start=")[0] for way in ways] == ["/documents?id=d1"] * 2


def test_search_is_saved_with_its_narrowing_and_listed_on_the_empty_page(api: FakeApi) -> None:
    page = open_page(api, q="值班", year="2014", not_modality="prohibition", sort="date")
    page.text_input(key="save_name").set_value("我的值班").run()
    next(button for button in page.button if button.label == "存下").click().run()
    assert not page.exception
    [saved] = api.saved
    assert (saved.name, saved.q) == ("我的值班", "值班")
    assert saved.params == {"year": ["2014"], "not_modality": ["prohibition"], "sort": ["date"]}
    assert [told.value for told in page.success] == ["已存下，检索首页可以打开。"]
    next(button for button in page.button if button.label == "存下").click().run()
    assert [told.value for told in page.success] == ["已存下，替换了原来同名的检索，检索首页可以打开。"]
    home = open_page(api)
    assert "/?q=%E5%80%BC%E7%8F%AD&year=2014&not_modality=prohibition&sort=date" in links(home)
    next(button for button in home.button if button.label == "删除").click().run()
    assert api.saved == []


def test_reader_marks_the_hits_of_the_search_and_steps_through_them(api: FakeApi) -> None:
    first, second = (TEXT.index(words) for words in ("值班人员必须24", "发生紧急情况"))
    page = open_page(api, "documents", id="d1", start=str(first), end=str(first + 4), q="值班")
    assert "“值班”在本文中：第 1 处，共 2 处" in words_of(page)
    steps = [link for link in links(page) if "q=%E5%80%BC%E7%8F%AD" in link and f"start={second}&" in link]
    assert steps
    marks = [e for node in nodes_of(page) for e in elements(node, "mark") if "found" in str(e[1]["class"])]  # type: ignore[index]
    assert len(marks) == 2
    assert "在本文中" not in words_of(open_page(api, "documents", id="d1"))


def test_reader_steps_on_from_what_is_opened_in_it_and_closes_it(api: FakeApi) -> None:
    rule = next(rule for rule in RULES if rule.text.startswith("发生紧急情况"))
    page = open_page(api, "documents", id="d1", q="值班", open=f"rule-{rule.start}-{rule.end}")
    assert "“值班”在本文中：第 2 处，共 2 处" in words_of(page)
    [before] = [e for node in nodes_of(page) for e in elements(node, "a", having="data-key")]
    assert "open=" not in str(before[1]["href"])  # type: ignore[index]
    assert "“值班”在本文中：共 2 处" in words_of(open_page(api, "documents", id="d1", q="值班"))


@pytest.mark.parametrize(
    ("params", "near", "reason"),
    [
        ({"start": "{start}", "end": "{end}"}, True, "a hit"),
        ({"at": "{start}"}, True, "back from what was opened there"),
        ({"start": "{before}", "end": "{start}"}, False, "a hit without a rule: the next one"),
        ({}, None, "no place"),
    ],
)
def test_the_list_of_what_was_found_opens_at_the_place_of_the_text(
    api: FakeApi, params: Mapping[str, str], near: bool | None, reason: str
) -> None:
    rule = RULES[1]
    places = {"start": rule.start, "end": rule.end, "before": rule.start - 1}
    page = open_page(api, "documents", id="d1", **{name: value.format(**places) for name, value in params.items()})
    lines = [e[1] for node in nodes_of(page) for e in elements(node, "div", having="data-name")]  # type: ignore[index]
    arrived = [(line["data-name"], "near" in str(line["class"]).split()) for line in lines if "data-arrive" in line]
    assert arrived == ([] if near is None else [(f"line-rule-{rule.start}-{rule.end}", near)]), reason


def test_synonyms_are_approved_dismissed_and_withdrawn(api: FakeApi) -> None:
    page = open_page(api, "synonyms")
    shown = "\n".join(text.value for text in page.text)
    assert "带班 ＝ 值班？" in shown
    assert "查过 3 次" in shown
    page.button(key="True_带班 饕餮_带班_值班").click().run()
    page.button(key="withdraw_守夜_值班").click().run()
    page.button(key="forget_带班 饕餮").click().run()
    page.text_input(key="other_带班 饕餮_带班").set_value(" 守夜 ")
    next(button for button in page.button if button.label == "存为通用").click().run()
    assert [(method, path) for method, path, _ in api.decisions] == [
        ("POST", "synonyms"), ("DELETE", "synonyms"), ("DELETE", "misses"), ("POST", "synonyms")
    ]  # fmt: skip
    assert '"other":"守夜"' in api.decisions[3][2].replace(" ", "")
    assert '"approve":true' in api.decisions[0][2].replace(" ", "")
