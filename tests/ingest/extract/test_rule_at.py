"""Words that somebody says are a rule are resolved as the rules that were found."""

from typing import Any

import pytest

from ingest.model import Span
from ingest.pipeline import extract_document, rule_at

TEXT = """在全县办公室工作会议上的讲话
同志们：
一、思想要重视
值班人员必须24小时在岗。电话响三声之内接起来，一个小时内报告，否则通报批评。
二、文稿
起草公文要反复核对。办公室主任对每一份文件逐字看过。
"""


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        (
            "电话响三声之内接起来，一个小时内报告，否则通报批评",
            {"bearers": ("值班人员",), "bearers_by": "sentence before", "force": "hard"},
            "who is in force in the section; hard by its deadline",
        ),
        (
            "办公室主任对每一份文件逐字看过",
            {"bearers": ("办公室主任",), "bearers_by": "mentioned"},
            "whom it names without a cue",
        ),
        ("逐字看过", {"bearers": ("办公室工作人员",), "bearers_by": "sentence before"}, "a part of a sentence"),
    ],
)
def test_rule_at_resolves_what_its_words_leave_open(words: str, expected: dict[str, Any], reason: str) -> None:
    document = extract_document(TEXT.encode(), "讲话.txt")
    start = TEXT.index(words)
    rule = rule_at(document, Span(start, start + len(words)))
    assert rule is not None
    assert rule.span.of(TEXT) == words
    assert {name: getattr(rule, name) for name in expected} == expected, reason


def test_rule_at_finds_deadline_and_sanction() -> None:
    document = extract_document(TEXT.encode(), "讲话.txt")
    words = "一个小时内报告，否则通报批评"
    start = TEXT.index(words)
    rule = rule_at(document, Span(start, start + len(words)))
    assert rule is not None
    assert rule.deadline is not None
    assert rule.deadline.iso == "PT1H"
    assert rule.sanction is not None
    assert rule.sanction.text == "通报批评"


@pytest.mark.parametrize("words", ["在全县办公室工作会议上的讲话", "。"], ids=["the title", "a mark"])
def test_rule_at_says_nothing_of_what_is_no_sentence(words: str) -> None:
    document = extract_document(TEXT.encode(), "讲话.txt")
    start = TEXT.index(words)
    assert rule_at(document, Span(start, start + len(words))) is None
