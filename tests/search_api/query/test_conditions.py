"""Conditions on a few documents, in every embedded engine."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from graph.access import LOCAL, Access, Reader
from ingest.model import DateInterval, DocumentKind, Modality, Rule, Sanction
from search_api.engine import Engine
from search_api.index import ENGINES
from search_api.results import NoteKind, SearchRequest, SearchResult
from tests.factories import make_deadline, make_document, make_rule
from tests.search_api.engines import filled_engine, put
from tests.search_api.query.test_fieldquery import ANYTHING

NOTICE = """青石镇信息报送通知
信息员应当在两小时内报送。
各单位应当在5个工作日内反馈。
办公室主任可以立即决定，逾期的通报批评。
平时要多学习。
"""
SECRET = "青石镇机要办法\n机要保密人员严禁外传。\n"
PUBLIC = Reader(frozenset({"公开"}))


def notice_rules() -> tuple[Rule, ...]:
    def rule(quote: str, bearer: str, **fields: object) -> Rule:
        return make_rule(NOTICE, quote, bearers=(bearer,), duties=("信息报送",), **fields)

    return (
        rule("信息员应当在两小时内报送", "信息员", deadline=make_deadline("两小时内", "PT2H")),
        rule(
            "各单位应当在5个工作日内反馈", "下级单位", deadline=make_deadline("5个工作日内", "P5D", working_days=True)
        ),
        rule(
            "办公室主任可以立即决定，逾期的通报批评",
            "办公室主任",
            modality=Modality.PERMISSION,
            deadline=make_deadline("立即", None),
            sanction=Sanction("通报批评"),
        ),
    )


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    notice = make_document(
        NOTICE,
        file="2019_通知.txt",
        kind=DocumentKind.NOTICE,
        date=DateInterval(date(2019, 3, 1), date(2019, 3, 1)),
        rules=notice_rules(),
    )
    secret = make_document(
        SECRET,
        file="2020_机要.txt",
        kind=DocumentKind.REGULATION,
        date=DateInterval(date(2020, 1, 1), date(2020, 1, 1)),
        rules=(
            make_rule(
                SECRET,
                "机要保密人员严禁外传",
                modality=Modality.PROHIBITION,
                bearers=("机要保密人员",),
                duties=("保密",),
            ),
        ),
    )
    folder = tmp_path_factory.mktemp(request.param)
    with filled_engine(folder, make_document(), notice, address=request.param) as (opened, store):
        put(store, secret, access=Access("内部"))
        opened.catch_up()
        yield opened


def search(engine: Engine, query: str, reader: Reader = LOCAL) -> SearchResult:
    return engine.search(SearchRequest(query), reader)


def texts(engine: Engine, query: str, reader: Reader = LOCAL) -> set[str]:
    """The first three characters of what is found."""
    return {hit.passage.quote.text[:3] for hit in search(engine, query, reader).hits}


@pytest.mark.parametrize(
    ("query", "expected", "reason"),
    [
        ("对象:信息员", {"信息员"}, "a bearer"),
        ("岗位：值班员 -情态:严禁", {"发生紧"}, "an alias, and what is excluded"),
        ("职责:信息报送 -对象:信息员 -对象:办公室主任", {"各单位", "发生紧"}, "several excluded"),
        ("情态:可以", {"办公室"}, "a modality as people say it"),
        ("情态:严禁 或 情态:可以", {"值班人", "办公室", "机要保"}, "either"),
        ("情态:严禁|可以", {"值班人", "办公室", "机要保"}, "either value"),
        ("力度:柔性", {"发生紧"}, "a force"),
        ("能力:应急处置能力", {"发生紧"}, "an ability"),
        ("时限<=2小时", {"信息员", "发生紧"}, "at most"),
        ("时限<两小时", {"发生紧"}, "less"),
        ("时限:120分钟", {"信息员"}, "as long, in another unit"),
        ("时限>=7天", {"各单位"}, "five working days are a week"),
        ("时限>7天", set(), "and no more"),
        ("时限:1小时..3小时", {"信息员", "发生紧"}, "between"),
        ("时限:1-3小时", {"信息员", "发生紧"}, "between, the unit once"),
        ("时限:立即", {"办公室"}, "at once"),
        ("时限:有 文献:通知", {"信息员", "各单位", "办公室"}, "any limit"),
        ("时限:无 职责:值班", {"值班人"}, "no limit"),
        ("后果:有", {"值班人", "办公室"}, "any sanction"),
        ("处分:通报", {"办公室"}, "a sanction that says so"),
        ("文献:信息报送 学习", {"平时要"}, "words of the title, with free words"),
        ("文献:“青石镇信息报送通知” -时限:有", {"青石镇", "平时要"}, "a title in quotes"),
        ("文献:2019_通知 情态:可以", {"办公室"}, "the name of a file"),
        ("类型:通知 情态:可以", {"办公室"}, "a kind"),
        ("年份:2019 后果:有", {"办公室"}, "a year"),
        ("年份:2012..2019 后果:有", {"值班人", "办公室"}, "years"),
        ("年份<2019 后果:有", {"值班人"}, "before a year"),
        ("年份:..2018 后果:有", {"值班人"}, "an open range"),
        ("“两小时内报送”", {"信息员"}, "a phrase that must be there"),
        ("“两小时内报送” 或 “要多学习”", {"信息员", "平时要"}, "either phrase"),
        ("类型:通知 -“两小时内”", {"青石镇", "各单位", "办公室", "平时要"}, "a phrase that must not"),
        ("职责:信息报送 zhuren", {"办公室"}, "free words in pinyin"),
        ("(职责:值班 或 职责:保密) 且 情态:严禁", {"值班人", "机要保"}, "with brackets and and"),
    ],
)
def test_conditions_hold(engine: Engine, query: str, expected: set[str], reason: str) -> None:
    assert texts(engine, query) == expected, (reason, search(engine, query).notes)


@pytest.mark.parametrize(
    ("query", "kind", "marked", "told", "instead", "reason"),
    [
        ("职责:", NoteKind.IGNORED, "职责:", "后面没有内容", "职责:值班", "no value"),
        ("学习 职责:信息报关", NoteKind.READ_AS, "信息报关", "已按“信息报送”检索", "信息报送", "a misprint"),
        ("职责:xinxibaosong", NoteKind.READ_AS, "xinxibaosong", "已按“信息报送”检索", "信息报送", "pinyin"),
        ("对象:主任", NoteKind.READ_AS, "主任", "已按“办公室主任”检索", "办公室主任", "a part of a name"),
        ("职责:值班的事", NoteKind.IGNORED, "值班的事", "可写：值班", "值班", "more than a name"),
        ("对象:天外来客", NoteKind.IGNORED, "天外来客", "可写：", None, "nothing like it, so examples"),
        ("学习 时限<=两", NoteKind.IGNORED, "两", "要写数和单位", None, "no unit"),
        ("时限<=2", NoteKind.IGNORED, "2", "要写数和单位", "2小时", "no unit, which can be filled in"),
        ("年份:20199", NoteKind.IGNORED, "20199", "四位数字", None, "no year"),
        ("年份:2019..2012", NoteKind.READ_AS, "2019..2012", "写反", "2012..2019", "turned round"),
        ("职责>值班", NoteKind.READ_AS, "职责>值班", "不能比大小", None, "no size"),
        ("“要少学习”", NoteKind.READ_AS, "“要少学习”", "没有一字不差", "要少学习", "a phrase that nobody says"),
    ],
)
def test_conditions_say_what_is_wrong(
    engine: Engine, query: str, kind: NoteKind, marked: str, told: str, instead: str | None, reason: str
) -> None:
    [note] = search(engine, query).notes
    assert (note.kind, note.span.of(query), note.instead) == (kind, marked, instead), reason
    assert told in note.message, reason


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("职责:多学习", "平时要"),
        ("学习 时限<=两", "平时要"),
        ("学习 年份:20199", "平时要"),
        ("“要少学习” 平时", "平时要"),
    ],
)
def test_conditions_that_are_wrong_leave_the_rest_searched(engine: Engine, query: str, found: str) -> None:
    assert found in texts(engine, query)


def test_conditions_never_tell_of_what_the_reader_may_not_open(engine: Engine) -> None:
    assert texts(engine, "职责:保密") == {"机要保"}
    assert texts(engine, "职责:保密", PUBLIC) == set()
    for query in ("职责:外传", "文献:不存在", "对象:机要", "年份:2020", "文献:机要办法", "-职责:值班"):
        result = search(engine, query, PUBLIC)
        assert not any("机要" in hit.passage.quote.text for hit in result.hits), query
        told = "".join(note.message for note in result.notes)
        assert "机要保密人员" not in told, query
        assert "青石镇机要" not in told, query


def test_conditions_go_with_facets_and_mending(engine: Engine) -> None:
    result = search(engine, "职责:信息报送 两小时捏")
    assert result.conditions == ("职责:信息报送",)
    result = search(engine, "情态:应当 值斑")
    assert result.understood == "情态:应当 值班"
    assert result.verbatim == "情态:应当 “值斑”"
    assert search(engine, result.verbatim).understood == result.verbatim


def test_a_phrase_beside_words_raises_what_has_it(engine: Engine) -> None:
    found = [hit.passage.quote.text[:3] for hit in search(engine, "“两小时内报送” 学习").hits]
    assert found[0] == "信息员"
    assert "平时要" in found


def test_conditions_alone_put_hard_rules_first(engine: Engine) -> None:
    hits = search(engine, "类型:讲话 -年份:2020").hits
    hard = [any(record.rule.force.value == "hard" for record in hit.passage.rules) for hit in hits]
    assert hard == sorted(hard, reverse=True)
    assert True in hard


def test_ask_is_not_broken_by_conditions(engine: Engine) -> None:
    for question in ("职责:值班 时限<=2小时", "时限<=", "“", "对象:值班人员 有什么要求？"):
        engine.ask(question, LOCAL)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=ANYTHING)
def test_search_takes_any_string(engine: Engine, query: str) -> None:
    result = search(engine, query)
    assert len(result.hits) <= result.total
    assert all(0 <= note.span.start < note.span.end <= len(query) for note in result.notes)
