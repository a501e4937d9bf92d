from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.access import LOCAL, Access, Reader
from graph.schema import NodeKind
from ingest.model import DateInterval, Document, DocumentKind, Modality
from search_api.engine import Engine
from search_api.errors import BadCursor
from search_api.index.fields import FacetField
from search_api.results import SearchRequest, SearchResult, SuggestionKind
from tests.factories import make_document, make_documents, make_formula, make_rule, make_sections
from tests.search_api.engines import filled_engine, put

ARCHIVES = """青石镇档案管理办法
第一条 档案到期须经鉴定方可销毁，不得擅自处理。
第二条 各单位应当在30日内移交档案。
第三条 有下列行为之一的，给予处分：
（一）丢失档案的；
（二）泄露档案内容的。
"""
PUBLIC = Reader(frozenset({"公开"}))


def archives_document() -> Document:
    return make_document(
        ARCHIVES,
        file="2019_档案管理办法.txt",
        kind=DocumentKind.REGULATION,
        date=DateInterval(date(2019, 3, 1), date(2019, 3, 1)),
        sections=make_sections(ARCHIVES, ("第一条", "第二条", "第三条")),
        rules=(
            make_rule(ARCHIVES, "不得擅自处理", cue="不得", modality=Modality.PROHIBITION, duties=("档案管理",)),
            make_rule(ARCHIVES, "各单位应当在30日内移交档案", cue="应当", duties=("档案管理",), bearers=("下级单位",)),
        ),
    )


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("engine")
    with filled_engine(folder, make_document(), archives_document()) as (opened, _):
        yield opened


def texts(engine: Engine, q: str, reader: Reader = LOCAL) -> list[str]:
    return [hit.passage.quote.text for hit in engine.search(SearchRequest(q), reader).hits]


@pytest.mark.parametrize(
    ("q", "first", "reason"),
    [
        ("值班在岗要求", "值班人员必须24小时在岗", "words"),
        ("值守", "值班", "an alias of the lexicon"),
        ("值斑", "值班", "a misprint that sounds alike"),
        ("zhiban zaigang", "值班人员必须24小时在岗", "pinyin"),
        ("zhibanzaigang", "值班人员必须24小时在岗", "pinyin in one piece"),
        ("檔案移交", "30日内移交档案", "traditional characters"),
        ("二十四小时", "24小时在岗", "a quantity written in another way"),
        ("档案多久移交", "30日内移交档案", "a deadline is wanted"),
        ("什么情况会受处分", "给予处分", "a sanction is wanted"),
        ("我想问一下，我们单位的旧档案如果想毁掉，到底应该怎么办才好呢？", "经鉴定方可销毁", "a whole question"),
        ("“擅自处理”", "不得擅自处理", "a phrase in quotation marks"),
        ("鉴", "经鉴定", "a single character"),
        ("１小时", "1小时内报告", "full width"),
    ],
)
def test_search_finds_first(engine: Engine, q: str, first: str, reason: str) -> None:
    assert first in texts(engine, q)[0], reason


@pytest.mark.parametrize("q", ["区块链", "？！…", "补休", "%%%"])
def test_search_finds_nothing_where_nothing_says_it(engine: Engine, q: str) -> None:
    result = engine.search(SearchRequest(q), LOCAL)
    assert (result.total, result.hits, result.next) == (0, (), None)


@pytest.mark.parametrize("q", ["", " ", "\u3000\n\t", "\x00", "\x00\x1f \u200b", "\ufeff"])
def test_search_for_nothing_finds_nothing(engine: Engine, q: str) -> None:
    result = engine.search(SearchRequest(q), LOCAL)
    assert (result.total, result.hits, result.next, result.understood) == (0, (), None, "")


def test_search_passes_over_what_prints_nothing(engine: Engine) -> None:
    assert texts(engine, "值班\x00要求\u200b") == texts(engine, "值班 要求")


def test_search_says_what_was_searched_when_mended(engine: Engine) -> None:
    assert engine.search(SearchRequest("值斑制度"), LOCAL).understood == "值班制度"
    assert engine.search(SearchRequest("檔案"), LOCAL).understood == "檔案"


def test_search_leaves_out_what_is_excluded(engine: Engine) -> None:
    assert any("移交" in text for text in texts(engine, "档案"))
    assert not any("移交" in text for text in texts(engine, "档案 -移交"))


def test_search_hits_carry_rules_and_highlights_on_words(engine: Engine) -> None:
    [hit, *_] = engine.search(SearchRequest("值班在岗"), LOCAL).hits
    assert hit.highlights[0].of(hit.passage.quote.text) == "值班人员"
    assert {record.rule.modality for record in hit.passage.rules} == {Modality.OBLIGATION, Modality.PROHIBITION}


def test_search_finds_an_item_by_its_lead_line(engine: Engine) -> None:
    assert "（一）丢失档案的；" in texts(engine, "处分")


def test_search_counts_facets_and_filters(engine: Engine) -> None:
    everything = {FacetField.KIND: ("regulation", "speech")}
    result = engine.search(SearchRequest("", everything), LOCAL)
    assert result.facets[FacetField.KIND] == {"regulation": 6, "speech": 6}
    assert result.facets[FacetField.YEAR] == {"2012": 6, "2019": 6}
    filters = {FacetField.MODALITY: ("prohibition",)}
    found = engine.search(SearchRequest("", filters), LOCAL)
    assert found.total == 2
    assert engine.search(SearchRequest("档案", filters), LOCAL).total == 1


def test_search_gives_the_card_of_what_is_named(engine: Engine) -> None:
    card = engine.search(SearchRequest("值班要求"), LOCAL).card
    assert card is not None
    assert (card.summary.kind, card.summary.name) == (NodeKind.DUTY, "值班")
    assert card.rules[0].rule.force.value == "hard"
    assert "值班人员" in {node.label for node in card.neighbours}


def test_search_gives_the_members_of_a_formula(engine: Engine) -> None:
    card = engine.search(SearchRequest("四勤是什么"), LOCAL).card
    assert card is not None
    assert card.members == ("腿勤", "嘴勤", "脑勤", "手勤")


def test_search_gives_no_card_where_nothing_is_named(engine: Engine) -> None:
    assert engine.search(SearchRequest("丢失"), LOCAL).card is None


def test_search_pages_are_one_order_without_gaps(tmp_path: Path) -> None:
    with filled_engine(tmp_path, *make_documents(60)) as (engine, _):
        whole = engine.search(SearchRequest("第3项落实", limit=400, fold=False), LOCAL)
        seen: list[str] = []
        after: str | None = None
        while True:
            page = engine.search(SearchRequest("第3项落实", limit=37, after=after, fold=False), LOCAL)
            seen += [hit.passage.id for hit in page.hits]
            after = page.next
            if after is None:
                break
        assert len(seen) == len(set(seen)) == whole.total
        assert seen == [hit.passage.id for hit in whole.hits]


def test_search_pages_past_the_thousandth_hit(tmp_path: Path) -> None:
    with filled_engine(tmp_path, *make_documents(40, passages=40)) as (engine, _):
        first = engine.search(SearchRequest("落实", limit=1100, fold=False), LOCAL)
        assert first.total == 1600
        second = engine.search(SearchRequest("落实", limit=1100, after=first.next, fold=False), LOCAL)
        assert len(second.hits) == 500
        assert second.next is None


def test_search_folds_the_same_wording(tmp_path: Path) -> None:
    again = [make_document(f"第{n}次讲话\n值班人员要坚守岗位。\n", file=f"{n}.txt") for n in range(3)]
    with filled_engine(tmp_path, *again) as (engine, _):
        assert texts(engine, "坚守岗位") == ["值班人员要坚守岗位。"]
        unfolded = engine.search(SearchRequest("坚守岗位", fold=False), LOCAL)
        assert len(unfolded.hits) == unfolded.total == 3


@pytest.mark.parametrize("after", ["", "x", "!!", "WzEsIDJd", "AAAA", "值班", "W10", "MQ"])
def test_search_refuses_a_cursor_that_it_never_gave(engine: Engine, after: str) -> None:
    with pytest.raises(BadCursor):
        engine.search(SearchRequest("值班", after=after), LOCAL)


def test_search_refuses_the_cursor_of_another_search(engine: Engine) -> None:
    given_cursor = engine.search(SearchRequest("档案", limit=1), LOCAL).next
    assert given_cursor is not None
    with pytest.raises(BadCursor):
        engine.search(SearchRequest("值班", after=given_cursor), LOCAL)


def test_nothing_tells_of_a_document_that_the_reader_may_not_open(tmp_path: Path) -> None:
    speeches = {FacetField.KIND: ("speech",)}
    secret = make_document("涉密事项\n绝密载体由白泽组保管，做到三专，专人、专柜、专册。\n", file="secret.txt")
    with filled_engine(tmp_path, make_document()) as (engine, store):
        before = engine.search(SearchRequest("", speeches), PUBLIC)
        put(store, secret, access=Access("受限"))
        assert engine.catch_up() == 1
        assert engine.search(SearchRequest("白泽组"), LOCAL).total > 0
        after = engine.search(SearchRequest("", speeches), PUBLIC)
        assert before.total > 0
        assert (after.total, after.facets) == (before.total, before.facets)
        assert engine.search(SearchRequest("白泽组"), PUBLIC).total == 0
        assert engine.search(SearchRequest("白择组"), PUBLIC).understood == "白择组"
        assert engine.suggest("白泽", PUBLIC) == []
        assert engine.ask("绝密载体由谁保管？", LOCAL).found
        answer = engine.ask("绝密载体由谁保管？", PUBLIC)
        assert (answer.found, [quote for quote in answer.nearest if "白泽" in quote.text]) == (False, [])


def test_suggest_gives_names_first_then_words(engine: Engine) -> None:
    found = engine.suggest("值", LOCAL)
    assert (found[0].text, found[0].kind) == ("值班", SuggestionKind.DUTY)
    assert ("值班人员", SuggestionKind.ROLE) in {(one.text, one.kind) for one in found}
    assert len({one.text for one in found}) == len(found)


def test_suggest_reads_pinyin_and_aliases(engine: Engine) -> None:
    assert engine.suggest("zhib", LOCAL)[0].text == "值班"
    assert "值班" in [one.text for one in engine.suggest("值守", LOCAL)]
    assert len(engine.suggest("", LOCAL, limit=3)) == 3
    assert engine.suggest("值", LOCAL, limit=0) == []


@pytest.mark.parametrize(
    ("question", "quoted", "reason"),
    [
        ("值班人员发生紧急情况要在几小时内报告？", "必须在1小时内报告", "a deadline"),
        ("档案可以自己销毁吗？", "不得擅自处理", "a ban"),
        ("“四勤”是哪四勤？", "腿勤、嘴勤、脑勤、手勤", "a formula"),
        ("谁说过值班无小事？", "李明同志说过", "a person"),
    ],
)
def test_ask_answers_in_quotes(engine: Engine, question: str, quoted: str, reason: str) -> None:
    answer = engine.ask(question, LOCAL)
    assert answer.found, reason
    assert any(quoted in quote.text for quote in answer.quotes[:2]), reason
    assert answer.confidence > 0


@pytest.mark.parametrize(
    "question",
    ["值班一次补助多少元？", "值班室主任叫什么名字？", "公章丢了怎么补办？", "食堂几点开饭？", "你好", "？"],
)
def test_ask_says_so_where_nothing_states_it(engine: Engine, question: str) -> None:
    answer = engine.ask(question, LOCAL)
    assert not answer.found
    assert (answer.answer, answer.quotes) == ("资料中未见相关规定", ())


@pytest.mark.parametrize("question", ["", " \n", "\x00"])
def test_ask_nothing_is_told_to_ask(engine: Engine, question: str) -> None:
    answer = engine.ask(question, LOCAL)
    assert (answer.found, answer.answer, answer.quotes, answer.nearest) == (False, "请写出要问的问题", (), ())


DUTY = """青石镇公务接待须知
第一条 公务接待从简，不安排高档菜肴。
第二条 工作人员不得在值班时间饮酒。
第三条 迟报、瞒报信息的，由镇党委给予处分。
第四条 信息上报要真实，不得瞒报。
第五条 督查工作由镇党政办公室负责组织实施。
第六条 督查工作要注重实效，督查人员要求真务实。
第七条 收到电子公文，应当在1小时内签收。
做到五心。一要热心。二要细心。三要耐心。四要诚心。五要恒心。
"""
OTHER = """白石县公文办理办法
第一条 收到电子公文，应当在4小时内签收。
第二条 督查工作要及时反馈。
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    documents = [
        make_document(text, file=file, title=text.split("\n")[0], kind=DocumentKind.REGULATION)
        for text, file in ((DUTY, "须知.txt"), (OTHER, "办法.txt"))
    ]
    with filled_engine(tmp_path_factory.mktemp("office"), *documents) as (engine, _):
        yield engine


@pytest.mark.parametrize(
    ("question", "quoted", "reason"),
    [
        ("值班可以喝酒吗？", "不得在值班时间饮酒", "said by another word of the same meaning"),
        ("瞒报会怎样？", "给予处分", "a sanction and not the ban"),
        ("谁负责督查？", "由镇党政办公室负责", "who it is and not how"),
        ("电子公文多久签收？", "小时内签收", "a length of time"),
    ],
)
def test_ask_quotes_first_what_gives_what_is_asked(office: Engine, question: str, quoted: str, reason: str) -> None:
    answer = office.ask(question, LOCAL)
    assert answer.found, reason
    assert quoted in answer.quotes[0].text, reason


def test_ask_for_a_sanction_quotes_nothing_without_one(office: Engine) -> None:
    assert all("处分" in quote.text for quote in office.ask("瞒报会怎样？", LOCAL).quotes)


def test_ask_for_a_time_that_nothing_gives_is_declined(office: Engine) -> None:
    assert not office.ask("督查最长多久？", LOCAL).found


def test_ask_quotes_both_of_two_documents_that_differ(office: Engine) -> None:
    answer = office.ask("电子公文多久签收？", LOCAL)
    assert {quote.file for quote in answer.quotes} == {"须知.txt", "办法.txt"}


@pytest.mark.parametrize(
    "question", ["公务接待可以上酒吗？", "公务接待标准", "督查", "电子公文多久签收？", "瞒报会怎样？"]
)
def test_ask_never_quotes_a_title_nor_the_same_twice(office: Engine, question: str) -> None:
    answer = office.ask(question, LOCAL)
    quotes = [(quote.file, quote.start) for quote in (*answer.quotes, *answer.nearest)]
    assert len(quotes) == len(set(quotes))
    assert not [quote for quote in (*answer.quotes, *answer.nearest) if quote.text == quote.title]


def test_ask_formula_without_members_is_not_answered(tmp_path: Path) -> None:
    text = "座谈会讲话\n要践行六正要求，转变作风。\n"
    formula = make_formula(text, "六正", count=6, members=())
    with filled_engine(tmp_path, make_document(text, formulas=(formula,))) as (engine, _):
        answer = engine.ask("“六正”是哪六正？", LOCAL)
        assert not answer.found
        assert "六正" in answer.nearest[0].text


def test_ask_for_the_first_puts_the_earliest_first(tmp_path: Path) -> None:
    dates = {"later": date(2015, 5, 1), "first": date(2008, 5, 1), "undated": None}
    documents = [
        make_document(
            f"{name}的讲话\n要始终坚持马上就办的作风。\n",
            file=f"{name}.txt",
            date=DateInterval(day, day),
        )
        for name, day in dates.items()
    ]
    with filled_engine(tmp_path, *documents) as (engine, _):
        answer = engine.ask("“马上就办”最早见于哪篇讲话？", LOCAL)
        assert [quote.file for quote in answer.quotes] == ["first.txt", "later.txt", "undated.txt"]


def test_quotes_are_verbatim(engine: Engine) -> None:
    documents = {document.id: document.text for document in (make_document(), archives_document())}
    for question in ("值班有什么要求", "档案多久移交", "四勤", "不存在的事"):
        answer = engine.ask(question, LOCAL)
        for quote in (*answer.quotes, *answer.nearest):
            assert documents[quote.document_id][quote.start : quote.end] == quote.text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=80) | st.text('值班斑zhiban”“"- 要求，24小时〇', max_size=30))
def test_no_query_is_an_error(engine: Engine, q: str) -> None:
    result = engine.search(SearchRequest(q), LOCAL)
    assert len(result.hits) <= 10
    engine.suggest(q, LOCAL)
    answer = engine.ask(q, LOCAL)
    assert 0 <= answer.confidence <= 1


@pytest.mark.parametrize("q", ["值班" * 5_000, "a" * 10_000, "值 " * 5_000, "“" * 10_000, "- -" * 3_000, "\ud800"])
def test_long_and_broken_queries_are_bounded(engine: Engine, q: str) -> None:
    assert len(engine.search(SearchRequest(q), LOCAL).hits) <= SearchRequest(q).limit
    assert 0 <= engine.ask(q, LOCAL).confidence <= 1


def test_engines_agree(tmp_path: Path) -> None:
    found = []
    for address in ("tantivy", "whoosh"):
        with filled_engine(tmp_path / address, make_document(), archives_document(), address=address) as (engine, _):
            results = [engine.search(SearchRequest(q), LOCAL) for q in ("值班要求", "档案多久移交", "处分", "zhiban")]
            found.append([(r.total, r.facets, [hit.passage.id for hit in r.hits]) for r in results])
    assert found[0] == found[1]


def test_told_makes_an_answer_once_until_something_changes(tmp_path: Path) -> None:
    told: list[str] = []

    def tell(request: SearchRequest, result: SearchResult) -> int:
        told.append(request.q)
        return result.total

    with filled_engine(tmp_path, make_document()) as (engine, store):
        first = [engine.told(SearchRequest("档案"), LOCAL, tell) for _ in range(3)]
        put(store, archives_document())
        engine.catch_up()
        later = engine.told(SearchRequest("档案"), LOCAL, tell)
    assert (len(set(first)), len(told)) == (1, 2)
    assert later > first[0]


def test_warm_up_reads_cards_that_a_search_then_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_api.engine._READING_AHEAD", 600.0)
    with filled_engine(tmp_path, make_document()) as (engine, _):
        engine.warm_up(LOCAL)
        monkeypatch.setattr("search_api.engine.read_card", lambda *_: None)
        card = engine.search(SearchRequest("值班"), LOCAL).card
    assert card is not None
    assert card.summary.name == "值班"


def test_rebuild_makes_the_index_again(tmp_path: Path) -> None:
    with filled_engine(tmp_path, *make_documents(3)) as (engine, _):
        before = engine.search(SearchRequest("落实"), LOCAL)
        assert engine.rebuild() == 3
        assert engine.search(SearchRequest("落实"), LOCAL) == before
