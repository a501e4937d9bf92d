"""Results as the terminal shows them."""

import io
from datetime import date
from typing import Any

import pytest
from rich.console import Console

from search_api.exports import words
from search_api.models import (
    AnswerQuoteModel,
    AskResponse,
    DateModel,
    DeadlineModel,
    EntityCard,
    HitModel,
    NoteModel,
    QuoteModel,
    ReportModel,
    RuleModel,
    SearchResponse,
    SkippedModel,
    SpanModel,
)
from search_api.results import NoteKind
from ui import terminal

WORDS = "守班员要在岗"


def a_quote(text: str = WORDS, **fields: Any) -> QuoteModel:
    given: dict[str, Any] = {
        "document_id": "d1",
        "file": "守班办法.txt",
        "title": "守班办法",
        "kind": "regulation",
        "date": DateModel(earliest=date(2014, 5, 6), latest=date(2014, 5, 6)),
        "outline": "第三条",
        "start": 0,
        "end": len(text),
        "text": text,
    }
    return QuoteModel(**given | fields)


def a_rule(text: str = WORDS, **fields: Any) -> RuleModel:
    given: dict[str, Any] = {
        "id": "r1",
        "passage_id": "p1",
        "modality": "obligation",
        "force": "hard",
        "bearers": ["守班员", "带班领导"],
        "duties": ["值班"],
        "deadline": None,
        "sanction": None,
        "finder": "find_rules",
        "cue": "要",
    }
    return RuleModel(**dict(a_quote(text)) | given | fields)


def a_hit(text: str, *highlights: tuple[int, int]) -> HitModel:
    spans = [SpanModel(start=start, end=end) for start, end in highlights]
    return HitModel(**dict(a_quote(text)), passage_id="p1", score=1.0, highlights=spans, rules=[])


def found(*hits: HitModel, understood: str = "守班", card: EntityCard | None = None) -> SearchResponse:
    return SearchResponse(
        query="守班", understood=understood, total=len(hits), hits=list(hits), facets={}, card=card, next=None
    )


def printed(show: Any, result: Any, *, color: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=1000, highlight=False, force_terminal=color, color_system="standard" if color else None
    )
    show(console, result)
    return out.getvalue()


def test_a_source_is_cited_as_people_do() -> None:
    assert words.source_words(a_quote()) == "《守班办法》第三条（制度，2014年5月6日，守班办法.txt）"


@pytest.mark.parametrize(
    ("fields", "expected", "reason"),
    [
        ({}, "应当·硬性 | 责任主体 守班员、带班领导", "neither deadline nor sanction"),
        (
            {"deadline": DeadlineModel(text="1小时内", iso="PT1H")},
            "应当·硬性 | 责任主体 守班员、带班领导 | 时限 1小时内",
            "a deadline, as printed",
        ),
        (
            {"modality": "prohibition", "force": "soft", "sanction": "通报批评"},
            "禁止·柔性 | 责任主体 守班员、带班领导 | 后果 通报批评",
            "a sanction",
        ),
    ],
)
def test_a_rule_is_told_on_one_line(fields: dict[str, Any], expected: str, reason: str) -> None:
    assert words.rule_words(a_rule(**fields)) == expected, reason


LONG = "甲" * 300 + "守班" + "乙" * 300


@pytest.mark.parametrize(
    ("text", "highlights", "begins", "ends", "reason"),
    [
        (WORDS, [], "“守", "岗”", "a short passage is shown whole"),
        (LONG, [(300, 302)], "“…甲", "乙…”", "a long one around its first match"),
        (LONG, [], "“甲", "甲…”", "a long one without a match from its beginning"),
        (LONG, [(590, 602)], "“…", "乙”", "no further than its end"),
    ],
)
def test_a_passage_is_cut_around_its_match(
    text: str, highlights: list[tuple[int, int]], begins: str, ends: str, reason: str
) -> None:
    shown = next(
        line for line in printed(terminal.print_search, found(a_hit(text, *highlights))).splitlines() if "“" in line
    )
    assert shown.startswith(begins), reason
    assert shown.endswith(ends), reason
    assert len(shown.strip("“”…")) == min(len(text), terminal.LONGEST), reason


def test_matches_are_coloured_where_the_terminal_can() -> None:
    shown = printed(terminal.print_search, found(a_hit(WORDS, (0, 3))), color=True)
    assert "\x1b[1;31m守班员\x1b[0m" in shown


def test_a_file_named_like_markup_is_shown_as_it_is() -> None:
    shown = printed(terminal.print_search, found(a_hit("[bold]守班[/bold]")))
    assert "[bold]守班[/bold]" in shown


def test_search_says_what_was_searched_for_instead_and_the_way_back() -> None:
    mended = found(a_hit(WORDS), understood="值班").model_copy(update={"verbatim": "“守班”"})
    shown = printed(terminal.print_search, mended)
    assert "显示的是“值班”的结果" in shown
    assert "仍要按原样搜索：zhigui search '“守班”'" in shown
    assert "显示的是" not in printed(terminal.print_search, found(a_hit(WORDS)))
    assert "显示的是" not in printed(terminal.print_search, found(understood="")), "nothing but what it should not say"


def test_search_marks_what_is_wrong_in_a_query_and_says_what_to_write() -> None:
    note = NoteModel(kind=NoteKind.IGNORED, start=0, end=2, message="时限要写单位", instead="三小时")
    result = found().model_copy(update={"conditions": ["职责:值班"], "notes": [note]})
    shown = printed(terminal.print_search, result)
    assert "条件：职责:值班" in shown
    assert "提示：守班（第 1 字起）" in shown
    assert "时限要写单位。 可改为：三小时" in shown


def test_search_without_hits_says_how_to_go_on() -> None:
    assert "没有找到" in printed(terminal.print_search, found())


def test_a_card_shows_its_first_rules_before_the_passages() -> None:
    rules = [a_rule(f"规矩{n}号") for n in range(terminal.MOST_RULES + 1)]
    card = EntityCard(kind="duty", name="值班", documents=3, evidence=6, rules=rules, neighbours=[], members=[])
    shown = printed(terminal.print_search, found(a_hit(WORDS), card=card))
    assert "值班：3 份文献，6 条依据" in shown
    assert [f"规矩{n}号" in shown for n in range(terminal.MOST_RULES + 1)] == [True] * terminal.MOST_RULES + [False]
    assert shown.index("规矩0号") < shown.index(WORDS)


def test_an_answer_stands_before_its_quotes_and_what_is_nearest() -> None:
    answer = AskResponse(
        intent="duty",
        found=True,
        answer="要在岗",
        quotes=[AnswerQuoteModel(**dict(a_quote("原话一")))],
        nearest=[a_quote("原话二")],
        confidence=0.8,
    )
    shown = printed(terminal.print_answer, answer)
    places = [shown.index(words) for words in ("要在岗", "原话一", "最接近的段落", "原话二")]
    assert places == sorted(places)


def test_a_report_names_what_was_skipped_and_what_was_not_come_to() -> None:
    report = ReportModel(
        added=2,
        replaced=1,
        unchanged=4,
        skipped=[SkippedModel(file="[空].txt", reason="文件是空的", advice="请确认文件已保存完整")],
        rules=9,
        roles=3,
        duties=2,
        abilities=1,
        unread=["后来的.txt"],
        stopped="磁盘空间不足",
    )
    shown = printed(terminal.print_report, report)
    assert "读入 7 份（新增 2，更新 1，未变 4），跳过 1 份" in shown
    assert "跳过 [空].txt：文件是空的。请确认文件已保存完整。" in shown
    assert "入库中断：磁盘空间不足" in shown
    assert "后来的.txt" in shown
    assert "规矩 9 条，责任主体 3 个，职责 2 项，能力 1 种" in shown


def asked(**fields: Any) -> str:
    """What the terminal shows of an answer."""
    given = {"intent": "duty", "found": True, "answer": "照办", "quotes": [dict(a_quote())], "nearest": [],
             "confidence": 1}  # fmt: skip
    console = Console(file=io.StringIO(), width=200)
    terminal.print_answer(console, AskResponse.model_validate(given | fields))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_worded_answer_numbers_its_quotes_and_a_failed_one_says_so() -> None:
    sentence = {"text": "守班员要在岗", "quotes": [0]}
    shown = asked(worded={"sentences": [sentence], "dropped": 1, "failure": ""})
    assert "守班员要在岗[1]" in shown
    assert "照办" not in shown
    shown = asked(worded={"sentences": [], "dropped": 0, "failure": "模型服务超时，以下是未经改写的原文"})
    assert "提示：模型服务超时，以下是未经改写的原文。" in shown
    assert "照办" in shown
