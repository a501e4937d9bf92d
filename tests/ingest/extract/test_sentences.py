"""Sentences with where they stand."""

from collections.abc import Callable

import pytest

from ingest.extract.context import Context
from ingest.extract.sentences import read_sentences

Of = Callable[..., Context]


def read(context_of: Of, text: str) -> list[tuple[str, str, int, bool]]:
    context = context_of(text)
    return [(s.span.of(context.text), s.outline, s.ordinal, s.is_title) for s in read_sentences(context)]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "在会上的讲话\n2011年5月\n一、服务\n要热情。要周到。",
            [("服务", "一", 0, True), ("要热情", "一", 1, False), ("要周到", "一", 2, False)],
            "title and date are left out, the heading is no sentence of its section",
        ),
        (
            "在会上的讲话\n一、服务\n（一）要热情。来了要让座。",
            [("服务", "一", 0, True), ("要热情", "一（一）", 0, True), ("来了要让座", "一（一）", 1, False)],
            "a heading that its paragraph goes on after",
        ),
        (
            "办法\n第一条 用车应当登记。登记簿应当保存。",
            [("用车应当登记", "第一条", 1, False), ("登记簿应当保存", "第一条", 2, False)],
            "the label of an article is no heading of what follows",
        ),
    ],
)
def test_sentences_know_their_place(
    context_of: Of, text: str, expected: list[tuple[str, str, int, bool]], reason: str
) -> None:
    assert read(context_of, text) == expected, reason


def test_sentences_tell_questions_and_leads_of_lists(context_of: Of) -> None:
    context = context_of("在会上的讲话\n一、服务\n怎么办？要做到三点：\n（一）早到。")
    found = {s.span.of(context.text): (s.asks, s.opens_list) for s in read_sentences(context)}
    assert found["怎么办"] == (True, False)
    assert found["要做到三点"] == (False, True)
