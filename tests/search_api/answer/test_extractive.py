from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.access import LOCAL, Access, Reader
from ingest.pipeline import extract_document
from search_api.engine import Engine
from search_api.results import Answer, AnswerKind, Decline, Intent, Mark, Verdict
from tests.search_api.engines import filled_engine, put

OLD = """青石县印章保管办法
2006年3月1日发布
第一条 印章由办公室指定专人保管。
第二条 借出的印章应当在3日内归还。
第三条 不得把印章带出机关。
第四条 未经主任批准，不得在空白纸张上用印。
第五条 伪造印章的，依法给予处分。
"""
NEW = """青石县印章保管办法
2018年5月1日发布
第一条 印章由办公室指定专人保管。
第二条 借出的印章应当在1日内归还。
第三条 不得把印章带出机关。
第四条 用印应当登记下列事项：
（一）用印的日期；
（二）用印的份数。
第五条 工作台账应当妥善保存。
第六条 消防台账应当在5日内报送。
"""
SPEECH = """在办公室工作会议上的讲话
同志们：
做好工作要做到“四细”：细心、细致、细密、细化。
要把印章管好，印章要有专人保管。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    texts = (("旧.txt", OLD), ("新.txt", NEW), ("讲话.txt", SPEECH))
    documents = [extract_document(text.encode(), name) for name, text in texts]
    with filled_engine(tmp_path_factory.mktemp("answers"), *documents) as (opened, _):
        yield opened


def first(answer: Answer) -> str:
    return answer.quotes[0].text


def test_a_question_of_may_has_a_verdict_with_its_rule(engine: Engine) -> None:
    answer = engine.ask("能不能把印章带出机关？", LOCAL)
    assert (answer.kind, answer.verdict) == (AnswerKind.VERDICT, Verdict.NO)
    assert "不得把印章带出机关" in first(answer)
    assert answer.answer.startswith("不可以")


def test_a_ban_but_for_leave_is_a_conditional_verdict(engine: Engine) -> None:
    assert engine.ask("可以在空白纸张上用印吗？", LOCAL).verdict is Verdict.CONDITIONAL


def test_a_time_is_answered_with_its_rule_and_both_where_they_differ(engine: Engine) -> None:
    answer = engine.ask("借出的印章多久归还？", LOCAL)
    assert answer.kind is AnswerKind.DURATION
    assert {stated.text for stated in answer.stated} >= {"3日内", "1日内"}
    marks = {quote.file: set(own) for quote, own in zip(answer.quotes, answer.marks, strict=True)}
    assert marks["新.txt"] >= {Mark.NEWER, Mark.STRICTER}
    assert Mark.OLDER in marks["旧.txt"]
    assert "不一致" in answer.note


def test_a_number_that_is_not_the_rules_is_answered_with_the_rules(engine: Engine) -> None:
    answer = engine.ask("消防台账是不是要在10日内报送？", LOCAL)
    assert "5日内" in first(answer)
    assert "5日内" in answer.note


def test_what_is_asked_beside_it_is_answered_part_by_part(engine: Engine) -> None:
    answer = engine.ask("印章由谁保管、借出的几天内归还、伪造会怎样？", LOCAL)
    assert answer.kind is AnswerKind.PARTS
    said = {group.label: "".join(answer.quotes[n].text for n in group.quotes) for group in answer.groups}
    assert "专人保管" in said["印章由谁保管"]
    assert "1日内归还" in said["借出的几天内归还"]
    assert "依法给予处分" in said["伪造会怎样"]


def test_a_question_that_was_cut_says_so(engine: Engine) -> None:
    assert "只看了前 2000 字" in engine.ask("能不能把印章带出机关？" + "请问" * 2_000, LOCAL).note
    assert "只看了" not in engine.ask("能不能把印章带出机关？", LOCAL).note


def test_words_of_everyday_have_the_words_of_papers_beside_them(engine: Engine) -> None:
    answer = engine.ask("造假公章的要吃什么处分？", LOCAL)
    assert "伪造印章" in first(answer)


def test_members_of_a_formula_are_listed(engine: Engine) -> None:
    answer = engine.ask("“四细”是哪四细？", LOCAL)
    assert (answer.kind, answer.members) == (AnswerKind.MEMBERS, ("细心", "细致", "细密", "细化"))


def test_a_list_is_quoted_with_the_line_that_leads_to_it(engine: Engine) -> None:
    answer = engine.ask("用印应当登记哪些事项？", LOCAL)
    assert "用印的日期" in first(answer)
    assert "用印的份数" in first(answer)
    assert first(answer).startswith("第四条")


def test_what_was_said_first_comes_first_and_is_marked(engine: Engine) -> None:
    answer = engine.ask("印章由办公室指定专人保管，最早写在哪个文件？", LOCAL)
    assert answer.kind is AnswerKind.CHAIN
    assert answer.quotes[0].file == "旧.txt"
    assert Mark.FIRST in answer.marks[0]
    assert "2006年" in answer.answer


def test_two_documents_that_are_named_by_year_stand_beside_each_other(engine: Engine) -> None:
    answer = engine.ask("2006年和2018年的印章保管办法，归还印章的时间有什么变化？", LOCAL)
    assert answer.kind is AnswerKind.COMPARISON
    assert [quote.file for quote in answer.quotes] == ["旧.txt", "新.txt"]
    assert ["3日" in answer.quotes[0].text, "1日" in answer.quotes[1].text] == [True, True]
    assert [group.quotes for group in answer.groups] == [(0,), (1,)]


def test_rules_are_grouped_by_force(engine: Engine) -> None:
    answer = engine.ask("印章有哪些要求？", LOCAL)
    assert answer.kind is AnswerKind.RULES
    labels = {place: group.label for group in answer.groups for place in group.quotes}
    forbidding = [place for place, quote in enumerate(answer.quotes) if "不得把印章" in quote.text]
    assert all(labels[place] == "禁止" for place in forbidding)


def test_what_is_counted_is_counted(engine: Engine) -> None:
    answer = engine.ask("有多少条规定讲到“专人保管”？", LOCAL)
    assert (answer.kind, answer.count) == (AnswerKind.COUNT, 3)


def test_a_question_goes_on_with_the_topic_of_the_one_before(engine: Engine) -> None:
    before = engine.ask("借出的印章多久归还？", LOCAL)
    assert engine.ask("2006年的呢？", LOCAL, topic=before.topic).intent is Intent.DEADLINE
    after = engine.ask("那伪造会有什么后果？", LOCAL, topic=before.topic)
    assert "给予处分" in first(after)


@pytest.mark.parametrize(
    ("question", "reason", "why"),
    [
        ("印章的直径是多少厘米？", Decline.NO_NUMBER, "no rule has such a number"),
        ("办公室主任叫什么名字？", Decline.NO_PERSON, "nobody is named"),
        ("“五心”是哪五心？", Decline.UNSAID, "the name stands nowhere"),
        ("这条规定合理吗？", Decline.OPINION, "a judgement"),
        ("食堂菜价谁定？", Decline.UNSAID, "another topic"),
        ("工作台账要在几日内报送？", Decline.SCOPE, "the rule is about another register"),
        ("指定的专人可以打牌吗？", Decline.UNSAID, "the rule on that person says nothing of the act"),
    ],
)
def test_what_nothing_states_is_declined_with_the_reason(
    engine: Engine, question: str, reason: Decline, why: str
) -> None:
    answer = engine.ask(question, LOCAL)
    assert (answer.found, answer.quotes, answer.kind) == (False, (), AnswerKind.NONE), why
    assert answer.answer == "资料中未见相关规定"
    assert answer.reason is reason, why


def test_a_declined_question_says_what_was_searched_for_and_what_is_missing(engine: Engine) -> None:
    answer = engine.ask("食堂菜价谁定？", LOCAL)
    assert "食堂" in answer.searched
    assert "食堂" in answer.missing


@pytest.mark.parametrize("question", ["印章由谁保管？", "用印应当登记哪些事项？", "伪造印章怎么处分？", "台账"])
def test_quotes_are_verbatim_and_apart(engine: Engine, question: str) -> None:
    texts = {"旧.txt": OLD, "新.txt": NEW, "讲话.txt": SPEECH}
    answer = engine.ask(question, LOCAL)
    quotes = (*answer.quotes, *answer.nearest)
    assert all(texts[quote.file][quote.start : quote.end] == quote.text for quote in quotes)
    spans = [(quote.file, place) for quote in quotes for place in range(quote.start, quote.end)]
    assert len(spans) == len(set(spans))


def test_chains_marks_and_comparisons_do_not_tell_of_closed_documents(tmp_path: Path) -> None:
    public = Reader(frozenset({"公开"}))
    with filled_engine(tmp_path, extract_document(NEW.encode(), "新.txt")) as (opened, store):
        put(store, extract_document(OLD.encode(), "旧.txt"), access=Access("受限"))
        opened.catch_up()
        for question in (
            "印章由办公室指定专人保管，最早写在哪个文件？",
            "2006年和2018年的印章保管办法，归还印章的时间有什么变化？",
            "借出的印章多久归还？",
        ):
            assert "旧.txt" in {quote.file for quote in opened.ask(question, LOCAL).quotes}
            answer = opened.ask(question, public)
            assert {quote.file for quote in (*answer.quotes, *answer.nearest)} == {"新.txt"}
            assert not any(mark in (Mark.NEWER, Mark.STRICTER) for own in answer.marks for mark in own)
            assert "2006年" not in answer.answer


DAYS = """青石县来函答复办法
第一条 收到来函答复申请的当日，应当登记来函答复申请。
第二条 来函答复应当在15个工作日内作出。
第三条 对来函答复不服的，可以申请行政复议。
第四条 行政机关收到的来函申请不明的，应当在7日内告知申请人补正。
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with filled_engine(tmp_path_factory.mktemp("days"), extract_document(DAYS.encode(), "函.txt")) as (opened, _):
        yield opened


def test_how_many_days_is_answered_by_figures_first(letters: Engine) -> None:
    assert "15个工作日" in first(letters.ask("来函答复多少天", LOCAL))


def test_the_number_of_something_else_is_no_answer(letters: Engine) -> None:
    answer = letters.ask("行政复议申请期限是多少天？", LOCAL)
    assert (answer.found, answer.reason) == (False, Decline.NO_NUMBER)


REGISTER = """青石县保密检查办法
第一条 保密检查需要登记有关材料。
第二条 检查人员应当核对登记的材料。
"""


def test_a_word_within_a_noun_says_what_is_asked_about(tmp_path: Path) -> None:
    with filled_engine(tmp_path, extract_document(REGISTER.encode(), "查.txt")) as (opened, _):
        assert opened.ask("登记材料有什么要求？", LOCAL).found
        assert not opened.ask("结婚登记需要哪些材料？", LOCAL).found
