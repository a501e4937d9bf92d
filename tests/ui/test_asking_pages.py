"""问答 without a browser: what an answer shows of itself, and what people do with it."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph.quote import quoted_words
from search_api.models import AskResponse, OpinionRequest, PinRequest, WordedSentenceModel
from tests.ui.fake_api import RULES, FakeApi, asked, body_of, quote
from tests.ui.pages import nodes_of, open_page, words_of
from ui.components.address import to
from ui.components.tree import elements

QUESTION = "值班有什么要求？"


@pytest.fixture
def api() -> FakeApi:
    return FakeApi()


def answering(api: FakeApi, **fields: Any) -> None:
    """Makes every question be answered so, with the first three rules as quotes."""
    quotes = [dict(quote(rule.text)) for rule in RULES[:3]]
    given = {"intent": "duty", "found": True, "answer": "照办", "quotes": quotes, "nearest": [], "confidence": 0.9}
    api.answer = AskResponse.model_validate(given | fields)


def shown(api: FakeApi, **params: str) -> str:
    return words_of(open_page(api, "ask", q=QUESTION, **params))


def links(test: AppTest) -> list[str]:
    return [str(e[1]["href"]) for node in nodes_of(test) for e in elements(node, "a")]  # type: ignore[index]


def bodies(api: FakeApi, path: str, method: str = "POST") -> list[Any]:
    """What was sent there, in order."""
    sent = [r for r in api.requests if r.url.path == f"/api/v1/{path}" and r.method == method]
    return [body_of(request) for request in sent]


def test_questions_to_start_with_come_from_the_collection(api: FakeApi) -> None:
    test = open_page(api, "ask")
    assert "资料中有答案的问题" in words_of(test)
    assert to("ask", q=QUESTION).href in links(test)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"verdict": "no", "kind": "verdict"}, "不可以依据下面第 1 处规定"),
        ({"stated": [{"text": "1小时内", "iso": "PT1H", "quote": 2}], "kind": "duration"}, "1小时内3"),
        ({"members": ["腿勤", "嘴勤"], "kind": "members"}, "腿勤嘴勤"),
        ({"count": 7, "kind": "count"}, "7 处"),
        ({"note": "两处规定的时限不同。"}, "两处规定的时限不同。"),
    ],
)
def test_an_answer_leads_with_what_it_comes_to(api: FakeApi, fields: dict[str, Any], told: str) -> None:
    answering(api, **fields)
    assert told in shown(api)


def test_what_each_part_of_a_question_comes_to_stands_above_the_quotes(api: FakeApi) -> None:
    told = "谁签收：见下列原文。\n几小时内签收：1小时内。"
    words = quoted_words([quote(rule.text) for rule in RULES[:3]])
    groups = [{"label": "谁签收", "quotes": [0]}, {"label": "几小时内签收", "quotes": [1]}]
    answering(api, kind="parts", answer=f"{told}\n{words}", groups=groups)
    seen = shown(api)
    assert "几小时内签收：1小时内。" in seen
    assert seen.count(RULES[0].text) == 1, "quotes stand once, below"


def test_quotes_stand_under_the_headings_of_the_answer_each_once(api: FakeApi) -> None:
    answering(api, groups=[{"label": "禁止", "quotes": [1]}, {"label": "必须", "quotes": [0, 1]}], kind="rules")
    words = shown(api)
    assert [words.count(rule.text) for rule in RULES[:3]] == [1, 1, 1]
    assert f"1{RULES[1].text}" in words  # numbered as they stand
    assert f"2{RULES[0].text}" in words
    places = [words.index(part) for part in ("禁止", RULES[1].text, "必须", RULES[0].text, "其他原话", RULES[2].text)]
    assert places == sorted(places)


def test_a_quote_is_marked_against_the_others_and_copied_with_its_source(api: FakeApi) -> None:
    answering(api, quotes=[dict(quote(RULES[0].text)) | {"marks": ["newer", "stricter"]}])
    test = open_page(api, "ask", q=QUESTION)
    assert "较新更严复制" in words_of(test)
    (button,) = [e for node in nodes_of(test) for e in elements(node, "button", having="data-copy")]
    copied = button[1]["data-copy"]  # type: ignore[index,call-overload]
    assert copied.startswith(f"{RULES[0].text}——《在全县值班工作会议上的讲话》一第1句")
    assert RULES[0].file in copied


def test_a_declined_question_says_why_and_what_was_searched_for(api: FakeApi) -> None:
    answering(api, found=False, quotes=[], reason="unsaid", missing=["食堂"], searched=["食堂", "开饭"])
    words = shown(api)
    assert "资料中没有提到所问的事项" in words
    assert "没有一处提到：食堂" in words
    assert "查找的是：食堂、开饭" in words


def test_a_pinned_answer_says_who_pinned_it_with_what_was_found_besides(api: FakeApi) -> None:
    curated = {"id": "p1", "question": "值班怎么值？", "by": "王敏", "when": "2024-01-02T11:00:00Z", "note": "核对过",
               "likeness": 0.95}  # fmt: skip
    answering(api, curated=curated, nearest=[quote("要做到四勤")])
    test = open_page(api, "ask", q=QUESTION)
    words = words_of(test)
    assert "置顶答案（王敏 2024-01-02 核定，问的是“值班怎么值？”）：核对过" in words
    assert "另外找到的段落" in words
    next(button for button in test.button if button.label == "取消置顶").click().run()
    assert [r.url.path for r in api.requests if r.method == "DELETE"] == ["/api/v1/ask/curated/p1"]
    assert len(asked(api, "ask")) == 2  # asked again, since the answer is another one now


def test_a_worded_answer_numbers_the_quotes_of_each_sentence(api: FakeApi) -> None:
    sentence = {"text": "值班人员必须24小时在岗", "quotes": [0, 2]}
    answering(api, worded={"sentences": [sentence], "dropped": 2, "failure": ""})
    api.answers.sentences = [WordedSentenceModel.model_validate(sentence)]
    words = shown(api)
    assert "值班人员必须24小时在岗［1］［3］" in words
    assert "另有 2 句没有原文支持，已略去" in words


def test_a_failed_wording_says_so_and_shows_the_quotes(api: FakeApi) -> None:
    answering(api, worded={"sentences": [], "dropped": 0, "failure": "模型服务超时，以下是未经改写的原文"})
    words = shown(api)
    assert "模型服务超时，以下是未经改写的原文。" in words
    assert RULES[0].text in words


def test_a_follow_up_hands_in_the_topic_of_the_address(api: FakeApi) -> None:
    answering(api, topic="值班")
    test = open_page(api, "ask", q="那逾期呢？", topic="紧急文件")
    assert bodies(api, "ask") == [{"question": "那逾期呢？", "topic": "紧急文件"}]
    assert "接着问：紧急文件" in words_of(test)
    boxes = [json.loads(e.proto.json) for e in test.get("bidi_component")]
    assert [one["href"] for one in boxes if one.get("label") == "追问"] == [to("ask", topic="值班").href]


def test_the_history_links_each_question_with_its_topic(api: FakeApi) -> None:
    test = open_page(api, "ask", q=QUESTION)
    test.query_params["q"], test.query_params["topic"] = "那逾期呢？", "值班"
    test.run()
    assert "本次问过" in words_of(test)
    assert to("ask", q=QUESTION).href in links(test)
    del test.query_params["topic"]
    test.query_params["q"] = QUESTION
    test.run()
    assert to("ask", q="那逾期呢？", topic="值班").href in links(test)
    assert len(asked(api, "ask")) == 2


def press(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label == label).click().run()


def test_thumbs_and_a_reason_reach_the_curator(api: FakeApi) -> None:
    test = open_page(api, "ask", q=QUESTION)
    test.text_area(key="opinion_reason").input("没有说节假日")
    press(test, "提交")
    (body,) = bodies(api, "ask/feedback")
    told = OpinionRequest.model_validate(body)
    assert (told.question, told.helpful, told.reason, told.found) == (QUESTION, False, "没有说节假日", True)
    assert [spot.text for spot in told.quotes] == [RULES[0].text]
    assert not [button for button in test.button if button.label == "有用"]
    other = open_page(api, "ask", q="另一个问题")
    press(other, "有用")
    assert bodies(api, "ask/feedback")[1]["helpful"] is True


def test_an_answer_is_pinned_with_its_paraphrases(api: FakeApi) -> None:
    answering(api, nearest=[quote("要做到四勤")], understood="值班有什么要求", topic="值班")
    test = open_page(api, "ask", q=QUESTION)
    next(one for one in test.text_area if one.label.startswith("其他问法")).input("值班要怎样？\n\n怎么值班？")
    next(one for one in test.text_input if one.label == "说明").input("核对过")
    test.multiselect[0].set_value([0, 3])
    press(test, "置顶")
    (body,) = bodies(api, "ask/curated")
    given = PinRequest.model_validate(body)
    assert given.questions == (QUESTION, "值班要怎样？", "怎么值班？")
    assert [spot.text for spot in given.quotes] == [RULES[0].text, "要做到四勤"]
    assert given.note == "核对过"


def test_a_flagged_answer_is_pinned_again_with_its_questions_and_words(api: FakeApi) -> None:
    pinned = {"id": "p7", "questions": [QUESTION, "如何值班？"], "answer": "照办", "note": "", "by": "王敏",
              "at": "2024-01-02T11:00:00Z", "quotes": [api.answers.held("changed")], "holds": False}  # fmt: skip
    api.answers.keep(pinned)
    assert to("ask", q=QUESTION, again="p7").href in links(open_page(api, "ask", manage="1"))
    press(open_page(api, "ask", q=QUESTION, again="p7"), "置顶")
    (body,) = bodies(api, "ask/curated")
    assert PinRequest.model_validate(body).questions == (QUESTION, "如何值班？")
    assert body["answer"] == "照办"


def test_nothing_is_pinned_without_a_quote(api: FakeApi) -> None:
    test = open_page(api, "ask", q=QUESTION)
    test.multiselect[0].set_value([])
    press(test, "置顶")
    assert bodies(api, "ask/curated") == []
    assert [error.value for error in test.error] == ["请写明问题，并至少选一处原文。"]


def test_the_curator_sees_flagged_answers_and_opinions(api: FakeApi) -> None:
    pinned = {"id": "p1", "questions": ["怎么值班？", "如何值班？"], "answer": "照办", "note": "核对过", "by": "王敏",
              "at": "2024-01-02T11:00:00Z", "quotes": [api.answers.held("gone")], "holds": False}  # fmt: skip
    told = {"id": "o1", "question": "夜里呢？", "helpful": False, "reason": "没说夜里", "found": True, "by": "李强",
            "at": "2024-01-02T11:00:00Z", "quotes": [api.answers.held()]}  # fmt: skip
    api.answers.keep(pinned, told)
    test = open_page(api, "ask", manage="1")
    words = words_of(test)
    for part in ("怎么值班？；如何值班？", "出处已变动，不再作为答案", "这份文献已删除", "没说夜里", "夜里呢？"):
        assert part in words
    assert asked(api, "ask") == []
    press(test, "取消置顶")
    press(test, "处理完了")
    deleted = [r.url.path for r in api.requests if r.method == "DELETE"]
    assert deleted == ["/api/v1/ask/curated/p1", "/api/v1/ask/feedback/o1"]
    assert "没说夜里" not in words_of(test)


def test_the_page_says_that_the_service_is_away(api: FakeApi) -> None:
    api.down = True
    assert "检索服务没有响应" in shown(api)
